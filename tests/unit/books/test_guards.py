"""The database refuses what the code above must never ask for (house decision 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from ledgergate.base.fault import Defect
from unit.books.world import simple

if TYPE_CHECKING:
    from unit.books.world import World

COLUMNS: Final = {
    "amount": "update gl_line set amount = amount + 1 where company = %(company)s and batchno = %(batch)s and line_no = 1",
    "tr_type": "update gl_line set tr_type = -tr_type where company = %(company)s and batchno = %(batch)s and line_no = 1",
    "entry_date": "update gl_line set entry_date = '2026-02-01' where company = %(company)s and batchno = %(batch)s and line_no = 1",
    "accountkey": "update gl_line set accountkey = accountkey + 1 where company = %(company)s and batchno = %(batch)s and line_no = 1",
    "entity": "update gl_line set entity = entity + 1 where company = %(company)s and batchno = %(batch)s and line_no = 1",
    "book": "update gl_line set book = 'CASH' where company = %(company)s and batchno = %(batch)s and line_no = 1",
    "posted": "update gl_line set posted = false where company = %(company)s and batchno = %(batch)s and line_no = 1",
    "batchno": "update gl_line set batchno = batchno - 1 where company = %(company)s and batchno = %(batch)s and line_no = 1",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_what_a_line_says_never_changes(world: World, column: str) -> None:
    world.create(simple())
    (number,) = world.create(simple())
    with world.database.work(world.company.key) as work, pytest.raises(Defect, match=f"batch {number} .* cannot be changed"):
        work.run(COLUMNS[column], {"company": world.company.key, "batch": number})


def test_marks_may_change(world: World) -> None:
    (number,) = world.create(simple())
    with world.database.work(world.company.key) as work:
        assert (
            work.run(
                "update gl_line set cleared = 'T' where company = %(company)s and batchno = %(batch)s and line_no = 1",
                {"company": world.company.key, "batch": number},
            )
            == 1
        )


def test_half_a_batch_cannot_go(world: World) -> None:
    (number,) = world.create(simple())
    with world.database.work(world.company.key) as work, pytest.raises(Defect, match=f"batch {number} of company .* is off by"):
        work.run(
            "delete from gl_line where company = %(company)s and batchno = %(batch)s and line_no = 1",
            {"company": world.company.key, "batch": number},
        )


def test_half_a_batch_cannot_come(world: World) -> None:
    (number,) = world.create(simple())
    again = """
        insert into gl_line (company, recordno, batchno, line_no, tr_type, entry_date, amount, trx_amount, accountkey, basecurr, currency,
            exchange_rate, book, entity, posted, module)
        select company, recordno + 1000000, batchno, line_no, tr_type, entry_date, amount, trx_amount, accountkey, basecurr, currency,
            exchange_rate, book, entity, posted, module
        from gl_line where company = %(company)s and batchno = %(batch)s and line_no = 1
    """
    with world.database.work(world.company.key) as work, pytest.raises(Defect, match=r"is off by 100\.000 in book ACCRUAL"):
        work.run(again, {"company": world.company.key, "batch": number})
