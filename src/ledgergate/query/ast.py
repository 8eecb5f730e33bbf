"""Conditions as frozen values: what both query languages become before anything is known about objects and columns.

Field names are as the client wrote them, values are words. A condition says nothing about meaning: whether `T` is a code
or a word is decided when names are resolved.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    """Comparisons of a field with one value, written as SQL does."""

    EQUAL = "="
    NOT_EQUAL = "<>"
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="


@dataclass(frozen=True, slots=True)
class Compare:
    """`FIELD op value`."""

    field: str
    op: Op
    value: str


@dataclass(frozen=True, slots=True)
class Between:
    """`FIELD` from one value to another, both included."""

    field: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """`FIELD [NOT] IN (…)`."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Like:
    """`FIELD [NOT] LIKE pattern`: `%` stands for any run, `_` for one character, nothing escapes them."""

    field: str
    pattern: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsNull:
    """`FIELD IS [NOT] NULL`."""

    field: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; what is unknown stays unknown."""

    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    """All parts, at least two."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any part, of at least two."""

    parts: tuple[Condition, ...]


Leaf = Compare | Between | OneOf | Like | IsNull
Condition = Leaf | Not | And | Or
