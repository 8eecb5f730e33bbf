"""Results that go on: frozen, per session, capped, gone at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.catalog.kinds import Stored
from ledgergate.query.ast import Op
from ledgergate.query.plan import Compared, Operand, Picks, Plan, Root
from ledgergate.query.resolve import RECORD_NUMBER
from ledgergate.store import records, results
from ledgergate.store.results import MOST_RESULTS, Kept
from ledgergate.store.rows import Asked

if TYPE_CHECKING:
    from ledgergate.store.work import Work

BELOW = Compared(Operand(column=RECORD_NUMBER, kind=Stored.BIGINT), Op.LESS, 0)
PLAN = Plan(root=Root("vendor"), picks=Picks(()), test=BELOW)


@pytest.fixture(autouse=True)
def _vendors(work: Work) -> None:
    records.insert(work, "vendor", ["recordno", "vendorid"], [(number, f"V{number}") for number in range(1, 300)])


def keep(work: Work, name: str, *, session: int = -1, rest: range = range(6, 13)) -> int:
    """Keep a result whose first page of five was given, and which the vendors of these numbers follow."""
    kept = Kept(id=name, session=session, object="VENDOR", fields="*", page=5, format="xml", given=5)
    return results.keep(work, Asked(plan=PLAN, parameters=(str(rest.stop),)), kept, rest.start - 1)


def test_pages_follow_until_the_end(work: Work) -> None:
    assert keep(work, "r1") == 12
    first = results.next_page(work, -1, result_id="r1")
    assert first is not None
    assert (first[0].total, first[0].given, first[1]) == (12, 10, [6, 7, 8, 9, 10])
    last = results.next_page(work, -1, name="VENDOR")
    assert last is not None
    assert (last[0].given, last[1]) == (12, [11, 12])
    assert results.next_page(work, -1, result_id="r1") is None


def test_a_result_opens_to_its_own_session_only(work: Work) -> None:
    keep(work, "r1", session=-1)
    assert results.next_page(work, -2, result_id="r1") is None
    assert results.next_page(work, -2, name="VENDOR") is None
    assert results.next_page(work, -1, name="CUSTOMER") is None
    assert results.next_page(work, -1, result_id="r1") is not None


def test_by_object_the_newest_goes_on(work: Work) -> None:
    keep(work, "old", rest=range(100, 110))
    keep(work, "new", rest=range(200, 210))
    found = results.next_page(work, -1, name="VENDOR")
    assert found is not None
    assert (found[0].id, found[1][0]) == ("new", 200)


def test_a_session_keeps_so_many_and_no_more(work: Work) -> None:
    keep(work, "of another", session=-2)
    for number in range(MOST_RESULTS + 3):
        keep(work, f"r{number}")
    assert results.next_page(work, -1, result_id="r2") is None
    assert results.next_page(work, -1, result_id="r3") is not None
    assert results.next_page(work, -2, result_id="of another") is not None


def test_what_ended_sessions_left_is_swept(work: Work) -> None:
    keep(work, "left", session=77)
    keep(work, "own")
    assert work.rows("select result_id from result_set where company = %(c)s", {"c": work.company}) == [("own",)]


def test_nothing_is_kept_where_nothing_follows(work: Work) -> None:
    assert keep(work, "r1", rest=range(6, 6)) == 5
    assert work.rows("select from result_set where company = %(c)s", {"c": work.company}) == []
