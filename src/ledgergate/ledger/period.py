"""Months, fiscal years, and what a closed period forbids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ledgergate.base.dates import month_end, month_start

APPLICATIONS: Final = ("GL", "AP", "AR", "EE", "CM")
"""The applications whose books close by themselves (business.md 1.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Through which day the books of one entity and application are closed, and locked against reopening."""

    closed_through: date | None = None
    locked_through: date | None = None

    def shut(self, day: date) -> bool:
        """Tell whether nothing may be posted on this day."""
        return self.closed_through is not None and day <= self.closed_through

    def closing(self, through: date) -> Closure:
        """Close through the end of the month; closing a later period closes all earlier ones, and never opens any."""
        end = month_end(through)
        later = end if self.closed_through is None else max(end, self.closed_through)
        return Closure(closed_through=later, locked_through=self.locked_through)

    def locking(self, through: date) -> Closure:
        """Close and lock through the end of the month."""
        closed = self.closing(through)
        end = month_end(through)
        later = end if self.locked_through is None else max(end, self.locked_through)
        return Closure(closed_through=closed.closed_through, locked_through=later)

    def locked(self, start: date) -> bool:
        """Tell whether opening from this day would open a locked period."""
        return self.locked_through is not None and month_start(start) <= self.locked_through

    def opening(self, start: date) -> Closure:
        """Open from the beginning of the month on; what lies before stays closed."""
        before = month_start(start) - timedelta(days=1)
        if self.closed_through is None or self.closed_through <= before:
            return self
        return Closure(closed_through=before, locked_through=self.locked_through)


def fiscal_year_start(day: date, first_month: int) -> date:
    """Give the first day of the fiscal year that holds the day."""
    year = day.year if day.month >= first_month else day.year - 1
    return date(year, first_month, 1)


def relative(name: str, today: date, first_month: int) -> tuple[date, date] | None:
    """Give the days of a period named by where it stands to today; None for other names (business.md 1.7)."""
    year = fiscal_year_start(today, first_month)
    quarter = _months(year, 3 * (_between(year, today) // 3))
    month = month_start(today)
    spans = {
        "current month": (month, 1),
        "prior month": (_months(month, -1), 1),
        "current quarter": (quarter, 3),
        "prior quarter": (_months(quarter, -3), 3),
        "current year": (year, 12),
        "prior year": (_months(year, -12), 12),
    }
    to_date = {"month to date": month, "quarter to date": quarter, "year to date": year}
    wanted = name.strip().casefold()
    if wanted in to_date:
        return to_date[wanted], today
    if wanted not in spans:
        return None
    start, length = spans[wanted]
    return start, _months(start, length) - timedelta(days=1)


def _between(start: date, day: date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def _months(start: date, count: int) -> date:
    """Move a first of month by months."""
    place = start.year * 12 + start.month - 1 + count
    return date(place // 12, place % 12 + 1, 1)
