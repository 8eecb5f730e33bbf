"""Trial balance and account balances, folded and not (business.md 1.7, 3.7)."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from ledgergate.base.tree import Node
from ledgergate.store import balances
from ledgergate.wire.answer import Data
from unit.books.world import batch, line, node

if TYPE_CHECKING:
    from unit.books.world import World


def day(name: str, year: int, month: int, day_: int) -> Node:
    return node(name, year=year, month=month, day=day_)


def trial(world: World, start: tuple[int, int, int], end: tuple[int, int, int], **words: object) -> dict[str, tuple[str, ...]]:
    """Ask for a trial balance; start, debits, credits, end by account."""
    asked = Node("get_trialbalance", children=(day("startdate", *start), day("enddate", *end), *node("x", **words).children))
    result = world.run(asked)[0]
    assert isinstance(result.outcome, Data), result
    rows = result.outcome.nodes
    return {row.word("glaccountno"): tuple(row.word(name) for name in ("startbalance", "debits", "credits", "endbalance")) for row in rows}


def fold(world: World) -> None:
    """Fold until nothing is left: transactions of other tests hold the watermark back while they run."""
    for _ in range(500):
        with world.database.work(world.company.key) as work:
            balances.fold(work)
            work.commit()
            if not balances.due(work):
                return
        time.sleep(0.02)


def fill(world: World) -> None:
    """A year of results, then a journal in the next."""
    world.create(
        batch(
            line("1000", 1, "38000"),
            line("3000", -1, "20000"),
            line("4000", -1, "50000"),
            line("6000", 1, "32000"),
            BATCH_DATE="12/31/2025",
        ),
        batch(line("6200", 1, "40", DEPARTMENT="D1"), line("1000", -1, "40"), BATCH_DATE="01/10/2026"),
        batch(line("6200", 1, "2.5", DEPARTMENT="D2"), line("1000", -1, "2.5"), BATCH_DATE="01/20/2026"),
    )


JANUARY = {
    "1000": ("38000", "0", "42.5", "37957.5"),
    "3000": ("-38000", "0", "0", "-38000"),
    "6200": ("0", "42.5", "0", "42.5"),
}


def test_a_new_year_starts_with_the_old_result_in_retained_earnings(world: World) -> None:
    fill(world)
    assert trial(world, (2026, 1, 1), (2026, 1, 31)) == JANUARY
    fold(world)
    assert trial(world, (2026, 1, 1), (2026, 1, 31)) == JANUARY
    assert trial(world, (2025, 12, 1), (2025, 12, 31)) == {
        "1000": ("0", "38000", "0", "38000"),
        "3000": ("0", "0", "20000", "-20000"),
        "4000": ("0", "0", "50000", "-50000"),
        "6000": ("0", "32000", "0", "32000"),
    }


def test_borders_inside_a_month(world: World) -> None:
    fill(world)
    for _ in range(2):
        assert trial(world, (2026, 1, 11), (2026, 1, 25)) == {
            "1000": ("37960", "0", "2.5", "37957.5"),
            "3000": ("-38000", "0", "0", "-38000"),
            "6200": ("40", "2.5", "0", "42.5"),
        }
        fold(world)


def test_what_is_deleted_after_folding_is_gone(world: World) -> None:
    fill(world)
    fold(world)
    (number,) = world.create(batch(line("6000", 1, "7"), line("1000", -1, "7"), BATCH_DATE="01/05/2026"))
    fold(world)
    assert world.delete(number).status == "success"
    for _ in range(2):
        assert trial(world, (2026, 1, 1), (2026, 1, 31)) == JANUARY
        assert trial(world, (2026, 1, 4), (2026, 1, 31)) == JANUARY
        fold(world)


def test_by_department(world: World) -> None:
    fill(world)
    fold(world)
    asked = node("get_trialbalance", day("startdate", 2026, 1, 1), day("enddate", 2026, 1, 31), showdeptdetail="true")
    result = world.run(asked)[0]
    assert isinstance(result.outcome, Data), result
    found = [(row.word("glaccountno"), row.word("departmentid"), row.word("endbalance")) for row in result.outcome.nodes]
    assert found == [("1000", "", "37957.5"), ("3000", "", "-38000"), ("6200", "D1", "40"), ("6200", "D2", "2.5")]
    assert trial(world, (2026, 1, 1), (2026, 1, 31), departmentid="D1") == {"6200": ("0", "40", "0", "40")}


def test_by_entity(world: World) -> None:
    fill(world)
    assert trial(world, (2026, 1, 1), (2026, 1, 31), locationid="E100") == JANUARY
    assert trial(world, (2026, 1, 1), (2026, 1, 31), locationid="E200") == {}


def test_account_balances(world: World) -> None:
    fill(world)
    asked = node(
        "get_accountbalances", day("startdate", 2026, 1, 1), day("enddate", 2026, 1, 31), startaccountno="3000", endaccountno="6999"
    )
    result = world.run(asked)[0]
    assert isinstance(result.outcome, Data), result
    found = [
        tuple(row.word(name) for name in ("glaccountno", "startbalance", "periodbalance", "endbalance", "currency"))
        for row in result.outcome.nodes
    ]
    assert found == [("3000", "-38000", "0", "-38000", "USD"), ("6200", "0", "42.5", "42.5", "USD")]


def raw(world: World, query: str, fields: str) -> str:
    result = world.run(node("readByQuery", object="GLACCOUNTBALANCE", query=query, fields=fields))[0]
    assert isinstance(result.outcome, Data), result
    return result.outcome.text


def test_raw_balances_need_a_period(world: World) -> None:
    fill(world)
    texts = world.refused(node("readByQuery", object="GLACCOUNTBALANCE", query="ACCOUNTNO = '1000'"))
    assert texts == ["The period filter is required."]
    assert world.refused(node("readByQuery", object="GLACCOUNTBALANCE", query="PERIOD = 'Never'")) == [
        "Invalid Reporting period 'Never' specified."
    ]


def test_raw_balances_by_dimension(world: World) -> None:
    fill(world)
    world.create(node("REPORTINGPERIOD", NAME="January 2026", HEADER1="Jan", START_DATE="01/01/2026", END_DATE="01/31/2026"))
    fields = "ACCOUNTNO,DEPARTMENTID,LOCATIONID,OPENBAL,TOTDEBIT,TOTCREDIT,ENDBAL"
    text = raw(world, "PERIOD = 'January 2026' AND TOTDEBIT > 2 AND BOOKID = 'ACCRUAL'", fields)
    assert text.count("<glaccountbalance>") == 2
    assert "<ACCOUNTNO>6200</ACCOUNTNO><DEPARTMENTID>D1</DEPARTMENTID><LOCATIONID>E100</LOCATIONID><OPENBAL>0</OPENBAL>" in text
    text = raw(world, "PERIOD = 'January 2026' AND ACCOUNTNO IN ('3000')", fields)
    assert "<OPENBAL>-20000</OPENBAL>" in text or "<OPENBAL>-38000</OPENBAL>" in text


def rows(world: World, *children: Node, **words: object) -> tuple[Node, ...]:
    result = world.run(node("get_trialbalance", *children, **words))[0]
    assert isinstance(result.outcome, Data), result
    return result.outcome.nodes


def test_by_period_name(world: World) -> None:
    fill(world)
    world.create(node("REPORTINGPERIOD", NAME="Month Ended January 2026", HEADER1="Jan", START_DATE="01/01/2026", END_DATE="01/31/2026"))
    named = {row.word("glaccountno"): row.word("endbalance") for row in rows(world, reportingperiodname="Month Ended January 2026")}
    assert named == {account: row[3] for account, row in JANUARY.items()}
    world.day = date(2026, 2, 10)
    relative = {row.word("glaccountno"): row.word("endbalance") for row in rows(world, reportingperiodname="Prior Month")}
    assert relative == named


def test_sides_of_balances(world: World) -> None:
    fill(world)
    month = (day("startdate", 2026, 1, 1), day("enddate", 2026, 1, 31))
    found = {
        row.word("glaccountno"): [(child.name, child.text) for child in row.children]
        for row in rows(world, *month, debitcreditbalance="true")
    }
    assert found["3000"] == [
        ("glaccountno", "3000"),
        ("startdebitbalance", "0"),
        ("startcreditbalance", "38000"),
        ("debits", "0"),
        ("credits", "0"),
        ("adjdebits", "0"),
        ("adjcredits", "0"),
        ("enddebitbalance", "0"),
        ("endcreditbalance", "38000"),
    ]


def test_zero_balances_and_quantities(world: World) -> None:
    fill(world)
    world.create(batch(line("9001", 1, "12"), JOURNAL="SJ", BATCH_DATE="01/05/2026"))
    month = (day("startdate", 2026, 1, 1), day("enddate", 2026, 1, 31))
    shown = [row.word("glaccountno") for row in rows(world, *month, showzerobalances="true", statistical="exclude")]
    assert shown == ["1000", "1100", "2000", "3000", "4000", "6000", "6200"]
    assert [row.word("glaccountno") for row in rows(world, *month, statistical="only")] == ["9001"]
    assert [row.word("glaccountno") for row in rows(world, *month)] == ["1000", "3000", "6200", "9001"]
    assert [row.word("glaccountno") for row in rows(world, *month, includereportingbook="false")] == ["9001"]


def test_what_cannot_be_asked(world: World) -> None:
    month = (day("startdate", 2026, 1, 31), day("enddate", 2026, 1, 1))
    asked = node("get_trialbalance", *month, reportingbook="TAX", taskid="T", departmentid="D9")
    assert world.refused(asked) == [
        "The start date must not be after the end date.",
        "Invalid Reporting book 'TAX' specified.",
        "Invalid Department 'D9' specified.",
        "Invalid Task 'T' specified.",
    ]
    assert world.refused(node("get_trialbalance", reportingperiodname="Never")) == ["Invalid Reporting period 'Never' specified."]
    group = node("get_accountbalances", accountgroupname="Revenue", reportingperiodname="Current Month")
    assert world.refused(group) == ["Invalid Account group 'Revenue' specified."]
