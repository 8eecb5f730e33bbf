"""The schema of a database: made from the snapshot when there is none, brought up to date when it is older.

Migrations run in a process of their own, so that a server never carries the tool that runs them (house decision 3).
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict

from ledgergate.store.premises import Refused

if TYPE_CHECKING:
    from collections.abc import Generator

HERE: Final = Path(__file__).parent
SNAPSHOT: Final = HERE / "snapshot.sql"
VERSIONS: Final = HERE / "migrations" / "versions"
OWNER_URL: Final = "LEDGERGATE_OWNER_URL"
OLDEST: Final = 150_000
"""PostgreSQL 15 as it numbers itself: the first with `nulls not distinct`."""
ONE_AT_A_TIME: Final = 7_404_319_001
"""The advisory lock under which a schema is made or changed."""

MARK: Final = """
create table ledgergate.schema_version (
    version_num varchar(32) not null, constraint schema_version_pkc primary key (version_num)
)
"""
SET_MARK: Final = "insert into ledgergate.schema_version values (%(version)s)"
LOOK: Final = "select to_regclass('ledgergate.schema_version') is not null, to_regnamespace('ledgergate') is not null"
READ_MARK: Final = "select version_num from ledgergate.schema_version"

GRANTS: Final = (
    "revoke all on schema ledgergate, mine from public",
    "revoke all on all functions in schema mine from public",
    "grant usage on schema mine to {role}",
    "grant select, insert, update, delete on all tables in schema mine to {role}",
    "grant execute on all functions in schema mine to {role}",
)
"""What the server's role may do: read and write through the views of schema `mine`, and ask who stands at the door."""

TOO_MIGHTY: Final = """
select rolsuper or rolbypassrls or pg_has_role(rolname, current_user, 'member') from pg_roles where rolname = %(role)s
"""


def versions() -> tuple[str, ...]:
    """Give the versions of the schema, oldest first; each is the number in the name of a migration's file."""
    return tuple(sorted(each.stem[1:].partition("_")[0] for each in VERSIONS.glob("r[0-9]*.py")))


def prepare(owner_url: str, server_url: str) -> None:
    """Make a database ready for this release: created when empty, upgraded when older.

    Processes that start together wait for each other. Raises Refused: unreachable, too old a PostgreSQL, made by a newer
    release, addresses of two databases, a server's role that is missing or that could do more than it should.
    """
    role = role_of(server_url)
    with _alone(owner_url) as connection:
        _fit(connection, role, server_url)
        found = version(connection)
        known = versions()
        if found is None:
            create(connection, SNAPSHOT.read_text())
        elif found not in known:
            raise Refused(f"The database has schema version {found}, and this release knows up to {known[-1]}: install the newer release.")
        elif found != known[-1]:
            upgrade(owner_url)
        grant(connection, role)
    _enters(server_url)


def create(connection: psycopg.Connection, text: str) -> None:
    """Run the snapshot's statements in an empty database, all or none, and note the version. Raises Refused."""
    with connection.transaction():
        if connection.execute(LOOK).fetchone() != (False, False):
            raise Refused("The database has a schema ledgergate that nothing here made.")
        connection.execute(text)  # type: ignore[arg-type]  # the snapshot: generated, reviewed, part of this release
        connection.execute(MARK)
        connection.execute(SET_MARK, {"version": versions()[-1]})


def version(connection: psycopg.Connection) -> str | None:
    """Give the version of the schema; None when there is none."""
    with connection.transaction():
        row = connection.execute(LOOK).fetchone()
        if row is None or not row[0]:
            return None
        mark = connection.execute(READ_MARK).fetchone()
    return "" if mark is None else str(mark[0])


def upgrade(owner_url: str) -> None:
    """Run the migrations that are missing, in a process of their own. Raises Refused."""
    done = subprocess.run(
        [sys.executable, "-m", "ledgergate.store.migrations", "--upgrade"],
        env={**os.environ, OWNER_URL: owner_url},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"The database could not be upgraded: {' '.join(done.stderr.split()[:60])}")


def grant(connection: psycopg.Connection, role: str) -> None:
    """Let the server's role do what it needs and nothing else; harmless when said again."""
    with connection.transaction():
        for each in GRANTS:
            connection.execute(sql.SQL(each).format(role=sql.Identifier(role)))  # type: ignore[arg-type]  # constants above


def role_of(url: str) -> str:
    """Give the role an address connects as. Raises Refused, without repeating an address that may hold a password."""
    try:
        return str(conninfo_to_dict(url).get("user") or os.environ.get("PGUSER") or getuser())
    except psycopg.ProgrammingError as trouble:
        raise Refused("The address of the database is none: it reads postgresql://ROLE:PASSWORD@HOST:PORT/DATABASE.") from trouble


@contextmanager
def _alone(owner_url: str) -> Generator[psycopg.Connection]:
    try:
        connection = psycopg.connect(owner_url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as trouble:
        raise Refused(f"The database cannot be reached: {' '.join(str(trouble).split())}.") from trouble
    with connection:
        connection.execute("select pg_advisory_lock(%(lock)s)", {"lock": ONE_AT_A_TIME})
        yield connection


def _fit(connection: psycopg.Connection, role: str, server_url: str) -> None:
    """Refuse a PostgreSQL that is too old and a server's role that walls would not hold; make the role if it is missing."""
    if connection.info.server_version < OLDEST:
        raise Refused(f"This is PostgreSQL {connection.info.server_version // 10_000}; ledgergate needs 15 or newer.")
    row = connection.execute(TOO_MIGHTY, {"role": role}).fetchone()
    if row is None:
        _make_role(connection, role, str(conninfo_to_dict(server_url).get("password") or ""))
    elif row[0]:
        raise Refused(
            f"The role {role} of LEDGERGATE_DATABASE_URL must be neither superuser nor the owner of the tables: give the server its own."
        )


def _enters(server_url: str) -> None:
    """Refuse an address under which the server would not find what was just made ready."""
    try:
        with psycopg.connect(server_url, connect_timeout=10) as connection:
            connection.execute("select from mine.company limit 0")
    except psycopg.OperationalError as trouble:
        raise Refused(f"The server's role cannot enter the database: {' '.join(str(trouble).split())}.") from trouble
    except psycopg.ProgrammingError as trouble:
        raise Refused("LEDGERGATE_DATABASE_URL and LEDGERGATE_OWNER_URL lead to different databases.") from trouble


def _make_role(connection: psycopg.Connection, role: str, password: str) -> None:
    made = sql.SQL("create role {} login password {}").format(sql.Identifier(role), sql.Literal(password or None))
    try:
        connection.execute(made)
    except errors.InsufficientPrivilege as trouble:
        raise Refused(f"There is no role {role}, and the owner's role may not make one: create role {role} login.") from trouble
