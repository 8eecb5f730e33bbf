"""The statements of `verify`: how much there is, and what breaks the rule, named by batch or balance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One invariant: its name, what is counted, the statement that counts, the statement that tells violations."""

    name: str
    what: str
    count: str
    violations: str


POSTED_BATCHES: Final = "select count(distinct batchno) from gl_line where company = %(company)s and posted"
POSTED_LINES: Final = "select count(*) from gl_line where company = %(company)s and posted"
BATCHES: Final = "select count(*) from gl_batch where company = %(company)s"
FOLDED: Final = "select count(*) from gl_balance_account where company = %(company)s"
FOLDED_SETS: Final = "select count(*) from gl_balance_set where company = %(company)s"

UNBALANCED: Final = """
select concat('batch ', batchno, ' is off by ', sum(tr_type * amount), ' in book ', book, ', entity ', entity)
from gl_line where company = %(company)s and posted and book <> 'STAT'
group by batchno, book, entity having sum(tr_type * amount) <> 0
order by batchno limit %(most)s
"""
UNEVEN: Final = """
select concat('book ', book, ', entity ', entity, ' is off by ', sum(tr_type * amount), ' on ', entry_date)
from gl_line where company = %(company)s and posted and book <> 'STAT'
group by book, entity, entry_date having sum(tr_type * amount) <> 0
order by entry_date limit %(most)s
"""
STALE: Final = """
with mark as (
    select coalesce((select watermark from gl_fold where company = %(company)s), '3'::xid8) as watermark
), told as (
    select book, entity, account, month, debit, credit from gl_balance_account where company = %(company)s
    union all
    select d.book, d.entity, d.account, date_trunc('month', d.day)::date, d.debit, d.credit
    from gl_delta d, mark where d.company = %(company)s and d.written >= mark.watermark
    union all
    select l.book, l.entity, l.accountkey, date_trunc('month', l.entry_date)::date,
        case when l.tr_type = 1 then -l.amount else 0 end, case when l.tr_type = -1 then -l.amount else 0 end
    from gl_line l, mark where l.company = %(company)s and l.posted and l.written < mark.watermark
)
select concat('balance of account ', account, ' in ', month, ', book ', book, ', entity ', entity,
    ' differs from its lines by ', sum(debit), ' debit and ', sum(credit), ' credit')
from told group by book, entity, account, month having sum(debit) <> 0 or sum(credit) <> 0
order by month limit %(most)s
"""
STALE_SETS: Final = """
with mark as (
    select coalesce((select watermark from gl_fold where company = %(company)s), '3'::xid8) as watermark
), told as (
    select book, entity, account, month, department, location, customer, vendor, employee, item, project, class, debit, credit
    from gl_balance_set where company = %(company)s
    union all
    select d.book, d.entity, d.account, date_trunc('month', d.day)::date, d.department, d.location, d.customer, d.vendor, d.employee,
        d.item, d.project, d.class, d.debit, d.credit
    from gl_delta d, mark where d.company = %(company)s and d.written >= mark.watermark
    union all
    select l.book, l.entity, l.accountkey, date_trunc('month', l.entry_date)::date, l.departmentkey, l.locationkey, l.customerdimkey,
        l.vendordimkey, l.employeedimkey, l.itemdimkey, l.projectdimkey, l.classdimkey,
        case when l.tr_type = 1 then -l.amount else 0 end, case when l.tr_type = -1 then -l.amount else 0 end
    from gl_line l, mark where l.company = %(company)s and l.posted and l.written < mark.watermark
)
select concat('balance of account ', account, ' in ', month, ', book ', book, ', entity ', entity, ', department ', department,
    ', location ', location, ' differs from its lines by ', sum(debit), ' debit and ', sum(credit), ' credit')
from told group by book, entity, account, month, department, location, customer, vendor, employee, item, project, class
having sum(debit) <> 0 or sum(credit) <> 0
order by month limit %(most)s
"""
MIXED_STATE: Final = """
select distinct concat('batch ', b.recordno, ' in state ', b.state, case when l.posted then ' has' else ' lacks' end, ' posted lines')
from gl_batch b join gl_line l on l.company = %(company)s and l.batchno = b.recordno
where b.company = %(company)s and l.posted <> (b.state in ('P', 'L', 'Z'))
limit %(most)s
"""
SLIPPED_IN: Final = """
with shut as (
    select entity, application, closed_through, next_written as since,
        lead(oldest_running) over (partition by entity, application order by number) as until
    from closure_change where company = %(company)s
)
select distinct concat('batch ', l.batchno, ' stands on ', l.entry_date, ' in entity ', l.entity, ', closed through ', shut.closed_through)
from shut join gl_line l on l.company = %(company)s and l.entity = shut.entity and l.entry_date <= shut.closed_through
    and l.written >= shut.since and (shut.until is null or l.written < shut.until)
where l.posted and (shut.application = 'GL' or l.module = case shut.application
    when 'AP' then '3.AP' when 'AR' then '4.AR' when 'EE' then '6.EE' when 'CM' then '11.CM' end)
limit %(most)s
"""
CHANGES: Final = "select count(*) from closure_change where company = %(company)s"
ORPHANS: Final = """
select concat('line ', l.recordno, ' of batch ', l.batchno, ' comes from ', l.source_kind, ' ', l.source, ', which is not there')
from gl_line l
where l.company = %(company)s and l.source_kind = 'GLBATCH'
    and not exists (select from gl_batch b where b.company = %(company)s and b.recordno = l.source)
union all
select concat('batch ', b.recordno, ' is in state ', b.state, ' and has ', count(m.recordno), ' mirrors')
from gl_batch b left join gl_batch m on m.company = %(company)s and m.reversedkey = b.recordno
where b.company = %(company)s
group by b.recordno, b.state having count(m.recordno) <> case when b.state in ('L', 'Z') then 1 else 0 end
limit %(most)s
"""
LINKED: Final = "select count(*) from gl_line where company = %(company)s and source_kind is not null"
MIXED_KIND: Final = """
select concat('line ', l.recordno, ' of batch ', l.batchno, ' mixes book ', l.book, ', journal ', j.symbol, ' and account ', a.accountno)
from gl_line l
join gl_batch b on b.company = %(company)s and b.recordno = l.batchno
join account a on a.company = %(company)s and a.recordno = l.accountkey
join journal j on j.company = %(company)s and j.recordno = b.journal
where l.company = %(company)s and l.posted and ((l.book = 'STAT') <> (a.kind = 'S') or (l.book = 'STAT') <> (j.kind = 'S'))
limit %(most)s
"""
UNMIRRORED: Final = """
with pair as (
    select b.recordno, l.book, l.entity, l.accountkey, l.departmentkey, l.locationkey, l.customerdimkey, l.vendordimkey,
        l.employeedimkey, l.itemdimkey, l.projectdimkey, l.classdimkey, l.tr_type * l.amount as amount
    from gl_batch m
    join gl_batch b on b.company = %(company)s and b.recordno = m.reversedkey
    join gl_line l on l.company = %(company)s and l.batchno in (m.recordno, b.recordno)
    where m.company = %(company)s and l.posted
)
select concat('batch ', recordno, ' and its mirror leave ', sum(amount), ' on account ', accountkey, ' in entity ', entity)
from pair
group by recordno, book, entity, accountkey, departmentkey, locationkey, customerdimkey, vendordimkey, employeedimkey, itemdimkey,
    projectdimkey, classdimkey
having sum(amount) <> 0 limit %(most)s
"""
MIRRORS: Final = "select count(*) from gl_batch where company = %(company)s and reversedkey is not null"
UNTRACED: Final = """
select concat('batch ', b.recordno, ' has no trace of its last change at ', b.whenmodified)
from gl_batch b
where b.company = %(company)s and b.whenmodified >= (select created from company where key = %(company)s) and not exists (
    select from audit t where t.company = %(company)s and t.object = 'GLBATCH' and t.recordno = b.recordno and t.at >= b.whenmodified
)
limit %(most)s
"""
"""What happened in the original of a copied company is older than the copy, and its trail stayed there (see fork.py)."""
REPEATED: Final = """
select concat('transaction number ', b.batchno, ' of journal ', b.journal, ' stands ', count(*), ' times')
from gl_batch b where b.company = %(company)s and b.batchno is not null
group by b.journal, b.batchno having count(*) > 1
union all
select concat('record numbers of ', n.family, ' go on at ', n.next, ', which is taken')
from record_number n
where n.company = %(company)s and n.next <= case n.family
    when 'gl_batch' then (select max(recordno) from gl_batch where company = %(company)s)
    when 'gl_line' then (select max(recordno) from gl_line where company = %(company)s) end
limit %(most)s
"""
MISPLACED: Final = """
select concat('line ', l.recordno, ' of batch ', l.batchno, ' stands on ', l.entry_date, ', its batch on ', b.batch_date)
from gl_line l join gl_batch b on b.company = %(company)s and b.recordno = l.batchno
where l.company = %(company)s and l.entry_date is distinct from b.batch_date
union all
select concat('line ', l.recordno, ' of batch ', l.batchno, ' is ', l.amount, ' for ', l.trx_amount, ' in the same currency')
from gl_line l where l.company = %(company)s and l.currency = l.basecurr and l.amount <> l.trx_amount
union all
select concat('line ', l.recordno, ' of batch ', l.batchno, ' is posted without an account')
from gl_line l where l.company = %(company)s and l.posted and l.accountkey is null
union all
select concat('line ', l.recordno, ' of batch ', l.batchno, ' is in entity ', l.entity, ', which is not there')
from gl_line l
where l.company = %(company)s and l.entity <> 0
    and not exists (select from location e where e.company = %(company)s and e.recordno = l.entity and e.locationtype = 'E')
limit %(most)s
"""

