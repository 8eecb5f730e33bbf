"""A unit of work: one connection, one transaction, statements that name their company."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import structlog
from psycopg import errors

from ledgergate.base.fault import Defect

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from ledgergate.store.connections import Database, Wire

NOTHING: Mapping[str, object] = {}

log = structlog.get_logger(__name__)


class Conflict(Exception):
    """Others stood in the way (a deadlock, a serialization failure, a record that went meanwhile): run the unit again."""


class Taken(Exception):
    """A unique key is in use by a record that another unit committed meanwhile."""


class Unreachable(Exception):
    """The database cannot be reached, or the connection broke."""


class Work:
    """One connection and at most one open transaction, begun by the first statement that may write.

    `texts` alone does not begin one: a function that only reads pays a single round trip.
    """

    def __init__(self, database: Database, connection: Wire, company: int) -> None:
        """Take a connection whose company is set already."""
        self.database = database
        self.company = company
        self._connection = connection
        self._open = False
        self._depth = 0
        self._afterwards: list[Callable[[], None]] = []

    def rows(self, sql: str, params: Mapping[str, object] = NOTHING, *, prepare: bool | None = None) -> list[tuple[Any, ...]]:
        """Run a statement and give its rows as Python values. Raises Conflict, Taken, Unreachable.

        `prepare=False` plans it anew for the values at hand, for a search whose best way depends on how much there is.
        """
        self.begin()
        return self._run(self._connection.plain, sql, params, prepare=prepare).fetchall()

    def texts(self, sql: str, params: Mapping[str, object] = NOTHING, *, prepare: bool | None = None) -> list[tuple[str | None, ...]]:
        """Run a SELECT and give its rows as the words of the wire: dates `MM/DD/YYYY`, shortest decimals, `true`.

        `prepare=False` for a statement that will hardly come again.
        """
        return self._run(self._connection.wired, sql, params, prepare=prepare).fetchall()

    def run(self, sql: str, params: Mapping[str, object] = NOTHING) -> int:
        """Run a statement and give the number of rows it touched. Raises Conflict, Taken, Unreachable."""
        self.begin()
        return self._run(self._connection.plain, sql, params).rowcount

    def begin(self) -> None:
        """Open the transaction, if none is open."""
        if not self._open:
            self._run(self._connection.plain, "begin", NOTHING, prepare=False)
            self._open = True

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Undo what stands inside when it raises, and let the exception go on."""
        self.begin()
        self._depth += 1
        name = f"s{self._depth}"
        self._run(self._connection.plain, f"savepoint {name}", NOTHING, prepare=False)
        try:
            yield
        except Exception as trouble:
            if not isinstance(trouble, Conflict | Unreachable):
                self._run(self._connection.plain, f"rollback to savepoint {name}", NOTHING, prepare=False)
            raise
        else:
            self._run(self._connection.plain, f"release savepoint {name}", NOTHING, prepare=False)
        finally:
            self._depth -= 1

    def commit(self) -> None:
        """Make everything final, then run what waits for that. Raises Conflict, Unreachable.

        PostgreSQL answers a commit after a failed statement by undoing everything, and calls that no error: here it is one.
        """
        if self._open:
            self._open = False
            if self._run(self._connection.plain, "commit", NOTHING, prepare=False).statusmessage != "COMMIT":
                raise Defect("a unit of work in which a statement had failed was undone, where it should have been committed")
        waiting, self._afterwards = self._afterwards, []
        for act in waiting:
            act()

    def rollback(self) -> None:
        """Undo everything since the last commit."""
        self._afterwards.clear()
        if self._open:
            self._open = False
            self._run(self._connection.plain, "rollback", NOTHING, prepare=False)

    def after_commit(self, act: Callable[[], None]) -> None:
        """Run something once this transaction is final, and not at all if it is undone."""
        self._afterwards.append(act)

    def _run(
        self, cursor: psycopg.Cursor[tuple[Any, ...]], sql: str, params: Mapping[str, object], *, prepare: bool | None = None
    ) -> psycopg.Cursor[tuple[Any, ...]]:
        try:
            return cursor.execute(sql, params or None, prepare=prepare)  # type: ignore[arg-type]  # the house rule on built SQL stands in its place
        except (errors.DeadlockDetected, errors.SerializationFailure) as trouble:
            raise Conflict(str(trouble)) from trouble
        except errors.ForeignKeyViolation as trouble:
            # What was referenced went, or what goes was referenced, after it had been looked at: the next run sees that.
            log.warning("a record was gone or came into use meanwhile", why=str(trouble))
            raise Conflict(str(trouble)) from trouble
        except errors.UniqueViolation as trouble:
            raise Taken(str(trouble)) from trouble
        except (errors.CheckViolation, errors.WithCheckOptionViolation) as trouble:
            raise Defect(str(trouble)) from trouble
        except psycopg.OperationalError as trouble:
            raise Unreachable(str(trouble)) from trouble
