"""From plans to SQL: one SELECT per shape of query, its values as named parameters, joins only for what is asked.

Every table in a statement says `company = :company`, although the views of schema `mine` say so too. Columns shown from
other records are joined to the page alone, never to everything that matches.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import psycopg

from ledgergate.catalog.kinds import Stored
from ledgergate.query.ast import Op
from ledgergate.query.plan import Absent, Chosen, Compared, Joined, Listed, Matched, Opposite, Scope, Sum, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgergate.query.plan import Column, Operand, Plan, Step, Test

    Expression = sa.ColumnElement[Any]

BETWEEN: Final = "#~#"
DIALECT: Final = psycopg.dialect()  # type: ignore[no-untyped-call]
COMPANY: Final = sa.bindparam("company", type_=sa.BigInteger)
PARAMETERS: Final[dict[Stored, sa.types.TypeEngine[Any]]] = {
    Stored.TEXT: sa.Text(),
    Stored.LIST: sa.Text(),
    Stored.BIGINT: sa.BigInteger(),
    Stored.INTEGER: sa.BigInteger(),
    Stored.MONEY: sa.Numeric(),
    Stored.RATE: sa.Numeric(),
    Stored.DATE: sa.Date(),
    Stored.TIMESTAMP: postgresql.TIMESTAMP(timezone=True),
    Stored.BOOLEAN: sa.Boolean(),
}
LIMIT: Final = sa.cast(sa.bindparam("limit"), sa.BigInteger)
OFFSET: Final = sa.cast(sa.bindparam("offset"), sa.BigInteger)


@lru_cache(maxsize=1024)
def page_sql(plan: Plan) -> str:
    """Give the SQL of one page: each row is the total, the record number, then what was chosen.

    The total is NULL unless the page is full, when records may follow; it is counted in the same statement, so that it
    agrees with the page. Groups have no record number. Parameters besides the plan's: `limit`, `offset`.
    """
    body = _Body(plan)
    grouped, chosen = plan.picks.grouped, plan.picks.chosen
    ties = [_value(body, each) for each in chosen if each.aggregate is None] if grouped else [body.recordno]
    directions = [each.descending for each in plan.order] + [False] * len(ties)
    order = [*(_value(body, each.by) for each in plan.order), *ties]
    keys = [expression.label(f"o{n}") for n, expression in enumerate(order)]
    late = not grouped and any(each.column.steps and not body.joined(each.column) for each in chosen)
    early = [] if late else [_value(body, each).label(f"c{n}") for n, each in enumerate(chosen)]
    number = sa.cast(sa.null(), sa.BigInteger) if grouped else body.recordno
    found = body.source(sa.select(number.label("recordno"), *keys, *early))
    found = found.group_by(*_groups(body)) if grouped else found
    page = found.order_by(*_sorted(keys, directions)).limit(LIMIT).offset(OFFSET).cte("page")
    full = sa.select(sa.func.count()).select_from(page).scalar_subquery() >= LIMIT
    total = sa.cast(sa.case((full, _count(plan).scalar_subquery())), sa.Text).label("total")
    sorted_page = _sorted([page.c[key.name] for key in keys], directions)
    recordno = sa.cast(page.c.recordno, sa.Text)
    if not late:
        columns = [_written(page.c[label.name], each) for label, each in zip(early, chosen, strict=True)]
        return _text(sa.select(total, recordno, *columns).order_by(*sorted_page))
    shown = _Body(plan, page)
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
    body = _Body(plan)
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
    body = _Body(plan)
    wanted = sa.any_(_given("keys", postgresql.ARRAY(sa.BigInteger)))
    query = body.source(sa.select(sa.cast(body.recordno, sa.Text), *_columns(body))).where(body.recordno == wanted)
    return _text(query.order_by(*_ordered(body), body.recordno))


@lru_cache(maxsize=512)
def first_sql(plan: Plan) -> str:
    """Give the SQL of the first records by number, up to the parameter `limit`; rows as those of `records_sql`."""
    body = _Body(plan)
    query = body.source(sa.select(sa.cast(body.recordno, sa.Text), *_columns(body)))
    return _text(query.order_by(body.recordno).limit(LIMIT))


@lru_cache(maxsize=512)
def rows_sql(plan: Plan) -> str:
    """Give the SQL of everything that matches, without pages; each row is the record number, then what was chosen."""
    body = _Body(plan)
    query = body.source(sa.select(sa.cast(body.recordno, sa.Text), *_columns(body)))
    return _text(query.order_by(*_ordered(body), body.recordno))


def _given(name: str, kind: Any) -> Expression:  # noqa: ANN401 (a type or its class)
    return sa.cast(sa.bindparam(name), kind)


def _columns(body: _Body) -> list[Expression]:
    return [_written(_value(body, each), each).label(f"c{n}") for n, each in enumerate(body.plan.picks.chosen)]


def _ordered(body: _Body) -> list[Expression]:
    return _sorted([_value(body, each.by) for each in body.plan.order], [each.descending for each in body.plan.order])


def _text(query: sa.Executable) -> str:
    return str(query.compile(dialect=DIALECT))  # type: ignore[no-untyped-call]


@dataclass(slots=True)
class _Body:
    """The tables of one SELECT: the root, and an alias for each way of steps that something needed."""

    plan: Plan
    page: sa.CTE | None = None
    aliases: dict[tuple[Step, ...], sa.TableClause] = field(default_factory=dict[tuple["Step", ...], sa.TableClause])

    def __post_init__(self) -> None:
        self.aliases[()] = sa.table(self.plan.root.table, sa.column("company"), sa.column("recordno")).alias("t0")  # type: ignore[assignment]

    @property
    def recordno(self) -> Expression:
        return self._of((), "recordno")

    def column(self, wanted: Column) -> Expression:
        """Give the column as SQL; joins what stands between."""
        if not wanted.name:
            return sa.cast(sa.null(), sa.Text)
        for end in range(1, len(wanted.steps) + 1):
            way = wanted.steps[:end]
            if way not in self.aliases:
                self.aliases[way] = sa.table(way[-1].table).alias(f"t{len(self.aliases)}")  # type: ignore[assignment]
        found = self._of(wanted.steps, wanted.name)
        return self._seen_from(wanted, found) if wanted.side else found

    def joined(self, wanted: Column) -> bool:
        """Tell whether the way to a column is joined already."""
        return wanted.steps in self.aliases

    def source(self, query: sa.Select[Any], *, tested: bool = True) -> sa.Select[Any]:
        """Add the tables, and the conditions that say which records of the root are meant.

        A body over a page takes its records from there and tests nothing again.
        """
        conditions = self._conditions() if tested else []
        root = self.aliases[()]
        joined: sa.FromClause = root
        if self.page is not None:
            on = sa.and_(self._of((), "company") == COMPANY, self.recordno == self.page.c.recordno)
            joined = self.page.join(root, on)
        for way, alias in self.aliases.items():
            if way:
                same = sa.and_(self._of(way, "company") == COMPANY, self._of(way, "recordno") == self._of(way[:-1], way[-1].by))
                joined = joined.outerjoin(alias, same)
        return query.select_from(joined).where(*conditions)

    def _of(self, way: tuple[Step, ...], name: str) -> Expression:
        return sa.column(name, _selectable=self.aliases[way])

    def _seen_from(self, wanted: Column, found: Expression) -> Expression:
        """Give the amount of a ledger line from one side; `tr_type` is 1 for debits and -1 for credits."""
        sign = self._of(wanted.steps, "tr_type")
        if wanted.side == "signed":
            return found * sign
        return sa.case((sign == sa.literal_column("1" if wanted.side == "debit" else "-1"), found))

    def _conditions(self) -> list[Expression]:
        root, found = self.plan.root, [self._of((), "company") == COMPANY]
        if root.kind_column:
            found.append(self._of((), root.kind_column) == sa.literal_column(_literal(root.kind)))
        if self.plan.scope is Scope.SHARED:
            found.append(self._of((), "megaentitykey").is_(None))
        elif self.plan.scope is Scope.ENTITY:
            owner = self._of((), "megaentitykey")
            found.append(sa.or_(owner.is_(None), owner == sa.cast(sa.bindparam("entity"), sa.BigInteger)))
            if root.restricted:
                kept = self._of((), "objectrestriction")
                found.append(kept.is_distinct_from(sa.literal_column("'RootOnly'")))
        if self.plan.test is not None:
            found.append(_test(self, self.plan.test))
        return found


def _count(plan: Plan) -> sa.Select[Any]:
    body = _Body(plan)
    if not plan.picks.grouped:
        return body.source(sa.select(sa.func.count()))
    groups = _groups(body)
    one = body.source(sa.select(sa.cast(sa.literal_column("1"), sa.Integer).label("one")))
    return sa.select(sa.func.count()).select_from(one.group_by(*groups).subquery("groups"))


def _groups(body: _Body) -> list[Any]:
    """Give what groups are made by; without any, everything is one group, even nothing."""
    plain: list[Any] = [_value(body, each) for each in body.plan.picks.chosen if each.aggregate is None]
    return plain or [sa.text("()")]


def _sorted(keys: Sequence[Expression], directions: Iterable[bool]) -> list[Expression]:
    return [key.desc() if descending else key.asc() for key, descending in zip(keys, directions, strict=True)]


def _value(body: _Body, each: Chosen) -> Expression:
    """Give what was chosen as a value that sorts and groups."""
    column, stored = body.column(each.column), each.column.stored
    if each.aggregate is Sum.COUNT:
        return sa.func.count(column)
    if each.aggregate in {Sum.SUM, Sum.AVERAGE}:
        exact = sa.cast(column, sa.Numeric)
        return sa.func.sum(exact) if each.aggregate is Sum.SUM else sa.func.round(sa.func.avg(exact), sa.literal_column("10"))
    value = _words(column, each.words, stored) if each.words else column
    if each.aggregate is None:
        return value
    if stored in {Stored.BOOLEAN, Stored.LIST} and not each.words:
        value = _wire_text(value, stored)
    return sa.func.min(value) if each.aggregate is Sum.LOWEST else sa.func.max(value)


def _written(value: Expression, each: Chosen) -> Expression:
    """Give a value as the text of the wire: PostgreSQL writes it faster than Python turns it."""
    if each.aggregate is Sum.COUNT:
        return sa.cast(value, sa.Text)
    if each.aggregate in {Sum.SUM, Sum.AVERAGE}:
        return _wire_text(value, Stored.RATE)
    if each.words or (each.aggregate is not None and each.column.stored in {Stored.BOOLEAN, Stored.LIST}):
        return value
    return _wire_text(value, each.column.stored)


def _words(column: Expression, words: Sequence[tuple[str, str]], stored: Stored) -> Expression:
    """Give the word for a stored code; a code without a word stands for itself."""
    boolean = stored is Stored.BOOLEAN
    seen: Expression = sa.cast(column, sa.Text) if boolean else column
    cases: list[tuple[Expression, Expression]] = [(seen == _constant(code), _constant(word)) for code, word in words]
    return sa.case(*cases) if boolean else sa.case(*cases, else_=column)


def _test(body: _Body, test: Test) -> Expression:
    match test:
        case Joined(parts, every):
            tests = [_test(body, part) for part in parts]
            return sa.and_(*tests) if every else sa.or_(*tests)
        case Opposite(part):
            return sa.not_(_test(body, part).self_group())
        case _:
            return _leaf(body, test)


def _leaf(body: _Body, test: Absent | Unknown | Compared | Matched | Listed) -> Expression:
    match test:
        case Absent(column, negated):
            found = body.column(column)
            return found.is_not(None) if negated else found.is_(None)
        case Unknown():
            return sa.cast(sa.null(), sa.Boolean)
        case Compared(operand, op, slot):
            return _compared(_operand(body, operand), op, _folded(_parameter(operand, slot), operand))
        case Matched(operand, slot, negated):
            found = _operand(body, operand).like(_folded(_parameter(operand, slot), operand))
        case Listed(operand, slot, negated):
            found = _operand(body, operand) == sa.any_(_list(operand, slot))
    return sa.not_(found) if negated else found


def _compared(left: Expression, op: Op, right: Expression) -> Expression:
    match op:
        case Op.EQUAL:
            return left == right
        case Op.NOT_EQUAL:
            return left != right
        case Op.LESS:
            return left < right
        case Op.LESS_OR_EQUAL:
            return left <= right
        case Op.GREATER:
            return left > right
        case Op.GREATER_OR_EQUAL:
            return left >= right


def _parameter(operand: Operand, slot: int) -> Expression:
    return sa.cast(sa.bindparam(f"p{slot}"), PARAMETERS[operand.kind])


def _list(operand: Operand, slot: int) -> Expression:
    array = sa.cast(sa.bindparam(f"p{slot}"), postgresql.ARRAY(PARAMETERS[operand.kind]))
    if not operand.folded:
        return array
    each = sa.func.unnest(array).column_valued("each")
    return sa.func.array(sa.select(_fold(each)).scalar_subquery())


def _folded(value: Expression, operand: Operand) -> Expression:
    return _fold(value) if operand.folded else value


def _fold(value: Expression) -> Expression:
    return sa.func.folded(value, type_=sa.Text())


def _operand(body: _Body, operand: Operand) -> Expression:
    column, stored = body.column(operand.column), operand.column.stored
    if operand.unset_is_false:
        column = sa.func.coalesce(column, sa.literal_column("false"))
    if operand.words:
        column = _words(column, operand.words, stored)
    elif operand.kind is Stored.TEXT:
        column = _wire_text(column, stored)
    return _folded(column, operand)


def _wire_text(column: Expression, stored: Stored) -> Expression:
    """Give a value as the text that the wire shows."""
    match stored:
        case Stored.TEXT:
            return column
        case Stored.LIST:
            return sa.func.array_to_string(column, _constant(BETWEEN))
        case Stored.DATE:
            return sa.func.to_char(column, _constant("MM/DD/YYYY"))
        case Stored.TIMESTAMP:
            return sa.func.to_char(column, _constant("MM/DD/YYYY HH24:MI:SS"))
        case Stored.MONEY | Stored.RATE:
            return sa.cast(sa.func.trim_scale(column), sa.Text)
        case _:
            return sa.cast(column, sa.Text)


def _constant(word: str) -> Expression:
    return sa.literal_column(_literal(word), sa.Text)


def _literal(word: str) -> str:
    """Write a declared word as an SQL literal; words of clients never come here."""
    quoted = word.replace("'", "''").replace("%", "%%")
    return f"'{quoted}'"
