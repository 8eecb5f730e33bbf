"""How long the server takes to start, and what it holds of memory when idle."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench import serving
from bench.measures import ROUNDS, Row, median

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def folder() -> Iterator[Path]:
    """Give a fresh data folder that PostgreSQL's own account can reach."""
    place = Path(tempfile.mkdtemp(prefix="ledgergate-bench-"))
    place.chmod(0o711)
    try:
        yield place / "data"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def seconds_to_health(data: Path, *, demo: bool) -> float:
    """Start a server of one worker, and give the seconds from the start of the process to the first healthy answer."""
    port = serving.free_port()
    command = [serving.COMMAND, "serve", "--port", str(port), "--data", str(data), *(["--demo"] if demo else [])]
    started = time.perf_counter()
    with serving.running(command):
        serving.await_health(port)
        return time.perf_counter() - started


def starts() -> list[Row]:
    """Measure first starts in fresh folders, and warm starts in a used one."""
    first: list[float] = []
    with_demo: list[float] = []
    warm: list[float] = []
    for _ in range(ROUNDS):
        with folder() as data:
            first.append(seconds_to_health(data, demo=False))
            warm.append(seconds_to_health(data, demo=False))
        with folder() as data:
            with_demo.append(seconds_to_health(data, demo=True))
    rows = (("warm start", warm, 1.5), ("first start", first, 5.0), ("first start with demo", with_demo, 10.0))
    return [Row(work=work, figure=f"{median(each):.2f} s", target=f"≤ {most:g} s", met=median(each) <= most) for work, each, most in rows]


def memory(data: Path) -> list[Row]:
    """Measure idle memory after the demo company is served: server alone, and with its PostgreSQL."""
    alone: list[float] = []
    whole: list[float] = []
    for _ in range(ROUNDS):
        with serving.ledgergate(data, workers=1) as (_port, process):
            time.sleep(2)
            family = serving.family(process.pid)
            ours = [each for each in family if serving.name_of(each) != "postgres"]
            alone.append(serving.pss_mib(ours))
            whole.append(serving.pss_mib(family))
    rows = (("idle memory, server with 1 worker", alone, 120), ("idle memory, with PostgreSQL after the demo", whole, 220))
    return [Row(work=work, figure=f"{median(each):.0f} MiB", target=f"≤ {most} MiB", met=median(each) <= most) for work, each, most in rows]
