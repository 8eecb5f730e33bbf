"""A PostgreSQL of our own: started under the data folder, watched, ended with us (house decision 1).

Who holds the lock on the data folder owns the server and runs it as a child; whoever comes second connects to it, and
takes over when the owner goes. Alive means that a query is answered; no process id is believed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import psycopg
import structlog

from ledgergate.store.launch import DATABASE, OWNER, SERVER, STOP_SECONDS, Running, initialise, last_words, launch, prepare
from ledgergate.store.premises import NEWEST, Premises, Refused, look_in, move_in, move_out, open_folder, open_private, passwords, write

if TYPE_CHECKING:
    from collections.abc import Generator

PATIENCE: Final = 30.0
"""Seconds that a start may take, recovery after a crash included."""
TICK: Final = 0.02
LOOK_SECONDS: Final = 0.5
"""How often one who came second looks whether the owner is gone."""
STILL_LEAVING: Final = ("lock file", "shared memory block")
"""What PostgreSQL complains of while the processes of a killed predecessor are not all gone."""
log = structlog.get_logger(__name__)


class Embedded:
    """An embedded PostgreSQL in use by this process; close it before the process ends."""

    def __init__(self, data: Path, *, programs: str = NEWEST) -> None:
        """Start the server of a data folder, or connect to the one that runs. Raises Refused."""
        self.data = open_folder(data)
        self._programs = programs
        self._closing = threading.Event()
        self._turn = threading.Lock()
        self._lock = _open_lock(self.data)
        self._running: Running | None = None
        deadline = time.monotonic() + PATIENCE
        try:
            while not (_locked(self._lock) and self._start(deadline)) and not self._connects(deadline):
                time.sleep(TICK)
        except BaseException:
            os.close(self._lock)
            raise
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
        with self._turn:
            if self._running is not None:
                self._running.end()
                move_out(self._running.premises)
        self._thread.join(STOP_SECONDS)
        os.close(self._lock)

    def _url(self, role: str, database: str = DATABASE) -> str:
        return url(self.data, role, database)

    def _start(self, deadline: float) -> bool:
        premises = move_in(self.data, self._programs)
        try:
            initialise(premises)
            _end_orphan(premises.cluster, deadline)
            self._running = launch(premises)
            self._await(premises, deadline)
            if not premises.prepared.exists():
                prepare(url(self.data, "postgres", "postgres"), passwords(self.data))
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
                if not any(sign in last_words(premises.log) for sign in STILL_LEAVING) or time.monotonic() > deadline - PATIENCE / 2:
                    raise Refused(f"PostgreSQL does not start; {premises.log} ends with: {last_words(premises.log)}")
                self._running = launch(premises)
            if time.monotonic() > deadline or self._closing.is_set():
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
                with self._turn:
                    if not self._closing.is_set():
                        self._start(time.monotonic() + PATIENCE)
            except (Refused, OSError, psycopg.Error):
                log.exception("PostgreSQL does not start", data=str(self.data))
                self._closing.wait(PATIENCE / 10)
            else:
                return


def url(data: Path, role: str, database: str = DATABASE) -> str:
    """Give the address of a data folder's server for one of its roles. Raises Refused."""
    socket = look_in(data)
    if socket is None:
        raise Refused(f"No PostgreSQL was ever started in {data}.")
    return f"postgresql://{role}:{quote(passwords(data)[role], safe='')}@/{database}?host={quote(str(socket), safe='')}&port=5432"


@contextlib.contextmanager
def embedded(data: Path, *, programs: str = NEWEST) -> Generator[Embedded]:
    """Use an embedded PostgreSQL for as long as the block runs. Raises Refused."""
    found = Embedded(data, programs=programs)
    try:
        yield found
    finally:
        found.close()


def _open_lock(data: Path) -> int:
    try:
        return open_private(data / "lock", os.O_RDWR)
    except OSError as trouble:
        raise Refused(f"The folder {data} cannot be used: {trouble.strerror}.") from trouble


def _locked(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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
