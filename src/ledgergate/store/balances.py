"""Balances: lines older than every running transaction folded by month, the rest added at reading (house decision 8).

A balance is the sum of folded rows, of lines written since, and of what removals took back since, in one statement and so
of one moment. Months that a reading cuts in two are read from the lines themselves: folded rows know only whole months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.base.dates import month_end, month_start
from ledgergate.ledger.entry import DIMENSIONS
from ledgergate.store.arrays import plain, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from ledgergate.store.work import Work

FIRST: Final = "insert into gl_fold (company, watermark) values (%(company)s, '3') on conflict (company) do nothing"
TAKE: Final = "select watermark::text from gl_fold where company = %(company)s for update"
OLDEST: Final = "select pg_snapshot_xmin(pg_current_snapshot())::text from gl_fold where company = %(company)s"
"""Taken after the lock and before the lines are read: whatever is older has ended and is seen."""
DUE: Final = """
select exists (
    select from gl_line l where l.company = %(company)s
        and l.written >= coalesce((select watermark from gl_fold where company = %(company)s), '3')
) or exists (
    select from gl_delta d where d.company = %(company)s
)
"""

FOLD: Final = """
with moved as (
    select book, entity, accountkey as account, date_trunc('month', entry_date::timestamp)::date as month, departmentkey as department,
        locationkey as location, customerdimkey as customer, vendordimkey as vendor, employeedimkey as employee, itemdimkey as item,
        projectdimkey as project, classdimkey as class, case when tr_type = 1 then amount else 0 end as debit,
        case when tr_type = -1 then amount else 0 end as credit
    from gl_line
    where company = %(company)s and posted and written >= %(since)s::xid8 and written < %(until)s::xid8
    union all
    select book, entity, account, date_trunc('month', day::timestamp)::date, department, location, customer, vendor, employee, item,
        project, class, debit, credit
    from gl_delta
    where company = %(company)s and written < %(until)s::xid8
), account_grain as (
    insert into gl_balance_account (company, book, entity, account, month, debit, credit)
    select %(company)s, book, entity, account, month, sum(debit), sum(credit) from moved group by book, entity, account, month
    on conflict (company, book, entity, account, month) do update
    set debit = gl_balance_account.debit + excluded.debit, credit = gl_balance_account.credit + excluded.credit
), set_grain as (
    insert into gl_balance_set (
        company, book, entity, account, month, department, location, customer, vendor, employee, item, project, class, debit, credit
    )
    select %(company)s, book, entity, account, month, department, location, customer, vendor, employee, item, project, class,
        sum(debit), sum(credit)
    from moved
    group by book, entity, account, month, department, location, customer, vendor, employee, item, project, class
    on conflict (
        company, book, entity, account, month, department, location, customer, vendor, employee, item, project, class
    ) do update
    set debit = gl_balance_set.debit + excluded.debit, credit = gl_balance_set.credit + excluded.credit
), spent as (
    delete from gl_delta where company = %(company)s and written < %(until)s::xid8
)
update gl_fold set watermark = %(until)s::xid8 where company = %(company)s
"""

EMPTY_ACCOUNTS: Final = "delete from gl_balance_account where company = %(company)s"
EMPTY_SETS: Final = "delete from gl_balance_set where company = %(company)s"
EMPTY_DELTAS: Final = "delete from gl_delta where company = %(company)s"
FOREIGN: Final = "update gl_line set written = '3' where company = %(company)s and written >= %(until)s::xid8"
"""Ids from another cluster may lie ahead of this one's; below the watermark they mean no more than `before`."""
BACK: Final = "update gl_fold set watermark = '3' where company = %(company)s"

