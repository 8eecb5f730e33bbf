"""Reporting periods as days: which of them stand in the way of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

    from ledgergate.store.work import Work

OVERLAPPING: Final = """
    select name from reporting_period
    where company = %(company)s and budgeting and status is distinct from 'F' and recordno <> %(itself)s
        and start_date <= %(last)s and end_date >= %(first)s
    order by start_date limit 1
"""
NAMES: Final = "select name from reporting_period where company = %(company)s"


def overlapping(work: Work, first: date, last: date, itself: int) -> str | None:
    """Name a period for budgets that shares a day with this span; None when there is none."""
    found = work.rows(OVERLAPPING, {"company": work.company, "first": first, "last": last, "itself": itself})
    return found[0][0] if found else None


def names(work: Work) -> set[str]:
    """Name the periods there are."""
    return {row[0] for row in work.rows(NAMES, {"company": work.company})}
