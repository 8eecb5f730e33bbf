"""The only writer of ledger lines (house decision 7).

A batch and its lines are written by one statement, so that the balance trigger sees the batch whole. The statement also
locks the closures it depends on FOR SHARE and writes nothing when one of them is shut: closing waits for postings that
began before it, and postings that wait for closing see what it decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.ledger.entry import DIMENSIONS, Dimensions, Entry
from ledgergate.store import records
from ledgergate.store.arrays import plain, words
from ledgergate.store.numbers import take

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ledgergate.store.work import Work

FIELDS: Final = tuple("class_" if name == "class" else name for name in DIMENSIONS)

Asked = tuple[int, str]
"""An entity (0: top level) and an application whose books a posting touches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A journal transaction ready to be written: its header by column, and what its lines share."""

    header: Mapping[str, object]
    day: date
    book: str
    module: str
    posted: bool
    base_currency: str
    entries: tuple[Entry, ...]
    source_kind: str | None = None
    source: int | None = None
    applications: tuple[str, ...] = ("GL",)

    @property
    def number(self) -> int:
        """Give the record number."""
        return int(str(self.header["recordno"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """A line as the books hold it, with the words its record numbers stand for."""

    batch: int
    posted: bool
    book: str
    day: date
    module: str
    source_kind: str | None
    source: int | None
    entry: Entry
    words: Mapping[str, str | None]
    """By `account` and each dimension."""

    def image(self) -> dict[str, object]:
        """Show the line in the trail of changes."""
        told = {"side": self.entry.side, "amount": self.entry.amount, "trx_amount": self.entry.trx_amount, "currency": self.entry.currency}
        told |= {"document": self.entry.document, "description": self.entry.description, "day": self.day, "posted": self.posted}
        return {name: str(value) for name, value in (told | dict(self.words)).items() if value is not None}


POST: Final = """
with asked as (
    select entity, application, first
    from unnest(%(c_entity)s::bigint[], %(c_application)s::text[], %(c_first)s::date[]) as a (entity, application, first)
), shut as (
    select c.closed_through, asked.first
    from asked join closure c on c.company = %(company)s and c.entity = asked.entity and c.application = asked.application
    order by c.entity, c.application for share of c
), fit as (
    select count(*) = %(c_count)s and coalesce(bool_and(closed_through is null or closed_through < first), true) as fine from shut
), batch as (
    insert into gl_batch (
        company, recordno, batchno, batch_title, balance, journal, batch_date, module, referenceno, reversed, reversedkey,
        baselocation, state, taximplications, megaentitykey, whencreated, whenmodified, userkey, createdby, modifiedby
    )
    select %(company)s, b.*, %(moment)s, %(moment)s, %(user)s, %(user)s, %(user)s
    from fit, unnest(
        %(b_recordno)s::bigint[], %(b_batchno)s::integer[], %(b_batch_title)s::text[], %(b_balance)s::numeric[],
        %(b_journal)s::bigint[], %(b_batch_date)s::date[], %(b_module)s::text[], %(b_referenceno)s::text[],
        %(b_reversed)s::date[], %(b_reversedkey)s::bigint[], %(b_baselocation)s::bigint[], %(b_state)s::text[],
        %(b_taximplications)s::text[], %(b_megaentitykey)s::bigint[]
    ) as b
    where fit.fine
), line as (
    insert into gl_line (
        company, recordno, batchno, line_no, tr_type, entry_date, amount, trx_amount, accountkey, departmentkey, locationkey,
        customerdimkey, vendordimkey, employeedimkey, itemdimkey, projectdimkey, classdimkey, document, description, basecurr,
        currency, exchange_rate, billable, book, entity, posted, module, source_kind, source, megaentitykey,
        whencreated, whenmodified, createdby, modifiedby
    )
    select %(company)s, l.*, %(moment)s, %(moment)s, %(user)s, %(user)s
    from fit, unnest(
        %(recordno)s::bigint[], %(batchno)s::bigint[], %(line_no)s::integer[], %(tr_type)s::integer[], %(entry_date)s::date[],
        %(amount)s::numeric[], %(trx_amount)s::numeric[], %(account)s::bigint[], %(department)s::bigint[], %(location)s::bigint[],
        %(customer)s::bigint[], %(vendor)s::bigint[], %(employee)s::bigint[], %(item)s::bigint[], %(project)s::bigint[],
        %(class_)s::bigint[], %(document)s::text[], %(description)s::text[], %(basecurr)s::text[], %(currency)s::text[],
        %(rate)s::numeric[], %(billable)s::boolean[], %(book)s::text[], %(entity)s::bigint[], %(posted)s::boolean[],
        %(module)s::text[], %(source_kind)s::text[], %(source)s::bigint[], %(owner)s::bigint[]
    ) as l
    where fit.fine
)
select fine from fit
"""
"""One statement: the balance trigger sees the batch whole, and the round trip is paid once."""

REMOVE: Final = """
with gone as (
    delete from gl_line where company = %(company)s and batchno = any(%(batches)s::bigint[])
    returning book, entity, accountkey, entry_date, departmentkey, locationkey, customerdimkey, vendordimkey, employeedimkey,
        itemdimkey, projectdimkey, classdimkey, tr_type, amount, posted, written
), header as (
    delete from gl_batch where company = %(company)s and recordno = any(%(headers)s::bigint[])
)
insert into gl_delta (
    company, book, entity, account, day, department, location, customer, vendor, employee, item, project, class, debit, credit
)
select %(company)s, book, entity, accountkey, entry_date, departmentkey, locationkey, customerdimkey, vendordimkey, employeedimkey,
    itemdimkey, projectdimkey, classdimkey,
    -coalesce(sum(amount) filter (where tr_type = 1), 0), -coalesce(sum(amount) filter (where tr_type = -1), 0)
