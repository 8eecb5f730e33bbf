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
NUMERIC: Final = frozenset({Stored.MONEY, Stored.RATE})


@lru_cache(maxsize=1024)
def page_sql(plan: Plan) -> str:
    """Give the SQL of one page: each row is the total, the record number, then what was chosen.

    The total is NULL unless the page is full, when records may follow; it is counted in the same statement, so that it
    agrees with the page. Groups have no record number. Parameters besides the plan's: `limit`, `offset`.
    """
    body = _Body(plan)
    limit = sa.cast(sa.bindparam("limit"), sa.BigInteger)
    order = [*(_chosen(body, each.by) for each in plan.order)]
    ties = [_chosen(body, each) for each in plan.picks.chosen if each.aggregate is None] if plan.picks.grouped else [body.recordno]
    directions = [each.descending for each in plan.order] + [False] * len(ties)
    keys = [expression.label(f"o{n}") for n, expression in enumerate((*order, *ties))]
    late = not plan.picks.grouped and any(each.column.steps and not body.joined(each.column) for each in plan.picks.chosen)
    early = [] if late else [_chosen(body, each).label(f"c{n}") for n, each in enumerate(plan.picks.chosen)]
    number = sa.cast(sa.null(), sa.BigInteger) if plan.picks.grouped else body.recordno
    found = sa.select(number.label("recordno"), *keys, *early)
    found = _grouped(body, plan, body.source(found))
    page = found.order_by(*_sorted(keys, directions)).limit(limit).offset(sa.cast(sa.bindparam("offset"), sa.BigInteger)).cte("page")
    full = sa.select(sa.func.count()).select_from(page).scalar_subquery() >= limit
    total = sa.case((full, _count(plan).scalar_subquery())).label("total")
    sorted_page = _sorted([page.c[key.name] for key in keys], directions)
    if not late:
        return _text(sa.select(total, page.c.recordno, *(page.c[each.name] for each in early)).order_by(*sorted_page))
    shown = _Body(plan, page)
    columns = [_chosen(shown, each).label(f"c{n}") for n, each in enumerate(plan.picks.chosen)]
    return _text(shown.source(sa.select(total, page.c.recordno, *columns), tested=False).order_by(*sorted_page))


@lru_cache(maxsize=256)
def count_sql(plan: Plan) -> str:
    """Give the SQL that counts what matches: records, or groups."""
    return _text(_count(plan))


@lru_cache(maxsize=256)
def keys_sql(plan: Plan) -> str:
    """Give the SQL of the record numbers that match and come after the parameter `after`, as one array in order."""
    body = _Body(plan)
    after = body.recordno > sa.cast(sa.bindparam("after"), sa.BigInteger)
    inside = body.source(sa.select(body.recordno.label("recordno"))).where(after).order_by(body.recordno).subquery("later")
    array = sa.func.coalesce(sa.func.array_agg(inside.c.recordno), sa.cast(sa.literal_column("'{}'"), postgresql.ARRAY(sa.BigInteger)))
    return _text(sa.select(array))


@lru_cache(maxsize=512)
def records_sql(plan: Plan) -> str:
    """Give the SQL of records by number, the parameter `keys`; each row is the record number, then what was chosen."""
    body = _Body(plan)
    wanted = sa.any_(sa.cast(sa.bindparam("keys"), postgresql.ARRAY(sa.BigInteger)))
    columns = [_chosen(body, each).label(f"c{n}") for n, each in enumerate(plan.picks.chosen)]
    order = [_chosen(body, each.by) for each in plan.order]
    query = body.source(sa.select(body.recordno, *columns)).where(body.recordno == wanted)
    return _text(query.order_by(*_sorted(order, [each.descending for each in plan.order]), body.recordno))


@lru_cache(maxsize=512)
def first_sql(plan: Plan) -> str:
    """Give the SQL of the first records by number, up to the parameter `limit`; rows as those of `records_sql`."""
    body = _Body(plan)
    columns = [_chosen(body, each).label(f"c{n}") for n, each in enumerate(plan.picks.chosen)]
    query = body.source(sa.select(body.recordno, *columns)).order_by(body.recordno)
    return _text(query.limit(sa.cast(sa.bindparam("limit"), sa.BigInteger)))


@lru_cache(maxsize=512)
def rows_sql(plan: Plan) -> str:
    """Give the SQL of everything that matches, without pages; each row is the record number, then what was chosen."""
    body = _Body(plan)
    columns = [_chosen(body, each).label(f"c{n}") for n, each in enumerate(plan.picks.chosen)]
    order = [_chosen(body, each.by) for each in plan.order]
    query = body.source(sa.select(body.recordno, *columns))
    return _text(query.order_by(*_sorted(order, [each.descending for each in plan.order]), body.recordno))


def _text(query: sa.Select[Any]) -> str:
    return str(query.compile(dialect=DIALECT))


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
    groups = _grouped(body, plan, body.source(sa.select(sa.cast(sa.literal_column("1"), sa.Integer).label("one"))))
    return sa.select(sa.func.count()).select_from(groups.subquery("groups"))


def _grouped(body: _Body, plan: Plan, query: sa.Select[Any]) -> sa.Select[Any]:
    if not plan.picks.grouped:
        return query
    plain = [_chosen(body, each) for each in plan.picks.chosen if each.aggregate is None]
    return query.group_by(*plain) if plain else query.group_by(sa.text("()"))


def _sorted(keys: Sequence[Expression], directions: Iterable[bool]) -> list[Expression]:
    return [key.desc() if descending else key.asc() for key, descending in zip(keys, directions, strict=True)]


def _chosen(body: _Body, each: Chosen) -> Expression:
    column = body.column(each.column)
    if each.aggregate is Sum.COUNT:
        return sa.func.count(column)
    if each.aggregate in {Sum.SUM, Sum.AVERAGE}:
        exact = sa.cast(column, sa.Numeric)
        return sa.func.sum(exact) if each.aggregate is Sum.SUM else sa.func.round(sa.func.avg(exact), 10)
    value = _words(column, each.words, each.column.stored) if each.words else _shown(column, each.column.stored)
    if each.aggregate is None:
        return value
    if each.column.stored is Stored.BOOLEAN and not each.words:
        value = sa.cast(value, sa.Text)
    return sa.func.min(value) if each.aggregate is Sum.LOWEST else sa.func.max(value)


def _shown(column: Expression, stored: Stored) -> Expression:
    return sa.func.array_to_string(column, sa.literal_column(_literal(BETWEEN))) if stored is Stored.LIST else column


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
    if stored in NUMERIC:
        return sa.cast(sa.func.trim_scale(column), sa.Text)
    if stored is Stored.DATE:
        return sa.func.to_char(column, sa.literal_column("'MM/DD/YYYY'"))
    if stored is Stored.TIMESTAMP:
        return sa.func.to_char(column, sa.literal_column("'MM/DD/YYYY HH24:MI:SS'"))
    if stored in {Stored.BIGINT, Stored.INTEGER}:
        return sa.cast(column, sa.Text)
    return _shown(column, stored)


def _constant(word: str) -> Expression:
    return sa.literal_column(_literal(word), sa.Text)


def _literal(word: str) -> str:
    """Write a declared word as an SQL literal; words of clients never come here."""
    quoted = word.replace("'", "''").replace("%", "%%")
    return f"'{quoted}'"
