"""Tables derived from the declarations: each stored object's columns, keys, references and indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from ledgergate.catalog.kinds import Stored
from ledgergate.store import folding, results
from ledgergate.store.physical import books, directory, traffic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object
    from ledgergate.catalog.registry import Registry

SCHEMA: Final = "ledgergate"
TEXT: Final = sa.Text(collation="C")

TYPES: Final[Mapping[Stored, sa.types.TypeEngine[Any]]] = {
    Stored.TEXT: TEXT,
    Stored.BIGINT: sa.BigInteger(),
    Stored.INTEGER: sa.Integer(),
    Stored.MONEY: sa.Numeric(38, 3),
    Stored.RATE: sa.Numeric(38, 10),
    Stored.DATE: sa.Date(),
    Stored.TIMESTAMP: postgresql.TIMESTAMP(timezone=True),
    Stored.BOOLEAN: sa.Boolean(),
    Stored.LIST: postgresql.ARRAY(TEXT),
}

EVERYWHERE: Final = (
    ("whencreated", TYPES[Stored.TIMESTAMP]),
    ("whenmodified", TYPES[Stored.TIMESTAMP]),
    ("createdby", TYPES[Stored.BIGINT]),
    ("modifiedby", TYPES[Stored.BIGINT]),
    ("megaentitykey", TYPES[Stored.BIGINT]),
)
"""Columns of every derived table, whether its objects show them or not."""

LEDGER: Final = "gl_line"
"""The one table that is written too often to carry an index for each of its references."""


def metadata(registry: Registry) -> sa.MetaData:
    """Give every table of the schema: derived ones, then those written by hand."""
    found = sa.MetaData()
    for name, members in registry.tables().items():
        _derive(found, registry, name, members)
    _point(found, registry)
    directory.extend(found)
    traffic.extend(found)
    books.extend(found)
    return found


def statements() -> Sequence[str]:
    """Give the functions and triggers that stand beside the tables, in order."""
    return (*folding.statements(), *results.STATEMENTS, *books.STATEMENTS)


def of_companies(tables: sa.MetaData) -> list[sa.Table]:
    """Give the tables whose rows belong to a company, parents before those that reference them."""
    return [table for table in tables.sorted_tables if "company" in table.c]


def _columns(registry: Registry, members: Sequence[Object]) -> dict[str, Field]:
    return {field.column: field for member in members for field in registry.columns(member) if field.column != "recordno"}


def _derive(found: sa.MetaData, registry: Registry, name: str, members: Sequence[Object]) -> None:
    columns: list[sa.Column[Any]] = [
        sa.Column("company", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("recordno", sa.BigInteger, nullable=False, autoincrement=False),
    ]
    kind = next((member.kind_column for member in members if member.kind_column), "")
    declared = _columns(registry, members)
    if kind and kind not in declared:
        columns.append(sa.Column(kind, TEXT, nullable=False))
    for column, field in declared.items():
        if field.stored is not None:
            columns.append(sa.Column(column, TYPES[field.stored]))
    columns.extend(sa.Column(column, kept) for column, kept in EVERYWHERE if column not in declared)
    table = sa.Table(name, found, *columns, sa.PrimaryKeyConstraint("company", "recordno", name=f"{name}_pkey"), schema=SCHEMA)
    _unique(table, kind, members)
    sa.Index(f"{name}_whenmodified", table.c.company, table.c.whenmodified, table.c.recordno)
    for member in members:
        for group in member.indexed:
            _index(table, tuple(_column(member, field) for field in group))


def _unique(table: sa.Table, kind: str, members: Sequence[Object]) -> None:
    """Let a key stand once in the whole table where an object spans it or says so, else once for each kind."""
    whole = {group for member in members for group in member.unique}
    whole |= {(member.key,) for member in members if not member.kind and not member.internal and member.key != "RECORDNO"}
    for group in sorted(whole):
        table.append_constraint(_once(table, members[0], group))
    each = {(member.key,) for member in members if member.kind and member.key != "RECORDNO"} - whole
    for group in sorted(each):
        table.append_constraint(_once(table, members[0], group, kind))


def _once(table: sa.Table, member: Object, group: tuple[str, ...], *before: str) -> sa.UniqueConstraint:
    names = (*before, *(_column(member, field) for field in group))
    return sa.UniqueConstraint("company", *names, name=f"{table.name}_{'_'.join(names)}_key"[:63])


def _index(table: sa.Table, names: tuple[str, ...]) -> None:
    title = f"{table.name}_{'_'.join(names)}"[:63]
    if title not in {index.name for index in table.indexes}:
        sa.Index(title, table.c.company, *(table.c[name] for name in names))


def _column(member: Object, field: str) -> str:
    found = member.field(field)
    return field.lower() if found is None else found.column


def _point(found: sa.MetaData, registry: Registry) -> None:
    """Add foreign keys and the indexes that deleting a referenced record needs."""
    for name, members in registry.tables().items():
        table = found.tables[f"{SCHEMA}.{name}"]
        for column, field in _columns(registry, members).items():
            target = registry.target(field.references) if field.references else None
            if target is None or column in {"createdby", "modifiedby", "megaentitykey"}:
                continue
            if name != LEDGER:
                _index(table, (column,))
            if not field.soft:
                aim = [f"{SCHEMA}.{target.table}.company", f"{SCHEMA}.{target.table}.recordno"]
                table.append_constraint(sa.ForeignKeyConstraint(["company", column], aim, name=f"{name}_{column}_fkey"[:63]))
