"""Double entry on values, against sums of integers that share no code with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate.base.money import cents
from ledgergate.ledger import balance, invariants, period, reverse
from ledgergate.ledger.entry import CREDIT, DEBIT, Dimensions, Entry
from ledgergate.ledger.invariants import Written
from ledgergate.ledger.period import Closure

AMOUNTS = st.integers(min_value=0, max_value=10**12)
SIDES = st.sampled_from((DEBIT, CREDIT))
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


def entry(account: int, side: int, in_cents: int, entity: int = 0) -> Entry:
    amount = Decimal(in_cents) / 100
    return Entry(account=account, side=side, amount=amount, trx_amount=amount, currency="USD", rate=Decimal(1), entity=entity)


RAW = st.lists(st.tuples(st.integers(1, 5), SIDES, AMOUNTS, st.integers(0, 3)), max_size=30)
"""Account, side, cents, entity."""


@given(RAW)
def test_totals_and_entities_agree_with_integers(raw: list[tuple[int, int, int, int]]) -> None:
    made = [entry(*each) for each in raw]
    debits = sum(amount for _, side, amount, _ in raw if side == 1)
    credits_ = sum(amount for _, side, amount, _ in raw if side == -1)
    assert [int(each * 100) for each in balance.totals(made)] == [debits, credits_]
    assert int(balance.net(made) * 100) == debits - credits_
    wanted: dict[int, int] = {}
    for _, side, amount, entity in raw:
        wanted[entity] = wanted.get(entity, 0) + side * amount
    assert {entity: int(off * 100) for entity, off in balance.off_by_entity(made).items()} == {k: v for k, v in wanted.items() if v}


@given(RAW)
def test_a_mirror_takes_everything_back(raw: list[tuple[int, int, int, int]]) -> None:
    made = [replace(entry(*each), dimensions=Dimensions(department=each[0])) for each in raw]
    mirrored = reverse.mirror(made)
    assert balance.net([*made, *mirrored]) == 0
    assert reverse.mirror(mirrored) == tuple(made)
    assert [(each.account, each.amount, each.dimensions) for each in mirrored] == [
        (each.account, each.amount, each.dimensions) for each in made
    ]


@given(st.lists(st.tuples(RAW, st.booleans(), DAYS), max_size=5), DAYS)
def test_balances_as_of_a_day(batches: list[tuple[list[tuple[int, int, int, int]], bool, date]], day: date) -> None:
    lines = [
        Written(batch=number, book="ACCRUAL", day=when, posted=posted, entry=entry(*each))
        for number, (raw, posted, when) in enumerate(batches)
        for each in raw
    ]
    wanted: dict[tuple[str, int, int], int] = {}
    for raw, posted, when in batches:
        for account, side, amount, entity in raw if posted and when <= day else ():
            key = ("ACCRUAL", entity, account)
            wanted[key] = wanted.get(key, 0) + side * amount
    found = invariants.balances(lines, day)
    assert {key: int(amount * 100) for key, amount in found.items()} == {key: amount for key, amount in wanted.items() if amount}
    off = {(number, "ACCRUAL", entity) for number, book, entity in invariants.unbalanced(lines) if book == "ACCRUAL"}
    assert off == {
        (number, "ACCRUAL", entity)
        for number, (raw, posted, _) in enumerate(batches)
        if posted
        for entity in {each[3] for each in raw}
        if sum(side * amount for _, side, amount, where in raw if where == entity)
    }


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_cents_round_half_away_from_zero(amount: Decimal) -> None:
    whole = abs(int(amount * 10**4))
    rounded = (whole + 50) // 100
    assert abs(cents(amount)) == Decimal(rounded) / 100


@given(DAYS, DAYS)
def test_closing_never_opens_and_opening_gives_back_the_month(through: date, start: date) -> None:
    closed = Closure().closing(through)
    assert closed.closed_through is not None
    assert closed.shut(through)
    assert (closed.closed_through + timedelta(days=1)).day == 1
    again = closed.closing(start)
    assert again.closed_through is not None
    assert again.closed_through >= closed.closed_through
    opened = again.opening(start)
    assert not opened.shut(start)
    assert opened.shut(start.replace(day=1) - timedelta(days=1)) is again.shut(start.replace(day=1) - timedelta(days=1))


@given(DAYS, st.integers(1, 12))
def test_a_fiscal_year_holds_its_day(day: date, first_month: int) -> None:
    start = period.fiscal_year_start(day, first_month)
    assert (start.day, start.month) == (1, first_month)
    assert start <= day < date(start.year + 1, first_month, 1)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Current Month", date(2026, 2, 1), date(2026, 2, 28)),
        ("Prior Month", date(2026, 1, 1), date(2026, 1, 31)),
        ("current quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("Prior Quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("Current Year", date(2026, 1, 1), date(2026, 12, 31)),
        ("Prior Year", date(2025, 1, 1), date(2025, 12, 31)),
        ("Year To Date", date(2026, 1, 1), date(2026, 2, 10)),
    ],
)
def test_periods_named_by_today(name: str, first: date, last: date) -> None:
    assert period.relative(name, date(2026, 2, 10), 1) == (first, last)
    assert period.relative("Whenever", date(2026, 2, 10), 1) is None
