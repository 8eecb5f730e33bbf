"""Connections of the server's role: pooled, each bound to one company at a time."""

from __future__ import annotations

import select
from collections.abc import Mapping
from contextlib import contextmanager
from secrets import randbelow
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg.adapt import Loader
from psycopg.types.string import TextLoader
from psycopg_pool import ConnectionPool, PoolTimeout

from ledgergate.store.work import Unreachable, Work

if TYPE_CHECKING:
    from collections.abc import Generator

DIRECTORY = 0
"""The company of work on what stands above companies; no company has this key."""
PREPARED = 500
PROCESSES: Final = 0x1ED6E
"""The space of advisory locks by which processes prove that they live."""
PROVE: Final = "select pg_advisory_lock(%(space)s::int, %(process)s::int) /* company: a process serves all */"
_TYPES = """
select c.relname, a.attname, format_type(a.atttypid, null)
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'mine'::regnamespace /* company: the shape of tables belongs to none */
"""
WAIT_SECONDS = 10.0
SETTINGS: Final[Mapping[str, Any]] = {
    "autocommit": True,
    "application_name": "ledgergate",
    "options": (
        "-c search_path=mine -c timezone=UTC -c lock_timeout=30s -c idle_in_transaction_session_timeout=60s"
        " -c enable_seqscan=off -c max_parallel_workers_per_gather=0"
    ),
}


class Day(Loader):
    """A date as the wire writes it."""

    def load(self, data: Any) -> str:  # noqa: ANN401 (a buffer of any kind)
        """Turn `2025-03-01` into `03/01/2025`."""
        said = bytes(data).decode()
        return f"{said[5:7]}/{said[8:10]}/{said[:4]}"


class Moment(Loader):
    """A moment as the wire writes it; the connection's time zone is UTC."""

    def load(self, data: Any) -> str:  # noqa: ANN401
        """Turn `2025-03-01 10:00:00.5+00` into `03/01/2025 10:00:00`."""
        said = bytes(data).decode()
        return f"{said[5:7]}/{said[8:10]}/{said[:4]} {said[11:19]}"


class Shortest(Loader):
    """A decimal without trailing zeros."""

    def load(self, data: Any) -> str:  # noqa: ANN401
        """Turn `10.500` into `10.5` and `0.000` into `0`."""
        said = bytes(data).decode()
        return said.rstrip("0").rstrip(".") if "." in said else said


class YesNo(Loader):
    """A yes or no in words."""

    def load(self, data: Any) -> str:  # noqa: ANN401
        """Turn `t` into `true`."""
        return "true" if bytes(data) == b"t" else "false"


class Wire(psycopg.Connection[tuple[Any, ...]]):
    """A connection with its two cursors, and the company its views show."""

    company: int = DIRECTORY
    plain: psycopg.Cursor[tuple[Any, ...]]
    wired: psycopg.Cursor[tuple[Any, ...]]


def _configure(connection: Wire) -> None:
    """Give a new connection its cursors; statements are prepared at first sight."""
    connection.prepare_threshold = 0
    connection.prepared_max = PREPARED
    connection.plain = connection.cursor()
    connection.wired = connection.cursor()
    adapters = connection.wired.adapters
    for name in ("int2", "int4", "int8", "text", "varchar", "name"):
        adapters.register_loader(name, TextLoader)
    for name, loader in (("date", Day), ("timestamptz", Moment), ("numeric", Shortest), ("bool", YesNo)):
        adapters.register_loader(name, loader)


def _stands(connection: Wire) -> bool:
    """Tell whether a waiting connection is still one; if it has something to say, it can only be that the server went away.

    Looking costs a microsecond where asking costs a round trip, and after a restart no request pays for an old connection.
    (The pool's own check would do, but waits a second and more after each connection it throws away.)
    """
    looking = select.poll()
    looking.register(connection.fileno(), select.POLLIN)
    return not looking.poll(0)


