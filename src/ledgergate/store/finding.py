"""Find records by what clients call them, many at once and in one round trip."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import psycopg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.store.work import Work


@dataclass(frozen=True, slots=True)
class Place:
    """Where a kind of record is kept and which column holds the word for it; `recordno` when the word is its number."""

    table: str
    column: str
    kind_column: str = ""
    kind: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A column that may hold the number of a record, and what people call the records it stands in."""

    table: str
    column: str
    users: str


Found = tuple[int, int | None]
"""A record number, and the number of the entity that owns the record."""


def find(work: Work, wanted: Mapping[Place, Sequence[str | int]]) -> dict[tuple[Place, str], Found]:
    """Give record number and owning entity for each word that leads to a record; words that lead nowhere are absent."""
    places = tuple(wanted)
    if not places:
        return {}
    params: dict[str, object] = {f"w{n}": list(wanted[place]) for n, place in enumerate(places)}
    rows = work.rows(_find_sql(places), {"company": work.company, **params})
    return {(places[row[0]], row[1]): (row[2], row[3]) for row in rows}


@lru_cache(maxsize=512)
def _find_sql(places: tuple[Place, ...]) -> str:
    return _compiled(sa.union_all(*(_find_one(n, place) for n, place in enumerate(places))))


def _find_one(n: int, place: Place) -> sa.Select[*tuple[Any, ...]]:
    """Look each word up by itself: statistics lag behind a table that grows, and one search for all words then reads all rows."""
    names = ("company", "recordno", "megaentitykey", place.column, place.kind_column)
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in dict.fromkeys(names) if name]
    table = sa.table(place.table, *columns)
    array: postgresql.ARRAY[Any] = postgresql.ARRAY(sa.BigInteger if place.numeric else sa.Text)
    wanted = sa.func.unnest(sa.cast(sa.bindparam(f"w{n}"), array)).table_valued("word", name=f"wanted{n}").render_derived()
    reached = sa.select(table.c.recordno, table.c.megaentitykey).where(
        table.c.company == sa.bindparam("company", type_=sa.BigInteger), table.c[place.column] == wanted.c.word
    )
    if place.kind_column and place.kind:
        reached = reached.where(table.c[place.kind_column] == sa.literal_column(f"'{place.kind}'"))
    found = reached.limit(sa.literal_column("1", sa.Integer)).lateral(f"found{n}")
    place_no = sa.literal_column(str(n), sa.Integer)
    asked = sa.select(place_no, sa.cast(wanted.c.word, sa.Text), found.c.recordno, found.c.megaentitykey)
    return asked.select_from(wanted.join(found, sa.true()))


def used(work: Work, recordnos: Sequence[int], uses: tuple[Use, ...]) -> dict[int, str]:
    """Tell which of the records are referenced, and by what."""
    if not uses or not recordnos:
        return {}
    rows = work.rows(_used_sql(uses), {"company": work.company, "recordnos": list(recordnos)})
    return {row[0]: row[1] for row in rows}


@lru_cache(maxsize=128)
def _used_sql(uses: tuple[Use, ...]) -> str:
    wanted = (
        sa.func.unnest(sa.cast(sa.bindparam("recordnos"), postgresql.ARRAY(sa.BigInteger)))
        .table_valued("recordno", name="wanted")
        .render_derived()
    )
    return _compiled(sa.union_all(*(_used_one(wanted, use) for use in uses)))


def _used_one(wanted: sa.TableValuedAlias, use: Use) -> sa.Select[*tuple[Any, ...]]:
    table = sa.table(use.table, sa.column("company"), sa.column(use.column))
    held = sa.exists().where(table.c.company == sa.bindparam("company", type_=sa.BigInteger), table.c[use.column] == wanted.c.recordno)
    return sa.select(wanted.c.recordno, sa.literal_column("'" + use.users.replace("'", "''") + "'", sa.Text)).where(held)


def _compiled(query: sa.Executable) -> str:
    return str(query.compile(dialect=psycopg.dialect()))  # type: ignore[no-untyped-call]
