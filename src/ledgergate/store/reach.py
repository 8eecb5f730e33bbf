"""What a report takes in: records found by their word, with everything below them, or by their type; and the chart it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ledgergate.store.work import Work


@dataclass(frozen=True, slots=True)
class Account:
    """An account as reports show it; `kind` is `G` for money and `S` for quantities.

    A `closing` account starts each fiscal year at nothing; what it held goes to `closes_to`, and nowhere for quantities.
    """

    recordno: int
    number: str
    title: str
    kind: str
    closing: bool
    closes_to: int | None


@dataclass(frozen=True, slots=True)
class Tree:
    """Where a dimension is kept: table, column of its ID, column of its parent (empty: no tree)."""

    table: str
    word: str
    parent: str = "parentkey"


TREES: Final[Mapping[str, Tree]] = {
    "department": Tree("department", "departmentid"),
    "location": Tree("location", "locationid"),
    "customer": Tree("customer", "customerid"),
    "vendor": Tree("vendor", "vendorid"),
    "employee": Tree("employee", "employeeid"),
    "item": Tree("item", "itemid", ""),
    "project": Tree("project", "projectid"),
    "class": Tree("class", "classid"),
}

ITSELF: Final = sql.SQL("select recordno from {table} where company = %(company)s and {word} = %(wanted)s")
BELOW: Final = sql.SQL("""
    with recursive down (recordno) as (
        select recordno from {table} where company = %(company)s and {word} = %(wanted)s
        union
        select t.recordno from {table} t join down on t.{parent} = down.recordno where t.company = %(company)s
    )
    select recordno from down
""")
CUSTOMERS_OF_TYPE: Final = """
    select c.recordno from customer c join customer_type t on t.company = %(company)s and t.recordno = c.custtypekey
    where c.company = %(company)s and t.name = %(wanted)s
"""
VENDORS_OF_TYPE: Final = """
    select v.recordno from vendor v join vendor_type t on t.company = %(company)s and t.recordno = v.vendtypekey
    where v.company = %(company)s and t.name = %(wanted)s
"""
CUSTOMER_TYPE: Final = "select recordno from customer_type where company = %(company)s and name = %(wanted)s"
VENDOR_TYPE: Final = "select recordno from vendor_type where company = %(company)s and name = %(wanted)s"

ACCOUNTS: Final = """
    select recordno, accountno, coalesce(title, ''), kind,
        coalesce((kind = 'G' and closingtype = 'closing account' and closetoacctkey is not null)
            or (kind = 'S' and accounttype = 'forperiod'), false), closetoacctkey
    from account where company = %(company)s order by accountno
"""
BOOKS: Final = """
    select bookid from journal where company = %(company)s and bookid is not null and kind = 'G' union select 'STAT' order by 1
"""
NAMES: Final = """
    select 'department', recordno, departmentid, title from department
    where company = %(company)s and recordno = any(%(department)s::bigint[])
    union all
    select 'location', recordno, locationid, name from location
    where company = %(company)s and recordno = any(%(location)s::bigint[])
    union all
    select 'customer', recordno, customerid, name from customer
    where company = %(company)s and recordno = any(%(customer)s::bigint[])
    union all
    select 'vendor', recordno, vendorid, name from vendor
    where company = %(company)s and recordno = any(%(vendor)s::bigint[])
    union all
    select 'employee', e.recordno, e.employeeid, c.contactname from employee e
    left join contact c on c.company = %(company)s and c.recordno = e.contactkey
    where e.company = %(company)s and e.recordno = any(%(employee)s::bigint[])
    union all
    select 'item', recordno, itemid, name from item
    where company = %(company)s and recordno = any(%(item)s::bigint[])
    union all
    select 'project', recordno, projectid, name from project
    where company = %(company)s and recordno = any(%(project)s::bigint[])
    union all
    select 'class', recordno, classid, name from class
    where company = %(company)s and recordno = any(%(class)s::bigint[])
"""
WORDS: Final = """
    select 'department', recordno, departmentid from department where company = %(company)s
    union all select 'location', recordno, locationid from location where company = %(company)s
"""
PERIOD: Final = "select start_date, end_date from reporting_period where company = %(company)s and name = %(wanted)s"
FIRST_MONTH: Final = "select first_month, base_currency from company where key = %(company)s"


def records(work: Work, dimension: str, word: str, *, below: bool) -> list[int]:
    """Give the record called so, and those below it; nothing when there is none."""
    tree = TREES[dimension]
    statement = _below(tree) if below and tree.parent else _itself(tree)
    return [row[0] for row in work.rows(statement, {"company": work.company, "wanted": word})]


def of_type(work: Work, dimension: str, word: str) -> list[int] | None:
    """Give the customers or vendors of a type; None when there is no such type."""
    params = {"company": work.company, "wanted": word}
    kind, members = (CUSTOMER_TYPE, CUSTOMERS_OF_TYPE) if dimension == "customer" else (VENDOR_TYPE, VENDORS_OF_TYPE)
    if not work.rows(kind, params):
        return None
    return [row[0] for row in work.rows(members, params)]


def accounts(work: Work) -> list[Account]:
    """Give all accounts in the order of their numbers."""
    return [Account(*row) for row in work.rows(ACCOUNTS, {"company": work.company})]


def places(work: Work) -> dict[tuple[str, int], str]:
    """Give the IDs of all departments and locations by record number."""
    return {(row[0], row[1]): row[2] for row in work.rows(WORDS, {"company": work.company})}


def books(work: Work) -> tuple[str, ...]:
    """Give the books that journals of the company write."""
    return tuple(row[0] for row in work.rows(BOOKS, {"company": work.company}))


def words(work: Work, wanted: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], tuple[str, str]]:
    """Give ID and name of records by dimension and number."""
    params: dict[str, object] = {"company": work.company}
    params |= {name: list(wanted.get(name, ())) for name in TREES}
    return {(row[0], row[1]): (row[2] or "", row[3] or "") for row in work.rows(NAMES, params)}


def period(work: Work, name: str) -> tuple[date, date] | None:
    """Give the days of a reporting period."""
    found = work.rows(PERIOD, {"company": work.company, "wanted": name})
    return (found[0][0], found[0][1]) if found else None


def first_month(work: Work) -> tuple[int, str]:
    """Give the first month of the company's fiscal year, and its base currency."""
    row = work.rows(FIRST_MONTH, {"company": work.company})[0]
    return row[0], row[1]


@lru_cache(maxsize=16)
def _itself(tree: Tree) -> str:
    return ITSELF.format(table=sql.Identifier(tree.table), word=sql.Identifier(tree.word)).as_string()


@lru_cache(maxsize=16)
def _below(tree: Tree) -> str:
    made = BELOW.format(table=sql.Identifier(tree.table), word=sql.Identifier(tree.word), parent=sql.Identifier(tree.parent))
    return made.as_string()
