"""Rows of declared objects, written and read back set by set."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgergate.store import audit, records
from ledgergate.store.work import Taken

if TYPE_CHECKING:
    from ledgergate.store.connections import Database
    from ledgergate.store.work import Work

ODD = ("", " ", "'", '"', "\\", '\\"', "{}", "{a,b}", "null", "NULL", "a,b", "é ñ 漢 🎈", "line\nbreak\ttab", "%(x)s", "$1")


def insert_vendors(work: Work, *rows: tuple[int, str, str | None]) -> None:
    """Write vendors by number, ID and name."""
    records.insert(work, "vendor", ("recordno", "vendorid", "name"), rows)


def test_what_goes_in_comes_out(work: Work) -> None:
    insert_vendors(work, *((number, f"V{number}", word) for number, word in enumerate(ODD, start=1)), (99, "V99", None))
    found = records.fetch(work, "vendor", [99, *range(1, len(ODD) + 1)])
    assert [found[number]["name"] for number in range(1, len(ODD) + 1)] == list(ODD)
    assert found[99]["name"] is None


def test_each_kind_of_column_keeps_its_value(work: Work) -> None:
    columns = ("recordno", "vendorid", "creditlimit", "onhold", "whencreated", "vendtypekey")
    moment = datetime(2025, 3, 1, 10, 20, 30, tzinfo=UTC)
    records.insert(work, "vendor", columns, [(1, "V1", Decimal("1234.50"), True, moment, None), (2, "V2", None, None, None, None)])
    records.insert(work, "reporting_period", ("recordno", "name", "start_date"), [(1, "March", date(2025, 3, 1))])
    found = records.fetch(work, "vendor", [1, 2])
    assert (found[1]["creditlimit"], found[1]["onhold"], found[1]["whencreated"]) == (Decimal("1234.50"), True, moment)
    assert (found[2]["creditlimit"], found[2]["onhold"], found[2]["whencreated"]) == (None, None, None)
    assert records.fetch(work, "reporting_period", [1])[1]["start_date"] == date(2025, 3, 1)


def test_the_words_of_the_wire(work: Work) -> None:
    moment = datetime(2025, 3, 1, 10, 20, 30, 500_000, tzinfo=UTC)
    columns = ("recordno", "vendorid", "creditlimit", "onhold", "whencreated", "name")
    records.insert(work, "vendor", columns, [(1, "V1", Decimal("1234.50"), True, moment, None), (2, "V2", Decimal(0), False, None, "x")])
    said = work.texts(
        "select recordno, creditlimit, onhold, whencreated, name from vendor where company = %(c)s order by 1", {"c": work.company}
    )
    assert said == [("1", "1234.5", "true", "03/01/2025 10:20:30", None), ("2", "0", "false", None, "x")]
    assert work.texts("select date '2025-12-31'") == [("12/31/2025",)]


def test_rows_that_change_different_columns(work: Work) -> None:
    insert_vendors(work, (1, "V1", "one"), (2, "V2", "two"), (3, "V3", "three"))
    records.update(work, "vendor", [(1, {"name": "uno"}), (2, {"name": None, "onhold": True}), (3, {"name": "tres"})])
    found = records.fetch(work, "vendor", [1, 2, 3], lock=True)
    assert [(found[number]["name"], found[number]["onhold"]) for number in (1, 2, 3)] == [("uno", None), (None, True), ("tres", None)]
    assert found[2]["vendorid"] == "V2"


def test_a_key_in_use_is_told_and_the_savepoint_holds(work: Work) -> None:
    insert_vendors(work, (1, "V1", "one"))
    with pytest.raises(Taken), work.savepoint():
        insert_vendors(work, (2, "V2", "two"), (3, "V1", "again"))
    assert set(records.fetch(work, "vendor", [1, 2, 3])) == {1}


def test_removing(work: Work) -> None:
    insert_vendors(work, (1, "V1", "one"), (2, "V2", "two"))
    assert records.delete(work, "vendor", [2, 3]) == 1
    assert set(records.fetch(work, "vendor", [1, 2, 3])) == {1}


def test_nothing_is_final_before_its_commit(database: Database, work: Work) -> None:
    insert_vendors(work, (1, "V1", "one"))
    with database.work(work.company) as meanwhile:
        assert records.fetch(meanwhile, "vendor", [1]) == {}
    happened: list[str] = []
    work.after_commit(lambda: happened.append("told"))
    assert happened == []
    work.commit()
    assert happened == ["told"]
    with database.work(work.company) as later:
        assert set(records.fetch(later, "vendor", [1])) == {1}


def test_what_is_undone_tells_nobody(work: Work) -> None:
    happened: list[str] = []
    work.after_commit(lambda: happened.append("told"))
    work.rollback()
    work.commit()
    assert happened == []


def test_the_trail_keeps_images(work: Work) -> None:
    class Somebody:
        user, user_id, sender, ip = 7, "alice", 0, "127.0.0.1"

    at = datetime(2025, 3, 1, tzinfo=UTC)
    before = {"name": 'a "quoted" \\ word', "creditlimit": Decimal("1.50"), "day": date(2025, 3, 1), "empty": None}
    audit.write(work, Somebody(), at, "update", [("VENDOR", "V1", 1, before, {"name": "b"}), ("VENDOR", "V2", 2, None, {"name": "c"})])
    rows = work.rows(
        "select object_key, recordno, mode, user_id, at, before, after from audit where company = %(c)s order by recordno",
        {"c": work.company},
    )
    assert rows == [
        ("V1", 1, "update", "alice", at, {"name": 'a "quoted" \\ word', "creditlimit": "1.50", "day": "2025-03-01"}, {"name": "b"}),
        ("V2", 2, "update", "alice", at, None, {"name": "c"}),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(said=st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1, max_size=8))
def test_any_text_survives(work: Work, said: list[str]) -> None:
    insert_vendors(work, *((number, f"V{number}", word) for number, word in enumerate(said, start=1)))
    found = records.fetch(work, "vendor", list(range(1, len(said) + 1)))
    assert [found[number]["name"] for number in range(1, len(said) + 1)] == said
    work.rollback()
