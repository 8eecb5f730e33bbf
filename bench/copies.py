"""How long a copy of a company of two thousand rows takes, as one call beside the database."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ledgergate.standard.everything import registry
from ledgergate.store import fork

from bench import serving
from bench.measures import ROUNDS, Row, median, timed

if TYPE_CHECKING:
    from bench.measures import Bench

ROWS = "select sum(n) from (select count(*) n from {} where company = %s) x"


def copies(bench: Bench) -> Row:
    """Copy the template of the demo company again and again."""
    url = serving.told("database", "url", "--owner", "--data", str(bench.data))
    planned = fork.plan(registry())
    template: int = bench.owner.execute("select key from ledgergate.company where template").fetchone()[0]  # type: ignore[index]
    rows = sum(
        bench.owner.execute(f"select count(*) from ledgergate.{name} where company = %s", (template,)).fetchone()[0]  # type: ignore[index]
        for name in planned.tables
    )
    numbers = itertools.count()
    spent = [timed(lambda: fork.fork(url, planned, template, f"copy-{next(numbers)}"), 5) * 1000 for _ in range(ROUNDS)]
    return Row(
        work="copy of a template of 2,000 rows", figure=f"{median(spent):.0f} ms", target="≤ 50 ms", met=median(spent) <= 50, told=f"{rows} rows"
    )
