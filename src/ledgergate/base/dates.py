"""Dates and stamps of the wire: `MM/DD/YYYY`, `MM/DD/YYYY HH:MM:SS`, ISO with `+00:00`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from typing import Final

_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})$", re.ASCII)
_STAMP: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2}):(\d{2}))?$", re.ASCII)


def parse_date(word: str) -> date | None:
    """Read `MM/DD/YYYY`; None when it is no such date."""
    found = _DATE.match(word.strip())
    if found is None:
        return None
    month, day, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_stamp(word: str) -> datetime | None:
    """Read `MM/DD/YYYY[ HH:MM:SS]` as GMT; None when it is no such stamp."""
    found = _STAMP.match(word.strip())
    if found is None:
        return None
    month, day, year, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def wire_date(day: date) -> str:
    """Write `MM/DD/YYYY`."""
    return f"{day.month:02d}/{day.day:02d}/{day.year:04d}"


def wire_stamp(moment: datetime) -> str:
    """Write `MM/DD/YYYY HH:MM:SS` in GMT."""
    gmt = moment.astimezone(UTC)
    return f"{wire_date(gmt.date())} {gmt.hour:02d}:{gmt.minute:02d}:{gmt.second:02d}"


def iso_stamp(moment: datetime) -> str:
    """Write `2025-03-01T10:00:00+00:00`: clients parse the offset literally, never `Z` (protocol.md 0 fact 12)."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def month_start(day: date) -> date:
    """Give the first day of the month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """Give the last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
