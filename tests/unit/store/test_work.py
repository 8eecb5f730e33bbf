"""Units of work: what stays, what goes, what others are told, and what each kind of trouble is called."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from threading import Event, Thread
from typing import TYPE_CHECKING

import psycopg
import pytest

from ledgergate.base.fault import Defect
from ledgergate.store import records
from ledgergate.store.connections import Database
from ledgergate.store.work import Conflict, Taken, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ledgergate.store.companies import Company
    from ledgergate.store.work import Work


def types_of(database: Database, company: Company) -> list[str]:
    with database.work(company.key) as work:
        return [
            row[0] for row in work.rows("select name from vendor_type where company = %(company)s order by 1", {"company": company.key})
        ]


def add(work: Work, number: int, name: str, **more: object) -> None:
    records.insert(work, "vendor_type", ("recordno", "name", *more), [(number, name, *more.values())])


def test_what_is_not_committed_is_undone(database: Database, company: Company) -> None:
    with database.work(company.key) as work:
        add(work, 1, "kept")
        work.commit()
        add(work, 2, "lost")
    with pytest.raises(RuntimeError), database.work(company.key) as work:  # noqa: PT012 (what raises stands last)
        add(work, 3, "lost too")
        raise RuntimeError
    assert types_of(database, company) == ["kept"]


def test_work_goes_on_after_commit_and_after_rollback(database: Database, company: Company) -> None:
    with database.work(company.key) as work:
        add(work, 1, "first")
        work.commit()
        add(work, 2, "undone")
        work.rollback()
        add(work, 3, "second")
        work.commit()
    assert types_of(database, company) == ["first", "second"]


def test_savepoints_nest_and_undo_their_own(database: Database, company: Company) -> None:
    with database.work(company.key) as work:
        with work.savepoint():
            add(work, 1, "outer")
            with pytest.raises(Taken), work.savepoint():  # noqa: PT012 (what raises stands last)
                add(work, 2, "inner")
                add(work, 2, "the same number")
            with pytest.raises(ZeroDivisionError), work.savepoint():  # noqa: PT012 (what raises stands last)
                add(work, 3, "inner")
                raise ZeroDivisionError
            add(work, 4, "outer again")
        work.commit()
    assert types_of(database, company) == ["outer", "outer again"]


def test_a_commit_that_would_undo_everything_is_no_commit(database: Database, company: Company) -> None:
    """PostgreSQL answers `commit` after a failed statement with ROLLBACK and no error: nothing may be acknowledged then."""
    done: list[str] = []
    with database.work(company.key) as work:
        add(work, 1, "lost")
        work.after_commit(lambda: done.append("told"))
        with pytest.raises(Taken):
            add(work, 1, "the same number")
        with pytest.raises(Defect, match="undone"):
            work.commit()
    assert done == []
    assert types_of(database, company) == []


def test_what_waits_for_the_commit_runs_once_and_not_for_what_is_undone(database: Database, company: Company) -> None:
    told: list[str] = []
    with database.work(company.key) as work:
        work.after_commit(lambda: told.append("undone"))
        work.rollback()
        add(work, 1, "kept")
        work.after_commit(lambda: told.append("kept"))
        assert told == []
        work.commit()
        work.commit()
    assert told == ["kept"]


@contextmanager
def beside(act: Callable[[], None]) -> Generator[None]:
    """Run something in another thread, and wait for it at the end."""
    thread = Thread(target=act)
    thread.start()
    yield
    thread.join(20)
    assert not thread.is_alive()


def test_two_who_wait_for_each_other_are_in_conflict(database: Database, company: Company) -> None:
    with database.work(company.key) as work:
        add(work, 1, "a")
        add(work, 2, "b")
        work.commit()
    met: list[str] = []
    mine_held, theirs_held = Event(), Event()

    def change(first: int, second: int, held: Event, others: Event) -> None:
        try:
            with database.work(company.key) as work:
                records.update(work, "vendor_type", [(first, {"name": f"{first} by {first}"})])
                held.set()
                assert others.wait(10)
                records.update(work, "vendor_type", [(second, {"name": f"{second} by {first}"})])
                work.commit()
                met.append("done")
        except Conflict:
            met.append("conflict")

    with beside(lambda: change(2, 1, theirs_held, mine_held)):
        change(1, 2, mine_held, theirs_held)
    assert sorted(met) == ["conflict", "done"]
    assert types_of(database, company) in (["1 by 1", "2 by 1"], ["1 by 2", "2 by 2"])


def test_a_reference_that_went_meanwhile_is_a_conflict(database: Database, company: Company) -> None:
    with database.work(company.key) as work, pytest.raises(Conflict, match="not present"):
        records.insert(work, "vendor", ("recordno", "vendorid", "vendtypekey"), [(1, "V1", 404)])


def test_a_lost_connection_is_told_and_the_next_unit_has_another(database: Database, company: Company) -> None:
    with pytest.raises(Unreachable), database.work(company.key) as work:  # noqa: PT012 (what raises stands last)
        add(work, 1, "lost")
        work.rows("select pg_terminate_backend(pg_backend_pid())")
    assert types_of(database, company) == []


def test_no_database_is_told_in_time(database: Database) -> None:
    nowhere = Database(database.url.replace("ledgergate?", "nowhere?"), most=1)
    with pytest.raises(Unreachable):
        nowhere.process()
    nowhere.close()


def test_rows_are_python_and_texts_are_words(work: Work) -> None:
    sql = """
    select %(day)s::date, %(moment)s::timestamptz, %(amount)s::numeric(38, 3), 0::numeric(38, 3), 1200::numeric(38, 10), -0.5::numeric,
           true, false, 7::bigint, null::text, %(text)s::text, null::numeric
    """
    moment = datetime(2025, 3, 1, 2, 0, 0, 500_000, tzinfo=timezone(timedelta(hours=2)))
    given = {"day": date(2025, 3, 1), "moment": moment, "amount": Decimal("10.5"), "text": "a 'b' %"}
    assert work.rows(sql, given) == [
        (date(2025, 3, 1), moment, Decimal("10.500"), 0, 1200, Decimal("-0.5"), True, False, 7, None, "a 'b' %", None)
    ]
    assert work.texts(sql, given) == [
        ("03/01/2025", "03/01/2025 00:00:00", "10.5", "0", "1200", "-0.5", "true", "false", "7", None, "a 'b' %", None)
    ]


def test_reading_words_alone_opens_no_transaction(database: Database, company: Company) -> None:
    with database.work(company.key) as work:
        assert work.texts("select name from vendor_type") == []
        first = work.texts("select transaction_timestamp()::text")
        assert work.texts("select transaction_timestamp()::text") != first


def test_the_servers_role_may_do_nothing_else(database: Database, company: Company) -> None:
    """It owns nothing, makes nothing, and does not see the tables behind its views (needs.md 6.6, item 38)."""
    for tried in (
        "select * from ledgergate.vendor_type",
        "insert into ledgergate.vendor_type (company, recordno) values (1, 1)",
        "create table mine.extra (n int)",
        "create table public.extra (n int)",
        "drop view mine.vendor_type",
        "set session authorization postgres",
        "alter table ledgergate.gl_line disable trigger all",
    ):
        with database.work(company.key) as work, pytest.raises(psycopg.Error, match=r"permission denied|must be owner"):
            work.run(tried)
