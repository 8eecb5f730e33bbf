"""What tests share: a real PostgreSQL, a database with the schema as declared, a company of one's own.

- `servers`: embedded PostgreSQL servers of this test run, one for each set of programs, shared by all xdist workers.
- `programs`: which set of programs; the newest. The tests of `store` override it and run on both.
- `postgres`: the running server of that set: `owner_url`, `server_url`.
- `registry`: the standard declarations, frozen once.
- `database`: a `Database` of the server's role; the schema is what the declarations say, whether or not the snapshot is fresh.
- `company`: an empty company made for this test alone: `key`, `id`. Nothing else stands in it, and nobody else uses it.
- `other_company`: a second one.
- `work`: a unit of work in `company`, undone at the end unless committed.
- `clean_url`: the owner's and the server's address of a database of this test's own, empty, for tests that change schemas.
- `house`: the assembled house: declarations, handlers, rules.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import tempfile
import uuid
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg
import pytest
from psycopg import sql

from ledgergate.standard.everything import registry as standard
from ledgergate.store import companies, schema
from ledgergate.store.connections import Database
from ledgergate.store.embedded import Embedded, url
from ledgergate.store.premises import NEWEST
from ledgergate.store.script import script

if TYPE_CHECKING:
    from collections.abc import Generator

    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.work import Work

CARELESS: Final = ("alter system set fsync = off", "alter system set full_page_writes = off", "select pg_reload_conf()")
"""Nothing of a test run outlives the machine; tests of crashes run servers of their own."""
RUN: Final = "PYTEST_XDIST_TESTRUNUID"


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """Two addresses of one database."""

    owner: str
    server: str


class Servers:
    """The PostgreSQL servers of this run and their databases, each started when first asked for."""

    def __init__(self, place: Path, stack: ExitStack) -> None:
        """Keep everything under one folder, which every worker of the run knows."""
        self._place = place
        self._stack = stack
        self._servers: dict[str, Embedded] = {}
        self._databases: dict[str, Database] = {}

    def postgres(self, programs: str) -> Embedded:
        """Give the running server of a set of programs."""
        if programs not in self._servers:
            self._servers[programs] = self._stack.enter_context(_running(self._place / programs, programs))
            with psycopg.connect(self.superuser(programs), autocommit=True) as connection:
                connection.execute("select pg_advisory_lock(1)")
                for each in CARELESS:
                    connection.execute(each)
        return self._servers[programs]

    def superuser(self, programs: str, database: str = "postgres") -> str:
        """Give the address of the role that may make databases."""
        return url(self.postgres(programs).data, "postgres", database)

    def database(self, programs: str, registry: Registry) -> Database:
        """Give the database that the tests of this run share, with the schema as declared."""
        if programs not in self._databases:
            found = self.postgres(programs)
            make_ready(Urls(owner=found.owner_url, server=found.server_url), registry)
            self._databases[programs] = database = Database(found.server_url)
            self._stack.callback(database.close)
        return self._databases[programs]


def make_ready(urls: Urls, registry: Registry) -> None:
    """Give an empty database the schema that the declarations ask for; leave one that has it alone."""
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(1)")
        if schema.version(connection) is None:
            schema.create(connection, script(registry))
            schema.grant(connection, schema.role_of(urls.server))


@contextmanager
def _running(data: Path, programs: str) -> Generator[Embedded]:
    """Run a server that ends when the last worker is done with it: whoever owns it waits for the others."""
    found = Embedded(data, programs=programs)
    with (data / "tests").open("w") as guests:
        fcntl.flock(guests, fcntl.LOCK_SH)
        yield found
        fcntl.flock(guests, fcntl.LOCK_EX if found.owns else fcntl.LOCK_UN)
    found.close()


@pytest.fixture(scope="session")
def servers() -> Generator[Servers]:
    run = os.environ.get(RUN) or uuid.uuid4().hex
    place = Path(tempfile.gettempdir()) / f"ledgergate-tests-{run[:12]}"
    place.mkdir(exist_ok=True)
    place.chmod(0o711)
    with (place / "guests").open("w") as guests:
        fcntl.flock(guests, fcntl.LOCK_SH)
        with ExitStack() as stack:
            yield Servers(place, stack)
        with suppress(BlockingIOError):
            fcntl.flock(guests, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def programs() -> str:
    return NEWEST


@pytest.fixture(scope="session")
def registry() -> Registry:
    return standard()


@pytest.fixture(scope="session")
def postgres(servers: Servers, programs: str) -> Embedded:
    return servers.postgres(programs)


@pytest.fixture(scope="session")
def database(servers: Servers, programs: str, registry: Registry) -> Database:
    return servers.database(programs, registry)


@pytest.fixture
def company(database: Database) -> Company:
    return fresh_company(database)


@pytest.fixture
def other_company(database: Database) -> Company:
    return fresh_company(database)


def fresh_company(database: Database) -> Company:
    """Make an empty company with a name of its own."""
    name = f"Test-{secrets.token_hex(6)}"
    with database.directory() as work:
        made = companies.create(work, name)
        work.commit()
    return made


@pytest.fixture
def work(database: Database, company: Company) -> Generator[Work]:
    with database.work(company.key) as found:
        yield found


@pytest.fixture
def clean_url(servers: Servers, programs: str) -> Generator[Urls]:
    name = f"test_{secrets.token_hex(6)}"
    data = servers.postgres(programs).data
    with psycopg.connect(servers.superuser(programs), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} owner ledgergate_owner").format(sql.Identifier(name)))
        yield Urls(owner=url(data, "ledgergate_owner", name), server=url(data, "ledgergate_server", name))
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def house() -> House:
    from ledgergate.server.assemble import assemble  # noqa: PLC0415 (most tests need no house)

    return assemble()
