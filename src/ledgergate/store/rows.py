"""Run plans and give rows as the words of the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from ledgergate.query.plan import Scope
from ledgergate.store import compile as compiled
from ledgergate.store.arrays import plain, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.query.compare import Parameter
    from ledgergate.query.plan import Plan
    from ledgergate.store.work import Work

Row = tuple[str | None, ...]

MOST_KEPT: Final = 50
"""Statements with more values than this are written and planned anew each time; nobody asks the same twice."""


class Writing(Protocol):
    """A function that writes the SQL of a plan and keeps what it wrote."""

    @property
    def __wrapped__(self) -> Callable[[Plan], str]:
        """Give the function that keeps nothing."""
        ...

    def __call__(self, plan: Plan, /) -> str:
        """Write, or give what was written."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A plan with its values: the parameters by slot, and the entity where the plan's scope asks for one."""

    plan: Plan
    parameters: Sequence[Parameter] = ()
    entity: int | None = None

    def values(self, work: Work) -> dict[str, object]:
        """Give the parameters of the statement."""
        found: dict[str, object] = {"company": work.company}
        if self.plan.scope is Scope.ENTITY:
            found["entity"] = self.entity
        for slot, value in enumerate(self.parameters):
            found[f"p{slot}"] = value if isinstance(value, str) else words(value)
        return found

    def sql(self, written: Writing) -> str:
        """Give the statement: kept where it may come again."""
        return written(self.plan) if self.usual else written.__wrapped__(self.plan)

    @property
    def usual(self) -> bool:
        """Whether a query of this shape may come again."""
        return len(self.parameters) <= MOST_KEPT

    def texts(self, work: Work, written: Writing, **more: object) -> list[Row]:
        """Run the statement."""
        return work.texts(self.sql(written), {**self.values(work), **more}, prepare=None if self.usual else False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows of one page, the record number first, and how many rows there are in all."""

    rows: Sequence[Row]
    total: int


def page(work: Work, asked: Asked, *, limit: int, offset: int = 0) -> Page:
    """Read one page, in the plan's order; the total is exact at the moment of reading."""
    rows = asked.texts(work, compiled.page_sql, limit=limit, offset=offset)
    if not rows:
        return Page(rows=(), total=count(work, asked) if offset else 0)
    counted = rows[0][0]
    return Page(rows=[row[1:] for row in rows], total=offset + len(rows) if counted is None else int(counted))


def first(work: Work, asked: Asked, *, limit: int) -> list[Row]:
    """Read the first records by number, as many as the limit; what follows is neither counted nor read."""
    return asked.texts(work, compiled.first_sql, limit=limit)


def count(work: Work, asked: Asked) -> int:
    """Count what matches: records, or groups."""
    return int(asked.texts(work, compiled.count_sql)[0][0] or 0)


def records(work: Work, asked: Asked, keys: Sequence[int]) -> list[Row]:
    """Read the records of these numbers that the plan lets through, in the plan's order; the record number comes first."""
    return asked.texts(work, compiled.records_sql, keys=plain(keys))


def everything(work: Work, asked: Asked) -> list[Row]:
    """Read all that matches, in the plan's order, without pages; the record number comes first."""
    return asked.texts(work, compiled.rows_sql)
