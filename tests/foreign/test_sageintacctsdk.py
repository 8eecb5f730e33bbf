"""The Python client from the package index, as published, does its work against a real server."""

from __future__ import annotations

import ast
from typing import Final

import pytest

from foreign.server import HERE, play

FOLDER: Final = HERE / "sageintacctsdk"

pytestmark = pytest.mark.xdist_group("foreign")


def steps() -> list[str]:
    """Read the names of the steps from the play, which only the client's own environment can import."""
    tree = ast.parse((FOLDER / "play.py").read_text())
    [listed] = [each.value for each in tree.body if isinstance(each, ast.AnnAssign) and ast.unparse(each.target) == "STEPS"]
    return [name.id for name in ast.walk(listed) if isinstance(name, ast.Name)] if listed else []


@pytest.fixture(scope="session")
def played(served: str) -> dict[str, str | None]:
    """Play once and keep what each step said."""
    return play((str(FOLDER / ".venv/bin/python"), "play.py", served), FOLDER)


@pytest.mark.parametrize("step", steps())
def test_step(played: dict[str, str | None], step: str) -> None:
    assert played[step] is None, played[step]
