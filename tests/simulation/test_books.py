"""Random journals, changes, deletions, reversals, closings and foldings against books kept in integers (business.md 18).

After every step the balances read through the report equal the oracle's, and `verify` finds nothing. A failure prints how
to repeat it. The oracle shares no code with what it judges: it knows accounts, days and cents.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ledgergate.applications.general_ledger import closing
from ledgergate.base.clock import Clock
from ledgergate.base.tree import Node
from ledgergate.store import balances
from ledgergate.store.verify import verify
from unit.books.test_balances import trial
from unit.books.world import World, assemble, batch, furnish, line, node

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.hooks import House
    from ledgergate.store.connections import Database

ACCOUNTS: Final = ("1000", "2000", "6000", "6200", "4000")
RESULTS: Final = {"6000", "6200", "4000"}
ENTITIES: Final = ("E100", "E200")
TODAY: Final = date(2026, 3, 10)

Posting = tuple[date, str, tuple[tuple[str, int], ...]]
"""A day, an entity, and signed cents by account."""


@dataclass(slots=True)
class Oracle:
    """Books in integers: postings by number of the journal, mirrors beside them, and how far each entity is closed."""

    posted: dict[int, list[Posting]] = field(default_factory=dict[int, list[Posting]])
    drafts: dict[int, Posting] = field(default_factory=dict[int, Posting])
    closed: dict[str, date] = field(default_factory=dict[str, date])

    def shut(self, day: date, entity: str) -> bool:
        return day <= self.closed.get(entity, date.min)

    def balances(self, day: date) -> dict[str, int]:
        """Give balances on a day, results of earlier years in retained earnings."""
        found: dict[str, int] = {}
        for postings in self.posted.values():
            for when, _, amounts in postings:
                for account, cents in amounts if when <= day else ():
                    where = "3000" if account in RESULTS and when.year < day.year else account
                    found[where] = found.get(where, 0) + cents
        return {account: cents for account, cents in found.items() if cents}


DAYS: Final = st.sampled_from(
    [date(2025, 11, 5), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 20), date(2026, 2, 14), date(2026, 3, 1)]
)
JOURNAL: Final = st.tuples(
    DAYS,
    st.sampled_from(ENTITIES),
    st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.integers(1, 10**7)), min_size=1, max_size=5),
    st.sampled_from(ACCOUNTS),
)
"""A day, an entity, debits in cents by account, and the account that takes the credit."""
STEP: Final = st.one_of(
    st.tuples(st.just("post"), JOURNAL),
    st.tuples(st.just("post"), JOURNAL),
    st.tuples(st.just("draft"), JOURNAL),
    st.tuples(st.just("reverse"), JOURNAL),
    st.tuples(st.just("unbalanced"), JOURNAL),
    st.tuples(st.just("replace"), st.tuples(st.integers(0, 99), JOURNAL)),
    st.tuples(st.just("publish"), st.integers(0, 99)),
    st.tuples(st.just("delete"), st.integers(0, 99)),
    st.tuples(st.just("close"), st.tuples(DAYS, st.sampled_from(ENTITIES))),
    st.tuples(st.just("open"), st.tuples(DAYS, st.sampled_from(ENTITIES))),
    st.tuples(st.just("fold"), st.none()),
)


def posting(given_: tuple[date, str, list[tuple[str, int]], str]) -> Posting:
    day, entity, debits, credit = given_
    return day, entity, (*debits, (credit, -sum(cents for _, cents in debits)))


def entries(found: Posting) -> tuple[Node, ...]:
    _, entity, amounts = found
    return tuple(line(account, 1 if cents > 0 else -1, f"{abs(cents) // 100}.{abs(cents) % 100:02d}", entity) for account, cents in amounts)


def record(found: Posting, **words: object) -> Node:
    return batch(*entries(found), BATCH_DATE=found[0].strftime("%m/%d/%Y"), **words)


def flipped(found: Posting, day: date) -> Posting:
    return day, found[1], tuple((account, -cents) for account, cents in found[2])


@dataclass(slots=True)
class Player:
    """Does each step to the company and to the oracle, and expects the same of both."""

    world: World
    oracle: Oracle = field(default_factory=Oracle)

    def play(self, kind: str, said: object) -> None:
        getattr(self, f"_{kind}")(said)
        self.compare()

    def compare(self) -> None:
        for day in (date(2025, 12, 31), date(2026, 1, 25), TODAY):
            rows = trial(self.world, (day.year, day.month, day.day), (day.year, day.month, day.day))
            found = {account: cents for account, row in rows.items() if (cents := _cents(row[3]))}
            assert found == self.oracle.balances(day), day
        with self.world.database.work(self.world.company.key) as work:
            assert [text for verdict in verify(work) for text in verdict.violations] == []

    def _take(self, asked: Node, *, allowed: bool) -> list[int]:
        result = self.world.run(node("create", asked))[0]
        assert (result.status == "success") is allowed, result
        return [int(each.word("RECORDNO")) for each in result.outcome.nodes] if allowed else []  # type: ignore[union-attr]

    def _post(self, said: tuple[date, str, list[tuple[str, int]], str]) -> None:
        found = posting(said)
        for number in self._take(record(found), allowed=not self.oracle.shut(*found[:2])):
            self.oracle.posted[number] = [found]

    def _draft(self, said: tuple[date, str, list[tuple[str, int]], str]) -> None:
        found = posting(said)
        for number in self._take(record(found, STATE="Draft"), allowed=True):
            self.oracle.drafts[number] = found

    def _reverse(self, said: tuple[date, str, list[tuple[str, int]], str]) -> None:
        found = posting(said)
        for number in self._take(record(found, REVERSEDATE="03/31/2026"), allowed=not self.oracle.shut(*found[:2])):
            self.oracle.posted[number] = [found, flipped(found, date(2026, 3, 31))]

    def _unbalanced(self, said: tuple[date, str, list[tuple[str, int]], str]) -> None:
        day, entity, amounts = posting(said)
        self._take(record((day, entity, (*amounts, ("1000", 1)))), allowed=False)

    def _chosen(self, place: int) -> int | None:
        known = sorted({*self.oracle.posted, *self.oracle.drafts})
        return known[place % len(known)] if known else None

    def _closed(self, number: int) -> bool:
        return any(self.oracle.shut(*each[:2]) for each in self.oracle.posted.get(number, ()))

    def _replace(self, said: tuple[int, tuple[date, str, list[tuple[str, int]], str]]) -> None:
        number = self._chosen(said[0])
        if number is None:
            return
        found = posting(said[1])
        asked = node("GLBATCH", Node("ENTRIES", children=entries(found)), RECORDNO=number, BATCH_DATE=found[0].strftime("%m/%d/%Y"))
        result = self.world.run(node("update", asked))[0]
        mirrored = len(self.oracle.posted.get(number, ())) > 1
        draft = number in self.oracle.drafts
        allowed = draft or not (self._closed(number) or self.oracle.shut(*found[:2]))
        assert (result.status == "success") is allowed, result
        if allowed and draft:
            self.oracle.drafts[number] = found
        elif allowed:
            self.oracle.posted[number] = [found, flipped(found, date(2026, 3, 31))] if mirrored else [found]

    def _publish(self, place: int) -> None:
        known = sorted(self.oracle.drafts)
        if not known:
            return
        number = known[place % len(known)]
        found = self.oracle.drafts[number]
        result = self.world.run(node("update", node("GLBATCH", RECORDNO=number, STATE="Posted")))[0]
        allowed = not self.oracle.shut(*found[:2])
        assert (result.status == "success") is allowed, result
        if allowed:
            self.oracle.posted[number] = [self.oracle.drafts.pop(number)]

    def _delete(self, place: int) -> None:
        number = self._chosen(place)
        if number is None:
            return
        allowed = number in self.oracle.drafts or (len(self.oracle.posted[number]) == 1 and not self._closed(number))
        result = self.world.delete(number)
        assert (result.status == "success") is allowed, result
        if allowed:
            self.oracle.posted.pop(number, None)
            self.oracle.drafts.pop(number, None)

    def _close(self, said: tuple[date, str]) -> None:
        day, entity = said
        with self.world.database.work(self.world.company.key) as work:
            closing.close(work, self.world.actor, day, moment=Clock().now(), entity=self.world.numbers[entity])
            work.commit()
        end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        self.oracle.closed[entity] = max(end, self.oracle.closed.get(entity, date.min))

    def _open(self, said: tuple[date, str]) -> None:
        day, entity = said
        with self.world.database.work(self.world.company.key) as work:
            closing.open_from(work, self.world.actor, day, moment=Clock().now(), entity=self.world.numbers[entity])
            work.commit()
        before = date.fromordinal(day.replace(day=1).toordinal() - 1)
        self.oracle.closed[entity] = min(before, self.oracle.closed.get(entity, date.min))

    def _fold(self, _said: None) -> None:
        with self.world.database.work(self.world.company.key) as work:
            balances.fold(work)
            work.commit()


def _cents(word: str) -> int:
    whole, _, part = word.lstrip("-").partition(".")
    return (-1 if word.startswith("-") else 1) * (int(whole) * 100 + int(part.ljust(2, "0")))


@pytest.fixture(scope="session")
def books_house(registry: Registry) -> House:
    return assemble(registry)


@settings(
    max_examples=12,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(steps=st.lists(STEP, min_size=5, max_size=25))
def test_the_books_stay_true(database: Database, books_house: House, steps: list[tuple[str, object]]) -> None:
    from conftest import fresh_company  # noqa: PLC0415 (each example needs a company of its own)

    world = World(database=database, company=fresh_company(database), house=books_house, day=TODAY)
    furnish(world)
    player = Player(world)
    for kind, said in steps:
        player.play(kind, said)