from gone where posted and written < %(watermark)s::xid8
group by book, entity, accountkey, entry_date, departmentkey, locationkey, customerdimkey, vendordimkey, employeedimkey, itemdimkey,
    projectdimkey, classdimkey
"""
"""Lines go; what folded balances hold of them is taken back by rows of its own."""

WATERMARK: Final = "select watermark::text from gl_fold where company = %(company)s for share"
FIRST_FOLD: Final = "insert into gl_fold (company, watermark) values (%(company)s, '3') on conflict (company) do nothing"
"""Transaction ids begin at 3: below it nothing was written."""

STORED: Final = """
select l.batchno, l.posted, l.book, l.entry_date, l.module, l.source_kind, l.source,
    l.accountkey, l.tr_type, l.amount, l.trx_amount, l.currency, l.exchange_rate, l.entity, l.document, l.description, l.billable,
    l.departmentkey, l.locationkey, l.customerdimkey, l.vendordimkey, l.employeedimkey, l.itemdimkey, l.projectdimkey, l.classdimkey,
    a.accountno, d.departmentid, o.locationid, c.customerid, v.vendorid, e.employeeid, i.itemid, p.projectid, k.classid
from gl_line l
left join account a on a.company = %(company)s and a.recordno = l.accountkey
left join department d on d.company = %(company)s and d.recordno = l.departmentkey
left join location o on o.company = %(company)s and o.recordno = l.locationkey
left join customer c on c.company = %(company)s and c.recordno = l.customerdimkey
left join vendor v on v.company = %(company)s and v.recordno = l.vendordimkey
left join employee e on e.company = %(company)s and e.recordno = l.employeedimkey
left join item i on i.company = %(company)s and i.recordno = l.itemdimkey
left join project p on p.company = %(company)s and p.recordno = l.projectdimkey
left join class k on k.company = %(company)s and k.recordno = l.classdimkey
where l.company = %(company)s and l.batchno = any(%(batches)s::bigint[])
order by l.batchno, l.line_no
"""

HEADER: Final = (
    "batchno",
    "balance",
    "journal",
    "batch_date",
    "reversed",
    "reversedkey",
    "baselocation",
    "megaentitykey",
)
HEADER_WORDS: Final = ("batch_title", "module", "referenceno", "state", "taximplications")
RARE: Final = ("vatvendorid", "vatcustomerid", "vatcontactid", "transactionsource")
"""Columns of the header that are written by themselves: with them the statement has more parameters than the driver remembers."""


def post(work: Work, batches: Sequence[Batch], *, moment: datetime, user: int) -> bool:
    """Write batches with their lines, or write nothing and say so when a closure stands against one of them or is not kept yet."""
    params: dict[str, object] = {"company": work.company, "moment": moment, "user": user}
    params |= _closures(batches) | _headers(batches) | _lines(work, batches)
    fine = bool(work.rows(POST, params)[0][0])
    rare = [(batch.number, told) for batch in batches if (told := {name: batch.header[name] for name in RARE if batch.header.get(name)})]
    if fine and rare:
        records.update(work, "gl_batch", rare)
    return fine


def replace(work: Work, batches: Sequence[Batch], *, moment: datetime, user: int) -> bool:
    """Write the lines of stored batches anew; their headers are the caller's to change. Answers as `post` does."""
    _take_out(work, [batch.number for batch in batches], [])
    params: dict[str, object] = {"company": work.company, "moment": moment, "user": user}
    params |= _closures(batches) | _headers(()) | _lines(work, batches)
    return bool(work.rows(POST, params)[0][0])


def remove(work: Work, numbers: Sequence[int]) -> None:
    """Take batches with their lines out of the books."""
    _take_out(work, numbers, numbers)


