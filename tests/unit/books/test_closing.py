"""Closing and opening the books, also against postings at the same moment (business.md 1.7, V402)."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ledgergate.applications.general_ledger import closing, reversing
from ledgergate.base.clock import Clock
from ledgergate.base.fault import Fault
from unit.books.test_journals import balances, headers
from unit.books.test_verify import violations
from unit.books.world import node, simple

if TYPE_CHECKING:
    from collections.abc import Callable

    from unit.books.world import World


def close(world: World, through: date, entity: str = "", *, how: Callable[..., object] = closing.close) -> None:
    with world.database.work(world.company.key) as work:
        where = closing.entity_of(work, entity) if entity else None
        how(work, world.actor, through, moment=Clock().now(), entity=where)
        work.commit()


def dated(day: str, entity: str = "E100") -> object:
    return node("create", simple("1.00", entity, BATCH_DATE=day))


def test_closing_takes_the_whole_month(world: World) -> None:
    close(world, date(2025, 12, 15))
    faults = world.faults(node("create", simple(BATCH_DATE="12/31/2025")))
    assert faults[0].errorno == "BL01001973"
    assert faults[0].description2 == "The GL period of the posting date 12/31/2025 is closed for entity E100."
    assert balances(world) == {}
    world.create(simple(BATCH_DATE="01/01/2026"))
    assert violations(world) == []


def test_one_entity_closes_alone(world: World) -> None:
    close(world, date(2025, 12, 31), "E100")
    assert "closed" in world.refused(node("create", simple(BATCH_DATE="12/31/2025")))[0]
    world.create(simple("1", "E200", BATCH_DATE="12/31/2025"))


def test_what_stands_in_a_closed_period_stays(world: World) -> None:
    (number,) = world.create(simple(BATCH_DATE="12/31/2025"))
    close(world, date(2025, 12, 31))
    assert "period" in world.delete(number).faults[0].description2
    assert "closed" in world.refused(node("update", node("GLBATCH", RECORDNO=number, BATCH_DATE="01/31/2026")))[0]
    world.update(number, REFERENCENO="only words")
    assert balances(world) == {"6000": "100.00", "1000": "-100.00"}


def test_a_reversal_into_a_closed_period_is_refused_whole(world: World) -> None:
    close(world, date(2026, 2, 28), "E200")
    close(world, date(2025, 12, 31))
    assert "closed" in world.refused(node("create", simple("1", "E200", BATCH_DATE="03/01/2025", REVERSEDATE="03/01/2026")))[0]
    assert headers(world) == {}


def test_opening_again_and_locking(world: World) -> None:
    close(world, date(2025, 12, 31))
    close(world, date(2025, 12, 1), how=closing.open_from)
    (number,) = world.create(simple(BATCH_DATE="12/15/2025"))
    assert "closed" in world.refused(node("create", simple(BATCH_DATE="11/30/2025")))[0]
    close(world, date(2025, 12, 31), how=closing.lock)
    with pytest.raises(Fault, match="cannot be opened again"):
        close(world, date(2025, 12, 1), how=closing.open_from)
    assert number in headers(world)
    assert violations(world) == []


def test_a_new_entity_inherits_what_is_closed(world: World) -> None:
    from unit.books.world import add_entities  # noqa: PLC0415 (only this test makes entities)

    close(world, date(2025, 12, 31))
    add_entities(world, "E300")
    assert "closed" in world.refused(node("create", simple("1", "E300", BATCH_DATE="12/31/2025")))[0]


def test_drafts_do_not_care(world: World) -> None:
    close(world, date(2025, 12, 31))
    (number,) = world.create(simple(BATCH_DATE="12/31/2025", STATE="Draft"))
    assert "closed" in world.refused(node("update", node("GLBATCH", RECORDNO=number, STATE="Posted")))[0]
    assert world.delete(number).status == "success"


def test_nothing_slips_in_while_books_close(world: World) -> None:
    """Post from several threads while the period closes: what was taken was taken before, what came after is refused."""
    answers: list[str] = []
    ended = threading.Event()

    def post() -> None:
        while not ended.is_set():
            result = world.run(node("create", simple("1.00", BATCH_DATE="12/31/2025")))[0]
            answers.append("taken" if result.status == "success" else result.faults[0].description2)

    threads = [threading.Thread(target=post) for _ in range(4)]
    for thread in threads:
        thread.start()
    while len(answers) < 20:
        ended.wait(0.01)
    for _ in range(3):
        close(world, date(2025, 12, 31))
        at_close = len(world.rows("select 1 from gl_batch where company = %(company)s"))
        ended.wait(0.05)
        assert len(world.rows("select 1 from gl_batch where company = %(company)s")) == at_close
        close(world, date(2025, 12, 1), how=closing.open_from)
        ended.wait(0.05)
    ended.set()
    for thread in threads:
        thread.join()
    taken = answers.count("taken")
    assert set(answers) <= {"taken", "The GL period of the posting date 12/31/2025 is closed for entity E100."}
    assert balances(world) == {"6000": f"{taken}.00", "1000": f"-{taken}.00"}
    assert violations(world) == []


def test_a_reversal_comes_on_its_day(world: World) -> None:
    world.day = date(2026, 1, 20)
    (number,) = world.create(simple(REVERSEDATE="02/01/2026"))
    for day, state in ((date(2026, 1, 31), "L"), (date(2026, 2, 1), "Z")):
        with world.database.work(world.company.key) as work:
            reversing.come(work, Clock(day=day))
            work.commit()
        assert headers(world)[number][0] == state
    assert violations(world) == []
