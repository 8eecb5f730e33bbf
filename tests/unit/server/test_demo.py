"""The demo company: what stands in it, that a second start changes nothing, and that its periods never run out."""

from __future__ import annotations

import secrets
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from ledgergate.server.premises import Urls
from ledgergate.server.settings import Settings
from ledgergate.server.start import prepared
from ledgergate.store import schema
from ledgergate.store.embedded import url
from ledgergate.store.premises import Refused

if TYPE_CHECKING:
    from collections.abc import Generator

    from conftest import Servers

DAY = date(2026, 11, 21)
ACCOUNTS = """
    1000 1005 1050 1100 1110 1190 1300 1310 1350 1400 1420 2000 2010 2050 2100 2150 2190 2200 2210 2300 2310 2320 3000 3900
    4000 4010B 4010P 4010U 4050 4950 5000 5050 6000 6100 6110 6200 6300 6400 6500 7000 7010 7100
"""
"""Business.md 0.2."""


class Books:
    """The demo company of one database, seen as its owner."""

    def __init__(self, urls: Urls) -> None:
        self.urls = urls

    def start(self, day: date = DAY, *, demo: bool = True) -> None:
        """Do what a start does before the server answers."""
        prepared(Settings(clock=day), self.urls, demo=demo)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask about the company; it is called `demo` in the query."""
        with psycopg.connect(self.urls.owner, options="-c search_path=ledgergate") as owner:
            text = f"with demo as (select key from company where id = 'demo') {query}"  # noqa: S608 (the queries are these tests' own)
            return owner.execute(text.encode()).fetchall()

    def column(self, query: str) -> list[Any]:
        return [row[0] for row in self.rows(query)]


@pytest.fixture(scope="module")
def books(servers: Servers, programs: str) -> Generator[Books]:
    """Make the demo company once; tests that move its days on come back to where they were."""
    server = servers.postgres(programs)
    name = f"demo_{secrets.token_hex(6)}"
    with psycopg.connect(servers.superuser(programs), autocommit=True) as superuser:
        superuser.execute(sql.SQL("create database {} owner ledgergate_owner").format(sql.Identifier(name)))
        urls = Urls(server=url(server.data, "ledgergate_server", name), owner=url(server.data, "ledgergate_owner", name))
        schema.prepare(urls.owner, urls.server)
        made = Books(urls)
        made.start()
        yield made
        superuser.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def test_the_accounts_of_the_reference_company(books: Books) -> None:
    query = "select accountno from account join demo on company = key where kind = '{}' order by accountno"
    assert books.column(query.format("G")) == sorted(ACCOUNTS.split())
    assert books.column(query.format("S")) == ["9001"]


def test_places_and_people(books: Books) -> None:
    assert books.column("select locationid from location join demo on company = key where locationtype = 'E' order by 1") == [
        "E100",
        "E200",
        "E310",
        "E320",
    ]
    for table, least in (("vendor", 20), ("customer", 20), ("department", 3), ("item", 1), ("journal", 13), ("term", 3)):
        assert books.column(f"select count(*) from {table} join demo on company = key")[0] >= least, table  # noqa: S608 (names of this test)
    users = books.rows("select loginid, coalesce(logindisabled, false) from userinfo join demo on company = key order by 1")
    assert users == [("admin", False), ("api", True)]
    senders = "select s.id from sender s join sender_authorisation a on a.sender = s.key join demo on a.company = demo.key"
    assert books.column(senders) == ["ledgergate"]


def test_a_hundred_journals_that_balance(books: Books) -> None:
    lines = "from gl_line join demo on company = key where posted"
    assert books.column(f"select count(distinct batchno) {lines}") == [100]
    sums = f"select sum(tr_type * amount) {lines} group by entity, batchno"
    assert set(books.column(sums)) == {0}


def test_monthly_periods_without_gaps(books: Books) -> None:
    books.start()
    days = books.rows("select start_date, end_date from reporting_period join demo on company = key order by 1")
    assert days[0][0] == date(2025, 1, 1)
    assert days[-1][1] >= date(2027, 12, 31)
    assert all((later[0] - earlier[1]).days == 1 for earlier, later in pairwise(days))


def test_a_second_start_changes_nothing(books: Books) -> None:
    tables = ("gl_line", "gl_batch", "vendor", "customer", "account", "userinfo", "audit", "reporting_period")
    counts = "select " + ", ".join(f"(select count(*) from {table})" for table in tables) + ", (select count(*) from company)"  # noqa: S608
    books.start()
    before = books.rows(counts)
    books.start()
    assert books.rows(counts) == before


@pytest.mark.parametrize("demo", [True, False], ids=["demo asked for", "demo made before"])
def test_periods_are_extended_at_each_start(books: Books, *, demo: bool) -> None:
    last = "select max(end_date) from reporting_period join demo on company = key"
    year = books.column(last)[0].year
    books.start(date(year, 1, 2), demo=demo)
    assert books.column(last) == [date(year + 1, 12, 31)]


def test_no_demo_in_production(books: Books) -> None:
    with pytest.raises(Refused, match="public"):
        prepared(Settings(profile="production"), books.urls, demo=True)
