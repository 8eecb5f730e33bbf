"""Results that `readMore` goes on with: the numbers of the records that follow a first page, frozen when it was read.

Kept only where a second page exists, until the last page is given. Each session may keep so many, the oldest go first; what
sessions that ended left behind is swept when others keep new ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.store.arrays import words
from ledgergate.store.compile import freeze_sql

if TYPE_CHECKING:
    from ledgergate.store.rows import Asked
    from ledgergate.store.work import Work

MOST_RESULTS: Final = 20
"""Results that one session may keep."""
MOST_KEYS: Final = 5_000_000
"""Record numbers that one session may keep, over all its results; its newest result is kept whatever its size."""
WITHOUT_SESSION: Final = "12 hours"
"""How long results of requests that carried a login are kept; they stand under the user's number, negated."""

STATEMENTS: Final = ("alter table ledgergate.result_set alter column keys set storage external",)
"""Compressing a million record numbers took a second; kept as they are they take a fifth of that."""

CLEAN: Final = """
delete from result_set r using (
    select number, row_number() over newest as place, sum(total - given) over newest as held
    from result_set where company = %(company)s and session = %(session)s
    window newest as (order by number desc)
) as kept
where r.company = %(company)s and r.number = kept.number
    and (kept.place > %(most)s or (kept.place > 1 and kept.held > %(most_keys)s))
"""
SWEEP: Final = """
delete from result_set r where r.company = %(company)s and r.session <> %(session)s and case when r.session > 0
    then not exists (select from session s where s.company = r.company and s.number = r.session and s.expires > now())
    else r.made < now() - %(age)s::interval end
"""
NEXT: Final = """
select number, result_id, session, object, fields, page, format, total, given,
    keys[given - (total - cardinality(keys)) + 1 : given - (total - cardinality(keys)) + page]
from result_set
where company = %(company)s and case when %(id)s::text is not null then result_id = %(id)s::text
    else session = %(session)s and object = %(object)s end
order by number desc limit 1 for update
"""
GIVE: Final = "update result_set set given = given + %(count)s where company = %(company)s and number = %(number)s"
DROP: Final = "delete from result_set where company = %(company)s and number = %(number)s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A result as its first page left it; `session` is a session's number, or a user's number negated."""

    id: str
    session: int
    object: str
    fields: str
    page: int
    format: str
    given: int
    total: int = 0


def keep(work: Work, asked: Asked, result: Kept, after: int) -> int:
    """Keep the records that match and have a higher number than the first page's last; answers how many there are in all.

    Nothing is kept when none follow. What the session has too much of goes, and what ended sessions left.
    """
    said = {
        "result_id": result.id,
        "session": result.session,
        "object": result.object,
        "fields": words([result.fields]),
        "page": result.page,
        "format": result.format,
        "given": result.given,
    }
    rows = work.rows(asked.sql(freeze_sql), {**asked.values(work), **said, "after": after})
    if not rows:
        return result.given
    mine = {"company": work.company, "session": result.session}
    work.run(SWEEP, {**mine, "age": WITHOUT_SESSION})
    work.run(CLEAN, {**mine, "most": MOST_RESULTS, "most_keys": MOST_KEYS})
    return int(rows[0][0])


def next_page(work: Work, session: int, *, result_id: str | None = None, name: str = "") -> tuple[Kept, list[int]] | None:
    """Give the keys of the next page, by result or by the newest result of an object, and move on; None when there is none.

    A result belongs to its session: the id alone, known to somebody else, opens nothing. The last page ends the result.
    """
    rows = work.rows(NEXT, {"company": work.company, "id": result_id, "session": session, "object": name})
    if not rows or rows[0][2] != session:
        return None
    number, kept_id, owner, target, fields, page, form, total, given, keys = rows[0]
    done = given + len(keys)
    params = {"company": work.company, "number": number}
    if done >= total:
        work.run(DROP, params)
    else:
        work.run(GIVE, {**params, "count": len(keys)})
    kept = Kept(id=kept_id, session=owner, object=target, fields=fields[0], page=page, format=form, total=total, given=done)
    return kept, list(keys)
