"""Batches that take others back: found by what they reverse, and marked when their day has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledgergate.store.work import Work

OF: Final = "select recordno from gl_batch where company = %(company)s and reversedkey = %(number)s"
COME: Final = """
update gl_batch set state = 'Z', whenmodified = %(moment)s
where company = %(company)s and state = 'L' and reversed <= %(today)s
returning recordno
"""


def of(work: Work, number: int) -> int | None:
    """Give the batch that reverses another, if there is one."""
    found = work.rows(OF, {"company": work.company, "number": number})
    return int(found[0][0]) if found else None


def come(work: Work, today: date, moment: datetime) -> list[int]:
    """Mark as reversed whatever was pending until today, and give the record numbers."""
    return [row[0] for row in work.rows(COME, {"company": work.company, "today": today, "moment": moment})]
