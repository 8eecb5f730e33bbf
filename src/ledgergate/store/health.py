"""What processes ask the database about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.store.work import Unreachable

if TYPE_CHECKING:
    from ledgergate.store.connections import Database

PING: Final = "select 1 /* company: none is asked about */"
VERSION: Final = "select current_setting('server_version') /* company: none is asked about */"
KEEPER: Final = "select pg_try_advisory_lock(%(space)s::int, 0) /* company: one process keeps house for all */"
KEEPERS: Final = 0x1ED6F


def answers(database: Database) -> bool:
    """Tell whether the database answers a query."""
    try:
        return database.once(PING, {}) == [(1,)]
    except Unreachable:
        return False


def version(database: Database) -> str:
    """Give PostgreSQL's version. Raises Unreachable."""
    return str(database.once(VERSION, {})[0][0])


def keeps_house(database: Database) -> bool:
    """Tell whether this process is the one that works beside the requests of all; the first that asks is. Raises Unreachable."""
    with database.aside() as aside:
        return bool(aside.rows(0, KEEPER, {"space": KEEPERS})[0][0])
