"""Books changed past every guard: `verify` finds it, says where, and ends with 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from faults.serving import command, serving, told
from ledgergate.store.embedded import embedded

if TYPE_CHECKING:
    from pathlib import Path

CHANGE = """
update ledgergate.gl_line l set amount = l.amount + %(off)s
from ledgergate.company c
where c.id = %(company)s and l.company = c.key and l.recordno = (select min(recordno) from ledgergate.gl_line where company = c.key)
returning l.batchno
"""

pytestmark = pytest.mark.xdist_group("faults")


def change(owner: psycopg.Connection, company: str, off: str) -> int:
    """Change the amount of a company's first line with the guards off; give the line's batch."""
    owner.execute("alter table ledgergate.gl_line disable trigger user")
    row = owner.execute(CHANGE, {"company": company, "off": off}).fetchone()
    owner.execute("alter table ledgergate.gl_line enable trigger user")
    assert row is not None
    return int(row[0])


def test_a_line_changed_by_hand_is_named(furnished: Path, company: str) -> None:
    # No server runs: what it folds while the line is wrong would stay wrong when the line is right again.
    with embedded(furnished):
        told(furnished, "verify")
        url = told(furnished, "database", "url", "--owner")
        with psycopg.connect(url) as owner:
            batch = change(owner, company, "0.01")
        done = command(furnished, "verify", company)
        assert done.returncode == 1, done.stdout
        assert f"batch {batch} " in done.stdout
        assert command(furnished, "verify").returncode == 1
        with psycopg.connect(url) as owner:
            assert change(owner, company, "-0.01") == batch
        told(furnished, "verify")


def test_the_guard_refuses_the_same_change(furnished: Path, company: str) -> None:
    with serving(furnished):
        url = told(furnished, "database", "url", "--owner")
        with psycopg.connect(url) as owner, pytest.raises(psycopg.errors.CheckViolation):
            owner.execute(CHANGE, {"company": company, "off": "0.01"})
        told(furnished, "verify", company)
