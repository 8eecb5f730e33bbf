"""Run every measure and keep the table in bench/RESULTS.md. Not a test: nothing fails when a target is missed."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from bench import bulk, copies, measures, serving, starts

RESULTS: Final = Path(__file__).parent / "RESULTS.md"
BEGIN: Final = "<!-- measured -->"
END: Final = "<!-- end -->"


def main() -> None:
    """Measure, print, keep."""
    rows: list[measures.Row] = []
    with starts.folder() as data:
        with serving.ledgergate(data, workers=2) as (port, process):
            rows += _served(data, port, process.pid)
        rows += starts.memory(data)
    rows += starts.starts()
    table = Table("work", "figure", "target", "met", "")
    for row in rows:
        table.add_row(row.work, row.figure, row.target, "yes" if row.met else "NO", row.told)
    Console().print(table)
    _keep(rows)


def _served(data: Path, port: int, server: int) -> list[measures.Row]:
    serving.told("company", "set", "demo", "--connections", "64", "--data", str(data))
    with bulk.connect(serving.told("database", "url", "--owner", "--data", str(data))) as owner:
        demo: int = owner.execute("select key from ledgergate.company where id = 'demo'").fetchone()[0]  # type: ignore[index]
        bench = measures.Bench(data=data, port=port, server=server, owner=owner, demo=demo)
        rows = [measures.small_read(bench)]
        with serving.floor(data, demo) as floor:
            rows += [measures.journals(bench, floor), measures.vendors(bench, floor)]
        rows.append(copies.copies(bench))
        companies = measures.big_companies(bench)
        rows += [measures.page(bench, companies["bench-small"]), measures.scale(bench), measures.balances(bench, companies)]
    return rows


def _keep(rows: list[measures.Row]) -> None:
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [BEGIN, "", f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine}; medians of {measures.ROUNDS} interleaved rounds.", ""]
    lines += ["| work | figure | target | met | told |", "|---|---|---|---|---|"]
    lines += [f"| {row.work} | {row.figure} | {row.target} | {'yes' if row.met else '**no**'} | {row.told} |" for row in rows]
    before, _, rest = RESULTS.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    RESULTS.write_text(before + "\n".join([*lines, "", END]) + after)


if __name__ == "__main__":
    sys.exit(main())
