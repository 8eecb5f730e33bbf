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


def whole_months(day: date) -> date:
    """Give the first day that is not covered by whole months up to and including the day."""
    return day + timedelta(days=1) if day == month_end(day) else month_start(day)
