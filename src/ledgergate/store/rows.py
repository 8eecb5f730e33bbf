"""Run plans and give rows as the words of the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgergate.query.plan import Scope
from ledgergate.store import compile as compiled
from ledgergate.store.arrays import plain, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.query.compare import Parameter
    from ledgergate.query.plan import Plan
    from ledgergate.store.work import Work

Row = tuple[str | None, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows of one page, the record number first, and how many rows there are in all."""

    rows: Sequence[Row]
    total: int


def page(work: Work, asked: Asked, *, limit: int, offset: int = 0) -> Page:
    """Read one page, in the plan's order; the total is exact at the moment of reading."""
    rows = work.texts(compiled.page_sql(asked.plan), {**asked.values(work), "limit": limit, "offset": offset})
    if not rows:
        return Page(rows=(), total=count(work, asked) if offset else 0)
    counted = rows[0][0]
    return Page(rows=[row[1:] for row in rows], total=offset + len(rows) if counted is None else int(counted))


def first(work: Work, asked: Asked, *, limit: int) -> list[Row]:
    """Read the first records by number, as many as the limit; what follows is neither counted nor read."""
    return work.texts(compiled.first_sql(asked.plan), {**asked.values(work), "limit": limit})


def count(work: Work, asked: Asked) -> int:
    """Count what matches: records, or groups."""
    return int(work.texts(compiled.count_sql(asked.plan), asked.values(work))[0][0] or 0)


def records(work: Work, asked: Asked, keys: Sequence[int]) -> list[Row]:
    """Read the records of these numbers that the plan lets through, in the plan's order; the record number comes first."""
    return work.texts(compiled.records_sql(asked.plan), {**asked.values(work), "keys": plain(keys)})


def everything(work: Work, asked: Asked) -> list[Row]:
    """Read all that matches, in the plan's order, without pages; the record number comes first."""
    return work.texts(compiled.rows_sql(asked.plan), asked.values(work))
