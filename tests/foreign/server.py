"""Start the real server with the demo company for a client's play, and stop it afterwards."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

BIN: Final = Path(sys.executable).parent
HERE: Final = Path(__file__).resolve().parent
PATIENCE: Final = 120
"""Seconds that a first start or a play may take on a busy machine before it counts as hung."""


@contextmanager
def serving(data: Path) -> Generator[str]:
    """Serve the demo company from an empty data folder on a free port; give scheme, host and port."""
    command = (str(BIN / "ledgergate"), "serve", "--demo", "--port", "0", "--data", str(data))
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=plain_environment()
    ) as server:
        try:
            yield base_of(server)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def base_of(server: subprocess.Popen[str]) -> str:
    """Wait for the ready line, take the address from it, and let whatever is said later run dry."""
    alarm = Timer(PATIENCE, server.kill)
    alarm.start()
    said: list[str] = []
    for line in server.stdout or ():
        said.append(line)
        if found := re.search(r"http://[^\s/]+", line):
            alarm.cancel()
            Thread(target=lambda: server.stdout and server.stdout.read(), daemon=True).start()
            return found.group()
    alarm.cancel()
    message = f"the server ended before it was ready: {''.join(said)}"
    raise AssertionError(message)


def plain_environment() -> Mapping[str, str]:
    """Leave out what would lead the server to another database, clock or folder."""
    return {name: value for name, value in os.environ.items() if not name.startswith("LEDGERGATE_")}


def play(command: Sequence[str], folder: Path) -> dict[str, str | None]:
    """Run a client's play and give for each step what went wrong, or nothing."""
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
    steps = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not steps:
        message = f"the play ended with {done.returncode}: {done.stdout}{done.stderr}"
        raise AssertionError(message)
    return {step["step"]: step["trouble"] for step in steps}