BY_ACCOUNT: Final = """
with mark as (
    select coalesce((select watermark from gl_fold where company = %(company)s), '3'::xid8) as watermark
), moved as (
    select b.account, b.entity, b.book, b.month as day, b.debit, b.credit
    from gl_balance_account b
    where b.company = %(company)s and b.month <= %(through)s and b.month <> all (%(cut)s::date[])
    union all
    select l.accountkey, l.entity, l.book, l.entry_date, case when l.tr_type = 1 then l.amount else 0 end,
        case when l.tr_type = -1 then l.amount else 0 end
    from mark cross join lateral (
        select * from gl_line l where l.company = %(company)s and l.written >= mark.watermark offset 0
    ) l
    where l.posted and l.entry_date <= %(through)s and date_trunc('month', l.entry_date::timestamp)::date <> all (%(cut)s::date[])
    union all
    select d.account, d.entity, d.book, d.day, d.debit, d.credit
    from mark cross join lateral (
        select * from gl_delta d where d.company = %(company)s and d.written >= mark.watermark offset 0
    ) d
    where d.day <= %(through)s and date_trunc('month', d.day::timestamp)::date <> all (%(cut)s::date[])
    union all
    select l.accountkey, l.entity, l.book, l.entry_date, case when l.tr_type = 1 then l.amount else 0 end,
        case when l.tr_type = -1 then l.amount else 0 end
    from unnest(%(cut_first)s::date[], %(cut_last)s::date[]) as c (first, last) cross join lateral (
        select * from gl_line l where l.company = %(company)s and l.entry_date >= c.first and l.entry_date <= c.last offset 0
    ) l
    where l.posted
)
select account, entity, book,
    null::bigint, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint,
    coalesce(sum(debit - credit) filter (where day < %(year)s), 0),
    coalesce(sum(debit - credit) filter (where day >= %(year)s and day < %(first)s), 0),
    coalesce(sum(debit) filter (where day >= %(first)s), 0), coalesce(sum(credit) filter (where day >= %(first)s), 0)
from moved
where book = any(%(books)s::text[]) and (%(entity)s::bigint is null or entity = %(entity)s::bigint)
group by account, entity, book
"""
"""`offset 0` keeps each search of lines as it stands: by watermark or by day, whatever else is asked."""

BY_SET: Final = """
with mark as (
    select coalesce((select watermark from gl_fold where company = %(company)s), '3'::xid8) as watermark
), moved as (
    select b.account, b.entity, b.book, b.month as day, b.department, b.location, b.customer, b.vendor, b.employee, b.item,
        b.project, b.class, b.debit, b.credit
    from gl_balance_set b
    where b.company = %(company)s and b.month <= %(through)s and b.month <> all (%(cut)s::date[])
    union all
    select l.accountkey, l.entity, l.book, l.entry_date, l.departmentkey, l.locationkey, l.customerdimkey, l.vendordimkey,
        l.employeedimkey, l.itemdimkey, l.projectdimkey, l.classdimkey, case when l.tr_type = 1 then l.amount else 0 end,
        case when l.tr_type = -1 then l.amount else 0 end
    from mark cross join lateral (
        select * from gl_line l where l.company = %(company)s and l.written >= mark.watermark offset 0
    ) l
    where l.posted and l.entry_date <= %(through)s and date_trunc('month', l.entry_date::timestamp)::date <> all (%(cut)s::date[])
    union all
    select d.account, d.entity, d.book, d.day, d.department, d.location, d.customer, d.vendor, d.employee, d.item, d.project,
        d.class, d.debit, d.credit
    from mark cross join lateral (
        select * from gl_delta d where d.company = %(company)s and d.written >= mark.watermark offset 0
    ) d
    where d.day <= %(through)s and date_trunc('month', d.day::timestamp)::date <> all (%(cut)s::date[])
    union all
    select l.accountkey, l.entity, l.book, l.entry_date, l.departmentkey, l.locationkey, l.customerdimkey, l.vendordimkey,
        l.employeedimkey, l.itemdimkey, l.projectdimkey, l.classdimkey, case when l.tr_type = 1 then l.amount else 0 end,
        case when l.tr_type = -1 then l.amount else 0 end
    from unnest(%(cut_first)s::date[], %(cut_last)s::date[]) as c (first, last) cross join lateral (
        select * from gl_line l where l.company = %(company)s and l.entry_date >= c.first and l.entry_date <= c.last offset 0
    ) l
    where l.posted
)
select account, entity, book,
    case when %(by_department)s then department end, case when %(by_location)s then location end,
    case when %(by_customer)s then customer end, case when %(by_vendor)s then vendor end,
    case when %(by_employee)s then employee end, case when %(by_item)s then item end,
    case when %(by_project)s then project end, case when %(by_class)s then class end,
    coalesce(sum(debit - credit) filter (where day < %(year)s), 0),
    coalesce(sum(debit - credit) filter (where day >= %(year)s and day < %(first)s), 0),
    coalesce(sum(debit) filter (where day >= %(first)s), 0), coalesce(sum(credit) filter (where day >= %(first)s), 0)
from moved
where book = any(%(books)s::text[]) and (%(entity)s::bigint is null or entity = %(entity)s::bigint)
    and (%(department)s::bigint[] is null or department = any(%(department)s::bigint[]))
    and (%(location)s::bigint[] is null or location = any(%(location)s::bigint[]))
    and (%(customer)s::bigint[] is null or customer = any(%(customer)s::bigint[]))
    and (%(vendor)s::bigint[] is null or vendor = any(%(vendor)s::bigint[]))
    and (%(employee)s::bigint[] is null or employee = any(%(employee)s::bigint[]))
    and (%(item)s::bigint[] is null or item = any(%(item)s::bigint[]))
    and (%(project)s::bigint[] is null or project = any(%(project)s::bigint[]))
    and (%(class)s::bigint[] is null or class = any(%(class)s::bigint[]))
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which balances are wanted: a period, the fiscal year it begins in, books, and what lines must be about.

    `only` holds record numbers by dimension; `entity` None means all of them. Each value of a dimension in `by` has rows
    of its own.
    """

    year: date
    first: date
    last: date
    books: tuple[str, ...]
    entity: int | None = None
    only: Mapping[str, Sequence[int]] | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """One row: what came before the fiscal year, from its start to the period, and the period's debits and credits."""

    account: int
    entity: int
    book: str
    department: int | None
    location: int | None
    customer: int | None
    vendor: int | None
    employee: int | None
    item: int | None
    project: int | None
    class_: int | None
    before_year: Decimal
    before_period: Decimal
    debits: Decimal
    credits: Decimal

    @property
    def opening(self) -> Decimal:
        """Give the balance at the period's start of an account that no year end closes."""
        return self.before_year + self.before_period

    @property
    def silent(self) -> bool:
        """Whether nothing is to be seen here."""
        return not (self.before_year or self.before_period or self.debits or self.credits)


