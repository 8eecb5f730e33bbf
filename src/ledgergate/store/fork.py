"""Copy a company whole: every row under a new key, in one batch and of one moment (house decision 17).

Runs as the owner, since no work of the server's role sees two companies. What passed between the company and its clients
stays behind: sessions, connections, result sets, control ids, logs, and the trail of who changed what in the original.
Ledger lines keep the ids of the transactions that wrote them and balances their watermark, so what was folded stays
folded; within one cluster both go on meaning the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import IsolationLevel, sql

from ledgergate.store.companies import NameTaken
from ledgergate.store.tables import metadata, of_companies

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry

LEFT_BEHIND: Final = frozenset({"session", "slot", "result_set", "control_id", "request_log", "audit"})

ENTER: Final = """
insert into company (id, folded, status, subscribed, template, connections, base_currency, first_month, session_seconds)
select %(id)s, %(folded)s, status, subscribed, false, connections, base_currency, first_month, session_seconds
from company where key = %(source)s on conflict (folded) do nothing returning key
"""
UNCHECKED: Final = """
select case when has_parameter_privilege('session_replication_role', 'set')
    then set_config('session_replication_role', 'replica', true) end
"""
"""Where the owner may, nothing of a copy is checked again: references and balances held in the original at that moment."""
THERE: Final = "select from company where key = %(source)s"
HAS_ROWS: Final = sql.SQL("exists (select from {table} where company = %(source)s)")
COPY: Final = sql.SQL("insert into {table} (company, {columns}) select %(made)s, {columns} from {table} where company = %(source)s")


class NoSuchCompany(Exception):
    """There is no company of that key to copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What copying takes, worked out once: it is the same for every company."""

    tables: tuple[str, ...]
    """Every table of companies, parents before those that reference them."""
    look: str
    """Asks of each table that is copied whether it holds rows: most hold none, and asking is cheaper than copying nothing."""
    copies: tuple[str, ...]
    """A statement for each of these tables, in the same order."""


def plan(registry: Registry) -> Plan:
    """Work out in what order to copy which columns."""
    tables = of_companies(metadata(registry))
    copied = [table for table in tables if table.name not in LEFT_BEHIND]
    looks = sql.SQL(", ").join(HAS_ROWS.format(table=sql.Identifier(table.name)) for table in copied)
    return Plan(
        tables=tuple(table.name for table in tables),
        look=sql.SQL("select {}").format(looks).as_string(),
        copies=tuple(_copy(table.name, [each.name for each in table.c if each.name != "company"]) for table in copied),
    )


def fork(owner_url: str, planned: Plan, source: int, name: str) -> int:
    """Copy the company of a key under another name, and give the key of the copy. Raises NameTaken, NoSuchCompany."""
    settings = "-c search_path=ledgergate"
    with psycopg.connect(owner_url, options=settings, cursor_factory=psycopg.ClientCursor) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        row = connection.execute(ENTER, {"id": name, "folded": name.casefold(), "source": source}).fetchone()
        if row is None:
            there = connection.execute(THERE, {"source": source}).fetchone()
            raise NoSuchCompany(source) if there is None else NameTaken(name)
        made = int(row[0])
        connection.execute(UNCHECKED)
        filled = connection.execute(planned.look, {"source": source}).fetchone() or ()  # type: ignore[arg-type]  # composed by plan
        batch = ";\n".join(copy for copy, there in zip(planned.copies, filled, strict=True) if there)
        if batch:
            connection.execute(batch, {"made": made, "source": source})  # type: ignore[arg-type]
    return made


def _copy(table: str, columns: list[str]) -> str:
    return COPY.format(table=sql.Identifier(table), columns=sql.SQL(", ").join(map(sql.Identifier, columns))).as_string()
