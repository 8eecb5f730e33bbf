"""The second wall: with the application's own filter taken away on purpose, no company sees or touches another's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.base.fault import Defect
from ledgergate.store import fork, records

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database


@pytest.fixture
def both(database: Database, company: Company, other_company: Company) -> tuple[int, int]:
    """Two companies with a vendor type of the same number and name."""
    for each in (company, other_company):
        with database.work(each.key) as work:
            records.insert(work, "vendor_type", ("recordno", "name"), [(1, "Same")])
            work.commit()
    return company.key, other_company.key


def test_a_read_without_a_filter_shows_one_company(database: Database, both: tuple[int, int]) -> None:
    for key in both:
        with database.work(key) as work:
            assert work.rows("select company, recordno, name from vendor_type") == [(key, 1, "Same")]
            assert work.texts("select count(*) from vendor_type where name = 'Same'") == [("1",)]


def test_a_change_without_a_filter_stays_in_one_company(database: Database, both: tuple[int, int]) -> None:
    mine, theirs = both
    with database.work(mine) as work:
        assert work.run("update vendor_type set name = 'Mine'") == 1
        work.commit()
    with database.work(theirs) as work:
        assert work.rows("select name from vendor_type") == [("Same",)]
    with database.work(mine) as work:
        assert work.run("delete from vendor_type") == 1
        work.commit()
    with database.work(theirs) as work:
        assert work.rows("select count(*) from vendor_type") == [(1,)]


def test_another_companys_rows_are_not_reached_by_naming_it(database: Database, both: tuple[int, int]) -> None:
    mine, theirs = both
    with database.work(mine) as work:
        assert work.rows("select * from vendor_type where company = %(theirs)s", {"theirs": theirs}) == []
        assert work.run("delete from vendor_type where company = %(theirs)s", {"theirs": theirs}) == 0
        assert work.run("update vendor_type set name = 'x' where company = %(theirs)s", {"theirs": theirs}) == 0


@pytest.mark.parametrize(
    "smuggled",
    [
        "insert into vendor_type (company, recordno, name) values (%(theirs)s, 2, 'x')",
        "update vendor_type set company = %(theirs)s, recordno = 3, name = 'free'",
    ],
)
def test_no_row_is_put_into_another_company(database: Database, both: tuple[int, int], smuggled: str) -> None:
    mine, theirs = both
    with database.work(mine) as work, pytest.raises(Defect, match="check option"):
        work.run(smuggled, {"theirs": theirs})


def test_a_connection_that_changes_company_leaves_the_old_one_behind(database: Database, both: tuple[int, int]) -> None:
    for _turn in range(5):
        for key in both:
            with database.work(key) as work:
                assert {row[0] for row in work.rows("select company from vendor_type")} == {key}


def test_every_table_of_companies_stands_behind_the_wall(database: Database, registry: Registry, company: Company) -> None:
    """Each view of such a table compares the company; only companies and senders themselves stand above."""
    with database.work(company.key) as work:
        seen = dict(work.rows("select viewname::text, definition from pg_views where schemaname = 'mine'"))
    open_to_all = {name for name, text in seen.items() if "current_setting('ledgergate.company'" not in text}
    assert open_to_all == {"company", "sender"}
    assert set(fork.plan(registry).tables) <= seen.keys()