CHECKS: Final = (
    Check(name="INV-01 batches balance", what="posted batches", count=POSTED_BATCHES, violations=UNBALANCED),
    Check(name="INV-02 balances sum to nothing on each day", what="posted lines", count=POSTED_LINES, violations=UNEVEN),
    Check(name="INV-03 account balances equal their lines", what="folded balances", count=FOLDED, violations=STALE),
    Check(name="INV-03 balances by dimension equal their lines", what="folded balances", count=FOLDED_SETS, violations=STALE_SETS),
    Check(name="INV-04 drafts are not in the books", what="batches", count=BATCHES, violations=MIXED_STATE),
    Check(name="INV-05 nothing slipped into a closed period", what="closings and openings", count=CHANGES, violations=SLIPPED_IN),
    Check(name="INV-06 automatic lines have their source", what="automatic lines", count=LINKED, violations=ORPHANS),
    Check(name="INV-09 quantities and money stay apart", what="posted lines", count=POSTED_LINES, violations=MIXED_KIND),
    Check(name="INV-32 reversals take everything back", what="reversals", count=MIRRORS, violations=UNMIRRORED),
    Check(name="INV-35 every change left a trace", what="batches", count=BATCHES, violations=UNTRACED),
    Check(name="INV-36 numbers are not used twice", what="batches", count=BATCHES, violations=REPEATED),
    Check(name="lines agree with their batch", what="posted lines", count=POSTED_LINES, violations=MISPLACED),
)
