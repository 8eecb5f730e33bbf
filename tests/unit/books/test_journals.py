"""Journal entries through the generic functions (business.md 1.13, 3.2, 3.3)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from ledgergate.base.tree import Node
from ledgergate.wire.answer import PartialRefusal
from unit.books.test_verify import violations
from unit.books.world import batch, line, node, simple

if TYPE_CHECKING:
    from unit.books.world import World

TAIL: Final = ["Could not create glbatch record!", "Could not create Journal Entry record!"]


def balances(world: World) -> dict[str, str]:
    return {account: f"{amount:.2f}" for account, amount in world.balances().items()}


def headers(world: World) -> dict[object, tuple[object, ...]]:
    rows = world.rows("select recordno, state, batch_date, reversed, reversedkey from gl_batch where company = %(company)s")
    return {row[0]: row[1:] for row in rows}


def test_a_posted_journal_is_in_the_books(world: World) -> None:
    (number,) = world.create(batch(line("6000", 1, "125.5", DEPARTMENT="D1"), line("1000", -1, "125.50"), REFERENCENO="R-1"))
    assert balances(world) == {"6000": "125.50", "1000": "-125.50"}
    assert headers(world)[number] == ("P", date(2026, 1, 15), None, None)
    rows = world.rows("select line_no, description, entity, module from gl_line where company = %(company)s order by line_no")
    assert rows == [(1, "A journal", world.numbers["E100"], "2.GL"), (2, "A journal", world.numbers["E100"], "2.GL")]


def test_hundred_journals_at_once(world: World) -> None:
    numbers = world.create(*(simple("1.00") for _ in range(100)))
    assert len(set(numbers)) == 100
    assert balances(world) == {"6000": "100.00", "1000": "-100.00"}


REFUSED: Final = {
    "out of balance": (batch(line("6000", 1, "10"), line("1000", -1, "9")), "Total debits 10 do not equal total credits 9."),
    "one line": (batch(line("6000", 1, "10")), "A journal entry needs at least one debit and one credit line."),
    "no lines": (batch(), "A journal entry needs at least one debit and one credit line."),
    "zero lines are dropped": (
        batch(line("6000", 1, "0"), line("1000", -1, "0")),
        "A journal entry needs at least one debit and one credit line.",
    ),
    "negative": (batch(line("6000", 1, "-10"), line("1000", -1, "-10")), "Illegal format for TRX_AMOUNT: '-10'"),
    "no number": (batch(line("6000", 1, "ten"), line("1000", -1, "10")), "Illegal format for TRX_AMOUNT: 'ten'"),
    "fifteen digits": (batch(line("6000", 1, "1" * 15), line("1000", -1, "1" * 15)), f"Illegal format for TRX_AMOUNT: '{'1' * 15}'"),
    "no amount": (batch(line("6000", 1, ""), line("1000", -1, "10")), "Required field Txn amount is missing."),
    "no side": (
        batch(node("GLENTRY", ACCOUNTNO="6000", TRX_AMOUNT="10", LOCATION="E100"), line("1000", -1, "10")),
        "Required field TR type is missing.",
    ),
    "wrong side": (batch(line("6000", 2, "10"), line("1000", -1, "10")), "Illegal format for TR_TYPE: '2'"),
    "no account": (batch(line("", 1, "10"), line("1000", -1, "10")), "Required field Account is missing."),
    "unknown account": (batch(line("6001", 1, "10"), line("1000", -1, "10")), "Invalid Account '6001' specified."),
    "unknown department": (batch(line("6000", 1, "10", DEPARTMENT="D9"), line("1000", -1, "10")), "Invalid Department 'D9' specified."),
    "statistical account": (batch(line("9001", 1, "10"), line("1000", -1, "10")), "Account 9001 is not valid"),
    "missing location": (
        batch(line("6000", 1, "10", ""), line("1000", -1, "10")),
        "This transaction is missing the Location dimension for the Account 6000",
    ),
    "across entities": (
        batch(line("6000", 1, "10", "E200"), line("1000", -1, "10")),
        "Inter-entity transactions are not set up: the journal entry is out of balance in E100 by -10, E200 by 10.",
    ),
    "foreign currency": (batch(line("6000", 1, "10", CURRENCY="EUR"), line("1000", -1, "10")), "Invalid Currency 'EUR' specified."),
    "rate and rate type": (
        batch(line("6000", 1, "10", EXCHANGE_RATE="1", EXCH_RATE_TYPE_ID="Intacct Daily Rate"), line("1000", -1, "10")),
        "An exchange rate and an exchange rate type cannot both be given.",
    ),
    "task": (batch(line("6000", 1, "10", TASKID="T1"), line("1000", -1, "10")), "Invalid Task 'T1' specified."),
    "allocation": (batch(line("6000", 1, "10", ALLOCATION="A"), line("1000", -1, "10")), "Transaction allocations are not available."),
    "tax": (simple(TAXIMPLICATIONS="Inbound"), "Tax journal entries are not available."),
    "long memo": (
        batch(line("6000", 1, "10", DESCRIPTION="x" * 1001), line("1000", -1, "10")),
        "The value for field DESCRIPTION is longer than 1000 characters.",
    ),
    "no title": (simple(BATCH_TITLE=None), "Required field Description is missing."),
    "no date": (simple(BATCH_DATE=None), "Required field Posting date is missing."),
    "no journal": (simple(JOURNAL=None), "Required field Journal is missing."),
    "unknown journal": (simple(JOURNAL="XX"), "Invalid Journal 'XX' specified."),
    "unknown entity": (simple(BASELOCATION_NO="E900"), "Invalid Location 'E900' specified."),
    "malformed date": (simple(BATCH_DATE="2026-01-15"), "Illegal format for BATCH_DATE: '2026-01-15'"),
    "early reversal": (simple(REVERSEDATE="01/15/2026"), "The reversal date 01/15/2026 must be after the posting date 01/15/2026."),
    "malformed reversal": (simple(REVERSEDATE="soon"), "Illegal format for REVERSEDATE: 'soon'"),
    "state that nobody can ask for": (simple(STATE="Approved"), "A journal entry cannot be set to the state Approved."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_journal_leaves_nothing(world: World, name: str) -> None:
    record, text = REFUSED[name]
    assert world.refused(node("create", record)) == [text, *TAIL]
    assert headers(world) == {}
    assert balances(world) == {}


def test_all_faults_of_a_record_are_told(world: World) -> None:
    record = batch(line("6001", 1, "x", DEPARTMENT="D9"), line("1000", -1, "10", "E9"), REVERSEDATE="01/01/2026")
    assert set(world.refused(node("create", record))) == {
        "The reversal date 01/01/2026 must be after the posting date 01/15/2026.",
        "Illegal format for TRX_AMOUNT: 'x'",
        "Invalid Account '6001' specified.",
        "Invalid Department 'D9' specified.",
        "Invalid Location 'E9' specified.",
        *TAIL,
    }


def test_inactive_records_are_refused(world: World) -> None:
    assert world.run(node("update", node("DEPARTMENT", DEPARTMENTID="D1", STATUS="inactive")))[0].status == "success"
    assert world.run(node("update", node("GLACCOUNT", ACCOUNTNO="6200", STATUS="inactive")))[0].status == "success"
    assert world.run(node("update", node("GLJOURNAL", SYMBOL="GJ", STATUS="inactive")))[0].status == "success"
    record = batch(line("6000", 1, "10", DEPARTMENT="D1"), line("6200", -1, "10"))
    assert world.refused(node("create", record)) == [
        "Activate the journal GJ, then try again.",
        "Activate the department D1, then try again.",
        "Account 6200 is not valid",
        *TAIL,
    ]


def test_an_account_may_ask_for_dimensions(world: World) -> None:
    assert world.run(node("update", node("GLACCOUNT", ACCOUNTNO="6000", REQUIREDEPT="true", REQUIREVENDOR="true")))[0].status == "success"
    faults = world.faults(node("create", simple()))
    assert [(fault.errorno, fault.description2) for fault in faults[:2]] == [
        ("BL03000018", "This transaction is missing the Department dimension for the Account 6000"),
        ("BL03000018", "This transaction is missing the Vendor dimension for the Account 6000"),
    ]


def test_a_good_record_beside_a_bad_one_is_saved(world: World) -> None:
    result = world.run(node("create", simple("5"), simple(JOURNAL="XX"), simple("7")))[0]
    assert result.status == "failure"
    assert result.partial
    assert balances(world) == {"6000": "12.00", "1000": "-12.00"}
    assert violations(world) == []


def test_two_entities_that_balance_each(world: World) -> None:
    world.create(
        batch(line("6000", 1, "1", "E100"), line("1000", -1, "1", "E100"), line("6000", 1, "2", "E200"), line("1000", -1, "2", "E200"))
    )
    rows = world.rows("select entity, sum(amount) from gl_line where company = %(company)s group by 1 order by 1")
    assert [(entity, int(amount)) for entity, amount in rows] == [(world.numbers["E100"], 2), (world.numbers["E200"], 4)]  # type: ignore[call-overload]


def test_a_draft_may_be_incomplete(world: World) -> None:
    (number,) = world.create(node("GLBATCH", BATCH_DATE="01/15/2026", BATCH_TITLE="Idea", STATE="Draft"))
    (other,) = world.create(batch(line("6000", 1, "10"), STATE="Draft"))
    assert headers(world)[number][0] == "I"
    assert balances(world) == {}
    assert world.refused(node("update", node("GLBATCH", RECORDNO=other, STATE="Posted")))[0].startswith("A journal entry needs")
    assert violations(world) == []


def test_a_draft_is_posted_by_its_state(world: World) -> None:
    (number,) = world.create(simple(STATE="Draft"))
    assert balances(world) == {}
    world.update(number, STATE="Posted")
    assert balances(world) == {"6000": "100.00", "1000": "-100.00"}
    assert (
        world.refused(node("update", node("GLBATCH", RECORDNO=number, STATE="Draft")))[0]
        == "The state of a posted journal entry cannot be changed."
    )
    assert violations(world) == []


def test_lines_given_replace_all(world: World) -> None:
    (number,) = world.create(simple())
    world.update(number, Node("ENTRIES", children=(line("6200", 1, "30"), line("1000", -1, "30"))), BATCH_DATE="02/15/2026")
    assert balances(world) == {"6200": "30.00", "1000": "-30.00"}
    assert world.rows("select distinct entry_date from gl_line where company = %(company)s") == [(date(2026, 2, 15),)]
    assert violations(world) == []


def test_a_header_alone_keeps_its_lines(world: World) -> None:
    (number,) = world.create(simple())
    before = world.rows("select recordno from gl_line where company = %(company)s order by 1")
    world.update(number, REFERENCENO="R-7")
    assert world.rows("select recordno from gl_line where company = %(company)s order by 1") == before
    world.update(number, BATCH_DATE="03/01/2026")
    assert balances(world) == {"6000": "100.00", "1000": "-100.00"}
    assert world.rows("select distinct entry_date from gl_line where company = %(company)s") == [(date(2026, 3, 1),)]


def test_a_failed_update_changes_nothing(world: World) -> None:
    (number,) = world.create(simple())
    lines = Node("ENTRIES", children=(line("6200", 1, "30"), line("1000", -1, "31")))
    assert world.refused(node("update", node("GLBATCH", lines, RECORDNO=number)))[0] == "Total debits 30 do not equal total credits 31."
    assert balances(world) == {"6000": "100.00", "1000": "-100.00"}


def test_deleting_takes_out_of_the_books(world: World) -> None:
    one, two = world.create(simple("5"), simple("7"))
    assert world.delete(one).status == "success"
    assert balances(world) == {"6000": "7.00", "1000": "-7.00"}
    result = world.delete(one, two)
    assert [fault.description2 for fault in result.faults] == [f"Cannot find glbatch with key '{one}' to delete."]
    assert headers(world) == {}
    assert violations(world) == []


def test_a_reversal_stands_on_its_date(world: World) -> None:
    world.day = date(2026, 1, 20)
    (number,) = world.create(simple(REVERSEDATE="02/01/2026"))
    (mirror,) = [other for other in headers(world) if other != number]
    assert isinstance(mirror, int)
    assert headers(world) == {
        number: ("L", date(2026, 1, 15), date(2026, 2, 1), None),
        mirror: ("P", date(2026, 2, 1), None, number),
    }
    assert balances(world) == {}
    assert violations(world) == []
    text = "A journal entry that reverses another cannot be changed or deleted by itself."
    assert [fault.description2 for fault in world.delete(mirror).faults] == [text]
    assert [fault.description2 for fault in world.delete(number).faults] == ["A journal entry with a pending reversal cannot be deleted."]
    world.day = date(2026, 2, 1)
    assert [fault.description2 for fault in world.delete(number).faults] == ["A reversed journal entry cannot be changed or deleted."]


def test_a_past_reversal_has_happened(world: World) -> None:
    world.day = date(2026, 6, 1)
    (number,) = world.create(simple(REVERSEDATE="02/01/2026"))
    assert headers(world)[number][0] == "Z"


def test_a_pending_reversal_moves_with_its_entry(world: World) -> None:
    world.day = date(2026, 1, 20)
    (number,) = world.create(simple(REVERSEDATE="02/01/2026"))
    world.update(number, Node("ENTRIES", children=(line("6200", 1, "30"), line("1000", -1, "30"))), REVERSEDATE="03/01/2026")
    assert sorted(str(row[1]) for row in headers(world).values()) == ["2026-01-15", "2026-03-01"]
    assert balances(world) == {}
    assert violations(world) == []
    world.update(number, REVERSEDATE="")
    assert headers(world) == {number: ("P", date(2026, 1, 15), None, None)}
    assert balances(world) == {"6200": "30.00", "1000": "-30.00"}
    world.update(number, REVERSEDATE="02/15/2026")
    assert balances(world) == {}
    assert headers(world)[number][0] == "L"
    assert violations(world) == []


def test_quantities_need_no_balance(world: World) -> None:
    world.create(batch(line("9001", 1, "10"), JOURNAL="SJ"), batch(line("9001", -1, "3"), JOURNAL="SJ"))
    assert balances(world) == {"9001": "7.00"}
    assert world.refused(node("create", batch(line("6000", 1, "10"), JOURNAL="SJ")))[0] == "Account 6000 is not valid"
    assert violations(world) == []


def test_an_entity_posts_for_itself(world: World) -> None:
    world.entity, world.entity_id = world.numbers["E200"], "E200"
    (number,) = world.create(batch(line("6000", 1, "10", ""), line("1000", -1, "10", "")))
    rows = world.rows("select distinct entity, locationkey, megaentitykey from gl_line where company = %(company)s")
    assert rows == [(world.numbers["E200"],) * 3]
    assert world.refused(node("create", simple()))[0] == "Invalid Location 'E100' specified."
    world.entity = world.numbers["E100"]
    assert world.delete(number).status == "failure"


def test_a_transaction_takes_everything_back(world: World) -> None:
    results = world.run(node("create", simple()), node("create", simple(JOURNAL="XX")), transaction=True)
    assert [result.status for result in results] == ["aborted", "aborted"]
    assert headers(world) == {}
    assert not isinstance(results[0].outcome, PartialRefusal)