class Aside:
    """One connection beside the pool, for what must be final before the unit that needs it; used under a lock."""

    def __init__(self, url: str) -> None:
        """Connect when first asked."""
        self.blocks: dict[tuple[int, str], tuple[range, int]] = {}
        """Record numbers taken ahead, by company and family; see numbers.py."""
        self.lock = Lock()
        self.process = randbelow(2**31 - 1) + 1
        """This process among all that serve the database; a lock under this number proves that it lives."""
        self._url = url
        self._connection: Wire | None = None

    def connect(self) -> None:
        """Make sure the connection stands. Raises Unreachable."""
        try:
            self._connected()
        except psycopg.OperationalError as trouble:
            raise Unreachable(str(trouble)) from trouble

    def rows(self, company: int, sql: str, params: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Run one statement in a company, final by itself. Raises Unreachable."""
        try:
            connection = self._connected()
            _enter(connection, company)
            return connection.plain.execute(sql, params).fetchall()  # type: ignore[arg-type]
        except psycopg.OperationalError as trouble:
            self.close()
            raise Unreachable(str(trouble)) from trouble

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> Wire:
        if self._connection is None or self._connection.closed or not _stands(self._connection):
            self.close()
            self._connection = Wire.connect(self._url, **SETTINGS)
            _configure(self._connection)
            self._connection.plain.execute(PROVE, {"space": PROCESSES, "process": self.process})
        return self._connection


def _enter(connection: Wire, company: int) -> None:
    """Let the connection's views show a company; it stays until another is asked for."""
    if connection.company != company:
        connection.plain.execute("select set_config('ledgergate.company', %(company)s, false)", {"company": str(company)})
        connection.company = company


class Database:
    """The server's side of the database: one per process. Faults: Unreachable when no connection is to be had."""

    def __init__(self, url: str, *, most: int = 8) -> None:
        """Open a pool of at most so many connections, lazily."""
        self.url = url
        self._aside = Aside(url)
        self._types: Mapping[str, Mapping[str, str]] = {}
        self._pool: ConnectionPool[Wire] = ConnectionPool(
            url,
            connection_class=Wire,
            kwargs=SETTINGS,
            min_size=1,
            max_size=most,
            configure=_configure,
            open=True,
            timeout=WAIT_SECONDS,
        )

    def once(self, sql: str, params: Mapping[str, object], company: int | None = None) -> list[tuple[Any, ...]]:
        """Run one statement that returns rows, final by itself; without a company it asks about none. Raises Unreachable."""
        with self._lent() as connection:
            try:
                if company is not None:
                    _enter(connection, company)
                return connection.plain.execute(sql, params).fetchall()  # type: ignore[arg-type]
            except psycopg.OperationalError as trouble:
                raise Unreachable(str(trouble)) from trouble

    @contextmanager
    def _lent(self) -> Generator[Wire]:
        try:
            while not _stands(connection := self._pool.getconn()):
                connection.close()
                self._pool.putconn(connection)
        except (PoolTimeout, psycopg.OperationalError) as trouble:
            raise Unreachable(str(trouble)) from trouble
        try:
            yield connection
        finally:
            self._pool.putconn(connection)

    @contextmanager
    def work(self, company: int) -> Generator[Work]:
        """Give a unit of work in one company; what is not committed inside is undone. Raises Unreachable."""
        with self._lent() as connection:
            work = Work(self, connection, company)
            try:
                _enter(connection, company)
            except psycopg.OperationalError as trouble:
                raise Unreachable(str(trouble)) from trouble
            try:
                yield work
            finally:
                try:
                    work.rollback()
                except Unreachable:
                    connection.close()

    @contextmanager
    def directory(self) -> Generator[Work]:
        """Give a unit of work on what stands above companies: companies, senders, authorisations."""
        with self.work(DIRECTORY) as work:
            yield work

    @contextmanager
    def aside(self) -> Generator[Aside]:
        """Give the connection beside the pool, to one thread at a time."""
        with self._aside.lock:
            yield self._aside

    def types(self, table: str) -> Mapping[str, str]:
        """Give the type of each column of a table, as the database itself names it; asked once per process."""
        if not self._types:
            found: dict[str, dict[str, str]] = {}
            for name, column, kind in self.once(_TYPES, {}):
                found.setdefault(name, {})[column] = kind
            self._types = found
        return self._types[table]

    def process(self) -> int:
        """Give this process's number, with the lock that proves its life held. Raises Unreachable."""
        with self.aside() as aside:
            aside.connect()
            return aside.process

    def close(self) -> None:
        """Close every connection."""
        self._aside.close()
        self._pool.close()
