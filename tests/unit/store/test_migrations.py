"""A changed declaration becomes a migration that leads from the last version to it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from ledgergate.catalog.fields import amount, key, recordno, text
from ledgergate.catalog.objects import declared
from ledgergate.catalog.registry import freeze
from ledgergate.standard.everything import OBJECTS
from ledgergate.store import schema
from ledgergate.store.migrations import write
from ledgergate.store.migrations.run import engine
from ledgergate.store.script import script

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Urls
    from ledgergate.catalog.registry import Registry

KITE = declared(
    "KITE",
    "Kite",
    application="Company",
    table="kite",
    key="KITEID",
    fields=(recordno(), text("KITEID", "Kite ID"), amount("PRICE", "Price"), key("VENDORKEY", "Vendor key", "VENDOR")),
)


@pytest.fixture
def changed() -> Registry:
    """The standard declarations with a new object, a new field and a field less."""

    def change(each: Any) -> Any:  # noqa: ANN401
        if each.name != "VENDTYPE":
            return each
        return replace(each, fields=(*each.fields, text("COLOUR", "Colour")))

    return freeze([*(change(each) for each in OBJECTS), KITE])


def test_nothing_changed_asks_for_no_migration(clean_url: Urls, registry: Registry) -> None:
    schema.prepare(clean_url.owner, clean_url.server)
    with engine(clean_url.owner).connect() as connection:
        assert write.changes(connection, registry, schema.SNAPSHOT.read_text()) == []


def test_a_changed_declaration_becomes_a_migration(clean_url: Urls, changed: Registry) -> None:
    schema.prepare(clean_url.owner, clean_url.server)
    with engine(clean_url.owner).begin() as connection:
        code = write.changes(connection, changed, schema.SNAPSHOT.read_text())
        page = write.page("Kites", "0002", "0001", code)
        with Operations.context(MigrationContext.configure(connection)):
            namespace: dict[str, Any] = {}
            exec(compile(page, "r0002_kites.py", "exec"), namespace)  # noqa: S102 (the file that was just written)
            namespace["upgrade"]()
        assert (namespace["revision"], namespace["down_revision"]) == ("0002", "0001")
        assert write.changes(connection, changed, script(changed)) == []
    with psycopg.connect(clean_url.owner) as connection:
        schema.grant(connection, schema.role_of(clean_url.server))
    with psycopg.connect(clean_url.server) as connection:
        connection.execute("select set_config('ledgergate.company', '5', false)")
        connection.execute("insert into mine.kite (company, recordno, kiteid, price) values (5, 1, 'red', 2.5)")
        connection.execute("insert into mine.vendor_type (company, recordno, name, colour) values (5, 1, 'a', 'blue')")
        assert connection.execute("select kiteid, price from mine.kite").fetchall() == connection.execute("select 'red', 2.5").fetchall()


def test_a_field_less_lets_its_view_step_aside(clean_url: Urls, changed: Registry, registry: Registry) -> None:
    schema.prepare(clean_url.owner, clean_url.server)
    with engine(clean_url.owner).begin() as connection:
        run(connection, write.changes(connection, changed, schema.SNAPSHOT.read_text()))
        back = write.changes(connection, registry, script(changed))
        assert 'op.execute("drop view if exists mine.kite")' in back
        run(connection, back)
        assert write.changes(connection, registry, script(registry)) == []


def run(connection: Any, code: list[str]) -> None:  # noqa: ANN401
    """Run the lines of a migration."""
    namespace: dict[str, Any] = {}
    exec(compile(write.page("Any", "0002", "0001", code), "r0002_any.py", "exec"), namespace)  # noqa: S102
    with Operations.context(MigrationContext.configure(connection)):
        namespace["upgrade"]()


def test_the_errand_writes_one_migration_and_the_snapshot(changed: Registry, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot.sql"
    snapshot.write_text(schema.SNAPSHOT.read_text())
    path = write.write("Add kites!", changed, versions=tmp_path, snapshot=snapshot)
    assert path is not None
    number = f"{int(schema.versions()[-1]) + 1:04}"
    assert path.name == f"r{number}_add_kites.py"
    page = path.read_text()
    compile(page, str(path), "exec")
    assert page.startswith('"""Add kites."""')
    assert "create_table" in page
    assert "create or replace view mine.kite as" in page
    assert snapshot.read_text() == script(changed)
    assert not [each for each in schema.VERSIONS.iterdir() if "kites" in each.name]
