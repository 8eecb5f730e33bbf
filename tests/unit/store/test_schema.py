"""Snapshot, declarations and migrations say the same; a database is made once, upgraded, refused when newer."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, LiteralString

import psycopg
import pytest
from psycopg import errors, sql

from ledgergate.store import schema
from ledgergate.store.premises import Refused
from ledgergate.store.script import script

if TYPE_CHECKING:
    from conftest import Servers, Urls
    from ledgergate.catalog.registry import Registry

SHAPE: Final[Mapping[str, LiteralString]] = {
    "columns": """
        select table_schema, table_name, column_name, data_type, collation_name, is_nullable, column_default, numeric_precision,
               numeric_scale, is_identity, identity_generation
        from information_schema.columns where table_schema in ('ledgergate', 'mine') order by 1, 2, 3
    """,
    "constraints": """
        select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'ledgergate'::regnamespace and contype <> 'n' order by 1, 2
    """,
    "indexes": "select tablename, indexname, indexdef from pg_indexes where schemaname = 'ledgergate' order by 1, 2",
    # Columns of views are compared above, by name: a migration adds at the end what the snapshot has where it is declared.
    "views": "select viewname, substring(definition from '\\mFROM .*') from pg_views where schemaname = 'mine' order by 1",
    "options": """
        select relnamespace::regnamespace::text, relname, relpersistence, reloptions::text
        from pg_class where relnamespace in ('ledgergate'::regnamespace, 'mine'::regnamespace) order by 1, 2
    """,
    "storage": """
        select attrelid::regclass::text, attname, attstorage from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'ledgergate'::regnamespace and attnum > 0 and not attisdropped order by 1, 2
    """,
    "triggers": "select tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1",
    "functions": """
        select proname, pg_get_functiondef(oid) from pg_proc
        where pronamespace in ('ledgergate'::regnamespace, 'mine'::regnamespace) order by 1
    """,
}


def shape(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Describe a database by its catalogs."""
    with psycopg.connect(url) as connection:
        return {what: connection.execute(question).fetchall() for what, question in SHAPE.items()}


def test_the_snapshot_is_what_the_declarations_ask_for(registry: Registry) -> None:
    assert schema.SNAPSHOT.read_text() == script(registry), "run `make migration NAME=...`"


def test_snapshot_and_migrations_make_the_same_database(clean_url: Urls) -> None:
    schema.prepare(clean_url.owner, clean_url.server)
    from_snapshot = shape(clean_url.owner)
    with psycopg.connect(clean_url.owner, autocommit=True) as connection:
        connection.execute("drop schema mine cascade")
        connection.execute("drop schema ledgergate cascade")
    schema.upgrade(clean_url.owner)
    from_migrations = shape(clean_url.owner)
    for what, found in from_snapshot.items():
        assert from_migrations[what] == found, what
    with psycopg.connect(clean_url.owner, autocommit=True) as connection:
        assert schema.version(connection) == schema.versions()[-1]


def test_preparing_twice_changes_nothing(clean_url: Urls) -> None:
    schema.prepare(clean_url.owner, clean_url.server)
    before = shape(clean_url.owner)
    schema.prepare(clean_url.owner, clean_url.server)
    assert shape(clean_url.owner) == before


def test_processes_that_start_together_make_one_schema(clean_url: Urls) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(schema.prepare, [clean_url.owner] * 4, [clean_url.server] * 4))
    with psycopg.connect(clean_url.server) as connection:
        assert connection.execute("select count(*) from mine.company").fetchone() == (0,)


def test_an_upgrade_that_fails_is_told_in_one_sentence(clean_url: Urls) -> None:
    with psycopg.connect(clean_url.owner, autocommit=True) as connection:
        connection.execute("create schema ledgergate create table account (company bigint)")
    with pytest.raises(Refused, match=r"could not be upgraded.*already exists"):
        schema.upgrade(clean_url.owner)
    with psycopg.connect(clean_url.owner) as connection:
        assert schema.version(connection) is None


def test_a_database_of_a_newer_release_is_refused(clean_url: Urls) -> None:
    schema.prepare(clean_url.owner, clean_url.server)
    with psycopg.connect(clean_url.owner, autocommit=True) as connection:
        connection.execute("update ledgergate.schema_version set version_num = '9999'")
    with pytest.raises(Refused, match=r"schema version 9999.*install the newer release"):
        schema.prepare(clean_url.owner, clean_url.server)


def test_a_schema_of_others_is_left_alone(clean_url: Urls) -> None:
    with psycopg.connect(clean_url.owner, autocommit=True) as connection:
        connection.execute("create schema ledgergate")
    with pytest.raises(Refused, match="nothing here made"):
        schema.prepare(clean_url.owner, clean_url.server)


def test_the_servers_role_must_not_be_the_owner(clean_url: Urls) -> None:
    with pytest.raises(Refused, match="neither superuser nor the owner"):
        schema.prepare(clean_url.owner, clean_url.owner)


def test_a_role_that_is_missing_is_named(clean_url: Urls) -> None:
    with pytest.raises(Refused, match="There is no role somebody_new"):
        schema.prepare(clean_url.owner, clean_url.server.replace("ledgergate_server", "somebody_new"))


def test_a_role_that_is_missing_is_made_by_an_owner_who_may(clean_url: Urls, servers: Servers, programs: str) -> None:
    role = f"somebody_{clean_url.owner.partition('/test_')[2][:8]}"
    with psycopg.connect(servers.superuser(programs), autocommit=True) as connection:
        connection.execute("alter role ledgergate_owner createrole")
        schema.prepare(clean_url.owner, clean_url.server.replace("ledgergate_server", role))
        connection.execute("alter role ledgergate_owner nocreaterole")
    with psycopg.connect(clean_url.server.replace("ledgergate_server", role)) as connection:
        assert connection.execute("select current_user, count(*) from mine.company").fetchone() == (role, 0)


def test_addresses_of_two_databases_are_refused(clean_url: Urls, servers: Servers, programs: str) -> None:
    other = f"other_{clean_url.owner.partition('/test_')[2][:8]}"
    with psycopg.connect(servers.superuser(programs), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(other)))

    with pytest.raises(Refused, match="different databases"):
        schema.prepare(clean_url.owner, re.sub(r"@/test_\w+", f"@/{other}", clean_url.server))


def test_the_servers_role_reaches_no_table_behind_the_views(clean_url: Urls) -> None:
    schema.prepare(clean_url.owner, clean_url.server)
    with psycopg.connect(clean_url.server, autocommit=True) as connection:
        for forbidden in (
            "select * from ledgergate.vendor",
            "select * from ledgergate.company",
            "create table mine.x (a int)",
            "create table public.x (a int)",
            "set role ledgergate_owner",
        ):
            with pytest.raises((errors.InsufficientPrivilege, errors.InvalidParameterValue)):
                connection.execute(forbidden)


def test_an_address_that_is_none_is_not_repeated(clean_url: Urls) -> None:
    with pytest.raises(Refused, match="is none") as refused:
        schema.prepare(clean_url.owner, "postgresql://role:secret@/a?b?c")
    assert "secret" not in str(refused.value)


def test_an_unreachable_database_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refused, match="cannot be reached"):
        schema.prepare("postgresql://nobody@/none?host=/nowhere", "postgresql://other@/none?host=/nowhere")


def test_what_a_server_imports_leaves_the_migration_tool_out() -> None:
    code = "import sys, ledgergate.store.schema, ledgergate.store.connections, ledgergate.store.fork; print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
