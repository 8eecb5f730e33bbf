"""GLACCOUNTBALANCE: balances by period, book and set of dimensions, derived at each reading (business.md 1.1, protocol.md 9.5).

A period must be asked for. Rows are made from kept balances, then judged by the rest of the condition as words of the
wire; all of them stand on one page, because nothing keeps a row that is derived.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ledgergate.applications.general_ledger.spans import METHODS
from ledgergate.base import money
from ledgergate.base.fault import Fault
from ledgergate.base.money import ZERO, shortest
from ledgergate.engine.faults import invalid_reference
from ledgergate.engine.generic.selection import answer, format_of
from ledgergate.ledger.entry import DIMENSIONS
from ledgergate.ledger.invariants import STATISTICAL
from ledgergate.ledger.period import fiscal_year_start, relative
from ledgergate.query.ast import And, Between, Compare, IsNull, Like, Not, OneOf, Op, Or
from ledgergate.query.faults import bad_fields, bad_query, unknown_field
from ledgergate.query.languages import filter_xml, where
from ledgergate.store import balances, reach
from ledgergate.store.balances import Span
from ledgergate.wire.values import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from ledgergate.base.tree import Node
    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call
    from ledgergate.query.ast import Condition
    from ledgergate.store.balances import Balance
    from ledgergate.store.reach import Account
    from ledgergate.wire.answer import Outcome

NAME: Final = "GLACCOUNTBALANCE"
NO_PERIOD: Final = Fault(description2="The period filter is required.")
PERIOD: Final = "PERIOD"
IDS: Final = {
    "department": ("DEPARTMENTID", ""),
    "location": ("LOCATIONID", "LOCATIONNO"),
    "customer": ("CUSTOMERID", "CUSTOMERDIMKEY"),
    "vendor": ("VENDORID", "VENDORDIMKEY"),
    "employee": ("EMPLOYEEID", "EMPLOYEEDIMKEY"),
    "item": ("ITEMID", "ITEMDIMKEY"),
    "project": ("PROJECTID", "PROJECTDIMKEY"),
    "class": ("CLASSID", "CLASSDIMKEY"),
}

Row = dict[str, str]
Key = tuple[int, str, tuple[int | None, ...]]
"""An account, a book, and a set of dimensions."""


def read(call: Call, node: Node) -> Outcome:
    """Run `readByQuery` and `query` on GLACCOUNTBALANCE. Raises Fault: no period, an unknown one, an unknown field."""
    declared = call.registry.objects[NAME]
    by_filter = call.function == "query"
    condition = _condition(node, by_filter=by_filter)
    names = _names(call, declared, node, by_filter=by_filter)
    _known(call, declared, condition, by_filter=by_filter)
    periods = list(_periods(condition))
    if not periods:
        raise NO_PERIOD
    rows = [row for period in dict.fromkeys(periods) for row in _rows(call, period) if condition is None or holds(condition, row) is True]
    columns = [[row.get(name, "") for row in rows] for name in names]
    shown = declared.name if by_filter else declared.name.lower()
    count = str(len(rows))
    if by_filter:
        options = node.child("options")
        form = format_of("" if options is None else options.word("returnformat"))
        attributes = (("listtype", shown), ("totalcount", count), ("offset", "0"), ("count", count), ("numremaining", "0"))
    else:
        form = format_of(node.word("returnFormat"))
        attributes = (("listtype", shown), ("count", count), ("totalcount", count), ("numremaining", "0"), ("resultId", ""))
    return answer(form, attributes, Layout(shown, tuple(names), pretty=call.pretty), columns)


def _condition(node: Node, *, by_filter: bool) -> Condition | None:
    if not by_filter:
        return where.parse(node.word("query"))
    element = node.child("filter")
    return None if element is None else filter_xml.parse(element)


def _known(call: Call, declared: Object, condition: Condition | None, *, by_filter: bool) -> None:
    match condition:
        case None:
            return
        case And(parts) | Or(parts):
            for part in parts:
                _known(call, declared, part, by_filter=by_filter)
        case Not(part):
            _known(call, declared, part, by_filter=by_filter)
        case _:
            if call.registry.field(declared, condition.field) is None:
                why = f"{declared.name} has no field {condition.field}"
                raise unknown_field(declared.name, condition.field) if by_filter else bad_query(why)


def _names(call: Call, declared: Object, node: Node, *, by_filter: bool) -> list[str]:
    if by_filter:
        select = node.child("select")
        asked = [each.text.strip() for each in (select.children if select is not None else ()) if each.name == "field"]
    else:
        asked = [word for each in node.word("fields").split(",") if (word := each.strip())]
    if not asked or "*" in asked:
        return [field.name for field in declared.fields if field.in_lookup]
    unknown = [name for name in asked if call.registry.field(declared, name) is None]
    if unknown:
        raise unknown_field(declared.name, unknown[0]) if by_filter else bad_fields(",".join(asked))
    return [name.upper() for name in asked]


def _periods(condition: Condition | None) -> Iterator[str]:
    """Give the periods that a condition allows, where it says so at its top."""
    match condition:
        case And(parts):
            for part in parts:
                yield from _periods(part)
        case Compare(field, Op.EQUAL, value) if field.upper() == PERIOD:
            yield value
        case OneOf(field, values, False) if field.upper() == PERIOD:
            yield from values
        case Or(parts) if all(list(_periods(part)) for part in parts):
            for part in parts:
                yield from _periods(part)
        case _:
            return


def _rows(call: Call, period: str) -> Iterator[Row]:
    month, currency = reach.first_month(call.work)
    days = reach.period(call.work, period) or relative(period, call.clock.today(), month)
    if days is None:
        raise invalid_reference("Reporting period", period)
    books = reach.books(call.work)
    span = Span(year=fiscal_year_start(days[0], month), first=days[0], last=days[1], books=books, entity=call.actor.entity, by=DIMENSIONS)
    accounts = {account.recordno: account for account in reach.accounts(call.work)}
    found = _rolled(balances.read(call.work, span), accounts)
    names = reach.words(call.work, _wanted(found))
    for (account, book, dimensions), figures in sorted(
        found.items(), key=lambda each: (accounts[each[0][0]].number, each[0][1], repr(each[0][2]))
    ):
        if any(figures):
            yield _row(period, currency, accounts[account], book, dimensions, figures, names)


def _rolled(found: list[Balance], accounts: Mapping[int, Account]) -> dict[Key, list[Decimal]]:
    """Sum opening, debits and credits; prior years of closing accounts open their close-to account, at the entity itself."""
    rows: dict[Key, list[Decimal]] = {}
    for each in found:
        account = accounts[each.account]
        dimensions = (each.department, each.location, each.customer, each.vendor, each.employee, each.item, each.project, each.class_)
        figures = rows.setdefault((each.account, each.book, dimensions), [ZERO, ZERO, ZERO])
        figures[0] += each.before_period if account.closing else each.opening
        figures[1] += each.debits
        figures[2] += each.credits
        if account.closing and account.closes_to is not None and each.before_year:
            at = (None, each.entity or None, *([None] * 6))
            rows.setdefault((account.closes_to, each.book, at), [ZERO, ZERO, ZERO])[0] += each.before_year
    return rows


def _wanted(found: Mapping[Key, object]) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = {name: set() for name in DIMENSIONS}
    for _, _, dimensions in found:
        for name, number in zip(DIMENSIONS, dimensions, strict=True):
            if number is not None:
                wanted[name].add(number)
    return wanted


def _row(
    period: str,
    currency: str,
    account: Account,
    book: str,
    dimensions: tuple[int | None, ...],
    figures: list[Decimal],
    names: Mapping[tuple[str, int], tuple[str, str]],
) -> Row:
    opening, debits, credits_ = figures
    adjusting = book not in {*METHODS, STATISTICAL}
    row = {
        "BOOKID": book,
        "CURRENCY": "" if book == STATISTICAL else currency,
        "PERIOD": period,
        "OPENBAL": shortest(opening),
        "TOTDEBIT": shortest(ZERO if adjusting else debits),
        "TOTCREDIT": shortest(ZERO if adjusting else credits_),
        "TOTADJDEBIT": shortest(debits if adjusting else ZERO),
        "TOTADJCREDIT": shortest(credits_ if adjusting else ZERO),
        "FORBAL": shortest(debits - credits_),
        "ENDBAL": shortest(opening + debits - credits_),
        "ACCOUNTREC": str(account.recordno),
        "ACCOUNTNO": account.number,
        "ACCOUNTTITLE": account.title,
    }
    for dimension, number in zip(DIMENSIONS, dimensions, strict=True):
        if number is not None:
            word, name = names.get((dimension, number), ("", ""))
            shown, numbered = IDS[dimension]
            row |= {shown: word, numbered: str(number)}
            row[f"{dimension.upper()}NAME"] = name
    return row


def holds(condition: Condition, row: Row) -> bool | None:
    """Judge a row by its words; None where SQL would not know. Raises Fault: an unknown field."""
    match condition:
        case And(parts):
            return _all([holds(part, row) for part in parts])
        case Or(parts):
            found = _all([_not(holds(part, row)) for part in parts])
            return _not(found)
        case Not(part):
            return _not(holds(part, row))
        case IsNull(field, negated):
            return (_word(field, row) is None) is not negated
        case _:
            return _compared(condition, row)


def _all(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _not(found: bool | None) -> bool | None:  # noqa: FBT001 (a truth that may be unknown is the value here)
    return None if found is None else not found


def _word(field: str, row: Row) -> str | None:
    return row.get(field.upper()) or None


def _compared(condition: Compare | Between | OneOf | Like, row: Row) -> bool | None:
    word = _word(condition.field, row)
    if word is None:
        return None
    match condition:
        case Compare(_, op, value):
            return _ordered(op, word, value)
        case Between(_, low, high):
            return _ordered(Op.GREATER_OR_EQUAL, word, low) and _ordered(Op.LESS_OR_EQUAL, word, high)
        case OneOf(_, values, negated):
            return any(_ordered(Op.EQUAL, word, value) for value in values) is not negated
        case Like(_, pattern, negated):
            shape = "".join({"%": ".*", "_": "."}.get(each, re.escape(each)) for each in pattern)
            return (re.fullmatch(shape, word, re.DOTALL) is not None) is not negated


def _ordered(op: Op, word: str, value: str) -> bool:
    """Compare as numbers where both are, else as texts."""
    left, right = money.parse(word), money.parse(value)
    if left is not None and right is not None:
        below, same = left < right, left == right
    else:
        below, same = word < value, word == value
    return {
        Op.EQUAL: same,
        Op.NOT_EQUAL: not same,
        Op.LESS: below,
        Op.LESS_OR_EQUAL: below or same,
        Op.GREATER: not below and not same,
        Op.GREATER_OR_EQUAL: not below,
    }[op]
