"""Reversals whose day has come: the entry they take back is `Reversed` from then on (business.md 3.2, 20)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgergate.applications.general_ledger.writing import OBJECT, PENDING, REVERSED
from ledgergate.store import audit, mirrors

if TYPE_CHECKING:
    from ledgergate.base.clock import Clock
    from ledgergate.store.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Who changes records when no user does."""

    user: int = 0
    user_id: str = "system"
    sender: int = 0
    ip: str = ""


def come(work: Work, clock: Clock) -> int:
    """Mark entries as reversed whose reversal date is today or past; answers how many. The caller commits."""
    moment = clock.now().replace(microsecond=0)
    found = mirrors.come(work, clock.today(), moment)
    images = [(OBJECT, str(number), number, {"state": PENDING}, {"state": REVERSED, "whenmodified": moment}) for number in found]
    if images:
        audit.write(work, System(), moment, "update", images, source="system")
    return len(found)
