"""Connections in use per company, counted over processes and freed when one dies (house decision 10)."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ledgergate.store import slots
from ledgergate.store.connections import Database

if TYPE_CHECKING:
    from ledgergate.store.companies import Company

OTHER = """
import sys
from ledgergate.store import slots
from ledgergate.store.connections import Database
database = Database(sys.argv[1])
print(slots.take(database, int(sys.argv[2]), 2) is not None, flush=True)
sys.stdin.read()
"""


def test_a_third_waits_for_nobody_and_is_turned_away(database: Database, company: Company, other_company: Company) -> None:
    first, second = slots.take(database, company.key, 2), slots.take(database, company.key, 2)
    assert first is not None
    assert second is not None
    assert slots.take(database, company.key, 2) is None
    theirs = slots.take(database, other_company.key, 2)
    assert theirs is not None
    slots.give_back(database, company.key, first)
    third = slots.take(database, company.key, 2)
    assert third is not None
    for company_key, number in ((company.key, second), (company.key, third), (other_company.key, theirs)):
        slots.give_back(database, company_key, number)


def test_the_limit_holds_over_processes_and_the_dead_are_swept(database: Database, company: Company) -> None:
    mine = slots.take(database, company.key, 2)
    assert mine is not None
    arguments = [sys.executable, "-c", OTHER, database.url, str(company.key)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        assert slots.take(database, company.key, 2) is None
        other.kill()
        other.wait()
    freed = None
    for _turn in range(200):
        freed = slots.take(database, company.key, 2)
        if freed is not None:
            break
    assert freed is not None
    slots.give_back(database, company.key, mine)
    slots.give_back(database, company.key, freed)


def test_never_more_than_the_limit_at_once(database: Database, company: Company) -> None:
    second = Database(database.url)

    def attempt(turn: int) -> int | None:
        return slots.take((database, second)[turn % 2], company.key, 3)

    with ThreadPoolExecutor(8) as pool:
        taken = [number for number in pool.map(attempt, range(16)) if number is not None]
    assert len(taken) == 3
    for number in taken:
        slots.give_back(database, company.key, number)
    second.close()
