"""The database a process works on: an existing one, or the embedded one for as long as it is needed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgergate.store import schema
from ledgergate.store.connections import Database
from ledgergate.store.embedded import embedded

if TYPE_CHECKING:
    from collections.abc import Generator

    from ledgergate.server.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """The addresses of one database: for the server's role and for its owner."""

    server: str
    owner: str


@contextmanager
def urls(settings: Settings) -> Generator[Urls]:
    """Give the addresses of a database that is ready for this release. Raises Refused."""
    if settings.database_url:
        schema.prepare(settings.owner_url, settings.database_url)
        yield Urls(server=settings.database_url, owner=settings.owner_url)
        return
    with embedded(settings.data) as found:
        schema.prepare(found.owner_url, found.server_url)
        yield Urls(server=found.server_url, owner=found.owner_url)


@contextmanager
def database(settings: Settings) -> Generator[Database]:
    """Give the database itself, for a command. Raises Refused, Unreachable."""
    with urls(settings) as found:
        opened = Database(found.server, most=settings.threads)
        try:
            yield opened
        finally:
            opened.close()
