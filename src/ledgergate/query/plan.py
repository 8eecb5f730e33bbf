"""A plan: what to read, from where, in which order, without a single value of the client in it.

Values travel beside the plan as numbered parameters, so that one plan stands for every query of the same shape and its
SQL is written once. Columns are reached from the root table over steps along references.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledgergate.catalog.kinds import Stored
    from ledgergate.query.ast import Op


@dataclass(frozen=True, slots=True)
class Step:
    """One reference followed: the column `by` of where we stand holds the number of a record of `table`."""

    by: str
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the root's table or of a record some steps away; no name where nothing can stand yet."""

    steps: tuple[Step, ...] = ()
    name: str
    stored: Stored
    side: str = ""
    """`debit`, `credit` or `signed`: the amount of a ledger line as seen from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A column as a comparison sees it."""

    column: Column
    words: tuple[tuple[str, str], ...] = ()
    """Stored codes and the words that are compared in their place."""
    folded: bool = False
    """Whether case is taken away on both sides."""
    unset_is_false: bool = False
    """Whether a yes or no that was never set counts as no."""
    kind: Stored
    """What the parameters are."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with the parameter of that number."""

    operand: Operand
    op: Op
    slot: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Whether the column is among the values of a parameter that is a list."""

    operand: Operand
    slot: int
    negated: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """Whether the text matches a LIKE pattern."""

    operand: Operand
    slot: int
    negated: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """Whether the column is NULL."""

    column: Column
    negated: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither true nor false, as every comparison with nothing."""


@dataclass(frozen=True, slots=True)
class Opposite:
    """NOT, in three-valued logic."""

    part: Test


@dataclass(frozen=True, slots=True)
class Joined:
    """All parts, or any."""

    parts: tuple[Test, ...]
    every: bool


Test = Compared | Listed | Matched | Absent | Unknown | Opposite | Joined


class Sum(StrEnum):
    """Aggregates of `query`."""

    COUNT = "count"
    AVERAGE = "avg"
    LOWEST = "min"
    HIGHEST = "max"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column to give, or an aggregate of one; `words` as in Operand."""

    column: Column
    words: tuple[tuple[str, str], ...] = ()
    aggregate: Sum | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Picks:
    """What a query gives, in order. Compared by identity: hashing three hundred columns takes longer than reading them."""

    chosen: tuple[Chosen, ...]

    @property
    def grouped(self) -> bool:
        """Whether records are summed up."""
        return any(each.aggregate is not None for each in self.chosen)


@dataclass(frozen=True, slots=True)
class Order:
    """What to sort by."""

    by: Chosen
    descending: bool = False


class Scope(StrEnum):
    """Which records of a company with entities are seen (business.md 1.9)."""

    EVERYTHING = "everything"
    SHARED = "shared"
    """Records of the top level only."""
    ENTITY = "entity"
    """Records of one entity and of the top level; the entity is the parameter `entity`."""


@dataclass(frozen=True, slots=True)
class Root:
    """The object at the root: its table, the rows of it that are its own, whether records may be kept from entities."""

    table: str
    kind_column: str = ""
    kind: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A query without its values.

    Parameters of a plan: `company`, `entity` where the scope asks for it, `limit` and `offset` for pages, `p0`, `p1` …
    by slot. Rows are sorted by `order`, then by record number, or by all groups where there are groups.
    """

    root: Root
    picks: Picks
    test: Test | None = None
    order: tuple[Order, ...] = ()
    scope: Scope = Scope.EVERYTHING
