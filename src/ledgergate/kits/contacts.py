"""Contacts that are made and changed through the records they belong to.

A vendor, a customer, an employee, a user or a location carries contacts under prefixes (`DISPLAYCONTACT.EMAIL1`). The
words are the contact's: they make it or change it, and the record keeps a reference (catalog README 6.14, 6.16).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgergate.base.fault import Defect
from ledgergate.engine import lifecycle
from ledgergate.engine.draft import Draft
from ledgergate.engine.references import place_of, visible
from ledgergate.store.finding import find

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call
    from ledgergate.engine.hooks import Step

NAME = "CONTACTNAME"
PRINT_NAME = "PRINTAS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for a contact: the prefix of its words and the column of its reference.

    `named` gives the name of a contact that is made with its record; without it a contact must be named.
    """

    prefix: str
    column: str
    named: Callable[[Draft], str] | None = None
    always: bool = False
    """Whether every new record gets a contact of its own, also when no word speaks of one."""


@dataclass(slots=True)
class _Wanted:
    """One contact that a draft speaks of."""

    owner: Draft
    slot: Slot
    words: dict[str, str]

    @property
    def name(self) -> str:
        """The contact's name as given."""
        return self.words.get(NAME, "")

    @property
    def speaks(self) -> bool:
        """Whether more is said than the name."""
        return any(word for rest, word in self.words.items() if rest != NAME)


def through(*slots: Slot) -> Step:
    """Give the preparing step of records that carry contacts in these places."""

    def prepare(call: Call, drafts: Sequence[Draft]) -> None:
        wanted = [each for draft in drafts for slot in slots if (each := _wanted(draft, slot)) is not None]
        if wanted:
            _settle(call, _contact(call), wanted)

    return prepare


def _contact(call: Call) -> Object:
    declared = call.registry.target("CONTACT")
    if declared is None:
        raise Defect("contacts are not declared")
    return declared


def _wanted(draft: Draft, slot: Slot) -> _Wanted | None:
    lead = f"{slot.prefix}."
    words = {name.removeprefix(lead): word for name, word in draft.given.items() if name.startswith(lead)}
    if draft.creating and slot.named is not None and (slot.always or any(words.values())) and not words.get(NAME):
        words[NAME] = slot.named(draft)
    if not words:
        return None
    return _Wanted(draft, slot, words)


def _settle(call: Call, contact: Object, wanted: Sequence[_Wanted]) -> None:
    """Find, make and change the contacts, each kind of work once for all drafts."""
    known = _known(call, contact, {each.name for each in wanted if each.name})
    made: dict[str, Draft] = {}
    owners: dict[str, list[_Wanted]] = {}
    changed: list[tuple[_Wanted, int]] = []
    for each in wanted:
        held = each.owner.now(each.slot.column)
        number = known.get(each.name) if each.name else held
        if number is not None:
            if each.name:
                each.owner.values[each.slot.column] = number
            if each.speaks:
                changed.append((each, int(str(number))))
        elif each.name and (each.speaks or each.slot.always):
            words = each.words | {PRINT_NAME: each.words.get(PRINT_NAME) or _print_name(each)}
            if each.name in made:
                made[each.name].given |= words
            made.setdefault(each.name, Draft(object=contact, given=words))
            owners.setdefault(each.name, []).append(each)
    if made:
        lifecycle.create(call, contact, list(made.values()))
        for name, draft in made.items():
            for each in owners[name]:
                each.owner.values[each.slot.column] = draft.recordno
                each.owner.faults.extend(draft.faults)
    _change(call, contact, changed)


def _change(call: Call, contact: Object, changed: Sequence[tuple[_Wanted, int]]) -> None:
    """Change contacts; two places of one record may speak of the same contact, and the later word counts."""
    drafts: dict[int, Draft] = {}
    for each, number in changed:
        words = {rest: word for rest, word in each.words.items() if rest != NAME} | {"RECORDNO": str(number)}
        draft = drafts.setdefault(number, Draft(object=contact, given={}))
        draft.given |= words
    if drafts:
        lifecycle.update(call, contact, list(drafts.values()))
    for each, number in changed:
        each.owner.faults.extend(drafts[number].faults)


def _known(call: Call, contact: Object, names: set[str]) -> Mapping[str, int]:
    place = place_of(contact, contact.key)
    found = find(call.work, {place: sorted(names)}) if names else {}
    return {name: reached[0] for (_, name), reached in found.items() if visible(call, reached)}


def _print_name(wanted: _Wanted) -> str:
    """Give the print name of a contact that has none: its record's name, else its own."""
    full = " ".join(word for part in ("FIRSTNAME", "LASTNAME") if (word := wanted.words.get(part)))
    return wanted.owner.says("NAME") or full or wanted.name
