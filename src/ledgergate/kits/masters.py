"""Small rules that master records of several applications share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft
    from ledgergate.engine.hooks import Step

UNSAID = frozenset({"", "false"})


def in_turn(*steps: Step) -> Step:
    """Make one step of several."""

    def run(call: Call, drafts: Sequence[Draft]) -> None:
        for step in steps:
            step(call, drafts)

    return run


def not_built(*names: str) -> Step:
    """Refuse words that this house takes and cannot keep yet, rather than lose them in silence."""

    def refuse(_call: Call, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            draft.faults.extend(
                Fault(description2=f"Field {name} is not available.", why="what the field speaks of is not built")
                for name in names
                if draft.says(name).strip().lower() not in UNSAID
            )

    return refuse


def in_order(first: str, last: str) -> Step:
    """Refuse a span that ends before it begins; fields by wire name (business.md V303)."""

    def refuse(_call: Call, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            begins, ends = draft.now(first.lower()), draft.now(last.lower())
            changed = first.lower() in draft.values or last.lower() in draft.values
            if changed and begins is not None and ends is not None and str(ends) < str(begins):
                draft.faults.append(Fault(description2=f"{_label(draft, last)} must be on or after {_label(draft, first)}."))

    return refuse


def code_of_party(letter: str) -> Step:
    """Keep the code by which ledgers call a party: a letter and its ID, such as V100 (catalog: ENTITY)."""

    def keep(_call: Call, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            key = draft.values.get(draft.object.key_column)
            if key is not None:
                draft.values["entity"] = f"{letter}{key}"

    return keep


def _label(draft: Draft, name: str) -> str:
    found = draft.object.field(name)
    return name if found is None else found.label
