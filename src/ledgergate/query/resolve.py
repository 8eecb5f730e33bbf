"""From names of the wire to columns: own fields, fields behind references, paths along relationships."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Defect
from ledgergate.catalog.kinds import DataType, Storage, Stored
from ledgergate.catalog.objects import Keeping
from ledgergate.query.plan import Column, Root, Step

if TYPE_CHECKING:
    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object
    from ledgergate.catalog.registry import Registry

MOST_STEPS: Final = 8
"""How many relationships one dotted name may follow."""

FOLLOWED: Final = frozenset({"MANY2ONE", "ONE2ONE"})
RECORD_NUMBER: Final = Column(name="recordno", stored=Stored.BIGINT)
NOWHERE: Final = Column(name="", stored=Stored.TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A field as a client named it: how the wire writes its name, where it lies, how its values look.

    `codes` are pairs of stored word and shown word where they differ; a stored yes or no has the stored words `true` and
    `false`. `owner` is the object that has the field, for the words of faults.
    """

    name: str
    owner: Object
    field: Field
    column: Column
    codes: tuple[tuple[str, str], ...] = ()
    choices: bool = False
    """Whether values outside `codes` are refused in `query`."""

    @property
    def computed(self) -> bool:
        """Whether the value is derived after reading."""
        return self.field.storage is Storage.COMPUTED

    @property
    def sure(self) -> bool:
        """Whether a missing value reads `false`."""
        return self.column.stored is Stored.BOOLEAN and not self.marked

    @property
    def marked(self) -> bool:
        """Whether a yes or no is written `T` and `F`."""
        return ("true", "T") in self.codes


def root_of(declared: Object) -> Root:
    """Give the rows that are an object's own. Raises Defect for an object that has none."""
    if declared.keeping is Keeping.COMPUTED:
        raise Defect(f"{declared.name} has no rows")
    kind = declared.kind if declared.kind_column else ""
    restricted = declared.field("OBJECTRESTRICTION") is not None
    return Root(declared.table, declared.kind_column if kind else "", kind, restricted=restricted)


def shown(declared: Object) -> tuple[Field, ...]:
    """Give the fields that reading everything shows: all that the wire knows of and that XML can name."""
    return tuple(each for each in declared.fields if known(each) and "#" not in each.name)


def known(field: Field) -> bool:
    """Tell whether the wire knows of a field: write-only words and our own columns are no fields of a read."""
    return field.storage is not Storage.INPUT and (field.in_lookup or field.queryable)


def own(registry: Registry, declared: Object, name: str) -> Face | None:
    """Find a field of the object itself, in any case; None when it has no such field."""
    field = registry.field(declared, name)
    return None if field is None or not known(field) else face(registry, declared, field)


def face(registry: Registry, declared: Object, field: Field) -> Face:
    """Find where a declared field lies and how its values look."""
    column, end = _place(registry, declared, field)
    return _face(field.name, declared, field, column, end)


def along(registry: Registry, declared: Object, name: str) -> Face | None:
    """Find a field by name or by a dotted path along relationships; None when the path leads nowhere.

    A declared name wins, also one with dots. Only paths to one record are followed; a relationship of an object with
    itself is followed once, not twice in a row (protocol.md 9.7).
    """
    return _along(registry, declared, name, MOST_STEPS, alone=True)


def _along(registry: Registry, declared: Object, name: str, most: int, *, alone: bool) -> Face | None:
    found = own(registry, declared, name)
    if found is not None or "." not in name or most == 0:
        return found
    wanted = name.upper()
    for path in declared.relationships:
        if not wanted.startswith(f"{path.path.upper()}.") or path.kind not in FOLLOWED:
            continue
        target = registry.target(path.object)
        reference = registry.follow(declared, path)
        itself = path.object == declared.name
        if target is None or reference is None or (itself and not alone):
            return None
        behind = _along(registry, target, name[len(path.path) + 1 :], most - 1, alone=not itself)
        if behind is None:
            return None
        column = _after(Step(reference.column, target.table), behind.column)
        return replace(behind, name=f"{path.path.upper()}.{behind.name}", column=column)
    return None


def _place(registry: Registry, declared: Object, field: Field) -> tuple[Column, Field]:
    """Give the column of a field and the field that says how the column is kept."""
    if field.storage is Storage.PATH:
        return _behind(registry, declared, field)
    if field.storage is not Storage.STORED or field.stored is None or registry.dangling(field):
        return NOWHERE, field
    target = None if field.references is None else registry.target(field.references)
    if target is None or field.shows is None:
        return Column(name=field.column, stored=field.stored, side=field.side), field
    end = registry.field(target, field.shows)
    if end is None:
        raise Defect(f"{declared.name}.{field.name} shows {field.shows}, which {target.name} has not")
    column, last = _place(registry, target, end)
    return _after(Step(field.column, target.table), column), last


def _behind(registry: Registry, declared: Object, field: Field) -> tuple[Column, Field]:
    if field.through is None:
        other = registry.field(declared, field.target or "")
        if other is None:
            raise Defect(f"{declared.name}.{field.name} is another name of {field.target}, which is no field")
        return _place(registry, declared, other)
    through = registry.field(declared, field.through)
    target = None if through is None or through.references is None else registry.target(through.references)
    if through is None or target is None:
        return NOWHERE, field
    end = registry.field(target, field.target or "")
    if end is None:
        raise Defect(f"{declared.name}.{field.name} ends at {field.target}, which {target.name} has not")
    column, last = _place(registry, target, end)
    return _after(Step(through.column, target.table), column), last


def _after(step: Step, column: Column) -> Column:
    if not column.name:
        return column
    if column.name == "recordno" and not column.steps:
        # The number of the record behind a reference is the reference itself.
        return Column(name=step.by, stored=Stored.BIGINT)
    return replace(column, steps=(step, *column.steps))


def _face(name: str, declared: Object, field: Field, column: Column, end: Field) -> Face:
    choices = field.choices or end.choices
    codes: tuple[tuple[str, str], ...] = ()
    if column.stored is Stored.BOOLEAN:
        if choices:
            codes = tuple(("true" if each.code in {"T", "true"} else "false", each.word) for each in choices)
        elif field.mark or (end.mark and field.datatype is not DataType.BOOLEAN):
            codes = (("true", "T"), ("false", "F"))
    elif any(each.code != each.word for each in choices):
        codes = tuple((each.code, each.word) for each in choices)
    strict = bool(choices) and (field.strict if field.choices else end.strict)
    shown_as = field if field.choices or not end.choices else replace(field, choices=end.choices)
    return Face(name=name, owner=declared, field=shown_as, column=column, codes=codes, choices=strict)
