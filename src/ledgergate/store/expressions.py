"""Parts of a SELECT: the tables of a plan, its columns as the wire writes them, its conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from ledgergate.catalog.kinds import Stored
from ledgergate.query.ast import Op
from ledgergate.query.plan import Absent, Chosen, Compared, Joined, Listed, Matched, Opposite, Scope, Sum, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.query.plan import Column, Operand, Plan, Step, Test

    Expression = sa.ColumnElement[Any]

BETWEEN: Final = "#~#"
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


@dataclass(slots=True)
class Body:
    """The tables of one SELECT: the root, and an alias for each way of steps that something needed."""

    plan: Plan
    page: sa.CTE | None = None
    aliases: dict[tuple[Step, ...], sa.TableClause] = field(default_factory=dict[tuple["Step", ...], sa.TableClause])

    def __post_init__(self) -> None:
        """Begin with the root."""
        self.aliases[()] = sa.table(self.plan.root.table, sa.column("company"), sa.column("recordno")).alias("t0")  # type: ignore[assignment]

    @property
    def recordno(self) -> Expression:
        """Give the record number of the root."""
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


def value_of(body: Body, each: Chosen) -> Expression:
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


def written(value: Expression, each: Chosen) -> Expression:
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


def _test(body: Body, test: Test) -> Expression:
    match test:
        case Joined(parts, every):
            tests = [_test(body, part) for part in parts]
            return sa.and_(*tests) if every else sa.or_(*tests)
        case Opposite(part):
            return sa.not_(_test(body, part).self_group())
        case _:
            return _leaf(body, test)


def _leaf(body: Body, test: Absent | Unknown | Compared | Matched | Listed) -> Expression:
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


def _operand(body: Body, operand: Operand) -> Expression:
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