def read(work: Work, span: Span) -> list[Balance]:
    """Give the balances of a span, by account, entity and book, and by what else it asks."""
    cut = _cut(span)
    params: dict[str, object] = {
        "company": work.company,
        "year": span.year,
        "first": span.first,
        "through": span.last,
        "books": words(span.books),
        "entity": span.entity,
        "cut": plain(cut),
        "cut_first": plain(cut),
        "cut_last": plain(min(month_end(day), span.last) for day in cut),
    }
    only = span.only or {}
    if not only and not span.by:
        return [Balance(*row) for row in work.rows(BY_ACCOUNT, params)]
    params |= {name: plain(only[name]) if name in only else None for name in DIMENSIONS}
    params |= {f"by_{name}": name in span.by for name in DIMENSIONS}
    return [Balance(*row) for row in work.rows(BY_SET, params)]


def _cut(span: Span) -> list[date]:
    """Give the months that a border of the span divides, by their first days."""
    first = [month_start(span.first)] if span.first != month_start(span.first) else []
    last = [month_start(span.last)] if span.last != month_end(span.last) else []
    return sorted({*first, *last})


def due(work: Work) -> bool:
    """Tell whether there is anything to fold."""
    return bool(work.rows(DUE, {"company": work.company})[0][0])


def fold(work: Work) -> None:
    """Fold what every running transaction can see already, and move the watermark; the caller commits."""
    since, until = _mark(work)
    work.run(FOLD, {"company": work.company, "since": since, "until": until})


def rebuild(work: Work) -> None:
    """Fold again from the first line; after a restore, where ids of another cluster mean nothing. The caller commits."""
    _, until = _mark(work)
    for statement in (EMPTY_ACCOUNTS, EMPTY_SETS, EMPTY_DELTAS, BACK):
        work.run(statement, {"company": work.company})
    work.run(FOREIGN, {"company": work.company, "until": until})
    work.run(FOLD, {"company": work.company, "since": "3", "until": until})


def _mark(work: Work) -> tuple[str, str]:
    """Lock the watermark and give it with the next one."""
    found = work.rows(TAKE, {"company": work.company})
    if not found:
        work.run(FIRST, {"company": work.company})
        found = work.rows(TAKE, {"company": work.company})
    return str(found[0][0]), str(work.rows(OLDEST, {"company": work.company})[0][0])
