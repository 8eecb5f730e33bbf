"""The whole schema as text: tables, guards, views of one company. Generated, reviewed, and kept as snapshot.sql."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from ledgergate.store import slots
from ledgergate.store.doors import IDENTIFY
from ledgergate.store.physical.directory import ABOVE_COMPANIES
from ledgergate.store.tables import SCHEMA, metadata, statements

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ledgergate.catalog.registry import Registry

HEAD: Final = "-- Generated from the declarations by `python -m ledgergate.store.snapshot`; changed by no hand.\n"


def script(registry: Registry) -> str:
    """Write the statements that make an empty database ready, each ending a line with `;` or a dollar-quoted body."""
    tables = metadata(registry)
    parts = [f"create schema if not exists {SCHEMA}", "create schema if not exists mine", *_tables(tables), *beside(tables)]
    return HEAD + "".join(f"{tidy(part)};\n\n" for part in parts)


def beside(tables: sa.MetaData) -> list[str]:
    """Write what stands beside the tables and can be said again: guards, views, functions."""
    return [*statements(), *views(tables), IDENTIFY, *slots.FUNCTIONS]


def views(tables: sa.MetaData) -> list[str]:
    """Write the views of schema `mine`: what the server's role sees, and through which it writes (house decision 2)."""
    return [view(table) for table in tables.sorted_tables]


def view(table: sa.Table) -> str:
    """Write the view of one table; above companies it is plain, else it shows one company and lets no other in."""
    seen = f"create or replace view mine.{table.name} as select * from {SCHEMA}.{table.name}"  # noqa: S608 (names of declarations)
    if table.name in ABOVE_COMPANIES:
        return seen
    return f"{seen}\nwhere company = current_setting('ledgergate.company')::bigint with cascaded check option"


def _tables(tables: sa.MetaData) -> list[str]:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made: list[str] = []
    for table in tables.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        made.extend(str(CreateIndex(index).compile(dialect=dialect)) for index in sorted(table.indexes, key=lambda each: str(each.name)))
    return made


def tidy(statement: str) -> str:
    """Write a statement as the snapshot has it: no space at the end of lines, no tabs."""
    return "\n".join(line.rstrip().replace("\t", "    ") for line in statement.strip().splitlines())
