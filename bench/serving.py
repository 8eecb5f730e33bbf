"""Start and stop what is measured: ledgergate with two workers, and the floor behind the same HTTP server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMAND: Final = str(Path(sys.executable).parent / "ledgergate")
ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE: Final = 120.0


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def await_health(port: int, path: str = "/healthz") -> float:
    """Wait until the server answers; give the seconds it took. Raises TimeoutError."""
    started = time.perf_counter()
    while time.perf_counter() - started < PATIENCE:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5):
                return time.perf_counter() - started
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(f"nothing answers on port {port}")


@contextmanager
def running(command: Sequence[str], environment: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program until the block ends, then stop it gently."""
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | (environment or {}), stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextmanager
def ledgergate(data: Path, *, workers: int = 2, demo: bool = True) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a data folder; give port and process once it is healthy."""
    port = free_port()
    command = [COMMAND, "serve", "--port", str(port), "--data", str(data), "--workers", str(workers), *(["--demo"] if demo else [])]
    with running(command) as process:
        await_health(port)
        yield port, process


@contextmanager
def floor(data: Path, company: int) -> Iterator[int]:
    """Serve the floor on the database of a data folder that is being served."""
    port = free_port()
    url = told("database", "url", "--data", str(data))
    command = [sys.executable, "-m", "uvicorn", "bench.floors.app:app", "--factory", "--workers", "2", "--port", str(port)]
    command += ["--loop", "uvloop", "--http", "httptools", "--log-level", "warning", "--no-access-log"]
    with running(command, {"FLOOR_DATABASE": url, "FLOOR_COMPANY": str(company)}):
        await_health(port, "/")
        yield port


def told(*arguments: str) -> str:
    """Run a command of ledgergate and give what it says."""
    return subprocess.run([COMMAND, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def family(process: int) -> list[int]:
    """Give a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found = [process]
    for each in found:
        found.extend(parents.get(each, []))
    return found


def name_of(process: int) -> str:
    """Give a process's own name."""
    try:
        return Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return ""


def cpu_seconds(processes: Sequence[int]) -> float:
    """Give the seconds of processor time that processes have used."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def pss_mib(processes: Sequence[int]) -> float:
    """Give the memory of processes, shared pages counted once over those who share them."""
    total = 0
    for process in processes:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024
