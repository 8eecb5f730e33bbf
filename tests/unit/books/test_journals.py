"""Journal entries through the generic functions (business.md 1.13, 3.2, 3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.books.world import batch, line, node, simple

if TYPE_CHECKING:
    from unit.books.world import World


def test_a_posted_journal_is_in_the_books(world: World) -> None:
    (number,) = world.create(batch(line("6000", 1, "125.5", DEPARTMENT="D1"), line("1000", -1, "125.50"), REFERENCENO="R-1"))
    assert {account: str(amount) for account, amount in world.balances().items()} == {"6000": "125.500", "1000": "-125.500"}
    rows = world.rows(
        "select state, module, balance, reversed from gl_batch where company = %(company)s and recordno = %(n)s", {"n": number}
    )
    assert [(state, module, int(str(balance).split(".")[0]), date) for state, module, balance, date in rows] == [("P", "2.GL", 0, None)]


def test_a_journal_out_of_balance_is_refused(world: World) -> None:
    texts = world.refused(node("create", batch(line("6000", 1, "10"), line("1000", -1, "9"))))
    assert texts == [
        "Total debits 10 do not equal total credits 9.",
        "Could not create glbatch record!",
        "Could not create Journal Entry record!",
    ]
    assert world.balances() == {}


def test_hundred_journals_at_once(world: World) -> None:
    numbers = world.create(*(simple("1.00") for _ in range(100)))
    assert len(set(numbers)) == 100
    assert {account: str(amount) for account, amount in world.balances().items()} == {"6000": "100.000", "1000": "-100.000"}
