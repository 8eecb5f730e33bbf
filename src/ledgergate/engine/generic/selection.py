"""What a read shows: the fields asked for, the columns they need, and how their words become an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Defect, Fault
from ledgergate.query import resolve
from ledgergate.query.faults import bad_fields
from ledgergate.query.plan import Chosen, Picks
from ledgergate.wire import values
from ledgergate.wire.answer import Data, Raw
from ledgergate.wire.values import Cell, Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.catalog.objects import Lines, Object
    from ledgergate.engine.hooks import Computed, House
    from ledgergate.query.resolve import Face
    from ledgergate.store.rows import Row
    from ledgergate.wire.answer import Outcome

    Columns = list[list[str]]

EVERYTHING: Final = frozenset({"", "*"})
LONGEST_KEPT: Final = 4_000
"""Field lists longer than this are worked out anew each time, so that nobody fills the memory with them."""
LONGEST_SHOWN: Final = 1_000
XML: Final = "xml"
FORMATS: Final = frozenset({XML, "csv", "json"})


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed field: the places of the words it needs, and the function over them."""

    needs: tuple[int, ...]
    derive: Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """Fields in the order asked for, ready for reading and writing.

    `sources` says for each name where its words come from: a place among the picks, or a derivation from them.
    `lines` are the owned lines that are shown inside.
    """

    declared: Object
    names: tuple[str, ...]
    picks: Picks
    cells: tuple[Cell, ...]
    sources: tuple[int | Derived, ...]
    lines: tuple[Lines, ...] = ()

    def columns(self, rows: Sequence[Row]) -> Columns:
        """Turn rows of picked columns into columns of wire words, one for each name."""
        spoken = values.speak(self.cells, rows)
        return [spoken[source] if isinstance(source, int) else _derived(source, spoken, len(rows)) for source in self.sources]


def _derived(source: Derived, spoken: Columns, count: int) -> list[str]:
    if not source.needs:
        return [source.derive()] * count
    return [source.derive(*words) for words in zip(*(spoken[place] for place in source.needs), strict=True)]


def selection(house: House, declared: Object, said: str, *, owned: bool = False) -> Selection:
    """Give the selection for a field list as `read` and `readByQuery` take it: `*`, nothing, or names joined by commas.

    Where `owned` lines are shown, a collection may be named among the fields. Raises Fault: the list names a field that the
    object has not.
    """
    if len(said) > LONGEST_KEPT:
        return _selection.__wrapped__(house, declared.name, said, owned=owned)
    return _selection(house, declared.name, said, owned=owned)


@lru_cache(maxsize=512)
def _selection(house: House, name: str, said: str, *, owned: bool) -> Selection:
    declared = house.registry.objects[name]
    names = [word for each in said.split(",") if (word := each.strip())]
    if not names or "*" in names:
        everything = [resolve.face(house.registry, declared, field) for field in resolve.shown(declared)]
        return select(house, declared, everything, declared.lines if owned else ())
    collections = {lines.collection.upper(): lines for lines in declared.lines} if owned else {}
    faces: dict[str, Face] = {}
    lines: dict[str, Lines] = {}
    for each in names:
        if each.upper() in collections:
            lines[each.upper()] = collections[each.upper()]
            continue
        found = resolve.own(house.registry, declared, each)
        if found is None:
            raise bad_fields(said[:LONGEST_SHOWN], f"{declared.name} has no field {each[:LONGEST_SHOWN]}")
        faces.setdefault(found.name, found)
    return select(house, declared, list(faces.values()), tuple(lines.values()))


def select(house: House, declared: Object, faces: Sequence[Face], lines: tuple[Lines, ...] = ()) -> Selection:
    """Work out a selection of fields. Raises Defect: a computed field that nobody computes."""
    picked: dict[str, Face] = {}
    for each in faces:
        for needed in _needed(house, declared, each):
            picked.setdefault(needed.name, needed)
    places = {name: place for place, name in enumerate(picked)}
    return Selection(
        declared=declared,
        names=tuple(each.name for each in faces),
        picks=Picks(tuple(Chosen(each.column) for each in picked.values())),
        cells=tuple(cell(each) for each in picked.values()),
        sources=tuple(_source(house, each, places) for each in faces),
        lines=lines,
    )


def cell(face: Face, name: str = "") -> Cell:
    """Say how a field's column is written."""
    return Cell(name or face.name, face.codes, "false" if face.sure else "")


def _needed(house: House, declared: Object, face: Face) -> list[Face]:
    if not face.computed:
        return [face]
    found = [resolve.own(house.registry, declared, name) for name in _computation(house, face).needs]
    return [each for each in found if each is not None]


def _source(house: House, face: Face, places: dict[str, int]) -> int | Derived:
    if not face.computed:
        return places[face.name]
    found = _computation(house, face)
    return Derived(tuple(places[name] for name in found.needs), found.derive)


def _computation(house: House, face: Face) -> Computed:
    found = house.computed.get(face.field.by or "")
    if found is None:
        raise Defect(f"nobody computes {face.owner.name}.{face.name}")
    return found


def format_of(said: str) -> str:
    """Read a `returnFormat`. Raises Fault: neither xml, csv nor json."""
    word = said.strip().lower() or XML
    if word not in FORMATS:
        raise Fault(description2=f"Return format '{said.strip()}' is not supported. Use xml, csv, or json.")
    return word


def answer(form: str, attributes: tuple[tuple[str, str], ...], layout: Layout, columns: Columns, inside: Sequence[str] = ()) -> Outcome:
    """Write an answer in the format asked for; csv and json stand beside the XML they are given instead of."""
    data = Data(attributes=attributes, text=values.xml(layout, columns, inside))
    if form == "csv":
        return Raw(values.CSV_TYPE, values.csv_body(layout.names, columns), data)
    if form == "json":
        return Raw(values.JSON_TYPE, values.json_body(layout.names, columns), data)
    return data
