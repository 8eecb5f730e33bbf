"""Rules of accounts, journals and reporting periods (business.md 1.7, 3.1)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Fault
from ledgergate.engine import faults
from ledgergate.engine.hooks import Rules
from ledgergate.kits.masters import in_order, in_turn, not_built
from ledgergate.store import periods, records
from ledgergate.store.finding import Use, used

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft

ACCOUNT: Final = "account"
CLOSING: Final = "closing account"
NON_CLOSING: Final = "non-closing account"
CLOSED_TO: Final = "closed to account"
POSTED: Final = (Use("gl_line", "accountkey", "Journal Entry Lines"),)
CLOSED_INTO: Final = (Use("account", "closetoacctkey", "Accounts"),)
ACCRUAL: Final = "ACCRUAL"
JOURNALED: Final = (Use("gl_batch", "journal", "Journal Entries"),)
BOOKS: Final[Mapping[str, str]] = {"ACCRUAL": "accrual", "CASH": "cash"}


def check_account(call: Call, drafts: Sequence[Draft]) -> None:
    """Ask for a sound close-to account, and keep type and closing type once lines stand on the account."""
    targets = _targets(call, drafts)
    changing = [draft.recordno for draft in drafts if draft.recordno is not None and _changes(draft, "accounttype", "closingtype")]
    posted, closed_into = used(call.work, changing, POSTED), used(call.work, changing, CLOSED_INTO)
    for draft in drafts:
        if draft.now("closingtype") == CLOSING:
            draft.faults.extend(_not_to_close_into(call, draft, targets))
            if draft.recordno in closed_into:
                draft.faults.append(_said(draft, "is closed into by other accounts and cannot be a closing account."))
        if draft.recordno in closed_into and draft.now("accounttype") != "balancesheet":
            draft.faults.append(_said(draft, "is closed into by other accounts and must be a balance sheet account."))
        if draft.recordno in posted:
            draft.faults.append(_said(draft, "has postings; its type and closing type can no longer be changed."))


def after_account(call: Call, drafts: Sequence[Draft]) -> None:
    """Mark the accounts that others now close into."""
    targets = _targets(call, [draft for draft in drafts if draft.now("closingtype") == CLOSING])
    plain = [number for number, row in targets.items() if row["closingtype"] == NON_CLOSING]
    if plain:
        records.update(call.work, ACCOUNT, [(number, {"closingtype": CLOSED_TO}) for number in plain])


def prepare_journal(_call: Call, drafts: Sequence[Draft]) -> None:
    """Take the book of a journal by its key, as legacy functions name it, and its type by its book."""
    for draft in drafts:
        book = (draft.says("BOOKKEY") or draft.says("BOOKID")).strip().upper()
        if not book and draft.given.keys().isdisjoint({"BOOKKEY", "BOOKID"}):
            continue
        book = book or ACCRUAL
        if book not in BOOKS:
            draft.faults.append(faults.invalid_reference("Book", book))
            continue
        draft.given |= {"BOOKID": book, "BOOKTYPE": BOOKS[book]}


def check_journal(call: Call, drafts: Sequence[Draft]) -> None:
    """Keep a journal's book once entries stand in it: their lines are in that book for good."""
    changing = [draft.recordno for draft in drafts if draft.recordno is not None and _changes(draft, "bookid", "adj")]
    held = used(call.work, changing, JOURNALED)
    for draft in drafts:
        if draft.recordno in held:
            text = f"The journal '{draft.now('symbol')}' has entries; its book can no longer be changed."
            draft.faults.append(Fault(description2=text))


def check_period(call: Call, drafts: Sequence[Draft]) -> None:
    """Keep periods for budgets apart: no day may belong to two of them."""
    spans: list[tuple[str, date, date]] = []
    for draft in drafts:
        first, last = draft.now("start_date"), draft.now("end_date")
        if draft.faults or not draft.now("budgeting") or draft.now("status") == "F":
            continue
        if not isinstance(first, date) or not isinstance(last, date):
            continue
        beside = next((name for name, start, end in spans if start <= last and end >= first), None)
        found = beside or periods.overlapping(call.work, first, last, draft.recordno or 0)
        name = str(draft.now("name"))
        if found is not None:
            text = f"The reporting period '{name}' overlaps the period '{found}'; periods for budgeting cannot overlap."
            draft.faults.append(Fault(description2=text))
        spans.append((name, first, last))


def _targets(call: Call, drafts: Sequence[Draft]) -> Mapping[int, Mapping[str, object]]:
    wanted = {number for draft in drafts if isinstance(number := draft.now("closetoacctkey"), int)}
    return records.fetch(call.work, ACCOUNT, sorted(wanted)) if wanted else {}


def _not_to_close_into(call: Call, draft: Draft, targets: Mapping[int, Mapping[str, object]]) -> list[Fault]:
    number = draft.now("closetoacctkey")
    if not isinstance(number, int):
        field = call.registry.field(draft.object, "CLOSINGACCOUNTNO")
        return [] if field is None or draft.says("CLOSINGACCOUNTNO") else [faults.missing(field)]
    target = targets.get(number)
    if target is None or number == draft.recordno or target["closingtype"] == CLOSING or target["accounttype"] != "balancesheet":
        shown = number if target is None else target["accountno"]
        return [Fault(description2=f"The account '{shown}' cannot be closed into: it must be a non-closing balance sheet account.")]
    return []


def _changes(draft: Draft, *columns: str) -> bool:
    before = draft.before or {}
    return any(column in draft.values and draft.values[column] != before.get(column) for column in columns)


def _said(draft: Draft, what: str) -> Fault:
    return Fault(description2=f"The account '{draft.now('accountno')}' {what}")


UNBUILT_DIMENSIONS: Final = not_built("REQUIRETASK", "REQUIRECONTRACT", "REQUIREWAREHOUSE", "REQUIREGLDIM")
JOURNALS: Final = Rules(prepare=prepare_journal, check=check_journal)

RULES: Final[Mapping[str, Rules]] = {
    "GLACCOUNT": Rules(prepare=UNBUILT_DIMENSIONS, check=check_account, after=after_account),
    "STATACCOUNT": Rules(prepare=UNBUILT_DIMENSIONS),
    "GLJOURNAL": JOURNALS,
    "STATJOURNAL": JOURNALS,
    "REPORTINGPERIOD": Rules(check=in_turn(in_order("START_DATE", "END_DATE"), check_period)),
}
