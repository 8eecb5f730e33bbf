"""Balances read while others post, delete and fold, against sums of integers kept outside the database."""

from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING

from ledgergate.store import balances
from unit.books.test_balances import fold, trial
from unit.books.test_verify import violations
from unit.books.world import batch, line

if TYPE_CHECKING:
    from unit.books.world import World

ACCOUNTS = ("1000", "1100", "2000", "6000", "6200")


def test_posting_deleting_and_folding_at_once(world: World) -> None:
    """Each thread keeps its own sums in cents; at the end, and at every reading between, the books agree with themselves."""
    seed = random.randrange(10**6)
    print("seed", seed)  # noqa: T201 (a failure must tell it)
    sums: list[dict[str, int]] = [dict.fromkeys(ACCOUNTS, 0) for _ in range(3)]
    troubles: list[str] = []
    ended = threading.Event()

    def work_on(place: int) -> None:
        chance = random.Random(seed + place)
        kept: list[tuple[int, str, str, int]] = []
        for _ in range(40):
            if kept and chance.random() < 0.3:
                number, debit, credit, cents = kept.pop(chance.randrange(len(kept)))
                assert world.delete(number).status == "success"
                sums[place][debit] -= cents
                sums[place][credit] += cents
                continue
            debit, credit = chance.sample(ACCOUNTS, 2)
            cents = chance.randrange(1, 10**6)
            amount = f"{cents // 100}.{cents % 100:02d}"
            day = f"{chance.randrange(1, 4):02d}/{chance.randrange(1, 28):02d}/2026"
            department = chance.choice(("D1", "D2"))
            record = batch(line(debit, 1, amount, DEPARTMENT=department), line(credit, -1, amount), BATCH_DATE=day)
            (number,) = world.create(record)
            kept.append((number, debit, credit, cents))
            sums[place][debit] += cents
            sums[place][credit] -= cents

    def fold_and_read() -> None:
        while not ended.is_set():
            with world.database.work(world.company.key) as work:
                balances.fold(work)
                work.commit()
            rows = trial(world, (2026, 1, 1), (2026, 2, 28))
            off = sum(round(float(row[3]) * 100) for row in rows.values())
            if off:
                troubles.append(f"a reading was off by {off}")

    threads = [threading.Thread(target=work_on, args=(place,)) for place in range(3)]
    folding = threading.Thread(target=fold_and_read)
    for thread in (*threads, folding):
        thread.start()
    for thread in threads:
        thread.join()
    ended.set()
    folding.join()
    assert troubles == []
    wanted = {account: sum(each[account] for each in sums) for account in ACCOUNTS}
    for _ in range(2):
        rows = trial(world, (2026, 1, 1), (2026, 3, 31))
        assert {account: round(float(rows[account][3]) * 100) if account in rows else 0 for account in ACCOUNTS} == wanted
        fold(world)
    assert violations(world) == []


def test_rebuilding_gives_the_same(world: World) -> None:
    world.create(*(batch(line("6000", 1, "5"), line("1000", -1, "5"), BATCH_DATE=f"0{month}/10/2026") for month in (1, 2, 3)))
    fold(world)
    before = trial(world, (2026, 1, 1), (2026, 12, 31))
    with world.database.work(world.company.key) as work:
        balances.rebuild(work)
        work.commit()
    assert trial(world, (2026, 1, 1), (2026, 12, 31)) == before
    assert violations(world) == []
