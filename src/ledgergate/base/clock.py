"""What time it is: the real one, or a business day that tests and demonstrations fix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Tell time; `day` fixes the business day and leaves stamps alone."""

    day: date | None = None

    def now(self) -> datetime:
        """Give this moment in UTC, for stamps, sessions and audit."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Give the business day: fixed, or today's date in UTC."""
        return self.day or self.now().date()
