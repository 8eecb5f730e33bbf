"""The life of a record: words, references, rules, numbers, rows, audit; for many records of one object at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledgergate.base.fault import Fault
from ledgergate.catalog.kinds import Storage, Stored
from ledgergate.engine import faults
from ledgergate.engine.hooks import Rules
from ledgergate.engine.references import Wish, place_of, resolve, visible, wishes
from ledgergate.engine.words import BETWEEN, typed
from ledgergate.store import audit, numbers, records
from ledgergate.store.finding import Use, find, used

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object
    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft

PLAIN = Rules()


def rules_of(call: Call, declared: Object) -> Rules:
    """Give what an application knows of the object's life."""
    return call.house.rules.get(declared.name, PLAIN)


def create(call: Call, declared: Object, drafts: Sequence[Draft]) -> None:
    """Bring new records of one object into being; those with faults are left out, and nothing is written for them."""
    rules = rules_of(call, declared)
    rules.prepare(call, drafts)
    _read_words(call, declared, drafts)
    _defaults(declared, drafts)
    if rules.create is not None:
        rules.create(call, drafts)
        return
    _required(declared, drafts)
    _unique(call, declared, drafts)
    rules.check(call, drafts)
    sound = [draft for draft in drafts if not draft.faults]
    if not sound:
        return
    moment = stamp(call)
    for number, draft in zip(numbers.take(call.work, declared.numbers or declared.table, len(sound)), sound, strict=True):
        draft.recordno = number
        draft.values |= {
            "recordno": number,
            "whencreated": moment,
            "createdby": call.actor.user or None,
            "megaentitykey": call.actor.entity,
        }
        draft.values |= {"whenmodified": moment, "modifiedby": call.actor.user or None}
        if declared.kind_column and declared.kind:
            draft.values.setdefault(declared.kind_column, declared.kind)
    records.insert(call.work, declared.table, *_table_of(sound))
    audit.write(
        call.work, call.actor, moment, "create", [(declared.name, _key(draft), draft.recordno, None, draft.values) for draft in sound]
    )
    rules.after(call, sound)


def update(call: Call, declared: Object, drafts: Sequence[Draft]) -> None:
    """Change stored records of one object: what is absent stays, what is empty is cleared."""
    _load(call, declared, drafts)
    there = [draft for draft in drafts if not draft.faults]
    rules = rules_of(call, declared)
    rules.prepare(call, there)
    _read_words(call, declared, there)
    if rules.update is not None:
        rules.update(call, there)
        return
    _not_emptied(declared, there)
    _unique(call, declared, there)
    rules.check(call, there)
    sound = [draft for draft in there if not draft.faults]
    if not sound:
        return
    moment = stamp(call)
    for draft in sound:
        changed = {column: value for column, value in draft.values.items() if value != (draft.before or {}).get(column)}
        draft.values = changed | {"whenmodified": moment, "modifiedby": call.actor.user or None}
    records.update(call.work, declared.table, [(draft.recordno or 0, draft.values) for draft in sound])
    images = [(declared.name, _key(draft), draft.recordno, _image(draft), draft.values) for draft in sound]
    audit.write(call.work, call.actor, moment, "update", images)
    rules.after(call, sound)


def delete(call: Call, declared: Object, keys: Sequence[str]) -> Mapping[str, Sequence[Fault]]:
    """Delete records by number; answers the faults of each key that stays."""
    rows = _stored(call, declared, keys)
    trouble: dict[str, Sequence[Fault]] = {key: (faults.not_there_to_delete(declared, key),) for key in keys if key not in rows}
    if not rows:
        return trouble
    rules = rules_of(call, declared)
    held = used(call.work, [_number(row) for row in rows.values()], uses_of(call.registry, declared)) if rules.delete is None else {}
    forbidden = rules.undeletable(call, list(rows.values()))
    for key, row in rows.items():
        found = list(forbidden.get(_number(row), ()))
        if call.actor.entity is not None and _owner(row) is None:
            found.append(faults.not_owned(declared, _name(declared, row)))
        if _number(row) in held:
            found.append(faults.in_use(declared, _name(declared, row), held[_number(row)]))
        if found:
            trouble[key] = found
    going = {key: row for key, row in rows.items() if key not in trouble}
    leaving = [_number(row) for row in going.values()]
    if rules.delete is not None:
        kept = rules.delete(call, leaving)
        return trouble | {key: kept[_number(row)] for key, row in going.items() if _number(row) in kept}
    if leaving:
        records.delete(call.work, declared.table, leaving)
        images = [(declared.name, _name(declared, row), _number(row), row, None) for row in going.values()]
        audit.write(call.work, call.actor, stamp(call), "delete", images)
    return trouble


def stamp(call: Call) -> datetime:
    """Give the moment records carry: whole seconds, so that a filter on the shown stamp finds exactly what it shows."""
    return call.clock.now().replace(microsecond=0)


def uses_of(registry: Registry, declared: Object) -> tuple[Use, ...]:
    """List every column that may hold this object's record number, by the declarations of references."""
    family = {each.name for each in registry.objects.values() if each.table == declared.table}
    found: dict[tuple[str, str], Use] = {}
    for owner in registry.objects.values():
        if owner.keeping not in {"stored", "member"}:
            continue
        for field in registry.columns(owner):
            if field.references in family and field.column not in {"createdby", "modifiedby"}:
                found.setdefault((owner.table, field.column), Use(owner.table, field.column, owner.plural))
    return tuple(found.values())


