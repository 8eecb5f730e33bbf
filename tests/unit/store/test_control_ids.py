"""Function control ids: one effect for each, also when two arrive at once (house decision 11)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

from ledgergate.store import control_ids, records
from ledgergate.store.control_ids import Claim

if TYPE_CHECKING:
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database
    from ledgergate.store.work import Work


def test_an_id_is_done_once_its_effect_is_final(database: Database, company: Company) -> None:
    with database.work(company.key) as work:
        assert control_ids.claim(work, 1, "a") is Claim.FREE
        control_ids.record(work, 1, "a", "create")
        work.commit()
    with database.work(company.key) as work:
        assert control_ids.claim(work, 1, "a") is Claim.DONE
        assert control_ids.claim(work, 2, "a") is Claim.FREE, "another sender's ids are its own"
        assert control_ids.claim(work, 1, "A") is Claim.FREE, "letter by letter"


def test_an_id_is_free_again_when_its_effect_was_undone(database: Database, company: Company) -> None:
    with database.work(company.key) as work:
        assert control_ids.claim(work, 1, "a") is Claim.FREE
        control_ids.record(work, 1, "a", "create")
        work.rollback()
    with database.work(company.key) as work:
        assert control_ids.claim(work, 1, "a") is Claim.FREE


def test_a_duplicate_in_flight_is_told_at_once(work: Work, database: Database) -> None:
    assert control_ids.claim(work, 1, "a") is Claim.FREE
    with database.work(work.company) as second:
        assert control_ids.claim(second, 1, "a") is Claim.RUNNING


def test_of_many_at_once_one_runs(database: Database, company: Company) -> None:
    start = Barrier(8)

    def attempt(number: int) -> bool:
        with database.work(company.key) as work:
            work.begin()
            start.wait()
            if control_ids.claim(work, 1, "same") is not Claim.FREE:
                return False
            control_ids.record(work, 1, "same", "create")
            records.insert(work, "vendor_type", ("recordno", "name"), [(number, f"T{number}")])
            work.commit()
            return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    with database.work(company.key) as work:
        assert work.rows("select count(*) from vendor_type where company = %(c)s", {"c": company.key}) == [(1,)]
