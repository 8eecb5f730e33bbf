"""The self-test of declarations: everything that a typing mistake in an object or function would break later.

Run by a test over the standard registry, and meant for a company's own objects too. Each rule is one pure function that
gives complaints as sentences; nothing is raised, so that all complaints come at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.catalog.kinds import Storage
from ledgergate.catalog.objects import Keeping

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.functions import Element, Function
    from ledgergate.catalog.objects import Object
    from ledgergate.catalog.registry import Registry

AUDITED: Final = frozenset({"recordno", "whencreated", "whenmodified", "createdby", "modifiedby", "megaentitykey"})
"""Columns that every table has, shown or not."""

DEEPEST_PATH: Final = 6
"""How many references a field may lie behind."""


def complaints(registry: Registry, computed: Container[str] | None = None) -> tuple[str, ...]:
    """Give everything that is wrong with the declarations; `computed` names the functions bound to computed fields."""
    return (
        *(f"{owner.name}: {each}" for owner in registry.objects.values() for each in _object(registry, owner, computed)),
        *_tables(registry),
        *_circles(registry),
        *(f"{function.name}: {each}" for function in registry.functions.values() for each in _function(registry, function)),
    )


def _object(registry: Registry, owner: Object, computed: Container[str] | None) -> Iterator[str]:
    names = [each.name.upper() for each in owner.fields]
    yield from (f"{name} is declared twice" for name in sorted({name for name in names if names.count(name) > 1}))
    if registry.field(owner, owner.key) is None:
        yield f"its key {owner.key} is no field of it"
    if owner.owner is not None and owner.owner not in registry.objects:
        yield f"its owner {owner.owner} is not declared"
    for lines in owner.lines:
        held = registry.target(lines.object)
        if held is None or held.field(lines.link) is None:
            yield f"the lines {lines.collection} have no link {lines.link}"
    for names_of in (*owner.unique, *owner.indexed):
        yield from (f"{name} is indexed and no field" for name in names_of if registry.field(owner, name) is None)
    yield from _relationships(registry, owner)
    for each in owner.fields:
        yield from (f"{each.name} {trouble}" for trouble in _field(registry, owner, each, computed))


def _relationships(registry: Registry, owner: Object) -> Iterator[str]:
    for each in owner.relationships:
        target = registry.target(each.object)
        followed = registry.follow(owner, each)
        if target is None or followed is None or followed.references is None:
            continue
        reached = registry.target(followed.references)
        if reached is not None and reached.table != target.table:
            yield f"the relationship {each.path} leads to {reached.name} instead of {each.object}"


def _field(registry: Registry, owner: Object, each: Field, computed: Container[str] | None) -> Iterator[str]:
    if not each.label:
        yield "has no label"
    if each.size is not None and each.size < 1:
        yield "has no room"
    words = [choice.word.casefold() for choice in each.choices]
    codes = [choice.code for choice in each.choices]
    if len(set(words)) != len(words) or len(set(codes)) != len(codes):
        yield "has a choice twice"
    if each.default is not None and each.choices and each.default.casefold() not in words:
        yield f"has a default {each.default} outside its choices"
    if each.storage is Storage.COMPUTED and computed is not None and (each.by or "") not in computed:
        yield f"is computed by {each.by}, which nobody provides"
    if each.storage is Storage.STORED and each.stored is None:
        yield "has no column type"
    if each.required_on_create and not each.writable:
        yield "is required and cannot be written"
    if each.storage is Storage.PATH:
        yield from _path(registry, owner, each)
    target = None if each.references is None else registry.target(each.references)
    if target is not None and each.shows is not None and registry.field(target, each.shows) is None:
        yield f"shows {each.shows}, which {target.name} has not"


def _path(registry: Registry, owner: Object, each: Field, depth: int = 0) -> Iterator[str]:
    """Walk to the end of a path; a path through a reference to an object not declared yet ends there, and reads empty."""
    if depth > DEEPEST_PATH:
        yield "leads in a circle"
        return
    if each.through is None:
        if registry.field(owner, each.target or "") is None:
            yield f"is a second name of {each.target}, which is no field"
        return
    reference = registry.field(owner, each.through)
    if reference is None or reference.references is None:
        yield f"goes through {each.through}, which is no reference of {owner.name}"
        return
    target = registry.target(reference.references)
    if target is None:
        return
    end = registry.field(target, each.target or "")
    if end is None:
        yield f"ends at {each.target}, which {target.name} has not"
    elif end.storage is Storage.PATH:
        yield from _path(registry, target, end, depth + 1)


def _tables(registry: Registry) -> Iterator[str]:
    tables = registry.tables()
    for table, members in tables.items():
        seen: dict[str, tuple[str, Field]] = {}
        for member in members:
            for each in registry.columns(member):
                other = seen.setdefault(each.column, (member.name, each))
                if _kept_otherwise(registry, each, other[1]):
                    yield f"{member.name}: {each.name} is kept otherwise than in {other[0]}, beside it in {table}"
    for owner in registry.objects.values():
        if owner.keeping is not Keeping.VIEW:
            continue
        if owner.table not in tables:
            yield f"{owner.name}: is a view over {owner.table}, which is no table"
            continue
        columns = {each.column for member in tables[owner.table] for each in registry.columns(member)} | AUDITED
        columns |= {each for member in tables[owner.table] for each in member.beside}
        for each in registry.columns(owner):
            if each.column not in columns:
                yield f"{owner.name}: {each.name} is a column {each.column} that {owner.table} has not"


def _kept_otherwise(registry: Registry, one: Field, other: Field) -> bool:
    def reached(each: Field) -> str:
        target = None if each.references is None else registry.target(each.references)
        return "" if target is None else target.table

    return one.stored is not other.stored or reached(one) != reached(other) or one.soft != other.soft


def _circles(registry: Registry) -> Iterator[str]:
    """Find circles of tables through hard references; a table may refer to itself."""
    leads: dict[str, set[str]] = {}
    for table, members in registry.tables().items():
        for member in members:
            for each in registry.columns(member):
                target = registry.target(each.references) if each.references and not each.soft else None
                if target is not None and target.table != table:
                    leads.setdefault(table, set()).add(target.table)
    done: set[str] = set()
    for table in leads:
        circle = _circle_from(table, leads, (), done)
        if circle:
            yield f"tables refer to each other in a circle: {' -> '.join(circle)}"


def _circle_from(table: str, leads: Mapping[str, set[str]], way: tuple[str, ...], done: set[str]) -> tuple[str, ...]:
    if table in way:
        return (*way[way.index(table) :], table)
    if table in done:
        return ()
    for after in sorted(leads.get(table, ())):
        if circle := _circle_from(after, leads, (*way, table), done):
            return circle
    done.add(table)
    return ()


def _function(registry: Registry, function: Function) -> Iterator[str]:
    if function.object is None or function.body is None:
        return
    target = registry.target(function.object)
    if target is None:
        yield f"stands for {function.object}, which is not declared"
        return
    for element in _elements(function.body):
        if element.to is not None and not _stands(registry, target, element.to):
            yield f"{element.name} stands for {element.to}, which {target.name} has not"


def _stands(registry: Registry, target: Object, name: str) -> bool:
    """Tell whether a word is a field, or one of a contact that the object shows under the same prefix."""
    prefix, _, rest = name.partition(".")
    contact = registry.target("CONTACT")
    if registry.field(target, f"{prefix}.CONTACTNAME") is not None and contact is not None and contact.field(rest) is not None:
        return True
    return registry.field(target, name) is not None


def _elements(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _elements(child)
