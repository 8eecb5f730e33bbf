"""A PostgreSQL of our own: started under the data folder, watched, ended with us (house decision 1).

Who holds the lock on the data folder owns the server and runs it as a child; whoever comes second connects to it, and
takes over when the owner goes. Alive means that a query is answered; no process id is believed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import psycopg
import structlog
from psycopg import sql

from ledgergate.store.premises import NEWEST, Premises, Refused, hand_over, look_in, move_in, open_folder, passwords, write

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASE: Final = "ledgergate"
OWNER: Final = "ledgergate_owner"
SERVER: Final = "ledgergate_server"
PATIENCE: Final = 30.0
"""Seconds that a start may take, recovery after a crash included."""
TICK: Final = 0.02
STOP_SECONDS: Final = 5.0
LOOK_SECONDS: Final = 0.5
"""How often one who came second looks whether the owner is gone."""
STILL_LEAVING: Final = ("lock file", "shared memory block")
"""What PostgreSQL complains of while the processes of a killed predecessor are not all gone."""
LARGEST_LOG: Final = 10_000_000

SETTINGS: Final = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=100",
    "shared_buffers=64MB",
    "work_mem=8MB",
    "maintenance_work_mem=64MB",
    "max_wal_size=1GB",
    "min_wal_size=80MB",
    "wal_level=replica",
    "max_wal_senders=2",
    "autovacuum_max_workers=2",
    "jit=off",
    "huge_pages=off",
    "timezone=GMT",
    "log_timezone=GMT",
    "log_destination=stderr",
    "log_min_messages=log",
    "log_min_error_statement=panic",
    "cluster_name=ledgergate",
)
"""Small in memory and quiet: statements hold people's data, so a failed one leaves no trace in the log."""
SINCE_18: Final = ("io_method=sync",)

LAUNCH: Final = """exec 3<&0
( ( if read -r _ <&3; then :; else kill -INT $$; fi ) >/dev/null 2>&1 & )
exec "$@" </dev/null 3<&-"""
"""Become PostgreSQL, and leave a watcher on our end of a pipe: when we are gone, however that came, it ends the server.

A line sent down the pipe sends the watcher home. (A signal on the parent's death would not do: it follows the thread
that started the child, and is lost when the child changes its account.)
"""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A started server: its process, and our end of the pipe that its watcher holds."""

    process: subprocess.Popen[bytes]
    pipe: int

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server, harder when it does not stop; it is gone when this returns."""
        for each in (how, signal.SIGQUIT, signal.SIGKILL):
            self.process.send_signal(each)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
                break
        self.gone()

    def gone(self) -> None:
        """Send the watcher home once the server is gone."""
        with contextlib.suppress(OSError):
            os.write(self.pipe, b"\n")
        with contextlib.suppress(OSError):
            os.close(self.pipe)


