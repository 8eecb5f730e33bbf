"""What the fault tests share: one data folder with the demo company, and places that every account may enter."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from faults.serving import serving, told

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def place() -> Iterator[Path]:
    """Give a folder that every account may enter: pytest's own may be entered by nobody else."""
    made = Path(tempfile.mkdtemp(prefix="faults-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)  # a server that leaves takes its own files along


@pytest.fixture(scope="session")
def furnished() -> Iterator[Path]:
    """Give a data folder that holds the demo company, with no server running on it; tests copy the company."""
    place = Path(tempfile.mkdtemp(prefix="faults-"))
    place.chmod(0o755)
    with serving(place / "data", "--demo"):
        pass
    yield place / "data"
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def company(furnished: Path, request: pytest.FixtureRequest) -> str:
    """Give a copy of the demo company for one test alone."""
    name = f"fault-{abs(hash(request.node.nodeid)) % 10**9}"
    told(furnished, "company", "copy", "demo", name)
    return name
