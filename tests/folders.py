"""Data folders that PostgreSQL's own account can enter when the tests run as root, as temporary folders of pytest cannot be."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def data_folder() -> Generator[Path]:
    """Give a folder that does not exist yet, in one that anybody may pass through; both are gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="ledgergate-"))
    place.chmod(0o711)
    try:
        yield place / "data"
    finally:
        shutil.rmtree(place, ignore_errors=True)
