"""Two servers on one database: sessions, control ids and the limit of two hold across both."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest

from desk import SESSION
from faults.serving import DEMO, RECOVERY_SECONDS, journal, references, serving, told

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from desk import Answer, Asked
    from faults.serving import Server

PATIENCE = 20
FULL = ("XL03000011", "There are too many operations running for this company (200024).")

pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture(scope="module")
def pair(furnished: Path) -> Iterator[tuple[Server, Server]]:
    """Give two servers; the first runs the database, the second came later."""
    with serving(furnished) as first, serving(furnished) as second:
        yield first, second


@pytest.fixture
def asked(company: str) -> Asked:
    return replace(DEMO, company=company)


@contextmanager
def standstill(data: Path) -> Generator[psycopg.Connection]:
    """Let every posting wait for as long as the block runs."""
    url = told(data, "database", "url", "--owner")
    with psycopg.connect(url, autocommit=True) as looking, psycopg.connect(url) as holding:
        holding.execute("lock table ledgergate.gl_batch in exclusive mode")
        yield looking
        holding.rollback()


def await_slots(looking: psycopg.Connection, company: str, count: int) -> None:
    """Wait until a company has so many connections in use."""
    query = "select count(*) from ledgergate.slot s join ledgergate.company c on c.key = s.company where c.id = %s"
    deadline = time.monotonic() + PATIENCE
    while (row := looking.execute(query, [company]).fetchone()) is None or row[0] != count:
        assert time.monotonic() < deadline, f"{row} connections are in use, and {count} should be"
        time.sleep(0.02)


def test_a_session_of_one_is_known_to_the_other(pair: tuple[Server, Server], asked: Asked) -> None:
    first, second = pair
    session = first.ask(SESSION, asked).word("operation/result/data/api/sessionid")
    answer = second.ask(journal("j", "S-1"), asked, session=session)
    assert answer.statuses == ["success"], answer.text
    assert references(first, asked, "S-") == ["S-1"]


def test_a_changed_password_ends_sessions_on_both(pair: tuple[Server, Server], furnished: Path, asked: Asked) -> None:
    first, second = pair
    sessions = [each.ask(SESSION, asked).word("operation/result/data/api/sessionid") for each in pair]
    told(furnished, "user", "password", "admin", "--company", asked.company, "--password", "another")
    for server in (first, second):
        for session in sessions:
            assert server.ask(SESSION, asked, session=session).authentication == "failure"
        assert server.ask(SESSION, asked).authentication == "failure"
        assert server.ask(SESSION, asked, password="another").authentication == "success"


def test_a_control_id_runs_once(pair: tuple[Server, Server], asked: Asked) -> None:
    first, second = pair
    assert first.ask(journal("once", "U-1"), asked, unique="true").statuses == ["success"]
    again = second.ask(journal("once", "U-1"), asked, unique="true")
    assert again.statuses == ["failure"]
    assert again.errors == [("XL03000007", "A request's function with the control ID once has already been processed.")]
    assert references(second, asked, "U-") == ["U-1"]


def test_a_control_id_runs_once_when_all_come_together(pair: tuple[Server, Server], furnished: Path, asked: Asked) -> None:
    told(furnished, "company", "set", asked.company, "--connections", "16")
    for turn in range(5):
        with ThreadPoolExecutor(8) as pool:

            def send(n: int, turn: int = turn) -> Answer:
                return pair[n % 2].ask(journal(f"together-{turn}", f"T-{turn}"), asked, unique="true")

            answers = list(pool.map(send, range(8)))
        done = [each for each in answers if each.statuses == ["success"]]
        assert len(done) == 1, [each.text for each in answers]
        words = f"A request's function with the control ID together-{turn}"
        refused = {fault for each in answers if each not in done for fault in each.errors[:1]}
        assert refused <= {("XL03000007", f"{words} is in process."), ("XL03000007", f"{words} has already been processed.")}
    assert sorted(references(pair[0], asked, "T-")) == [f"T-{turn}" for turn in range(5)]


def test_the_limit_of_two_counts_both(pair: tuple[Server, Server], furnished: Path, asked: Asked) -> None:
    """One connection on each server fills the company: a third is refused at once, by either; other companies go on."""
    first, second = pair
    with ThreadPoolExecutor(2) as pool, standstill(furnished) as looking:
        waiting = [pool.submit(each.ask, journal(f"slow-{n}", f"L-{n}"), asked) for n, each in enumerate(pair)]
        await_slots(looking, asked.company, 2)
        for server in (first, second):
            began = time.monotonic()
            third = server.ask(SESSION, asked)
            assert time.monotonic() - began < 2
            assert (third.authentication, third.errors) == ("failure", [FULL])
            assert server.ask(SESSION).statuses == ["success"]
    assert [each.result().statuses for each in waiting] == [["success"], ["success"]]
    assert sorted(references(first, asked, "L-")) == ["L-0", "L-1"]
    assert second.ask(SESSION, asked).statuses == ["success"]


def test_connections_of_a_killed_server_are_free_again(pair: tuple[Server, Server], furnished: Path, asked: Asked) -> None:
    """What a killed process held is nobody's: the company has both connections again, at once."""
    first, _ = pair
    with serving(furnished) as third, ThreadPoolExecutor(4) as pool, standstill(furnished) as looking:
        lost = [pool.submit(third.ask, journal(f"lost-{n}", f"X-{n}"), asked) for n in range(2)]
        await_slots(looking, asked.company, 2)
        assert first.ask(SESSION, asked).errors == [FULL]
        third.kill()
        for each in lost:
            assert each.exception(PATIENCE) is not None
        deadline = time.monotonic() + RECOVERY_SECONDS
        while first.ask(SESSION, asked).statuses != ["success"]:
            assert time.monotonic() < deadline, "the connections of the killed server are still in use"
            time.sleep(0.05)
        held = [pool.submit(first.ask, journal(f"held-{n}", f"Y-{n}"), asked) for n in range(2)]
        await_slots(looking, asked.company, 2)
    assert [each.result().statuses for each in held] == [["success"], ["success"]]
