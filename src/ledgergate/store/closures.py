"""Which books are open: held still by postings, changed by closing and opening.

READ COMMITTED is enough: a posting holds the rows it depends on FOR SHARE until it ends, closing takes them FOR UPDATE,
so that one of the two waits and sees what the other did. The row of entity 0 exists as soon as anything was asked; rows of
entities are made from it, under its lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.ledger.period import APPLICATIONS, Closure
from ledgergate.store.arrays import plain, words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from ledgergate.store.work import Work

Asked = tuple[int, str]
"""An entity (0: top level) and an application."""

HOLD: Final = """
select entity, application, closed_through, locked_through from closure
where company = %(company)s and entity = any(%(entities)s::bigint[]) and application = any(%(applications)s::text[])
order by entity, application for share
"""
TAKE: Final = """
select entity, application, closed_through, locked_through from closure
where company = %(company)s and entity = any(%(entities)s::bigint[]) and application = any(%(applications)s::text[])
order by entity, application for update
"""
MAKE_TOP: Final = """
insert into closure (company, entity, application)
select %(company)s, 0, application from unnest(%(applications)s::text[]) as a (application)
order by application on conflict (company, entity, application) do nothing
"""
MAKE_ENTITIES: Final = """
insert into closure (company, entity, application, closed_through, locked_through)
select %(company)s, e.entity, c.application, c.closed_through, c.locked_through
from closure c, unnest(%(entities)s::bigint[]) as e (entity)
where c.company = %(company)s and c.entity = 0
order by e.entity, c.application on conflict (company, entity, application) do nothing
"""
ENTITIES: Final = "select recordno from location where company = %(company)s and locationtype = 'E' order by recordno"
NAME: Final = "select locationid from location where company = %(company)s and recordno = %(entity)s"
FIND: Final = "select recordno from location where company = %(company)s and locationid = %(word)s and locationtype = 'E'"
CHANGE: Final = """
update closure c set closed_through = n.closed_through, locked_through = n.locked_through
from unnest(%(entity)s::bigint[], %(application)s::text[], %(closed)s::date[], %(locked)s::date[])
    as n (entity, application, closed_through, locked_through)
where c.company = %(company)s and c.entity = n.entity and c.application = n.application
"""
REMEMBER: Final = """
insert into closure_change (company, entity, application, closed_through, locked_through, changed, by_user)
select %(company)s, n.*, %(moment)s, %(user)s::bigint
from unnest(%(entity)s::bigint[], %(application)s::text[], %(closed)s::date[], %(locked)s::date[]) as n
"""


def hold(work: Work, asked: Collection[Asked]) -> dict[Asked, Closure]:
    """Lock FOR SHARE and give the closures asked for, making those that were never asked for before."""
    if not asked:
        return {}
    found = _locked(work, HOLD, asked)
    if not found.keys() >= set(asked):
        _make(work, {entity for entity, _ in asked})
        found = _locked(work, HOLD, asked)
    return {key: found[key] for key in asked}


def entity_name(work: Work, entity: int) -> str:
    """Give the ID of an entity."""
    return str(work.rows(NAME, {"company": work.company, "entity": entity})[0][0])


def entity(work: Work, word: str) -> int | None:
    """Find an entity by its ID."""
    found = work.rows(FIND, {"company": work.company, "word": word})
    return found[0][0] if found else None


def take(work: Work, entity: int | None) -> dict[Asked, Closure]:
    """Lock FOR UPDATE all applications of an entity, or of the top level and every entity when none is named."""
    entities = {0, *(row[0] for row in work.rows(ENTITIES, {"company": work.company}))} if entity is None else {entity}
    work.run(MAKE_TOP, {"company": work.company, "applications": words(sorted(APPLICATIONS))})
    if entity is None:
        _locked(work, TAKE, [(0, application) for application in APPLICATIONS])
    _make(work, entities)
    return _locked(work, TAKE, [(each, application) for each in entities for application in APPLICATIONS])


def change(work: Work, closures: Mapping[Asked, Closure], *, moment: datetime, user: int | None) -> None:
    """Write closures that this unit of work has taken, and remember the change.

    The memory holds which transactions were running once the locks were had, so that `verify` can tell a line that
    slipped in afterwards from one that was there before (INV-05).
    """
    params: dict[str, object] = {
        "company": work.company,
        "entity": plain(entity for entity, _ in closures),
        "application": words(application for _, application in closures),
        "closed": plain(each.closed_through for each in closures.values()),
        "locked": plain(each.locked_through for each in closures.values()),
    }
    work.run(CHANGE, params)
    work.run(REMEMBER, {**params, "moment": moment, "user": user})


def _make(work: Work, entities: Collection[int]) -> None:
    work.run(MAKE_TOP, {"company": work.company, "applications": words(sorted(APPLICATIONS))})
    if set(entities) != {0}:
        _locked(work, HOLD, [(0, application) for application in APPLICATIONS])
        work.run(MAKE_ENTITIES, {"company": work.company, "entities": plain(sorted(entities))})


def _locked(work: Work, statement: str, asked: Collection[Asked]) -> dict[Asked, Closure]:
    params = {
        "company": work.company,
        "entities": plain({entity for entity, _ in asked}),
        "applications": words({application for _, application in asked}),
    }
    rows = work.rows(statement, params)
    return {(row[0], row[1]): Closure(closed_through=row[2], locked_through=row[3]) for row in rows}
