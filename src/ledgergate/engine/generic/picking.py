"""What `query` selects and sorts by: fields, dotted paths, aggregates (protocol.md 9.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Fault
from ledgergate.catalog.kinds import Stored
from ledgergate.engine.generic.selection import LONGEST_KEPT, Selection, cell, select
from ledgergate.query import faults
from ledgergate.query.plan import Chosen, Order, Picks, Sum
from ledgergate.query.resolve import along
from ledgergate.wire.values import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.base.tree import Node
    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call
    from ledgergate.engine.hooks import House
    from ledgergate.query.resolve import Face

NUMBERS: Final = frozenset({Stored.BIGINT, Stored.INTEGER, Stored.MONEY, Stored.RATE})
MOST_ORDERS: Final = 100
"""Fields that a query may be ordered by; the database has an end for them, and nobody needs so many."""
AGGREGATES: Final = frozenset(Sum)
SUMMING: Final = frozenset({Sum.SUM, Sum.AVERAGE})


@dataclass(slots=True, kw_only=True)
class Asking:
    """Finds the fields that one `query` names; those that cannot be queried are gathered and refused together."""

    call: Call
    declared: Object
    refused: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def find(self, name: str) -> Face:
        """Give the field of a name. Raises Fault: there is no such field."""
        found = along(self.call.registry, self.declared, name.strip())
        if found is None:
            raise faults.unknown_field(self.declared.name, name.strip())
        return found

    def compared(self, name: str) -> Face:
        """Give a field to compare or sort by; a computed one has no column."""
        found = self.find(name)
        self.note(found, shown=False)
        return found

    def note(self, face: Face, *, shown: bool) -> None:
        """Remember a field that cannot be queried; a computed one may be shown if it says so, and nothing else."""
        elsewhere = "." in face.name and face.owner is not self.declared
        if not face.field.queryable or (face.computed and (not shown or elsewhere)):
            names = self.refused.setdefault(face.owner.name, [])
            if face.field.name not in names:
                names.append(face.field.name)

    def refuse(self) -> None:
        """Raise the fault of the fields that cannot be queried, if there are any."""
        if self.refused:
            raise faults.not_queryable(self.refused)

    def order(self, chosen: Selection, node: Node) -> tuple[Order, ...]:
        """Read `orderby`; the default direction is ascending. Raises Fault: an order that the groups do not have."""
        element = node.child("orderby")
        if element is None:
            return ()
        if len(element.children) > MOST_ORDERS:
            raise Fault(description2=f"A query can be ordered by at most {MOST_ORDERS} fields.")
        return tuple(self._one(chosen, each) for each in element.children)

    def _one(self, chosen: Selection, node: Node) -> Order:
        name = node.word("field").strip()
        descending = node.child("descending") is not None
        if not chosen.picks.grouped:
            face = self.compared(name)
            return Order(Chosen(face.column, face.codes), descending)
        for label, pick in zip(chosen.names, chosen.picks.chosen, strict=True):
            if label.upper() == name.upper():
                return Order(pick if pick.aggregate is not None else Chosen(pick.column, self.find(name).codes), descending)
        self.find(name)
        raise faults.not_grouped(name)


def picked(asking: Asking, node: Node) -> Selection:
    """Read `select`: what to show, in the order asked for. Raises Fault: unknown field, a sum of what is no number."""
    element = node.child("select")
    asked = () if element is None else tuple((each.name, each.text.strip()) for each in element.children)
    bare = asking.call.switches.aggregate_prefix_for_sum != "SUM."
    if sum(len(name) for _, name in asked) > LONGEST_KEPT:
        found, faces = _picked.__wrapped__(asking.call.house, asking.declared.name, asked, bare=bare)
    else:
        found, faces = _picked(asking.call.house, asking.declared.name, asked, bare=bare)
    for face in faces:
        asking.note(face, shown=not found.picks.grouped)
    asking.refuse()
    return found


@lru_cache(maxsize=512)
def _picked(house: House, name: str, asked: tuple[tuple[str, str], ...], *, bare: bool) -> tuple[Selection, Sequence[Face]]:
    declared = house.registry.objects[name]
    faces: dict[tuple[str, str], Face] = {}
    for kind, each in asked:
        found = along(house.registry, declared, each)
        if found is None:
            raise faults.unknown_field(declared.name, each)
        faces.setdefault((kind, found.name), found)
    everything = tuple(faces.values())
    if not any(kind in AGGREGATES for kind, _ in faces):
        if any(not face.field.queryable for face in everything):
            return _nothing(declared), everything
        return select(house, declared, everything), everything
    picks: list[Chosen] = []
    cells: list[Cell] = []
    for (kind, _), face in faces.items():
        aggregate = None if kind == "field" else Sum(kind)
        picks.append(_chosen(face, aggregate))
        cells.append(_cell(face, aggregate, bare=bare))
    names = tuple(each.name for each in cells)
    grouped = Selection(declared=declared, names=names, picks=Picks(tuple(picks)), cells=tuple(cells), sources=tuple(range(len(picks))))
    return grouped, everything


def _nothing(declared: Object) -> Selection:
    """Give a selection for fields that are refused anyway."""
    return Selection(declared=declared, names=(), picks=Picks(()), cells=(), sources=())


def _chosen(face: Face, aggregate: Sum | None) -> Chosen:
    if aggregate is not None and aggregate in SUMMING and face.column.stored not in NUMBERS and face.column.name:
        raise faults.no_number(aggregate.value, face.name)
    extreme = aggregate in {Sum.LOWEST, Sum.HIGHEST}
    return Chosen(face.column, face.codes if extreme else (), aggregate)


def _cell(face: Face, aggregate: Sum | None, *, bare: bool) -> Cell:
    """Say how a group's column is written; the docs show `COUNT.x`, and of a sum the bare name (protocol.md 9.7)."""
    if aggregate is None:
        return cell(face)
    name = face.name if bare and aggregate is Sum.SUM else f"{aggregate.value.upper()}.{face.name}"
    return Cell(name)
