"""Commands to post become batches: numbers, headers, mirrors for reversals; then the engine's last steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.engine import post
from ledgergate.ledger.balance import net
from ledgergate.ledger.invariants import STATISTICAL
from ledgergate.ledger.reverse import mirror
from ledgergate.store.books import Batch
from ledgergate.store.numbers import take

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ledgergate.base.fault import Fault
    from ledgergate.engine.call import Call
    from ledgergate.kits.commands import PostJournal

OBJECT: Final = "GLBATCH"
DRAFT: Final = "I"
POSTED: Final = "P"
PENDING: Final = "L"
REVERSED: Final = "Z"


def post_journals(
    call: Call, commands: Sequence[PostJournal], moment: datetime, base_currency: str
) -> tuple[list[int], Mapping[int, Sequence[Fault]]]:
    """Write new journal transactions, with their mirrors; give their record numbers in order, and why some are refused.

    When any is refused nothing is written.
    """
    numbers = take(call.work, "gl_batch", len(commands) + sum(reverses(command) for command in commands))
    own, spare = numbers[: len(commands)], iter(numbers[len(commands) :])
    batches: list[Batch] = []
    behind: dict[int, int] = {}
    for number, command in zip(own, commands, strict=True):
        batch = batch_of(call, number, command, base_currency)
        batches.append(batch)
        behind[number] = number
        if reverses(command):
            twin = mirror_of(call, next(spare), batch, command)
            batches.append(twin)
            behind[twin.number] = number
    refused = post.post(call, OBJECT, batches, moment)
    found: dict[int, list[Fault]] = {}
    for number, faults in refused.items():
        found.setdefault(behind[number], []).extend(faults)
    return own, found


def reverses(command: PostJournal) -> bool:
    """Tell whether a mirror is made now: drafts only remember the date."""
    return command.posted and command.reverse_on is not None


def batch_of(call: Call, number: int, command: PostJournal, base_currency: str, kept: object = None) -> Batch:
    """Make the batch of a command; `kept` is the transaction number it has already."""
    if kept is None and command.journal is not None:
        kept = batch_number(call, command.journal)
    header: dict[str, object] = {
        **command.header,
        "recordno": number,
        "batchno": kept,
        "megaentitykey": call.actor.entity,
        "userkey": call.actor.user,
        **columns_of(command, call.clock.today()),
    }
    return Batch(
        header=header,
        day=command.day,
        book=command.book,
        module=command.module,
        posted=command.posted,
        base_currency=base_currency,
        entries=command.entries,
        source_kind=command.source_kind,
        source=command.source,
    )


def columns_of(command: PostJournal, today: date) -> dict[str, object]:
    """Give the columns of a header that follow from what is posted."""
    return {
        "journal": command.journal,
        "batch_title": command.title,
        "batch_date": command.day,
        "balance": 0 if command.book == STATISTICAL else net(command.entries),
        "module": command.module,
        "baselocation": command.base_location,
        "reversed": command.reverse_on,
        "state": state_of(command, today),
    }


def state_of(command: PostJournal, today: date) -> str:
    """Tell the state: a reversal is pending until its date (business.md 3.2)."""
    if not command.posted or command.reverse_on is None:
        return command.state
    return PENDING if command.reverse_on > today else REVERSED


def mirror_of(call: Call, number: int, batch: Batch, command: PostJournal) -> Batch:
    """Make the batch that takes another back on its reversal date."""
    if command.reverse_on is None:
        return batch
    header = {
        **batch.header,
        "recordno": number,
        "batchno": batch_number(call, command.journal or 0),
        "batch_date": command.reverse_on,
        "batch_title": f"Reversed - {command.title}",
        "reversed": None,
        "reversedkey": batch.number,
        "state": POSTED,
    }
    return Batch(
        header=header,
        day=command.reverse_on,
        book=batch.book,
        module=batch.module,
        posted=True,
        base_currency=batch.base_currency,
        entries=mirror(batch.entries),
        source_kind=OBJECT,
        source=batch.number,
    )


def next_number(call: Call) -> int:
    """Take a record number for one more batch."""
    return take(call.work, "gl_batch")[0]


def batch_number(call: Call, journal: int) -> int:
    """Take the next transaction number of a journal; gaps are allowed, the legal sequence without gaps is another number."""
    return take(call.work, f"batchno.{journal}")[0]
