"""Records that have parents: who stands above whom, and what is kept of a tree in each of its records."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.store.work import Work

ABOVE: Final = sql.SQL("""
    with recursive up (recordno, parent) as (
        select recordno, {column} from {table} where company = %(company)s and recordno = any(%(recordnos)s::bigint[])
        union
        select t.recordno, t.{column} from {table} t join up on t.recordno = up.parent where t.company = %(company)s
    )
    select recordno, parent from up
""")

SETTLE_ENTITIES: Final = """
    with recursive down (recordno, entity) as (
        select l.recordno, case when l.locationtype = 'E' then l.recordno else p.entitykey end
        from location l left join location p on p.company = %(company)s and p.recordno = l.parentkey
        where l.company = %(company)s and l.recordno = any(%(recordnos)s::bigint[])
            and (l.locationtype = 'E' or l.parentkey is null or l.parentkey <> all(%(recordnos)s::bigint[]))
        union
        select l.recordno, case when l.locationtype = 'E' then l.recordno else down.entity end
        from location l join down on l.parentkey = down.recordno where l.company = %(company)s
    )
    update location set entitykey = down.entity from down
    where location.company = %(company)s and location.recordno = down.recordno
        and location.entitykey is distinct from down.entity
"""

SETTLE_PROJECTS: Final = """
    with recursive down (recordno, root) as (
        select t.recordno, coalesce(p.rootparentkey, p.recordno)
        from project t left join project p on p.company = %(company)s and p.recordno = t.parentkey
        where t.company = %(company)s and t.recordno = any(%(recordnos)s::bigint[])
            and (t.parentkey is null or t.parentkey <> all(%(recordnos)s::bigint[]))
        union
        select t.recordno, coalesce(down.root, down.recordno)
        from project t join down on t.parentkey = down.recordno where t.company = %(company)s
    )
    update project set rootparentkey = down.root from down
    where project.company = %(company)s and project.recordno = down.recordno
        and project.rootparentkey is distinct from down.root
"""


def above(work: Work, table: str, column: str, recordnos: Sequence[int]) -> dict[int, int | None]:
    """Give the parent of each record on the ways up from these records, themselves included."""
    return dict(work.rows(_above(table, column), {"company": work.company, "recordnos": list(recordnos)}))


def settle_entities(work: Work, recordnos: Sequence[int]) -> int:
    """Write into locations, and those below them, the entity they belong to; an entity belongs to itself."""
    return work.run(SETTLE_ENTITIES, {"company": work.company, "recordnos": list(recordnos)})


def settle_projects(work: Work, recordnos: Sequence[int]) -> int:
    """Write into projects, and those below them, the project at the top of their tree; nothing into the top itself."""
    return work.run(SETTLE_PROJECTS, {"company": work.company, "recordnos": list(recordnos)})


@lru_cache(maxsize=32)
def _above(table: str, column: str) -> str:
    return ABOVE.format(table=sql.Identifier(table), column=sql.Identifier(column)).as_string()
