"""The last steps of every posting: open periods, lines, trail (business.md 1.2 steps 13, 14, 16)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ledgergate.base.dates import wire_date
from ledgergate.base.fault import Defect, Fault
from ledgergate.store import audit, books, closures, records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ledgergate.engine.call import Call
    from ledgergate.store.books import Asked, Batch, StoredLine

HEADERS: Final = "gl_batch"

Shut = dict[int, list[Fault]]
"""Faults by record number of the batch that stays outside the books."""


def post(call: Call, name: str, batches: Sequence[Batch], moment: datetime) -> Shut:
    """Write new batches, all or none; answers why some stand in a closed period, and then nothing was written.

    One statement writes them, and refuses when a period is closed; only then is each looked at by itself.
    """
    if not batches:
        return {}
    if not books.post(call.work, batches, moment=moment, user=call.actor.user):
        shut = _held(call, {batch.number: books.closures([batch]) for batch in batches})
        if shut:
            return shut
        if not books.post(call.work, batches, moment=moment, user=call.actor.user):
            raise Defect("a closure that is held and open refused a posting")
    images = [(name, str(batch.number), batch.number, None, batch.header) for batch in batches]
    audit.write(call.work, call.actor, moment, "create", images)
    return {}


def replace(
    call: Call,
    name: str,
    changes: Sequence[tuple[Batch, Mapping[str, object]]],
    before: Mapping[int, Mapping[str, object]],
    moment: datetime,
) -> Shut:
    """Write the lines of stored batches anew and change their headers' columns.

    What stood there must stand in an open period as much as what comes (business.md 1.13).
    """
    numbers = [batch.number for batch, _ in changes]
    old = books.stored(call.work, numbers)
    shut = _held(call, {batch.number: _both(books.closures([batch]), posted_days(old[batch.number])) for batch, _ in changes})
    sound = [(batch, columns) for batch, columns in changes if batch.number not in shut]
    if not sound:
        return shut
    moving = [batch for batch, _ in sound]
    records.update(call.work, HEADERS, [(batch.number, columns) for batch, columns in sound])
    if not books.replace(call.work, moving, moment=moment, user=call.actor.user):
        raise Defect("a closure that is held and open refused a posting")
    images = [
        (name, str(batch.number), batch.number, _image(before[batch.number], columns, old[batch.number]), columns)
        for batch, columns in sound
    ]
    audit.write(call.work, call.actor, moment, "update", images)
    return shut


def remove(call: Call, name: str, before: Mapping[int, Mapping[str, object]], moment: datetime) -> Shut:
    """Take batches out of the books; those in a closed period stay."""
    numbers = list(before)
    old = books.stored(call.work, numbers)
    shut = _held(call, {number: posted_days(old[number]) for number in numbers})
    going = [number for number in numbers if number not in shut]
    if going:
        books.remove(call.work, going)
        images = [(name, str(number), number, _image(before[number], before[number], old[number]), None) for number in going]
        audit.write(call.work, call.actor, moment, "delete", images)
    return shut


def posted_days(lines: Sequence[StoredLine]) -> dict[Asked, date]:
    """Give which books stored lines stand in, and since which day."""
    found: dict[Asked, date] = {}
    for line in lines:
        if line.posted:
            key = (line.entry.entity, "GL")
            found[key] = min(found.get(key, line.day), line.day)
    return found


def _both(one: Mapping[Asked, date], other: Mapping[Asked, date]) -> dict[Asked, date]:
    found = dict(one)
    for key, day in other.items():
        found[key] = min(found.get(key, day), day)
    return found


def _held(call: Call, asked: Mapping[int, Mapping[Asked, date]]) -> Shut:
    """Hold every closure that any batch depends on, in one order, and tell which batches stand in a closed period."""
    held = closures.hold(call.work, {key for each in asked.values() for key in each})
    shut: Shut = defaultdict(list)
    for number, days in asked.items():
        for (entity, application), day in days.items():
            if held[entity, application].shut(day):
                shut[number].append(_closed(call, entity, application, day))
    return dict(shut)


def _closed(call: Call, entity: int, application: str, day: date) -> Fault:
    """The period is closed (V402): clients decide on the words `period` and `closed`."""
    where = f" for entity {closures.entity_name(call.work, entity)}" if entity else ""
    return Fault(
        description2=f"The {application} period of the posting date {wire_date(day)} is closed{where}.",
        correction="Use a date in an open period, or open the period.",
        why="V402",
    )


def _image(before: Mapping[str, object], columns: Mapping[str, object], lines: Sequence[StoredLine]) -> dict[str, object]:
    """Show what an update or a deletion takes away: header columns, and the lines, which live nowhere else from now on."""
    return {**{column: before.get(column) for column in columns}, "entries": [line.image() for line in lines]}
