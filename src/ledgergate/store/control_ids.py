"""Function control ids: done once per company and sender, in the transaction of the effect (house decision 11)."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ledgergate.store.work import Work

LOCK_AND_LOOK: Final = """
select pg_try_advisory_xact_lock(hashtextextended(%(company)s::text || ':' || %(sender)s::text || ':' || %(id)s, 7)),
       exists (select from control_id where company = %(company)s and sender = %(sender)s and control_id = %(id)s)
"""
LOOK: Final = "select from control_id where company = %(company)s and sender = %(sender)s and control_id = %(id)s"
RECORD: Final = "insert into control_id (company, sender, control_id, function) values (%(company)s, %(sender)s, %(id)s, %(function)s)"


class Claim(Enum):
    """What stands against running a function under its id."""

    FREE = auto()
    DONE = auto()
    RUNNING = auto()


def claim(work: Work, sender: int, control_id: str) -> Claim:
    """Hold an id until the end of the transaction, or tell why not; never waits.

    The look comes again once the lock is held: its first snapshot may be older than the commit that let the lock go.
    """
    asked = {"company": work.company, "sender": sender, "id": control_id}
    locked, done = work.rows(LOCK_AND_LOOK, asked)[0]
    if done:
        return Claim.DONE
    if not locked:
        return Claim.RUNNING
    return Claim.DONE if work.rows(LOOK, asked) else Claim.FREE


def record(work: Work, sender: int, control_id: str, function: str) -> None:
    """Note an id as done; final with the effect."""
    work.run(RECORD, {"company": work.company, "sender": sender, "id": control_id, "function": function})
