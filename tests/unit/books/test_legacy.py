"""Legacy functions of journals (catalog/functions; protocol.md 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.tree import Node
from unit.books.test_journals import balances, headers
from unit.books.test_verify import violations
from unit.books.world import node

if TYPE_CHECKING:
    from unit.books.world import World


def day(name: str, year: int = 2026, month: int = 1, day_: int = 15) -> Node:
    return node(name, year=year, month=f"{month:02d}", day=day_)


def entry(side: str, amount: str, account: str, location: str = "E100", **words: object) -> Node:
    return node("glentry", trtype=side, amount=amount, glaccountno=account, memo="By hand", locationid=location, **words)


def transaction(*entries: Node, **words: object) -> Node:
    given = {"journalid": "GJ", "description": "Legacy", **words}
    return Node(
        "create_gltransaction",
        children=(*node("x", **given).children, day("datecreated"), Node("gltransactionentries", children=entries)),
    )


def test_a_transaction_is_posted(world: World) -> None:
    number = world.key(
        transaction(entry("debit", "12.345", "6000", departmentid="D1"), entry("credit", "12.35", "1000"), referenceno="R-1")
    )
    assert list(headers(world)) == [number]
    assert balances(world) == {"6000": "12.35", "1000": "-12.35"}
    assert world.rows("select distinct description from gl_line where company = %(company)s") == [("By hand",)]
    assert violations(world) == []


def test_a_transaction_out_of_balance_is_refused(world: World) -> None:
    texts = world.refused(transaction(entry("debit", "1", "6000"), entry("credit", "2", "1000")))
    assert texts[0] == "Total debits 1 do not equal total credits 2."
    assert headers(world) == {}


def test_a_side_must_be_said_right(world: World) -> None:
    assert world.refused(transaction(entry("left", "1", "6000"), entry("credit", "1", "1000")))[0] == "Illegal format for TR_TYPE: 'left'"


def test_quantities(world: World) -> None:
    lines = Node("statgltransactionentries", children=(entry("increase", "10", "9001"), entry("decrease", "4", "9001")))
    asked = Node("create_statgltransaction", children=(*node("x", journalid="SJ", description="Heads").children, day("datecreated"), lines))
    world.key(asked)
    assert balances(world) == {"9001": "6.00"}


def test_the_kind_of_journal_must_fit(world: World) -> None:
    text = world.refused(transaction(entry("debit", "1", "6000"), entry("credit", "1", "1000"), journalid="SJ"))[0]
    assert text == "Invalid Journal 'SJ' specified."


def test_deleting_by_key(world: World) -> None:
    number = world.key(transaction(entry("debit", "1", "6000"), entry("credit", "1", "1000")))
    assert world.run(Node("delete_gltransaction", attributes={"key": str(number)}))[0].status == "success"
    assert headers(world) == {}
    text = world.refused(Node("delete_gltransaction", attributes={"key": str(number)}))[0]
    assert text == f"Cannot find glbatch with key '{number}' to delete."


def test_a_reversal(world: World) -> None:
    asked = transaction(entry("debit", "1", "6000"), entry("credit", "1", "1000"))
    number = world.key(Node(asked.name, children=(*asked.children, day("reversedate", 2026, 2, 1))))
    assert len(headers(world)) == 2
    assert balances(world) == {}
    assert number in headers(world)
