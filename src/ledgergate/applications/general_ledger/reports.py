"""Trial balance and account balances, from kept balances (business.md 3.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.applications.general_ledger import spans
from ledgergate.base.fault import Refusal
from ledgergate.base.money import ZERO, shortest
from ledgergate.base.tree import Node
from ledgergate.engine.faults import invalid_reference
from ledgergate.ledger.invariants import STATISTICAL
from ledgergate.store import balances, reach
from ledgergate.wire.answer import Data, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from ledgergate.applications.general_ledger.spans import Ask
    from ledgergate.engine.call import Call
    from ledgergate.store.balances import Balance
    from ledgergate.store.reach import Account

Place = tuple[int, int | None, int | None]
"""An account, and the department and location a row stands for."""


@dataclass(slots=True)
class Row:
    """What a report shows of one account, debit-positive; adjustments are what adjustment books add."""

    start: Decimal = ZERO
    debits: Decimal = ZERO
    credits: Decimal = ZERO
    adjusting_debits: Decimal = ZERO
    adjusting_credits: Decimal = ZERO

    @property
    def moved(self) -> Decimal:
        """Give what the period added."""
        return self.debits - self.credits + self.adjusting_debits - self.adjusting_credits

    @property
    def end(self) -> Decimal:
        """Give the balance at the period's end."""
        return self.start + self.moved

    @property
    def silent(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.start or self.debits or self.credits or self.adjusting_debits or self.adjusting_credits)


def get_trialbalance(call: Call, node: Node) -> Outcome:
    """Run `get_trialbalance`: one row for each account, split by department and location if asked."""
    by = tuple(name for name, asked in (("department", "showdeptdetail"), ("location", "showlocdetail")) if spans.flag(node, asked))
    ask = spans.read(call, node, by)
    sides = spans.flag(node, "debitcreditbalance")
    shown = _rows(call, ask, reach.accounts(call.work))
    names = reach.places(call.work) if by else {}
    return Data(nodes=tuple(_trial(account, row, _detail(place, names, by), sides=sides) for account, place, row in shown))


def get_accountbalances(call: Call, node: Node) -> Outcome:
    """Run `get_accountbalances`: the balances of one account or of a range of numbers."""
    group = node.word("accountgroupname").strip()
    if group:
        raise Refusal((invalid_reference("Account group", group),))
    ask = spans.read(call, node)
    number = node.word("glaccountno").strip()
    low, high = (number, number) if number else (node.word("startaccountno").strip(), node.word("endaccountno").strip())
    wanted = [account for account in reach.accounts(call.work) if low <= account.number <= high]
    if number and not wanted:
        raise Refusal((invalid_reference("Account", number),))
    return Data(nodes=tuple(_balance(account, row, ask, _given_places(node)) for account, _, row in _rows(call, ask, wanted)))


def _rows(call: Call, ask: Ask, accounts: Sequence[Account]) -> list[tuple[Account, Place, Row]]:
    """Give rows in order of account number; accounts without anything only when zero balances are asked for."""
    found = roll(balances.read(call.work, ask.span), reach.accounts(call.work), ask)
    of: dict[int, list[Place]] = {}
    for place in sorted(found, key=lambda place: (place[1] or 0, place[2] or 0)):
        of.setdefault(place[0], []).append(place)
    shown: list[tuple[Account, Place, Row]] = []
    for account in accounts:
        rows = [(account, place, found[place]) for place in of.get(account.recordno, ()) if ask.zeros or not found[place].silent]
        shown.extend(rows or ([(account, (account.recordno, None, None), Row())] if ask.zeros and _asked(account, ask) else []))
    return shown


def _asked(account: Account, ask: Ask) -> bool:
    """Tell whether the books asked for could hold the account at all."""
    return STATISTICAL in ask.span.books if account.kind == "S" else bool({*ask.span.books} - {STATISTICAL})


def roll(found: Iterable[Balance], accounts: Iterable[Account], ask: Ask) -> dict[Place, Row]:
    """Sum balances into rows, with prior years closed: a closing account starts at nothing on the first day of a fiscal year.

    What it held goes into its close-to account, per entity and without dimensions (business.md 1.7).
    """
    known = {account.recordno: account for account in accounts}
    rows: dict[Place, Row] = {}
    by_location = "location" in ask.span.by
    for balance in found:
        account = known[balance.account]
        row = rows.setdefault((balance.account, balance.department, balance.location), Row())
        row.start += balance.before_period
        if not account.closing:
            row.start += balance.before_year
        elif account.closes_to is not None and ask.carried and balance.before_year and _carried(balance, ask):
            target = (account.closes_to, None, (balance.entity or None) if by_location else None)
            rows.setdefault(target, Row()).start += balance.before_year
        if balance.book in {ask.main_book, STATISTICAL}:
            row.debits += balance.debits
            row.credits += balance.credits
        else:
            row.adjusting_debits += balance.debits
            row.adjusting_credits += balance.credits
    return rows


def _carried(balance: Balance, ask: Ask) -> bool:
    """Tell whether an entity's carried result is in view: it stands at the entity itself."""
    only = ask.span.only or {}
    return "location" not in only or balance.entity in only["location"]


def _detail(place: Place, names: dict[tuple[str, int], str], by: tuple[str, ...]) -> tuple[Node, ...]:
    numbers = {"department": place[1], "location": place[2]}
    return tuple(Node(f"{name}id", names.get((name, number), "") if (number := numbers[name]) is not None else "") for name in by)


def _given_places(node: Node) -> tuple[Node, ...]:
    return tuple(Node(name, node.word(name)) for name in ("departmentid", "locationid") if node.word(name))


def _trial(account: Account, row: Row, detail: tuple[Node, ...], *, sides: bool) -> Node:
    words = [("glaccountno", account.number)]
    words += [*_sided("start", row.start)] if sides else [("startbalance", shortest(row.start))]
    words += _moved(row)
    words += [*_sided("end", row.end)] if sides else [("endbalance", shortest(row.end))]
    return Node("trialbalance", children=(*(Node(name, word) for name, word in words), *detail))


def _moved(row: Row) -> list[tuple[str, str]]:
    return [
        ("debits", shortest(row.debits)),
        ("credits", shortest(row.credits)),
        ("adjdebits", shortest(row.adjusting_debits)),
        ("adjcredits", shortest(row.adjusting_credits)),
    ]


def _sided(name: str, amount: Decimal) -> tuple[tuple[str, str], tuple[str, str]]:
    """Show a balance by its side; names are ours, no capture shows them."""
    debit, credit = max(amount, ZERO), max(-amount, ZERO)
    return (f"{name}debitbalance", shortest(debit)), (f"{name}creditbalance", shortest(credit))


def _balance(account: Account, row: Row, ask: Ask, detail: tuple[Node, ...]) -> Node:
    words: tuple[tuple[str, str], ...] = (
        ("glaccountno", account.number),
        ("startbalance", shortest(row.start)),
        *_moved(row),
        ("periodbalance", shortest(row.moved)),
        ("endbalance", shortest(row.end)),
        ("reportingbook", ask.main_book),
        ("currency", ask.base_currency),
    )
    return Node("accountbalance", children=(*(Node(name, word) for name, word in words), *detail))


FUNCTIONS: Final = {"get_trialbalance": get_trialbalance, "get_accountbalances": get_accountbalances}
