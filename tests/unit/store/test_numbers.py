"""Record numbers: never twice, whoever takes them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ledgergate.store import numbers
from ledgergate.store.connections import Database

if TYPE_CHECKING:
    from ledgergate.store.companies import Company
    from ledgergate.store.work import Work


def test_numbers_rise_from_one_and_families_do_not_share(work: Work, other_company: Company, database: Database) -> None:
    first = numbers.take(work, "vendor", 3)
    assert first == [1, 2, 3]
    assert numbers.take(work, "vendor")[0] > 3
    assert numbers.take(work, "customer") == [1]
    with database.work(other_company.key) as theirs:
        assert numbers.take(theirs, "vendor") == [1]


def test_numbers_of_a_unit_that_failed_are_lost(work: Work) -> None:
    lost = numbers.take(work, "vendor", 10)
    work.rollback()
    assert min(numbers.take(work, "vendor", 10)) > max(lost)


def test_threads_of_two_processes_never_get_the_same(database: Database, company: Company) -> None:
    second = Database(database.url)

    def busy(turn: int) -> list[int]:
        with (database, second)[turn % 2].work(company.key) as work:
            return [number for size in (1, 7, 300, 1) for number in numbers.take(work, "vendor", size)]

    with ThreadPoolExecutor(8) as pool:
        taken = [number for each in pool.map(busy, range(24)) for number in each]
    second.close()
    assert len(taken) == 24 * 309
    assert len(set(taken)) == len(taken)
