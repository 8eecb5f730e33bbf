"""Connections of the server's role: pooled, each bound to one company at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.adapt import Loader
from psycopg.types.string import TextLoader
from psycopg_pool import ConnectionPool, PoolTimeout

from ledgergate.store.work import Unreachable, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DIRECTORY = 0
"""The company of work on what stands above companies; no company has this key."""
PREPARED = 500
WAIT_SECONDS = 10.0


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


class Database:
    """The server's side of the database: one per process. Faults: Unreachable when no connection is to be had."""

    def __init__(self, url: str, *, most: int = 8) -> None:
        """Open a pool of at most so many connections, lazily."""
        self.url = url
        self.blocks: dict[tuple[int, str], range] = {}
        """Record numbers taken ahead, by company and family; see numbers.py."""
        options = "-c search_path=mine -c timezone=UTC -c lock_timeout=30s -c idle_in_transaction_session_timeout=60s"
        self._pool: ConnectionPool[Wire] = ConnectionPool(
            url,
            connection_class=Wire,
            kwargs={"autocommit": True, "options": options, "application_name": "ledgergate"},
            min_size=1,
            max_size=most,
            configure=_configure,
            open=True,
            timeout=WAIT_SECONDS,
        )

    def once(self, sql: str, params: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Run one statement that needs no company's views, final by itself. Raises Unreachable."""
        with self._lent() as connection:
            try:
                return connection.plain.execute(sql, params).fetchall()  # type: ignore[arg-type]
            except psycopg.OperationalError as trouble:
                raise Unreachable(str(trouble)) from trouble

    @contextmanager
    def _lent(self) -> Iterator[Wire]:
        try:
            connection = self._pool.getconn()
        except (PoolTimeout, psycopg.OperationalError) as trouble:
            raise Unreachable(str(trouble)) from trouble
        try:
            yield connection
        finally:
            self._pool.putconn(connection)

    @contextmanager
    def work(self, company: int) -> Iterator[Work]:
        """Give a unit of work in one company; what is not committed inside is undone. Raises Unreachable."""
        with self._lent() as connection:
            work = Work(self, connection, company)
            if connection.company != company:
                connection.plain.execute("select set_config('ledgergate.company', %(company)s, false)", {"company": str(company)})
                connection.company = company
            try:
                yield work
            finally:
                try:
                    work.rollback()
                except Unreachable:
                    connection.close()

    @contextmanager
    def directory(self) -> Iterator[Work]:
        """Give a unit of work on what stands above companies: companies, senders, authorisations."""
        with self.work(DIRECTORY) as work:
            yield work

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()
