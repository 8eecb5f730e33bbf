"""From the IDs and names in a record to record numbers, for all records at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgergate.catalog.kinds import Storage
from ledgergate.engine import faults
from ledgergate.store.finding import Place, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object
    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft
    from ledgergate.store.finding import Found


@dataclass(frozen=True, slots=True)
class Wish:
    """One reference that a draft asks for: the column to fill, the word given, where it should lead."""

    draft: Draft
    column: str
    label: str
    word: str
    place: Place | None
    """None when the object it should lead to is not declared yet."""


def place_of(declared: Object, field: str) -> Place:
    """Give the place where records of an object are found by one of its fields, `RECORDNO` for their number."""
    number = field == "RECORDNO"
    column = "recordno" if number else field.lower().replace(".", "_")
    kind = declared.kind if declared.kind_column else ""
    return Place(declared.table, column, declared.kind_column if kind else "", kind, numeric=number)


def wishes(registry: Registry, draft: Draft, field: Field, word: str) -> Wish | None:
    """Tell what reference a given word asks for; None when the field is no reference.

    A key field is found by number, a word field by what it shows, a PATH by the target's key.
    """
    if field.storage is Storage.PATH:
        return _wish_through(registry, draft, field, word)
    if field.references is None:
        return None
    target = registry.target(field.references)
    if target is None:
        return Wish(draft, "", field.label, word, None)
    return Wish(draft, field.column, target.label, word, place_of(target, field.shows or "RECORDNO"))


def _wish_through(registry: Registry, draft: Draft, field: Field, word: str) -> Wish | None:
    through = registry.field(draft.object, field.through or "")
    if through is None or through.references is None:
        return None
    target = registry.target(through.references)
    if target is None:
        return Wish(draft, "", field.label, word, None)
    if field.target != target.key:
        return None
    return Wish(draft, through.column, target.label, word, place_of(target, target.key))


def resolve(call: Call, asked: Sequence[Wish]) -> None:
    """Fill each draft's columns with the numbers its words lead to; a word that leads nowhere is a fault of its draft."""
    found = find(call.work, _wanted(asked))
    for wish in asked:
        reached = None if wish.place is None else found.get((wish.place, wish.word))
        if reached is None or not visible(call, reached):
            wish.draft.faults.append(faults.invalid_reference(wish.label, wish.word))
        else:
            wish.draft.values[wish.column] = reached[0]


def visible(call: Call, found: Found) -> bool:
    """Tell whether a record may be used from this level: entities see their own and shared records (business.md 1.9)."""
    owner = found[1]
    return owner is None or call.actor.entity is None or owner == call.actor.entity


def _wanted(asked: Iterable[Wish]) -> dict[Place, list[str | int]]:
    wanted: dict[Place, dict[str | int, None]] = {}
    for wish in asked:
        if wish.place is None:
            continue
        if not wish.place.numeric:
            wanted.setdefault(wish.place, {})[wish.word] = None
        elif wish.word.isascii() and wish.word.isdigit() and len(wish.word) < 19:  # noqa: PLR2004 (digits of 2**63)
            wanted.setdefault(wish.place, {})[int(wish.word)] = None
    return {place: list(words) for place, words in wanted.items()}
