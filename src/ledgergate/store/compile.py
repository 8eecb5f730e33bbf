"""From plans to SQL: one SELECT per shape of query, its values as named parameters, joins only for what is asked.

Every table in a statement says `company = :company`, although the views of schema `mine` say so too. Columns shown from
other records are joined to the page alone, never to everything that matches.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import psycopg

from ledgergate.store.expressions import COMPANY, Body, value_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgergate.query.plan import Plan
    from ledgergate.store.expressions import Expression

DIALECT: Final = psycopg.dialect()  # type: ignore[no-untyped-call]
LIMIT: Final = sa.cast(sa.bindparam("limit"), sa.BigInteger)
OFFSET: Final = sa.cast(sa.bindparam("offset"), sa.BigInteger)


@lru_cache(maxsize=1024)
def page_sql(plan: Plan) -> str:
    """Give the SQL of one page: each row is the total, the record number, then what was chosen.

    The total is NULL unless the page is full, when records may follow; it is counted in the same statement, so that it
    agrees with the page. Groups have no record number. Parameters besides the plan's: `limit`, `offset`.
    """
    body = Body(plan)
    grouped, chosen = plan.picks.grouped, plan.picks.chosen
    ties = [value_of(body, each) for each in chosen if each.aggregate is None] if grouped else [body.recordno]
    directions = [each.descending for each in plan.order] + [False] * len(ties)
    order = [*(value_of(body, each.by) for each in plan.order), *ties]
    keys = [expression.label(f"o{n}") for n, expression in enumerate(order)]
    late = not grouped and any(each.column.steps and not body.joined(each.column) for each in chosen)
    early = [] if late else [value_of(body, each).label(f"c{n}") for n, each in enumerate(chosen)]
    number = sa.cast(sa.null(), sa.BigInteger) if grouped else body.recordno
    found = body.source(sa.select(number.label("recordno"), *keys, *early))
    found = found.group_by(*_groups(body)) if grouped else found
    page = found.order_by(*_sorted(keys, directions)).limit(LIMIT).offset(OFFSET).cte("page")
    full = sa.select(sa.func.count()).select_from(page).scalar_subquery() >= LIMIT
    total = sa.cast(sa.case((full, _count(plan).scalar_subquery())), sa.Text).label("total")
    sorted_page = _sorted([page.c[key.name] for key in keys], directions)
    recordno = sa.cast(page.c.recordno, sa.Text)
    if not late:
        columns = [written(page.c[label.name], each) for label, each in zip(early, chosen, strict=True)]
        return _text(sa.select(total, recordno, *columns).order_by(*sorted_page))
    shown = Body(plan, page)
    return _text(shown.source(sa.select(total, recordno, *_columns(shown)), tested=False).order_by(*sorted_page))


@lru_cache(maxsize=256)
def count_sql(plan: Plan) -> str:
    """Give the SQL that counts what matches: records, or groups."""
    return _text(_count(plan))


@lru_cache(maxsize=256)
def freeze_sql(plan: Plan) -> str:
    """Give the SQL that keeps, as a result, the numbers of the records that match and come after the parameter `after`.

    It answers how many there are, and keeps and answers nothing when there are none. Parameters besides the plan's: those
    of the result.
    """
    body = Body(plan)
    after = body.recordno > sa.cast(sa.bindparam("after"), sa.BigInteger)
    later = body.source(sa.select(body.recordno.label("recordno"))).where(after).order_by(body.recordno).subquery("later")
    keys = sa.select(sa.func.array_agg(later.c.recordno).label("keys")).subquery("frozen").c["keys"]
    many = sa.func.cardinality(keys)
    given = _given("given", sa.Integer)
    said = {
        "company": COMPANY,
        "result_id": _given("result_id", sa.Text),
        "session": _given("session", sa.BigInteger),
        "object": _given("object", sa.Text),
        "fields": _given("fields", postgresql.ARRAY(sa.Text)),
        "page": _given("page", sa.Integer),
        "format": _given("format", sa.Text),
        "total": given + many,
        "given": given,
        "keys": keys,
    }
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in said]
    target = sa.table("result_set", *columns)
    kept = sa.select(*said.values()).where(many > sa.literal_column("0"))
    return _text(target.insert().from_select(list(said), kept).returning(target.c.total))


@lru_cache(maxsize=512)
def records_sql(plan: Plan) -> str:
    """Give the SQL of records by number, the parameter `keys`; each row is the record number, then what was chosen."""
    body = Body(plan)
    wanted = sa.any_(_given("keys", postgresql.ARRAY(sa.BigInteger)))
    query = body.source(sa.select(sa.cast(body.recordno, sa.Text), *_columns(body))).where(body.recordno == wanted)
    return _text(query.order_by(*_ordered(body), body.recordno))


@lru_cache(maxsize=512)
def first_sql(plan: Plan) -> str:
    """Give the SQL of the first records by number, up to the parameter `limit`; rows as those of `records_sql`."""
    body = Body(plan)
    query = body.source(sa.select(sa.cast(body.recordno, sa.Text), *_columns(body)))
    return _text(query.order_by(body.recordno).limit(LIMIT))


@lru_cache(maxsize=512)
def rows_sql(plan: Plan) -> str:
    """Give the SQL of everything that matches, without pages; each row is the record number, then what was chosen."""
    body = Body(plan)
    query = body.source(sa.select(sa.cast(body.recordno, sa.Text), *_columns(body)))
    return _text(query.order_by(*_ordered(body), body.recordno))


def _count(plan: Plan) -> sa.Select[Any]:
    body = Body(plan)
    if not plan.picks.grouped:
        return body.source(sa.select(sa.func.count()))
    groups = _groups(body)
    one = body.source(sa.select(sa.cast(sa.literal_column("1"), sa.Integer).label("one")))
    return sa.select(sa.func.count()).select_from(one.group_by(*groups).subquery("groups"))


def _groups(body: Body) -> list[Any]:
    """Give what groups are made by; without any, everything is one group, even nothing."""
    plain: list[Any] = [value_of(body, each) for each in body.plan.picks.chosen if each.aggregate is None]
    return plain or [sa.text("()")]


def _sorted(keys: Sequence[Expression], directions: Iterable[bool]) -> list[Expression]:
    return [key.desc() if descending else key.asc() for key, descending in zip(keys, directions, strict=True)]


def _columns(body: Body) -> list[Expression]:
    return [written(value_of(body, each), each).label(f"c{n}") for n, each in enumerate(body.plan.picks.chosen)]


def _ordered(body: Body) -> list[Expression]:
    return _sorted([value_of(body, each.by) for each in body.plan.order], [each.descending for each in body.plan.order])


def _given(name: str, kind: Any) -> Expression:  # noqa: ANN401 (a type or its class)
    return sa.cast(sa.bindparam(name), kind)


def _text(query: sa.Executable) -> str:
    return str(query.compile(dialect=DIALECT))  # type: ignore[no-untyped-call]
