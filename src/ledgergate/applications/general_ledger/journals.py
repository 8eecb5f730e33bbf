"""The life of journal entries: what is asked becomes commands to post (business.md 1.13, 3.2, 3.3)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from ledgergate.applications.general_ledger import faults, lines
from ledgergate.applications.general_ledger.posting import Frame, entries
from ledgergate.applications.general_ledger.writing import DRAFT, POSTED, post_journals
from ledgergate.base.dates import parse_date
from ledgergate.base.fault import Defect
from ledgergate.engine.faults import invalid_reference, missing
from ledgergate.engine.lifecycle import stamp
from ledgergate.kits.commands import PostJournal
from ledgergate.ledger.invariants import STATISTICAL
from ledgergate.store.chart import look_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ledgergate.applications.general_ledger.lines import Line
    from ledgergate.base.fault import Fault
    from ledgergate.catalog.fields import Field
    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft
    from ledgergate.ledger.entry import Entry
    from ledgergate.store.chart import Chart, Named

COLLECTION: Final = "ENTRIES"
WANTED: Final = {"create_gltransaction": "G", "create_statgltransaction": "S"}
"""The kind of journal that a legacy function must name."""
ASKABLE: Final = {DRAFT, POSTED}
PASSED_ON: Final = (
    "referenceno",
    "taximplications",
    "vatvendorid",
    "vatcustomerid",
    "vatcontactid",
    "transactionsource",
)
"""Columns of the header that posting does not touch."""


@dataclass(slots=True)
class Sheet:
    """One journal on its way: the record, its lines, whether it stays a draft, and when it is to be reversed."""

    draft: Draft
    lines: list[Line]
    posted: bool
    reverse_on: date | None = None
    trouble: list[Fault] = field(default_factory=list["Fault"])


def create(call: Call, drafts: Sequence[Draft]) -> None:
    """Write new journal entries, drafts and posted ones; a record with faults is not written."""
    sheets = [_new(call, draft) for draft in drafts]
    chart = chart_for(call, sheets)
    commands = [(sheet, command) for sheet in sheets if (command := command_of(call, sheet, chart)) is not None]
    if not commands:
        return
    numbers, refused = post_journals(call, [command for _, command in commands], stamp(call), chart.base_currency)
    for (sheet, _), number in zip(commands, numbers, strict=True):
        sheet.draft.recordno = number
        faults.once(sheet.draft, refused.get(number, ()))


def _new(call: Call, draft: Draft) -> Sheet:
    posted = state_asked(draft) != DRAFT
    read = lines.read(draft.owned.get(COLLECTION, ()), field_of(call), draft=not posted)
    return Sheet(draft, read, posted, reversal_asked(draft))


def field_of(call: Call) -> Callable[[str], Field]:
    """Give fields of lines by name, for the texts of faults."""
    entry = call.registry.target("GLENTRY")
    if entry is None:
        raise Defect("GLENTRY is not declared")

    def find(name: str) -> Field:
        found = call.registry.field(entry, name)
        if found is None:
            raise Defect(f"GLENTRY has no {name}")
        return found

    return find


def state_asked(draft: Draft) -> str:
    """Give the state that the record is to have; only Draft and Posted can be asked for."""
    state = str(draft.now("state") or POSTED)
    if draft.says("STATE") and state not in ASKABLE:
        faults.once(draft, (faults.not_a_state(draft.says("STATE")),))
    return state


def reversal_asked(draft: Draft) -> date | None:
    """Read the reversal date; absent leaves the stored one, empty clears it."""
    word = draft.given.get("REVERSEDATE")
    if word is None:
        return None if draft.before is None else draft.before.get("reversed")  # type: ignore[return-value]
    found = parse_date(word)
    if found is None and word.strip():
        faults.once(draft, (faults.illegal("REVERSEDATE", word),))
    return found


def chart_for(call: Call, sheets: Iterable[Sheet]) -> Chart:
    """Find everything that any of the journals names, in one round trip."""
    named: dict[str, set[str]] = defaultdict(set)
    journals: set[int] = set()
    places: set[int] = set()
    for sheet in sheets:
        for line in sheet.lines:
            for kind, word in line.words.items():
                named[kind].add(word)
        journals |= _number(sheet.draft.now("journal"))
        places |= _number(sheet.draft.now("baselocation"))
    if call.actor.entity is not None:
        places.add(call.actor.entity)
    return look_up(call.work, named, journals=journals, places=places)


def _number(value: object) -> set[int]:
    return {value} if isinstance(value, int) else set()


def command_of(call: Call, sheet: Sheet, chart: Chart) -> PostJournal | None:
    """Make the command that posts a journal; None when it has faults, which its record then carries."""
    draft = sheet.draft
    journal = chart.numbered.get(("journal", number)) if isinstance(number := draft.now("journal"), int) else None
    sheet.trouble.extend(_header(call, sheet, chart, journal))
    book = STATISTICAL if journal is not None and journal.kind == "S" else (journal.book if journal is not None else None) or "ACCRUAL"
    frame = Frame(book=book, chart=chart, draft=not sheet.posted, entity=call.actor.entity)
    made, trouble = entries(sheet.lines, frame)
    faults.once(draft, (*sheet.trouble, *trouble))
    day = draft.now("batch_date")
    if draft.faults or day is None:
        return None
    title = str(draft.now("batch_title") or "")
    base = draft.now("baselocation")
    return PostJournal(
        journal=None if journal is None else journal.recordno,
        book=book,
        day=day,  # type: ignore[arg-type]
        title=title,
        entries=made if not sheet.posted else _described(made, title),
        posted=sheet.posted,
        state=POSTED if sheet.posted else DRAFT,
        base_location=base if isinstance(base, int) else None,
        reverse_on=sheet.reverse_on,
        header={column: draft.now(column) for column in PASSED_ON},
    )


def _described(made: Sequence[Entry], title: str) -> tuple[Entry, ...]:
    """Let lines without a description carry the title (business.md 3.2)."""
    return tuple(entry if entry.description else replace(entry, description=title) for entry in made)


def _header(call: Call, sheet: Sheet, chart: Chart, journal: Named | None) -> Iterable[Fault]:
    draft = sheet.draft
    declared = draft.object
    wanted = ("BATCH_TITLE", "BATCH_DATE", "JOURNAL") if sheet.posted else ("BATCH_TITLE", "BATCH_DATE")
    for name in wanted:
        found = call.registry.field(declared, name)
        if found is not None and draft.now(found.column) in {None, ""} and not draft.says(name):
            yield missing(found)
    if journal is not None:
        kind = WANTED.get(call.function)
        if journal.owner is not None and call.actor.entity not in {None, journal.owner}:
            yield invalid_reference("Journal", journal.word)
        elif not journal.active and sheet.posted:
            yield faults.journal_inactive(journal.word)
        elif kind is not None and journal.kind != kind:
            yield faults.journal_kind(journal.word, "financial" if kind == "G" else "statistical")
    base = draft.now("baselocation")
    place = chart.numbered.get(("place", base)) if isinstance(base, int) else None
    if place is not None and place.kind != "E":
        yield invalid_reference("Source entity", place.word)
    if draft.now("taximplications") not in {None, "None"}:
        yield faults.NO_TAXES
    day = draft.now("batch_date")
    if sheet.reverse_on is not None and isinstance(day, date) and sheet.reverse_on <= day:
        yield faults.reversal_too_early(sheet.reverse_on, day)
