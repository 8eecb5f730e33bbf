"""Rows of declared objects: written, changed, removed and fetched set by set, one statement whatever their number."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from psycopg import sql

from ledgergate.store import arrays

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.store.work import Work

LISTS: Final = "text[]"

INSERT: Final = sql.SQL("insert into {table} (company, {columns}) select %(company)s, {values} from unnest({arrays}) as given({columns})")
UPDATE: Final = sql.SQL(
    "update {table} as kept set {changes} from unnest(%(recordno)s::bigint[], {arrays}) as given(recordno, {columns})"
    " where kept.company = %(company)s and kept.recordno = given.recordno"
)
DELETE: Final = sql.SQL("delete from {table} where company = %(company)s and recordno = any(%(recordnos)s::bigint[])")
SELECT: Final = sql.SQL("select {columns} from {table} where company = %(company)s and recordno = any(%(recordnos)s::bigint[])")
LOCKED: Final = sql.SQL(" order by recordno for update")


def insert(work: Work, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write new rows. Raises Taken when a key among them is in use."""
    kinds = work.database.types(table)
    typed = tuple((column, kinds[column]) for column in columns)
    params: dict[str, object] = {"company": work.company}
    for (column, kind), values in zip(typed, zip(*rows, strict=True), strict=True):
        params[column] = _array(kind, values)
    work.run(_insert(table, typed), params)


def update(work: Work, table: str, changes: Sequence[tuple[int, Mapping[str, object]]]) -> None:
    """Change rows by record number; rows that change the same columns share a statement. Raises Taken."""
    alike: dict[tuple[str, ...], list[tuple[int, Mapping[str, object]]]] = defaultdict(list)
    for recordno, values in changes:
        alike[tuple(sorted(values))].append((recordno, values))
    kinds = work.database.types(table)
    for columns, rows in alike.items():
        params: dict[str, object] = {"company": work.company, "recordno": [recordno for recordno, _ in rows]}
        params |= {column: _array(kinds[column], [values[column] for _, values in rows]) for column in columns}
        work.run(_update(table, tuple((column, kinds[column]) for column in columns)), params)


def delete(work: Work, table: str, recordnos: Sequence[int]) -> int:
    """Remove rows by record number; answers how many there were."""
    return work.run(_delete(table), {"company": work.company, "recordnos": list(recordnos)})


def fetch(work: Work, table: str, recordnos: Sequence[int], *, lock: bool = False) -> dict[int, dict[str, Any]]:
    """Give rows by record number, each by column; `lock` holds them until the end of the unit, in order of number."""
    columns = tuple(column for column in work.database.types(table) if column != "company")
    rows = work.rows(_select(table, columns, lock), {"company": work.company, "recordnos": list(recordnos)})
    found = (dict(zip(columns, row, strict=True)) for row in rows)
    return {row["recordno"]: row for row in found}


def _array(kind: str, values: Sequence[object]) -> str:
    if kind == LISTS or kind.startswith("json"):
        return arrays.words(None if value is None else json.dumps(value, default=str) for value in values)
    return arrays.words(None if value is None else str(value) for value in values)


def _given(column: str, kind: str) -> sql.Composable:
    name = sql.Identifier("given", column)
    if kind == LISTS:
        return sql.SQL("(select array_agg(word) from jsonb_array_elements_text({}::jsonb) as word)").format(name)
    return sql.SQL("{}::jsonb").format(name) if kind.startswith("json") else name


def _unnested(typed: tuple[tuple[str, str], ...]) -> sql.Composable:
    arrays = (
        sql.SQL("{}::{}[]").format(sql.Placeholder(column), sql.SQL("text" if kind == LISTS or kind.startswith("json") else kind))  # type: ignore[arg-type]
        for column, kind in typed
    )
    return sql.SQL(", ").join(arrays)


def _names(typed: tuple[tuple[str, str], ...]) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(column) for column, _ in typed)


@lru_cache(maxsize=1024)
def _insert(table: str, typed: tuple[tuple[str, str], ...]) -> str:
    values = sql.SQL(", ").join(_given(column, kind) for column, kind in typed)
    made = INSERT.format(table=sql.Identifier(table), columns=_names(typed), values=values, arrays=_unnested(typed))
    return made.as_string()


@lru_cache(maxsize=1024)
def _update(table: str, typed: tuple[tuple[str, str], ...]) -> str:
    changes = sql.SQL(", ").join(sql.SQL("{} = {}").format(sql.Identifier(column), _given(column, kind)) for column, kind in typed)
    made = UPDATE.format(table=sql.Identifier(table), columns=_names(typed), changes=changes, arrays=_unnested(typed))
    return made.as_string()


@lru_cache(maxsize=256)
def _delete(table: str) -> str:
    return DELETE.format(table=sql.Identifier(table)).as_string()


@lru_cache(maxsize=512)
def _select(table: str, columns: tuple[str, ...], lock: bool) -> str:  # noqa: FBT001 (part of the cache's key)
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    made = SELECT.format(table=sql.Identifier(table), columns=names)
    return (made + LOCKED if lock else made).as_string()
