"""How long a copy of a company of two thousand rows takes, as one call beside the database."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from psycopg import sql

from bench import serving
from bench.measures import ROUNDS, Row, median, timed
from ledgergate.standard.everything import registry
from ledgergate.store import fork

if TYPE_CHECKING:
    from bench.measures import Bench

COUNT = sql.SQL("select count(*) from {} where company = {}")


def _count(bench: Bench, name: str, company: int) -> int:
    found: int = bench.owner.execute(COUNT.format(sql.Identifier("ledgergate", name), company)).fetchone()[0]  # type: ignore[index]
    return found


def copies(bench: Bench) -> Row:
    """Copy the template of the demo company again and again."""
    url = serving.told("database", "url", "--owner", "--data", str(bench.data))
    planned = fork.plan(registry())
    template: int = bench.owner.execute("select key from ledgergate.company where template").fetchone()[0]  # type: ignore[index]
    rows = sum(_count(bench, name, template) for name in planned.tables)
    numbers = itertools.count()
    spent = [timed(lambda: fork.fork(url, planned, template, f"copy-{next(numbers)}"), 5) * 1000 for _ in range(ROUNDS)]
    return Row(
        work="copy of a template of 2,000 rows",
        figure=f"{median(spent):.0f} ms",
        target="≤ 50 ms",
        met=median(spent) <= 50,
        told=f"{rows} rows",
    )
