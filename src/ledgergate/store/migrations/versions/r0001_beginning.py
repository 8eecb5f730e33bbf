"""The beginning: the whole schema of the first release."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import op

revision: Final = "0001"
down_revision: Final = None


def upgrade() -> None:
    """Run the first release's snapshot, kept beside this file."""
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
