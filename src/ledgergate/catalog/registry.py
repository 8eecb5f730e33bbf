"""All declarations, frozen once, with the questions other rooms ask of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledgergate.base.fault import Defect
from ledgergate.catalog.kinds import Storage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.functions import Function
    from ledgergate.catalog.objects import Object, Relationship


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Registry:
    """Objects and functions by name; names are compared in upper case for objects, as written for functions.

    Compared by identity, so that what is derived from one may be kept under it.
    """

    objects: Mapping[str, Object]
    functions: Mapping[str, Function]
    _fields: Mapping[str, Mapping[str, Field]] = field(repr=False)

    def find(self, name: str) -> Object | None:
        """Give the object a client may name, in any case; internal ones stay unknown."""
        found = self.objects.get(name.upper())
        return None if found is None or found.internal else found

    def target(self, name: str) -> Object | None:
        """Give the object a reference leads to; None while it is not declared."""
        return self.objects.get(name)

    def field(self, owner: Object, name: str) -> Field | None:
        """Give a field by wire name in any case."""
        return self._fields[owner.name].get(name.upper())

    def follow(self, owner: Object, relationship: Relationship) -> Field | None:
        """Give the reference field that a relationship follows; None when nothing here leads to its object yet.

        `lookup` names a relationship by a field that may be the reference itself, a word beside it, or neither
        (a parent is related by the record's own key); the last kind says `through`.
        """
        found = self.field(owner, relationship.through or relationship.related_by)
        if found is not None and found.storage is Storage.PATH and found.through is not None:
            found = self.field(owner, found.through)
        return None if found is None or found.references is None or self.dangling(found) else found

    def dangling(self, each: Field) -> bool:
        """Tell whether a reference leads to an object not declared yet, so that no value can stand there."""
        return each.references is not None and each.references not in self.objects

    def columns(self, owner: Object) -> tuple[Field, ...]:
        """Give the fields that are columns of the object's table."""
        return tuple(each for each in owner.fields if each.storage is Storage.STORED and not self.dangling(each))

    def tables(self) -> Mapping[str, tuple[Object, ...]]:
        """Give each table with the objects that share it, in the order declared; views and computed objects have none."""
        found: dict[str, list[Object]] = {}
        for each in self.objects.values():
            if each.keeping in {"stored", "member"}:
                found.setdefault(each.table, []).append(each)
        return {name: tuple(members) for name, members in found.items()}


def freeze(objects: Iterable[Object], functions: Iterable[Function] = ()) -> Registry:
    """Make the registry. Raises Defect when two declarations share a name."""
    by_name: dict[str, Object] = {}
    for each in objects:
        if each.name in by_name:
            raise Defect(f"two objects are called {each.name}")
        by_name[each.name] = each
    by_function: dict[str, Function] = {}
    for function in functions:
        if function.name in by_function:
            raise Defect(f"two functions are called {function.name}")
        by_function[function.name] = function
    fields = {name: {each.name.upper(): each for each in found.fields} for name, found in by_name.items()}
    return Registry(objects=by_name, functions=by_function, _fields=fields)