class Embedded:
    """An embedded PostgreSQL in use by this process; close it before the process ends."""

    def __init__(self, data: Path, *, programs: str = NEWEST) -> None:
        """Start the server of a data folder, or connect to the one that runs. Raises Refused."""
        self.data = open_folder(data)
        self._programs = programs
        self._closing = threading.Event()
        self._lock = _open_lock(self.data)
        self._running: Running | None = None
        deadline = time.monotonic() + PATIENCE
        while not (_locked(self._lock) and self._start(deadline)) and not self._connects(deadline):
            time.sleep(TICK)
        self._thread = threading.Thread(target=self._watch, name="postgresql", daemon=True)
        self._thread.start()

    @property
    def owns(self) -> bool:
        """Whether this process runs the server, rather than another that came first."""
        return self._running is not None

    @property
    def owner_url(self) -> str:
        """Give the address for the role that owns the tables: migrations, verification, dumps."""
        return self._url(OWNER)

    @property
    def server_url(self) -> str:
        """Give the address for the role of the server, which sees one company at a time."""
        return self._url(SERVER)

    def close(self) -> None:
        """Stop the server if it is ours, and give the data folder free."""
        self._closing.set()
        if self._running is not None:
            self._running.end()
        self._thread.join(STOP_SECONDS)
        os.close(self._lock)

    def _url(self, role: str, database: str = DATABASE) -> str:
        return url(self.data, role, database)

    def _start(self, deadline: float) -> bool:
        premises = move_in(self.data, self._programs)
        try:
            _initialise(premises)
            _end_orphan(premises.cluster, deadline)
            self._running = _launch(premises)
            self._await(premises, deadline)
            if not premises.prepared.exists():
                _prepare(url(self.data, "postgres", "postgres"), passwords(self.data))
                write(premises.prepared, "roles and database are there\n")
        except BaseException:
            if self._running is not None:
                self._running.end()
                self._running = None
            raise
        return True

    def _await(self, premises: Premises, deadline: float) -> None:
        """Wait until a query is answered, and start again while PostgreSQL finds its predecessor still leaving."""
        role, database = (SERVER, DATABASE) if premises.prepared.exists() else ("postgres", "postgres")
        while not _answers(self._url(role, database)):
            if self._running is not None and self._running.process.poll() is not None:
                self._running.gone()
                if not any(sign in _last_words(premises.log) for sign in STILL_LEAVING) or time.monotonic() > deadline - PATIENCE / 2:
                    raise Refused(f"PostgreSQL does not start; {premises.log} ends with: {_last_words(premises.log)}")
                self._running = _launch(premises)
            if time.monotonic() > deadline:
                raise Refused(f"PostgreSQL in {self.data} answered no query in {PATIENCE:.0f} seconds; see {premises.log}.")
            time.sleep(TICK)

    def _connects(self, deadline: float) -> bool:
        if look_in(self.data) is not None and (self.data / "prepared").exists() and _answers(self.server_url):
            return True
        if time.monotonic() > deadline:
            raise Refused(f"Another process uses {self.data}, and its PostgreSQL answers no query.")
        return False

    def _watch(self) -> None:
        """Start the server again when it dies, and take over when the process that runs it ends."""
        while not self._closing.is_set():
            if self._running is None:
                if self._closing.wait(LOOK_SECONDS) or not _locked(self._lock):
                    continue
                self._begin_again("the process that ran PostgreSQL is gone")
                continue
            self._running.process.wait()
            if not self._closing.is_set():
                self._running.gone()
                self._running = None
                self._begin_again("PostgreSQL ended by itself")

    def _begin_again(self, why: str) -> None:
        log.warning("starting PostgreSQL again", why=why, data=str(self.data))
        while not self._closing.is_set():
            try:
                self._start(time.monotonic() + PATIENCE)
            except (Refused, OSError, psycopg.Error):
                log.exception("PostgreSQL does not start", data=str(self.data))
                self._closing.wait(PATIENCE / 10)
            else:
                if self._closing.is_set() and self._running is not None:
                    self._running.end()
                return


def url(data: Path, role: str, database: str = DATABASE) -> str:
    """Give the address of a data folder's server for one of its roles. Raises Refused."""
    socket = look_in(data)
    if socket is None:
        raise Refused(f"No PostgreSQL was ever started in {data}.")
    return f"postgresql://{role}:{quote(passwords(data)[role], safe='')}@/{database}?host={quote(str(socket), safe='')}&port=5432"


@contextlib.contextmanager
def embedded(data: Path, *, programs: str = NEWEST) -> Iterator[Embedded]:
    """Use an embedded PostgreSQL for as long as the block runs. Raises Refused."""
    found = Embedded(data, programs=programs)
    try:
        yield found
    finally:
        found.close()


