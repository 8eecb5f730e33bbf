"""Closing and opening the books: by calendar months, per entity and application (business.md 1.7).

No function of the wire does this; an operator's command does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.dates import month_end, wire_date
from ledgergate.base.fault import Fault
from ledgergate.ledger.period import APPLICATIONS
from ledgergate.store import audit, closures

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime

    from ledgergate.access.actor import Actor
    from ledgergate.ledger.period import Closure
    from ledgergate.store.closures import Asked
    from ledgergate.store.work import Work

OBJECT = "CLOSEDBOOKS"
"""What the trail of changes calls a closure."""


def close(
    work: Work, actor: Actor, through: date, *, moment: datetime, entity: int | None = None, applications: Collection[str] = APPLICATIONS
) -> date:
    """Close through the end of the month, for one entity or for the top level and all entities; give that day.

    Closing a later period closes all earlier ones. Waits for postings that are under way.
    """
    _change(work, actor, entity, applications, moment, lambda closure: closure.closing(through))
    return month_end(through)


def lock(
    work: Work, actor: Actor, through: date, *, moment: datetime, entity: int | None = None, applications: Collection[str] = APPLICATIONS
) -> date:
    """Close through the end of the month for good: what is locked cannot be opened again."""
    _change(work, actor, entity, applications, moment, lambda closure: closure.locking(through))
    return month_end(through)


def open_from(
    work: Work, actor: Actor, start: date, *, moment: datetime, entity: int | None = None, applications: Collection[str] = APPLICATIONS
) -> None:
    """Open from the beginning of the month on. Raises Fault: the period is locked (V402)."""

    def opened(closure: Closure) -> Closure:
        if closure.locked(start) and closure.shut(start):
            raise Fault(
                description2=f"The period of {wire_date(start)} is closed and locked; it cannot be opened again.", why="V402: locked period"
            )
        return closure.opening(start)

    _change(work, actor, entity, applications, moment, opened)


def entity_of(work: Work, word: str) -> int:
    """Find an entity by its ID. Raises Fault: there is no such entity."""
    found = closures.entity(work, word)
    if found is None:
        raise Fault(description2=f"Invalid Entity '{word}' specified.")
    return found


def _change(
    work: Work, actor: Actor, entity: int | None, applications: Collection[str], moment: datetime, step: Callable[[Closure], Closure]
) -> None:
    held = closures.take(work, entity)
    changed = {key: new for key, old in held.items() if key[1] in applications and (new := step(old)) != old}
    if not changed:
        return
    closures.change(work, changed, moment=moment, user=actor.user)
    images = [(OBJECT, _key(key), None, _image(held[key]), _image(new)) for key, new in sorted(changed.items())]
    audit.write(work, actor, moment, "update", images, source="system")


def _key(asked: Asked) -> str:
    return f"{asked[1]}--{asked[0]}"


def _image(closure: Closure) -> Mapping[str, object]:
    return {"closed_through": closure.closed_through, "locked_through": closure.locked_through}
