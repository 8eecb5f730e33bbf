"""Accounts, journals, terms, reporting periods (business.md 3.1; protocol.md 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.base.tree import Node
from ledgergate.engine import legacy
from ledgergate.engine.generic import write
from ledgergate.wire.answer import Key
from unit.standard.records import record, refusal, row

if TYPE_CHECKING:
    from ledgergate.engine.call import Call
    from unit.standard.records import Make


def test_an_account_number_stands_once_over_both_kinds(call: Call, make: Make) -> None:
    make("STATACCOUNT", ACCOUNTNO="5000.11", TITLE="Headcount")
    faults = refusal(call, "create", "GLACCOUNT", ACCOUNTNO="5000.11", TITLE="Costs")
    assert [(fault.errorno, fault.description, fault.description2, fault.correction) for fault in faults] == [
        ("BL01001973", "Duplicate account number", "The account number '5000.11' already exists", "Enter unique account number"),
        ("BL01001973", "", "Could not create GL Account record.", ""),
    ]


def test_what_is_left_out_of_an_account_is_filled_in(call: Call, make: Make) -> None:
    kept = row(call, "GLACCOUNT", make("GLACCOUNT", ACCOUNTNO="1000", TITLE="Cash"))
    facts = ("accounttype", "normalbalance", "closingtype", "status", "requiredept", "alternativeaccount", "kind")
    assert [kept[fact] for fact in facts] == ["balancesheet", "debit", "non-closing account", "T", False, "None", "G"]


def test_a_closing_account_closes_into_a_sound_account(call: Call, make: Make) -> None:
    words = {"TITLE": "Sales", "ACCOUNTTYPE": "incomestatement", "CLOSINGTYPE": "closing account"}
    assert (
        refusal(call, "create", "GLACCOUNT", ACCOUNTNO="4000", **words)[0].description2 == "Required field Close into account is missing."
    )
    faults = refusal(call, "create", "GLACCOUNT", ACCOUNTNO="4000", CLOSINGACCOUNTNO="3000", **words)
    assert faults[0].description2 == "Invalid GL Account '3000' specified."
    retained = make("GLACCOUNT", ACCOUNTNO="3000", TITLE="Retained earnings", NORMALBALANCE="credit")
    sales = make("GLACCOUNT", ACCOUNTNO="4000", CLOSINGACCOUNTNO="3000", **words)
    assert row(call, "GLACCOUNT", sales)["closetoacctkey"] == retained
    assert row(call, "GLACCOUNT", retained)["closingtype"] == "closed to account"
    make("GLACCOUNT", ACCOUNTNO="4050", CLOSINGACCOUNTNO="3000", **words)
    for unsound in ("4000", "4050"):
        faults = refusal(call, "create", "GLACCOUNT", ACCOUNTNO="4100", CLOSINGACCOUNTNO=unsound, **words)
        assert faults[0].description2 == f"The account '{unsound}' cannot be closed into: it must be a non-closing balance sheet account."


def test_an_account_that_others_close_into_does_not_close(call: Call, make: Make) -> None:
    make("GLACCOUNT", ACCOUNTNO="3000", TITLE="Retained earnings")
    make("GLACCOUNT", ACCOUNTNO="3100", TITLE="Other")
    make("GLACCOUNT", ACCOUNTNO="4000", TITLE="Sales", CLOSINGTYPE="closing account", CLOSINGACCOUNTNO="3000")
    faults = refusal(call, "update", "GLACCOUNT", ACCOUNTNO="3000", CLOSINGTYPE="closing account", CLOSINGACCOUNTNO="3100")
    assert "is closed into by other accounts" in faults[0].description2


def test_a_bad_close_to_account_is_not_also_missing(call: Call) -> None:
    words = {"ACCOUNTNO": "4000", "TITLE": "Sales", "CLOSINGTYPE": "closing account", "CLOSINGACCOUNTNO": "9"}
    faults = refusal(call, "create", "GLACCOUNT", **words)
    assert len(faults) == 2


def test_a_legacy_account_answers_its_number(call: Call) -> None:
    body = (Node("glaccountno", "1000"), Node("title", "Cash"), Node("normalbalance", "debit"), Node("requiredept", "true"))
    assert legacy.twin(call, Node("create_glaccount", children=body)) == Key("1000")
    assert legacy.twin(call, Node("update_glaccount", attributes={"glaccountno": "1000"}, children=(Node("title", "Bank"),))) == Key("1000")
    assert legacy.twin(call, Node("delete_glaccount", attributes={"glaccountno": "1000"})) is None
    with pytest.raises(Exception, match="Cannot find glaccount with key '1000' to delete"):
        legacy.twin(call, Node("delete_glaccount", attributes={"glaccountno": "1000"}))


def test_dimensions_that_are_not_built_cannot_be_required(call: Call, make: Make) -> None:
    faults = refusal(call, "create", "GLACCOUNT", ACCOUNTNO="1000", TITLE="Cash", REQUIRETASK="true")
    assert faults[0].description2 == "Field REQUIRETASK is not available."
    make("GLACCOUNT", ACCOUNTNO="1000", TITLE="Cash", REQUIRETASK="false")


def test_journals_stand_in_a_book(call: Call, make: Make) -> None:
    journal = legacy.twin(call, Node("create_journal", children=(Node("symbol", "CRJC"), Node("title", "Cash"), Node("bookkey", "CASH"))))
    assert journal == Key("CRJC")
    kept = row(call, "GLJOURNAL", make("GLJOURNAL", SYMBOL="GJ", TITLE="General"))
    assert (kept["bookid"], kept["booktype"], kept["kind"], kept["statistical"], kept["status"]) == ("ACCRUAL", "accrual", "G", False, "T")
    assert row(call, "STATJOURNAL", make("STATJOURNAL", SYMBOL="SJ", TITLE="Counts"))["statistical"] is True
    assert refusal(call, "create", "STATJOURNAL", SYMBOL="GJ", TITLE="Again")[0].description2 == (
        "Another Statistical Journal with the given value(s) GJ  already exists"
    )
    assert refusal(call, "create", "GLJOURNAL", SYMBOL="X", TITLE="X", BOOKID="NONE")[0].description2 == "Invalid Book 'NONE' specified."


def test_terms_carry_their_code(call: Call) -> None:
    due = Node("due", children=(Node("dueday", "30"),))
    assert legacy.twin(call, Node("create_apterm", children=(Node("name", "Net 30"), due))) == Key("Net 30")
    assert legacy.twin(call, Node("create_arterm", children=(Node("name", "Net 30"), due))) == Key("Net 30")
    discount = Node("discount", children=(Node("discday", "10"), Node("discamount", "2"), Node("discpercamn", "%")))
    assert legacy.twin(call, Node("create_apterm", children=(Node("name", "2/10 Net 30"), due, discount))) == Key("2/10 Net 30")
    rows = call.work.rows(
        "select name, kind, value from term where company = %(company)s order by name, kind", {"company": call.work.company}
    )
    assert rows == [("2/10 Net 30", "P", "2%:#10#O:#30#:O:"), ("Net 30", "P", "::#30#:O:"), ("Net 30", "R", "::#30#:O:")]


@pytest.mark.parametrize(
    "words",
    [
        {"DUEDATE": "-1"},
        {"DUEDATE": "32", "DUEFROM": "of the month of invoice/bill date"},
        {"DISCDATE": "5", "DISCAMOUNT": "101", "DISCPERCAMN": "%"},
    ],
)
def test_impossible_terms_are_refused(call: Call, words: dict[str, str]) -> None:
    assert refusal(call, "create", "APTERM", NAME="Net", **words)


def test_periods_for_budgets_keep_apart(call: Call, make: Make) -> None:
    words = {"HEADER1": "Month", "BUDGETING": "true"}
    make("REPORTINGPERIOD", NAME="January", START_DATE="01/01/2025", END_DATE="01/31/2025", **words)
    make("REPORTINGPERIOD", NAME="February", START_DATE="02/01/2025", END_DATE="02/28/2025", **words)
    faults = refusal(call, "create", "REPORTINGPERIOD", NAME="Middle", START_DATE="01/15/2025", END_DATE="02/15/2025", **words)
    assert "overlaps the period 'January'" in faults[0].description2
    make("REPORTINGPERIOD", NAME="Quarter", HEADER1="Q1", START_DATE="01/01/2025", END_DATE="03/31/2025")
    write.update(call, Node("update", children=(record("REPORTINGPERIOD", {"NAME": "January", "HEADER2": "2025"}),)))
    faults = refusal(call, "create", "REPORTINGPERIOD", NAME="Back", HEADER1="x", START_DATE="02/01/2025", END_DATE="01/01/2025")
    assert faults[0].description2 == "End date must be on or after Start date."


def test_an_account_that_others_close_into_stays_a_balance_sheet_account(call: Call, make: Make) -> None:
    make("GLACCOUNT", ACCOUNTNO="3000", TITLE="Retained earnings")
    make("GLACCOUNT", ACCOUNTNO="4000", TITLE="Sales", CLOSINGTYPE="closing account", CLOSINGACCOUNTNO="3000")
    faults = refusal(call, "update", "GLACCOUNT", ACCOUNTNO="3000", ACCOUNTTYPE="incomestatement")
    assert faults[0].description2 == "The account '3000' is closed into by other accounts and must be a balance sheet account."


def test_the_type_of_an_account_is_never_nothing(call: Call, make: Make) -> None:
    account = make("GLACCOUNT", ACCOUNTNO="1000", TITLE="Cash", STATUS="inactive")
    write.update(call, Node("update", children=(record("GLACCOUNT", {"ACCOUNTNO": "1000", "ACCOUNTTYPE": "", "STATUS": ""}),)))
    kept = row(call, "GLACCOUNT", account)
    assert (kept["accounttype"], kept["status"]) == ("balancesheet", "T")


def test_a_journal_keeps_its_book_once_entries_stand_in_it(call: Call, make: Make) -> None:
    journal = make("GLJOURNAL", SYMBOL="NB", TITLE="New")
    write.update(call, Node("update", children=(record("GLJOURNAL", {"SYMBOL": "NB", "BOOKID": "CASH"}),)))
    assert row(call, "GLJOURNAL", journal)["booktype"] == "cash"
    write.update(call, Node("update", children=(record("GLJOURNAL", {"SYMBOL": "NB", "BOOKID": ""}),)))
    assert (row(call, "GLJOURNAL", journal)["bookid"], row(call, "GLJOURNAL", journal)["booktype"]) == ("ACCRUAL", "accrual")
    batch = "insert into gl_batch (company, recordno, journal, state) values (%(company)s, 1, %(journal)s, 'P')"
    call.work.run(batch, {"company": call.work.company, "journal": journal})
    faults = refusal(call, "update", "GLJOURNAL", SYMBOL="NB", BOOKID="CASH")
    assert faults[0].description2 == "The journal 'NB' has entries; its book can no longer be changed."