def _open_lock(data: Path) -> int:
    try:
        return os.open(data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as trouble:
        raise Refused(f"The folder {data} cannot be used: {trouble.strerror}.") from trouble


def _locked(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _command(premises: Premises, arguments: list[str], **options: object) -> dict[str, object]:
    """Say how to run a program of PostgreSQL: its account, nothing of our environment, a session of its own."""
    found: dict[str, object] = {
        "args": arguments,
        "cwd": premises.home,
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "GMT"},
        "start_new_session": True,
        "umask": 0o077,
        **options,
    }
    if premises.account is not None:
        found |= {"user": premises.account.user, "group": premises.account.group, "extra_groups": []}
    return found


def _initialise(premises: Premises) -> None:
    """Make the cluster, when there is none: beside its place first, so that half of one is never taken for it."""
    if premises.cluster.exists():
        return
    fresh = premises.home / "fresh"
    # Removed by its own account, which owns what an interrupted first start left behind.
    subprocess.run(**_command(premises, ["/bin/rm", "-rf", "--", str(fresh)]), check=True)  # type: ignore[call-overload]
    provider = ["--locale-provider=builtin", "--locale=C.UTF-8"] if _since_18(premises) else ["--locale=C"]
    arguments = [str(premises.programs / "bin" / "initdb"), "-D", str(fresh), "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8"]
    word = premises.home / "word"
    hand_over(premises, word, passwords(premises.data)["postgres"])
    try:
        made = subprocess.run(  # type: ignore[call-overload]
            **_command(premises, [*arguments, *provider, f"--pwfile={word}"]),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    finally:
        word.unlink()
    if made.returncode:
        raise Refused(f"PostgreSQL cannot make its data in {premises.home}: {' '.join(made.stdout.split())[-300:]}")
    fresh.rename(premises.cluster)


def _since_18(premises: Premises) -> bool:
    return premises.programs.name == NEWEST


def _launch(premises: Premises) -> Running:
    """Start the server process, and the watcher that ends it should we die."""
    folder = str(premises.socket).replace('"', '""')
    given = (*SETTINGS, *(SINCE_18 if _since_18(premises) else ()), f'unix_socket_directories="{folder}"')
    arguments = [str(premises.programs / "bin" / "postgres"), "-D", str(premises.cluster)]
    for each in given:
        arguments += ["-c", each]
    if premises.log.exists() and premises.log.stat().st_size > LARGEST_LOG:
        premises.log.rename(premises.log.with_suffix(".log.1"))
    reading, writing = os.pipe()
    written = os.open(premises.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        process: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]
            **_command(premises, ["/bin/sh", "-c", LAUNCH, "sh", *arguments]), stdin=reading, stdout=written, stderr=written
        )
    except OSError:
        os.close(writing)
        raise
    finally:
        os.close(reading)
        os.close(written)
    return Running(process=process, pipe=writing)


def _end_orphan(cluster: Path, deadline: float) -> None:
    """End a server that outlived its owner. Only one that works in this very folder is touched."""
    try:
        number = int((cluster / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    for each in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        until = min(time.monotonic() + STOP_SECONDS / 2, deadline)
        if not _works_in(number, cluster):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, each)
        while time.monotonic() < until and _works_in(number, cluster):
            time.sleep(TICK)


def _works_in(number: int, cluster: Path) -> bool:
    """Tell whether a process has the cluster as its working folder, as a PostgreSQL server has; where that can be seen."""
    try:
        return Path(f"/proc/{number}/cwd").samefile(cluster)
    except OSError:
        return False


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=5, autocommit=True) as connection:
            connection.execute("select 1")
    except psycopg.Error:
        return False
    return True


def _last_words(file: Path) -> str:
    with contextlib.suppress(OSError):
        return " ".join(file.read_text(errors="replace").splitlines()[-3:])[-500:]
    return "nothing"


def _prepare(superuser: str, words: dict[str, str]) -> None:
    """Make the roles and the database; each only when it is not there, for an interrupted first start."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for role in (OWNER, SERVER):
            there = connection.execute("select from pg_roles where rolname = %s", [role]).fetchone()
            verb = sql.SQL("create" if there is None else "alter")
            connection.execute(sql.SQL("{} role {} login password {}").format(verb, sql.Identifier(role), sql.Literal(words[role])))
        if connection.execute("select from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            made = sql.SQL("create database {} owner {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            connection.execute(made)
        connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(DATABASE)))
        connection.execute(sql.SQL("grant connect on database {} to {}").format(sql.Identifier(DATABASE), sql.Identifier(SERVER)))
