"""`verify` over sound books, and over books that somebody broke behind everybody's back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from ledgergate.store.verify import verify
from unit.books.test_balances import fill, fold
from unit.books.world import simple

if TYPE_CHECKING:
    from conftest import Servers
    from ledgergate.store.verify import Verdict
    from unit.books.world import World


def verdicts(world: World) -> dict[str, Verdict]:
    with world.database.work(world.company.key) as work:
        return {each.name: each for each in verify(work)}


def violations(world: World) -> list[str]:
    return [text for each in verdicts(world).values() for text in each.violations]


def test_sound_books_are_clean_and_something_was_checked(world: World) -> None:
    fill(world)
    fold(world)
    world.create(simple(), simple(REVERSEDATE="02/01/2026"), simple(STATE="Draft"))
    found = verdicts(world)
    assert [text for each in found.values() for text in each.violations] == []
    assert found["INV-01 batches balance"].checked == 6
    assert found["INV-32 reversals take everything back"].checked == 1
    assert found["INV-03 account balances equal their lines"].checked > 0


BREAKS = {
    "INV-01 batches balance": "update ledgergate.gl_line set amount = amount + 1, trx_amount = trx_amount + 1 where {one}",
    "INV-03 account balances equal their lines": "update ledgergate.gl_balance_account set debit = debit + 1 where company = {company}",
    "INV-03 balances by dimension equal their lines": "update ledgergate.gl_balance_set set credit = credit + 1 where company = {company}",
    "INV-04 drafts are not in the books": "update ledgergate.gl_batch set state = 'I' where company = {company}",
    "INV-06 automatic lines have their source": "update ledgergate.gl_line set source_kind = 'GLBATCH', source = 999999 where {one}",
    "INV-09 quantities and money stay apart": "update ledgergate.gl_line set book = 'STAT' where {one}",
    "INV-35 every change left a trace": (
        "update ledgergate.company set created = created - interval '1 minute' where key = {company};"
        "delete from ledgergate.audit where company = {company}"
    ),
    "INV-36 numbers are not used twice": "update ledgergate.gl_batch set batchno = 1 where company = {company}",
    "lines agree with their batch": "update ledgergate.gl_line set entry_date = '2026-01-16' where {one}",
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_found(world: World, servers: Servers, programs: str, name: str) -> None:
    fill(world)
    fold(world)
    (number,) = world.create(simple())
    company = world.company.key
    one = f"company = {company} and batchno = {number} and line_no = 1"
    with psycopg.connect(servers.superuser(programs, "ledgergate"), autocommit=True) as owner:
        owner.execute("set session_replication_role = replica")
        done = owner.execute(BREAKS[name].format(company=company, one=one).encode())
        assert done.rowcount > 0
    found = verdicts(world)
    assert found[name].violations
    if "{one}" in BREAKS[name]:
        assert f"batch {number}" in found[name].violations[0]
