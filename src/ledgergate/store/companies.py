"""Companies: made, found, listed, changed, dropped; and which senders each lets in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from psycopg import sql

from ledgergate.base.limits import CONNECTIONS_DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.store.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company as the directory knows it; `folded` is its name with case taken away, by which it is found."""

    key: int
    id: str
    folded: str
    status: str
    subscribed: bool
    template: bool
    connections: int
    base_currency: str
    first_month: int
    session_seconds: int


CREATE: Final = """
insert into company (id, folded, connections, base_currency, first_month, template)
values (%(id)s, %(folded)s, %(connections)s, %(base_currency)s, %(first_month)s, %(template)s)
on conflict (folded) do nothing
returning key, id, folded, status, subscribed, template, connections, base_currency, first_month, session_seconds
"""
FIND: Final = """
select key, id, folded, status, subscribed, template, connections, base_currency, first_month, session_seconds
from company where folded = %(folded)s
"""
LIST: Final = """
select key, id, folded, status, subscribed, template, connections, base_currency, first_month, session_seconds
from company order by folded
"""
CHANGE: Final = "update company set {changes} where key = %(key)s"
CHANGEABLE: Final = frozenset({"status", "subscribed", "template", "connections", "base_currency", "first_month", "session_seconds"})
REMOVE: Final = "delete from company where key = %(key)s"
EMPTY: Final = "delete from {table} where company = %(company)s"

AUTHORISE: Final = """
insert into sender_authorisation (company, sender) values (%(company)s, %(sender)s) on conflict (company, sender) do nothing
"""
REVOKE: Final = "delete from sender_authorisation where company = %(company)s and sender = %(sender)s"
AUTHORISED: Final = """
select id from sender join sender_authorisation as let_in on let_in.sender = sender.key
where let_in.company = %(company)s order by id
"""


class NameTaken(Exception):
    """Another company, sender or user has that name."""


def create(
    work: Work,
    name: str,
    *,
    connections: int = CONNECTIONS_DEFAULT,
    base_currency: str = "USD",
    first_month: int = 1,
    template: bool = False,
) -> Company:
    """Enter a company in the directory; nothing stands in it yet. Raises NameTaken when it differs from another in case only."""
    given = {"id": name, "folded": name.casefold(), "connections": connections, "template": template}
    rows = work.rows(CREATE, {**given, "base_currency": base_currency, "first_month": first_month})
    if not rows:
        raise NameTaken(name)
    return _company(rows[0])


def find(work: Work, name: str) -> Company | None:
    """Give the company of that name, in any case."""
    rows = work.rows(FIND, {"folded": name.casefold()})
    return _company(rows[0]) if rows else None


def everyone(work: Work) -> Sequence[Company]:
    """Give all companies by name."""
    return [_company(row) for row in work.rows(LIST)]


def change(work: Work, company: Company, changes: Mapping[str, object]) -> None:
    """Change facts of a company, each by its column. Raises KeyError for one that does not change like this."""
    if unknown := changes.keys() - CHANGEABLE:
        raise KeyError(*sorted(unknown))
    parts = (sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in sorted(changes))
    statement = sql.SQL(CHANGE).format(changes=sql.SQL(", ").join(parts))
    work.run(statement.as_string(), {**changes, "key": company.key})


def drop(work: Work, company: Company, tables: Sequence[str]) -> None:
    """Remove a company and every row of it; `tables` are those of companies, parents first (fork.plan)."""
    for table in reversed(tables):
        work.run(sql.SQL(EMPTY).format(table=sql.Identifier(table)).as_string(), {"company": company.key})
    work.run(REMOVE, {"key": company.key})


def authorise(work: Work, sender: int) -> None:
    """Let a sender into the company of this work; harmless when it is in."""
    work.run(AUTHORISE, {"company": work.company, "sender": sender})


def revoke(work: Work, sender: int) -> bool:
    """Shut a sender out of the company of this work; tells whether it was in."""
    return work.run(REVOKE, {"company": work.company, "sender": sender}) > 0


def authorised(work: Work) -> Sequence[str]:
    """Give the ids of the senders that the company of this work lets in."""
    return [row[0] for row in work.rows(AUTHORISED, {"company": work.company})]


def _company(row: tuple[object, ...]) -> Company:
    return Company(**dict(zip(Company.__slots__, row, strict=True)))  # type: ignore[arg-type]
