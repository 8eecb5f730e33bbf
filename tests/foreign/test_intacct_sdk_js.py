"""The vendor's Node client, as published, does its work against a real server."""

from __future__ import annotations

import re
from typing import Final

import pytest

from foreign.server import BIN, HERE, play

FOLDER: Final = HERE / "intacct-sdk-js"

pytestmark = pytest.mark.xdist_group("foreign")


def steps() -> list[str]:
    """Read the names of the steps from the play."""
    return re.findall(r"^    async (\w+)\((?:visit)?\) \{", (FOLDER / "play.cjs").read_text(), flags=re.MULTILINE)


@pytest.fixture(scope="session")
def played(served: str) -> dict[str, str | None]:
    """Play once; the client insists on a host below intacct.com, so the name is looked up to this machine."""
    port = served.rpartition(":")[2]
    endpoint = f"http://local.intacct.com:{port}/ia/xml/xmlgw.phtml"
    return play((str(BIN / "node"), "--no-deprecation", "--require", "./lookup.cjs", "play.cjs", endpoint), FOLDER)


@pytest.mark.parametrize("step", steps())
def test_step(played: dict[str, str | None], step: str) -> None:
    assert played[step] is None, played[step]