def _load(call: Call, declared: Object, drafts: Sequence[Draft]) -> None:
    by_key = [draft for draft in drafts if not draft.says("RECORDNO")]
    place = place_of(declared, declared.key)
    words = [draft.says(declared.key) for draft in by_key if draft.says(declared.key)]
    found = find(call.work, {place: words}) if words else {}
    for draft in drafts:
        number = draft.says("RECORDNO")
        if number:
            draft.recordno = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None  # noqa: PLR2004
        else:
            draft.recordno = found.get((place, draft.says(declared.key)), (None, None))[0]
    wanted = [draft.recordno for draft in drafts if draft.recordno is not None]
    rows = records.fetch(call.work, declared.table, wanted, lock=True) if wanted else {}
    for draft in drafts:
        draft.before = rows.get(draft.recordno or 0)
        if draft.before is None or not belongs(declared, draft.before) or not visible(call, (0, _owner(draft.before))):
            field = "RECORDNO" if draft.says("RECORDNO") else declared.key
            draft.before = None
            draft.faults.append(faults.not_there_to_update(declared, field, draft.says(field)))
        elif call.actor.entity is not None and _owner(draft.before) is None:
            draft.faults.append(faults.not_owned(declared, _name(declared, draft.before)))


def _stored(call: Call, declared: Object, keys: Sequence[str]) -> dict[str, Mapping[str, object]]:
    wanted = {key: int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19}  # noqa: PLR2004 (digits of 2**63)
    rows = records.fetch(call.work, declared.table, list(dict.fromkeys(wanted.values())), lock=True) if wanted else {}
    found = {key: rows[number] for key, number in wanted.items() if number in rows}
    return {key: row for key, row in found.items() if belongs(declared, row) and visible(call, (0, _owner(row)))}


def belongs(declared: Object, row: Mapping[str, object]) -> bool:
    """Tell whether a row of a shared table is of this object."""
    return not (declared.kind_column and declared.kind) or row[declared.kind_column] == declared.kind


def _owner(row: Mapping[str, object]) -> int | None:
    owner = row.get("megaentitykey")
    return owner if isinstance(owner, int) else None


def _number(row: Mapping[str, object]) -> int:
    return int(str(row["recordno"]))


def _name(declared: Object, row: Mapping[str, object]) -> str:
    return str(row.get(declared.key_column, row["recordno"]))


def _key(draft: Draft) -> str:
    named = draft.now(draft.object.key_column)
    return str(draft.recordno if named is None else named)


def _image(draft: Draft) -> dict[str, object]:
    return {column: (draft.before or {}).get(column) for column in draft.values}


def _read_words(call: Call, declared: Object, drafts: Sequence[Draft]) -> None:
    asked: list[Wish] = []
    for draft in drafts:
        for name, word in draft.given.items():
            field = call.registry.field(declared, name)
            if field is not None and field.writable and name != "RECORDNO":
                _read_word(call.registry, draft, field, word, asked)
    if asked:
        resolve(call, asked)


def _read_word(registry: Registry, draft: Draft, field: Field, word: str, asked: list[Wish]) -> None:
    if field.storage is Storage.PATH and field.through is None:
        field = registry.field(draft.object, field.target or "") or field
    wish = wishes(registry, draft, field, word)
    if wish is not None:
        if word:
            asked.append(wish)
        elif wish.place is not None:
            draft.values.setdefault(wish.column, None)
        return
    if field.storage is not Storage.STORED:
        return
    if BETWEEN in word and field.stored is not Stored.LIST and not field.choices:
        draft.faults.append(faults.repeated(field))
        return
    if word == "" and field.choices and field.default is not None:
        word = field.default  # a state is never nothing: cleared, it is what it was when the record began
    try:
        draft.values[field.column] = typed(field, word)
    except Fault as fault:
        draft.faults.append(fault)


def _defaults(declared: Object, drafts: Sequence[Draft]) -> None:
    filled = [
        (field.column, field.name, typed(field, field.default))
        for field in declared.fields
        if field.default is not None and field.storage is Storage.STORED and not field.references
    ]
    for draft in drafts:
        for column, name, value in filled:
            if column not in draft.values and not draft.says(name):
                draft.values[column] = value


def _required(declared: Object, drafts: Sequence[Draft]) -> None:
    fields = [field for field in declared.fields if field.required_on_create]
    for draft in drafts:
        draft.faults.extend(
            faults.missing(field) for field in fields if not draft.says(field.name).strip() and _blank(draft.now(field.column))
        )


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _not_emptied(declared: Object, drafts: Sequence[Draft]) -> None:
    fields = [field for field in declared.fields if field.required_on_create]
    for draft in drafts:
        draft.faults.extend(faults.missing(field) for field in fields if not draft.given.get(field.name, "x").strip())


def _unique(call: Call, declared: Object, drafts: Sequence[Draft]) -> None:
    place = place_of(declared, declared.key)
    if (declared.key,) in declared.unique:
        place = replace(place, kind_column="", kind="")
    keys = {draft_key: draft for draft in drafts if (draft_key := draft.values.get(place.column)) is not None}
    found = find(call.work, {place: [str(each) for each in keys]}) if keys else {}
    seen: set[object] = set()
    for draft in drafts:
        named = draft.values.get(place.column)
        if named is None:
            continue
        other = found.get((place, str(named)))
        if named in seen or (other is not None and other[0] != draft.recordno):
            draft.faults.append(faults.taken(declared, (str(named),)))
        seen.add(named)


def _table_of(drafts: Sequence[Draft]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    columns = tuple(sorted({column for draft in drafts for column, value in draft.values.items() if value is not None}))
    return columns, [tuple(draft.values.get(column) for column in columns) for draft in drafts]
