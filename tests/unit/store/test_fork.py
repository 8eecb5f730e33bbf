"""A copied company stands by itself: same rows, same numbers, nothing shared (house decision 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from ledgergate.store import companies, control_ids, fork, numbers, records

if TYPE_CHECKING:
    from conftest import Servers
    from ledgergate.catalog.registry import Registry
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database
    from ledgergate.store.embedded import Embedded


VENDORS = "select recordno, vendorid, name, vendtypekey from vendor where company = %(c)s order by recordno"


@pytest.fixture
def template(database: Database, company: Company) -> Company:
    """A company with vendors that hang together, and traces of traffic."""
    with database.work(company.key) as work:
        records.insert(work, "vendor_type", ("recordno", "name", "parent_recordno"), [(1, "All", None), (2, "Part", 1)])
        vendors = [(number, f"V{number}", f"Vendor {number}", 2) for number in range(1, 51)]
        records.insert(work, "vendor", ("recordno", "vendorid", "name", "vendtypekey"), vendors)
        numbers.take(work, "vendor", 50)
        control_ids.record(work, 1, "done", "create")
        work.commit()
    return company


def test_a_copy_holds_the_same_and_stands_alone(database: Database, postgres: Embedded, registry: Registry, template: Company) -> None:
    made = fork.fork(postgres.owner_url, fork.plan(registry), template.key, f"{template.id}-copy")
    with database.work(template.key) as work:
        original = work.rows(VENDORS, {"c": template.key})
    with database.work(made) as work:
        assert work.rows(VENDORS, {"c": made}) == original
        assert work.rows("select count(*) from control_id where company = %(c)s", {"c": made}) == [(0,)]
        records.update(work, "vendor", [(1, {"name": "Changed"})])
        records.delete(work, "vendor", [2])
        assert min(numbers.take(work, "vendor")) > 50
        work.commit()
    with database.work(template.key) as work:
        assert work.rows(VENDORS, {"c": template.key}) == original


def test_a_name_in_use_or_an_unknown_company_copies_nothing(
    database: Database, postgres: Embedded, registry: Registry, template: Company
) -> None:
    planned = fork.plan(registry)
    with pytest.raises(companies.NameTaken):
        fork.fork(postgres.owner_url, planned, template.key, template.id.upper())
    with pytest.raises(fork.NoSuchCompany):
        fork.fork(postgres.owner_url, planned, 2**40, f"{template.id}-none")
    with database.directory() as work:
        names = [each.folded for each in companies.everyone(work)]
    assert f"{template.folded}-none" not in names
    assert names.count(template.folded) == 1


def test_a_template_and_its_copy_are_dropped_whole(database: Database, postgres: Embedded, registry: Registry, template: Company) -> None:
    planned = fork.plan(registry)
    made = fork.fork(postgres.owner_url, planned, template.key, f"{template.id}-gone")
    with database.work(made) as work:
        found = companies.find(work, f"{template.id}-gone")
        assert found is not None
        companies.drop(work, found, planned.tables)
        work.commit()
    with database.work(made) as work:
        for table in planned.tables:
            count = sql.SQL("select count(*) from {}").format(sql.Identifier(table)).as_string()
            assert work.rows(count) == [(0,)], table
    with database.work(template.key) as work:
        assert work.rows("select count(*) from vendor where company = %(c)s", {"c": template.key}) == [(50,)]


def test_an_owner_who_must_check_again_copies_the_same(
    database: Database, servers: Servers, postgres: Embedded, programs: str, registry: Registry, template: Company
) -> None:
    with psycopg.connect(servers.superuser(programs), autocommit=True) as connection:
        connection.execute("revoke set on parameter session_replication_role from ledgergate_owner")
        made = fork.fork(postgres.owner_url, fork.plan(registry), template.key, f"{template.id}-checked")
        connection.execute("grant set on parameter session_replication_role to ledgergate_owner")
    with database.work(made) as work:
        assert work.rows("select count(*) from vendor where company = %(c)s", {"c": made}) == [(50,)]
