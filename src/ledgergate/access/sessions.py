"""How long a session lives: sliding with each call, without a write for each call (house decision 12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

LEAST_SLACK: Final = timedelta(seconds=60)
SHARE: Final = 50
"""The slack is one part in fifty of the duration, but not less than a minute..."""
SHORT_SHARE: Final = 10
"""... and never more than a tenth of it, so that a session of seconds ends after seconds."""


def slack(seconds: int) -> timedelta:
    """Give how far the kept expiry may lag behind the true one."""
    whole = timedelta(seconds=seconds)
    return min(max(LEAST_SLACK, whole / SHARE), whole / SHORT_SHARE)


def expiry(now: datetime, seconds: int) -> datetime:
    """Give the moment a session ends when nobody calls again."""
    return now + timedelta(seconds=seconds)


def alive(kept: datetime, now: datetime, seconds: int) -> bool:
    """Tell whether a session still lives by its kept expiry, which may lag by the slack."""
    return now <= kept + slack(seconds)


def worth_writing(kept: datetime, now: datetime, seconds: int) -> bool:
    """Tell whether the kept expiry has fallen so far behind that it must be rewritten."""
    return expiry(now, seconds) - kept > slack(seconds)
