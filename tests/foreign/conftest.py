"""One server for the clients of a test run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from folders import data_folder
from foreign.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """Give the address of a server that holds the demo company."""
    with data_folder() as data, serving(data) as base:
        yield base