def _take_out(work: Work, batches: Sequence[int], headers: Sequence[int]) -> None:
    params = {"company": work.company, "batches": list(batches), "headers": list(headers), "watermark": watermark(work)}
    work.run(REMOVE, params)


def stored(work: Work, numbers: Sequence[int]) -> dict[int, list[StoredLine]]:
    """Give the lines of batches in their order; a batch without lines has an empty list."""
    found: dict[int, list[StoredLine]] = {number: [] for number in numbers}
    for row in work.rows(STORED, {"company": work.company, "batches": plain(numbers)}):
        batch, posted, book, day, module, kind, source, account, side, amount, trx, currency, rate, entity, document, description, bill = (
            row[:17]
        )
        entry = Entry(
            account=account,
            side=side,
            amount=amount,
            trx_amount=trx,
            currency=currency,
            rate=rate,
            entity=entity,
            dimensions=Dimensions(**dict(zip(FIELDS, row[17:25], strict=True))),
            document=document,
            description=description,
            billable=bool(bill),
        )
        found[batch].append(
            StoredLine(
                batch=batch,
                posted=posted,
                book=book,
                day=day,
                module=module,
                source_kind=kind,
                source=source,
                entry=entry,
                words=dict(zip(("account", *DIMENSIONS), row[25:], strict=True)),
            )
        )
    return found


def watermark(work: Work) -> str:
    """Hold the watermark of folding still and give it: folding waits until this unit of work ends."""
    found = work.rows(WATERMARK, {"company": work.company})
    if not found:
        work.run(FIRST_FOLD, {"company": work.company})
        found = work.rows(WATERMARK, {"company": work.company})
    return str(found[0][0])


def closures(batches: Sequence[Batch]) -> dict[Asked, date]:
    """Give what must be open, and from which day on; drafts ask nothing."""
    asked: dict[Asked, date] = {}
    for batch in batches:
        for entity in {entry.entity for entry in batch.entries} if batch.posted else ():
            for application in batch.applications:
                first = asked.get((entity, application))
                asked[entity, application] = batch.day if first is None else min(first, batch.day)
    return asked


def _closures(batches: Sequence[Batch]) -> dict[str, object]:
    asked = closures(batches)
    return {
        "c_entity": plain(entity for entity, _ in asked),
        "c_application": words(application for _, application in asked),
        "c_first": plain(asked.values()),
        "c_count": len(asked),
    }


def _headers(batches: Sequence[Batch]) -> dict[str, object]:
    params: dict[str, object] = {"b_recordno": plain(batch.number for batch in batches)}
    for name in HEADER:
        params[f"b_{name}"] = plain(batch.header.get(name) for batch in batches)  # type: ignore[misc]
    for name in HEADER_WORDS:
        params[f"b_{name}"] = words(batch.header.get(name) for batch in batches)  # type: ignore[misc]
    return params


def _lines(work: Work, batches: Sequence[Batch]) -> dict[str, object]:
    pairs = [(batch, place, entry) for batch in batches for place, entry in enumerate(batch.entries, 1)]
    entries = [entry for _, _, entry in pairs]
    dimensions = [entry.dimensions for entry in entries]
    owners = [batch for batch, _, _ in pairs]
    return {
        "recordno": plain(take(work, "gl_line", len(pairs)) if pairs else ()),
        "batchno": plain(batch.number for batch in owners),
        "line_no": plain(place for _, place, _ in pairs),
        "tr_type": plain(entry.side for entry in entries),
        "entry_date": plain(batch.day for batch in owners),
        "amount": plain(entry.amount for entry in entries),
        "trx_amount": plain(entry.trx_amount for entry in entries),
        "account": plain(entry.account for entry in entries),
        "department": plain(each.department for each in dimensions),
        "location": plain(each.location for each in dimensions),
        "customer": plain(each.customer for each in dimensions),
        "vendor": plain(each.vendor for each in dimensions),
        "employee": plain(each.employee for each in dimensions),
        "item": plain(each.item for each in dimensions),
        "project": plain(each.project for each in dimensions),
        "class_": plain(each.class_ for each in dimensions),
        "document": words(entry.document for entry in entries),
        "description": words(entry.description for entry in entries),
        "basecurr": words(batch.base_currency for batch in owners),
        "currency": words(entry.currency for entry in entries),
        "rate": plain(entry.rate for entry in entries),
        "billable": plain(entry.billable for entry in entries),
        "book": words(batch.book for batch in owners),
        "entity": plain(entry.entity for entry in entries),
        "posted": plain(batch.posted for batch in owners),
        "module": words(batch.module for batch in owners),
        "source_kind": words(batch.source_kind for batch in owners),
        "source": plain(batch.source for batch in owners),
        "owner": plain(batch.header.get("megaentitykey") for batch in owners),  # type: ignore[misc]
    }
