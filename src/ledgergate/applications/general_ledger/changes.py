"""Changing and deleting journal entries: full replacement, mirrors kept in step, what is bound stays (business.md 1.13, 3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.applications.general_ledger import faults, lines, writing
from ledgergate.applications.general_ledger.journals import (
    COLLECTION,
    PASSED_ON,
    Sheet,
    chart_for,
    command_of,
    field_of,
    reversal_asked,
    state_asked,
)
from ledgergate.applications.general_ledger.writing import DRAFT, OBJECT, PENDING, REVERSED
from ledgergate.engine import post
from ledgergate.engine.lifecycle import stamp
from ledgergate.store import audit, books, mirrors, records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ledgergate.base.fault import Fault
    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft
    from ledgergate.kits.commands import PostJournal
    from ledgergate.store.books import Batch, StoredLine
    from ledgergate.store.chart import Chart

OWN_MODULE: Final = "2.GL"
MOVING: Final = ("batch_title", "batch_date", "journal", "baselocation", "state")
"""Columns whose change writes the lines anew."""


def update(call: Call, drafts: Sequence[Draft]) -> None:
    """Change journal entries: given lines replace all that were there, lines that are not given stay."""
    moment = stamp(call)
    for draft in drafts:
        faults.once(draft, bound(draft.before or {}, call.clock.today()))
    sound = [draft for draft in drafts if not draft.faults]
    light = [draft for draft in sound if _light(draft)]
    _change_headers(call, light, moment)
    heavy = [draft for draft in sound if draft not in light]
    stored = books.stored(call.work, [draft.recordno or 0 for draft in heavy])
    sheets = [_sheet(call, draft, stored[draft.recordno or 0]) for draft in heavy]
    if not sheets:
        return
    chart = chart_for(call, sheets)
    for sheet in sheets:
        command = command_of(call, sheet, chart)
        if command is not None:
            _rewrite(call, sheet, command, chart, moment)


def bound(row: Mapping[str, object], today: date) -> list[Fault]:
    """Tell why an entry can be neither changed nor deleted: it mirrors another, is reversed, or another module made it."""
    if row.get("reversedkey") is not None:
        return [faults.BOUND]
    if row.get("module") not in {OWN_MODULE, None}:
        return [faults.OTHER_MODULE]
    reversal = row.get("reversed")
    if row.get("state") == REVERSED or (row.get("state") == PENDING and reversal is not None and reversal <= today):  # type: ignore[operator]
        return [faults.REVERSED]
    return []


def delete(call: Call, numbers: Sequence[int]) -> Mapping[int, Sequence[Fault]]:
    """Take entries out of the books; those that are bound or stand in a closed period stay."""
    rows = records.fetch(call.work, post.HEADERS, numbers, lock=True)
    stay: dict[int, Sequence[Fault]] = {}
    for number, row in rows.items():
        found = bound(row, call.clock.today()) or ([faults.PENDING] if row["state"] == PENDING else [])
        if found:
            stay[number] = found
    going = {number: row for number, row in rows.items() if number not in stay}
    return stay | (post.remove(call, OBJECT, going, stamp(call)) if going else {})


def _light(draft: Draft) -> bool:
    """Tell whether only what posting does not touch changes."""
    before = draft.before or {}
    moved = any(column in draft.values and draft.values[column] != before.get(column) for column in MOVING)
    return not moved and COLLECTION not in draft.owned and "REVERSEDATE" not in draft.given


def _change_headers(call: Call, drafts: Sequence[Draft], moment: datetime) -> None:
    images: list[audit.Change] = []
    for draft in drafts:
        before = draft.before or {}
        changed = {column: draft.values[column] for column in PASSED_ON if column in draft.values}
        draft.values = changed | {"whenmodified": moment, "modifiedby": call.actor.user}
        old = {column: before.get(column) for column in draft.values}
        images.append((OBJECT, str(draft.recordno), draft.recordno, old, draft.values))
    if images:
        records.update(call.work, post.HEADERS, [(draft.recordno or 0, draft.values) for draft in drafts])
        audit.write(call.work, call.actor, moment, "update", images)


def _sheet(call: Call, draft: Draft, stored: Sequence[StoredLine]) -> Sheet:
    before = str((draft.before or {}).get("state") or DRAFT)
    if "state" not in draft.values or draft.values["state"] is None:
        draft.values["state"] = before
    asked = state_asked(draft) if draft.says("STATE") else before
    if before != DRAFT and asked == DRAFT:
        faults.once(draft, (faults.UNMATCHED,))
    posted = asked != DRAFT
    given = draft.owned.get(COLLECTION)
    read = lines.again(stored) if given is None else lines.read(given, field_of(call), draft=not posted)
    return Sheet(draft, read, posted, reversal_asked(draft))


def _rewrite(call: Call, sheet: Sheet, command: PostJournal, chart: Chart, moment: datetime) -> None:
    """Replace an entry and bring its mirror in step: changed, made or taken away."""
    draft = sheet.draft
    before = draft.before or {}
    number = draft.recordno or 0
    moved = command.journal != before.get("journal")
    batch = writing.batch_of(call, number, command, chart.base_currency, None if moved else before.get("batchno"))
    columns = {column: batch.header[column] for column in batch.header if column not in {"recordno", "megaentitykey", "userkey"}}
    columns |= {"whenmodified": moment, "modifiedby": call.actor.user}
    changes: list[tuple[Batch, Mapping[str, object]]] = [(batch, columns)]
    rows: dict[int, Mapping[str, object]] = {number: before}
    old = mirrors.of(call.work, number)
    new: list[Batch] = []
    if old is not None and writing.reverses(command):
        twin = writing.mirror_of(call, old, batch, command)
        changes.append((twin, {**columns, **{column: twin.header[column] for column in columns if column in twin.header}}))
        rows |= records.fetch(call.work, post.HEADERS, [old], lock=True)
    elif old is not None:
        gone = post.remove(call, OBJECT, records.fetch(call.work, post.HEADERS, [old], lock=True), moment)
        faults.once(draft, [fault for each in gone.values() for fault in each])
    elif writing.reverses(command):
        new.append(writing.mirror_of(call, writing.next_number(call), batch, command))
    if draft.faults:
        return
    refused = post.replace(call, OBJECT, changes, rows, moment) or post.post(call, OBJECT, new, moment)
    faults.once(draft, [fault for each in refused.values() for fault in each])
