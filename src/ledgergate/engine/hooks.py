"""What an application adds to the generic machinery, and the whole house of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledgergate.base.fault import Fault

if TYPE_CHECKING:
    from ledgergate.base.tree import Node
    from ledgergate.catalog.objects import Verb
    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft
    from ledgergate.wire.answer import Outcome

Handler = Callable[["Call", "Node"], "Outcome"]
"""Run one function: its body element in, what it answers out."""

Step = Callable[["Call", Sequence["Draft"]], None]
"""Work on all drafts of one object at once; trouble goes into each draft's faults."""

Guard = Callable[["Call", Sequence[Mapping[str, object]]], Mapping[int, Sequence[Fault]]]
"""Tell, by record number, why stored rows may not be deleted."""

Change = Callable[["Call", Sequence["Draft"]], None]
"""Write all drafts of one object in place of the generic writer; drafts that fail keep their faults."""

Removal = Callable[["Call", Sequence[int]], Mapping[int, Sequence[Fault]]]
"""Delete records by number in place of the generic deleter; faults by number for those that stay."""


def _no_step(_call: Call, _drafts: Sequence[Draft]) -> None:
    """Add nothing."""


def _no_guard(_call: Call, _rows: Sequence[Mapping[str, object]]) -> Mapping[int, Sequence[Fault]]:
    """Forbid nothing."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What an application knows of one object's life, in the order the engine asks.

    `prepare` sees the words before references are resolved and may add words or implicit records; `check` sees typed
    values and adds faults; `after` runs once the rows are written; `undeletable` guards deletion. An object whose
    writing is a posting replaces the generic writer: `create`, `update`, `delete`.
    """

    prepare: Step = _no_step
    check: Step = _no_step
    after: Step = _no_step
    undeletable: Guard = _no_guard
    create: Change | None = None
    update: Change | None = None
    delete: Removal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A field derived at each read: the fields it needs (wire names), and the pure function over their wire words."""

    needs: tuple[str, ...]
    derive: Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application's part of the house."""

    name: str
    functions: Mapping[str, Handler] = field(default_factory=dict[str, Handler])
    rules: Mapping[str, Rules] = field(default_factory=dict[str, Rules])
    computed: Mapping[str, Computed] = field(default_factory=dict[str, Computed])
    overrides: Mapping[tuple[str, Verb], Handler] = field(default_factory=dict["tuple[str, Verb]", Handler])
    """Whole generic functions taken over for one object, such as reading a computed one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class House:
    """Everything assembled: declarations, and who acts on them. Compared by identity, as its registry."""

    registry: Registry
    functions: Mapping[str, Handler]
    rules: Mapping[str, Rules]
    computed: Mapping[str, Computed]
    overrides: Mapping[tuple[str, Verb], Handler]
