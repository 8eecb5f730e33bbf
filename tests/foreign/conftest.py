"""One server for the clients of a test run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foreign.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server that holds the demo company."""
    with serving(tmp_path_factory.mktemp("served") / "data") as base:
        yield base
