"""A function: its name, its shape in wire order, and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ledgergate.catalog.objects import Verb


class Shape(StrEnum):
    """What an element may hold."""

    TEXT = "text"
    """Any text; the rules about it are business rules."""
    CHOICE = "choice"
    """One of `choices`, letter by letter (an XML fault otherwise)."""
    DAY = "day"
    """`year`, `month`, `day` in this order."""
    SEQUENCE = "sequence"
    """Children in this order."""
    ANY_ORDER = "any order"
    """Children in any order, each at most once (`xs:all`)."""
    ONE_OF = "one of"
    """Exactly one of the children."""
    SOME_OF = "some of"
    """Any number of the children, in any order, at least one."""
    FREE = "free"
    """Anything, unchecked."""
    RECORDS = "records"
    """One or more elements of any name, unchecked inside."""
    NESTED = "nested"
    """Two or more of what the enclosing element chooses from, as `and` holds what `filter` may hold."""
    YES_OR_NO = "yes or no"
    """`true`, `false`, `1` or `0`, letter by letter (an XML fault otherwise)."""
    WHOLE = "whole"
    """A whole number between `lowest` and `highest` (an XML fault otherwise)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute of an element."""

    name: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element of a function's body; `to` names the generic field a legacy element stands for.

    An element without a name is no element: it is a bare choice or sequence among its parent's children.
    """

    name: str
    shape: Shape = Shape.TEXT
    required: bool = False
    repeat: bool = False
    children: tuple[Element, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    choices: tuple[str, ...] = ()
    to: str | None = None
    at_most: int | None = None
    """How often a repeated element may stand; None: any number of times."""
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function element.

    `body` is None for a name that the grammar knows and this house does not run yet: any content passes the grammar,
    and the function answers `Function X is not available.`
    A legacy twin names the `object` and the generic `verb` it stands for; its elements' `to` give the fields.
    """

    name: str
    application: str = ""
    body: Element | None = None
    object: str | None = None
    verb: Verb | None = None
    only_3_0: bool = False
    alone: bool = False


def el(name: str, to: str | None = None, *, required: bool = False, choices: tuple[str, ...] = ()) -> Element:
    """Declare a text element, or an enumerated one."""
    shape = Shape.CHOICE if choices else Shape.TEXT
    return Element(name=name, to=to, required=required, choices=choices, shape=shape)


def ymd(name: str, to: str | None = None, *, required: bool = False) -> Element:
    """Declare a date of `year`, `month`, `day`."""
    return Element(name=name, to=to, required=required, shape=Shape.DAY)


def group(name: str, *children: Element, required: bool = False, repeat: bool = False, to: str | None = None) -> Element:
    """Declare an element with children in order."""
    return Element(name=name, children=children, required=required, repeat=repeat, to=to, shape=Shape.SEQUENCE)


def same(*names: str, required: bool = False) -> tuple[Element, ...]:
    """Declare text elements that stand for the generic fields of the same name in capitals."""
    return tuple(el(name, name.upper(), required=required) for name in names)


def plain(*names: str) -> tuple[Element, ...]:
    """Declare optional text elements that stand for no field."""
    return tuple(el(name) for name in names)


def free(name: str) -> Element:
    """Declare an element whose content nobody checks, such as custom fields."""
    return Element(name=name, shape=Shape.FREE)


def one_of(*children: Element, required: bool = False) -> Element:
    """Declare a bare choice among children."""
    return Element(name="", shape=Shape.ONE_OF, children=children, required=required)


def several_of(name: str, *children: Element, required: bool = False) -> Element:
    """Declare an element with children in order that may stand any number of times."""
    return Element(name=name, shape=Shape.SEQUENCE, children=children, required=required, repeat=True)


def to_change(children: tuple[Element, ...], *without: str) -> tuple[Element, ...]:
    """Give the children of a create as an update takes them: nothing required, and some left out."""
    return tuple(replace(each, required=False) for each in children if each.name not in without)


KEY_ATTRIBUTES: Final = (Attribute(name="externalkey", choices=("true", "false")),)
CREATE_ATTRIBUTES: Final = (Attribute(name="ignoreduplicates", choices=("true", "false")),)


def named_by(name: str, *, changing: bool = False) -> tuple[Attribute, ...]:
    """Give the attributes of an update or delete whose record is named by `name`."""
    nulls = (Attribute(name="set_nulls", choices=("true", "false")),) if changing else ()
    return (Attribute(name=name, required=True), *nulls, *KEY_ATTRIBUTES)


def legacy(name: str, verb: Verb, target: str, *children: Element, application: str, attributes: tuple[Attribute, ...] = ()) -> Function:
    """Declare a legacy function that stands for a generic verb on one object."""
    body = Element(name=name, shape=Shape.SEQUENCE, children=children, attributes=attributes)
    return Function(name=name, application=application, body=body, object=target, verb=verb)


def twins(
    noun: str,
    target: str,
    created: tuple[Element, ...],
    changed: tuple[Element, ...],
    *,
    application: str,
    key: str,
    attributes: tuple[Attribute, ...] = CREATE_ATTRIBUTES,
) -> tuple[Function, Function, Function]:
    """Declare the legacy create, update and delete of one object; `key` is the attribute that names a record."""
    return (
        legacy(f"create_{noun}", Verb.CREATE, target, *created, application=application, attributes=attributes),
        legacy(f"update_{noun}", Verb.UPDATE, target, *changed, application=application, attributes=named_by(key, changing=True)),
        legacy(f"delete_{noun}", Verb.DELETE, target, application=application, attributes=named_by(key)),
    )
