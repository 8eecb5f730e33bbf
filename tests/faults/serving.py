"""The real server as a process: started by its command, killed without warning, spoken to over HTTP."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING, Final

from desk import Answer, Asked
from foreign.server import BIN, plain_environment
from ledgergate.gateway.endpoint import PATH
from ledgergate.gateway.exchange import Reply

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

COMMAND: Final = str(BIN / "ledgergate")
FIRST_START_SECONDS: Final = 120
"""A first start on a machine that is busy with other tests; what a start may cost is measured by the benchmarks."""
RECOVERY_SECONDS: Final = 10
ANSWER_SECONDS: Final = 45
DEMO: Final = Asked(sender="ledgergate", sender_password="ledgergate", company="demo", user="admin", password="admin")


@dataclass(slots=True)
class Server:
    """A server that runs: its process and where it answers."""

    process: subprocess.Popen[str]
    host: str
    port: int
    took: float
    """Seconds from the command to the ready line."""

    @property
    def recovery(self) -> float:
        """Give how long a start after a kill may take: ten seconds, or on a busy machine three times this start."""
        return max(RECOVERY_SECONDS, 3 * self.took)

    def post(self, document: str) -> Answer:
        """Send a request and give the answer. Raises OSError or HTTPException when there is none."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=ANSWER_SECONDS)
        try:
            connection.request("POST", PATH, document.encode(), {"Content-Type": "application/xml"})
            answered = connection.getresponse()
            kind = answered.headers.get("Content-Type") or ""
            return Answer(Reply(status=answered.status, content_type=kind, body=answered.read()))
        finally:
            connection.close()

    def ask(self, functions: str, asked: Asked = DEMO, **words: str) -> Answer:
        """Run functions as somebody."""
        return self.post(replace(asked, **words).xml(functions))

    def healthy(self) -> bool:
        """Tell whether the server says that it is well."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """End the process as a power cut would: it hears nothing of it."""
        self.process.kill()
        self.process.wait(RECOVERY_SECONDS)

    def stop(self) -> None:
        """End the process as an operator would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise


@contextmanager
def serving(data: Path, *options: str, port: int = 0, before: Sequence[str] = ()) -> Generator[Server]:
    """Serve a data folder; `before` is put in front of the command, to run it as somebody else."""
    started = start(data, *options, port=port, before=before)
    try:
        yield started
    finally:
        started.stop()


def start(data: Path, *options: str, port: int = 0, before: Sequence[str] = ()) -> Server:
    """Start a server and wait for its ready line."""
    began = time.monotonic()
    process = subprocess.Popen(
        [*before, COMMAND, "serve", "--port", str(port), "--data", str(data), *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=dict(plain_environment()),
    )
    alarm = Timer(FIRST_START_SECONDS, process.kill)
    alarm.start()
    said: list[str] = []
    for line in process.stdout or ():
        said.append(line)
        if found := re.search(r"http://([^\s/:]+):(\d+)", line):
            alarm.cancel()
            Thread(target=_run_dry, args=(process,), daemon=True).start()
            return Server(process, found.group(1), int(found.group(2)), time.monotonic() - began)
    alarm.cancel()
    process.wait()
    raise AssertionError(f"the server ended before it was ready: {''.join(said)}")


def command(data: Path, *words: str, said: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of the operator on a data folder."""
    line = [COMMAND, *words, "--data", str(data)]
    return subprocess.run(line, input=said or "", capture_output=True, text=True, check=False, timeout=120, env=dict(plain_environment()))


def told(data: Path, *words: str) -> str:
    """Run a command that must succeed, and give what it says."""
    done = command(data, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def until_healthy(server: Server, seconds: float = RECOVERY_SECONDS) -> float:
    """Wait for the server to be well; give how long it took."""
    began = time.monotonic()
    while not server.healthy():
        assert time.monotonic() - began < seconds, f"not well again after {seconds} seconds"
        time.sleep(0.05)
    return time.monotonic() - began


def postmaster(data: Path) -> int:
    """Give the process of the embedded PostgreSQL."""
    return int((data / "postgresql" / "data" / "postmaster.pid").read_text().split()[0])


def children(process: int) -> list[int]:
    """Give the processes that a process started."""
    found: list[int] = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(each.read_text().rpartition(")")[2].split()[1]) == process:
                found.append(int(each.parent.name))
    return found


def running(process: int) -> bool:
    """Tell whether a process is there and not merely waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _run_dry(process: subprocess.Popen[str]) -> None:
    """Take what the server says later, so that it never waits for a reader."""
    if process.stdout is not None:
        with process.stdout:
            process.stdout.read()


def journal(control: str, reference: str, amount: str = "10.00") -> str:
    """Write a function that posts rent paid, with a reference to find it by."""
    lines = "".join(
        f"<GLENTRY><ACCOUNTNO>{account}</ACCOUNTNO><TR_TYPE>{side}</TR_TYPE><TRX_AMOUNT>{amount}</TRX_AMOUNT><LOCATION>E100</LOCATION></GLENTRY>"
        for account, side in (("6000", "1"), ("1000", "-1"))
    )
    return (
        f'<function controlid="{control}"><create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>03/15/2026</BATCH_DATE>'
        f"<BATCH_TITLE>Rent</BATCH_TITLE><REFERENCENO>{reference}</REFERENCENO><ENTRIES>{lines}</ENTRIES></GLBATCH></create></function>"
    )


def references(server: Server, asked: Asked, mark: str) -> list[str]:
    """Give the references of the journals that begin with a mark, one for each journal there is."""
    query = (
        '<function controlid="q"><query><object>GLBATCH</object><select><field>REFERENCENO</field></select>'
        f"<filter><like><field>REFERENCENO</field><value>{mark}%</value></like></filter><pagesize>2000</pagesize></query></function>"
    )
    answer = server.ask(query, asked, unique="false")
    assert answer.statuses == ["success"], answer.text
    return answer.words("operation/result/data/GLBATCH/REFERENCENO")


def is_root() -> bool:
    """Tell whether the tests run as root, who may try out other accounts."""
    return os.geteuid() == 0
