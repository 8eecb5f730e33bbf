"""A bare server: reads the body, writes the rows that ledgergate writes for it, answers as many bytes. No rules, no parse.

The journal's rows are one header, ten lines and one audit row; the vendors' are a hundred vendors, their hundred
contacts and an audit row for each of them.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

from psycopg_pool import ConnectionPool

if TYPE_CHECKING:
    import psycopg

COMPANY: Final = int(os.environ["FLOOR_COMPANY"])
OPTIONS: Final = f"-c search_path=mine -c ledgergate.company={COMPANY} -c enable_seqscan=off"
"""The settings of ledgergate's own connections, so that both sides look rows up in the same way."""
ANSWER: Final = b"x" * 620
MANY: Final = b"x" * 6_600

JOURNAL: Final = """
with batch as (
    insert into gl_batch (company, recordno, batchno, batch_title, balance, journal, batch_date, module, userkey, baselocation, state,
        taximplications, whencreated, whenmodified, createdby, modifiedby)
    values (%(company)s, %(batch)s, %(number)s, 'Bench', 0, %(journal)s, '2026-01-15', '2.GL', 2, %(entity)s, 'P', 'None',
        now(), now(), 2, 2)
), trail as (
    insert into audit (company, object, object_key, recordno, mode, source, user_no, user_id, sender, ip, at, after)
    values (%(company)s, 'GLBATCH', 'x', %(batch)s, 'create', 'api', 2, 'api', 1, '127.0.0.1', now(), %(batch_image)s::jsonb)
)
insert into gl_line (company, recordno, batchno, line_no, tr_type, entry_date, amount, trx_amount, accountkey, departmentkey, locationkey,
    description, basecurr, currency, exchange_rate, billable, book, entity, posted, module,
    whencreated, whenmodified, createdby, modifiedby)
select %(company)s, %(batch)s * 10 + n, %(batch)s, n + 1, case when n %% 2 = 0 then 1 else -1 end, '2026-01-15', 10, 10,
    case when n %% 2 = 0 then %(account)s else %(other)s end, %(department)s, %(entity)s, 'Paper and pens', 'USD', 'USD', 1, false,
    'ACCRUAL', %(entity)s, true, '2.GL', now(), now(), 2, 2
from generate_series(0, 9) n
"""
CONTACTS: Final = """
insert into contact (company, recordno, contactname, printas, email1, mailaddress_city, mailaddress_zip, status, taxable, visible,
    whencreated, whenmodified, createdby, modifiedby)
select %(company)s, %(first)s + n, 'Bench vendor ' || (%(first)s + n), 'Bench vendor', 'v@example.com', 'Bern', '3000', 'T', true, true,
    now(), now(), 2, 2
from generate_series(0, 99) n
"""
VENDORS: Final = """
insert into vendor (company, recordno, vendorid, name, entity, termskey, taxid, creditlimit, comments, status, displaycontactkey,
    onhold, onetime, totaldue, achenabled, billingtype, isindividual, donotcutcheck, paymentnotify, mergepaymentreq, objectrestriction,
    displocacctnocheck, filepaymentservice, displaytermdiscount, whencreated, whenmodified, createdby, modifiedby)
select %(company)s, %(first)s + n, 'F' || (%(first)s + n), 'Bench vendor', 'VF' || (%(first)s + n), %(term)s, '12-0000001', 100,
    'made to be counted', 'T', %(first)s + n, false, false, 0, false, 'openitem', false, false, false, true, 'Unrestricted', false, 'NONE',
    true, now(), now(), 2, 2
from generate_series(0, 99) n
"""
TRAIL: Final = """
insert into audit (company, object, object_key, recordno, mode, source, user_no, user_id, sender, ip, at, after)
select %(company)s, 'VENDOR', 'x', %(first)s + n, 'create', 'api', 2, 'api', 1, '127.0.0.1', now(),
    case when n %% 2 = 0 then %(vendor_image)s else %(contact_image)s end::jsonb
from generate_series(0, 199) n
"""
BATCH_IMAGE: Final = json.dumps({"state": "P", "module": "2.GL", "balance": "0.00", "batchno": 125, "journal": 1, "userkey": 2,
    "recordno": 125, "batch_date": "2026-01-15", "batch_title": "Bench 1", "baselocation": 1, "taximplications": "None"})  # fmt: skip
VENDOR_IMAGE: Final = json.dumps({"name": "Bench vendor 1-99", "taxid": "12-0000099", "entity": "VB1-99", "onhold": False, "status": "T",
    "onetime": False, "comments": "made to be counted", "recordno": 120, "termskey": 1, "totaldue": "0.00", "vendorid": "B1-99",
    "createdby": 2, "achenabled": False, "modifiedby": 2, "billingtype": "openitem", "creditlimit": "9900.00", "isindividual": False,
    "whencreated": "2026-11-21 14:10:48+00:00", "whenmodified": "2026-11-21 14:10:48+00:00", "donotcutcheck": False,
    "paymentnotify": False, "mergepaymentreq": True, "displaycontactkey": 160, "objectrestriction": "Unrestricted",
    "displocacctnocheck": False, "filepaymentservice": "NONE", "displaytermdiscount": True})  # fmt: skip
CONTACT_IMAGE: Final = json.dumps({"email1": "v99@example.com", "status": "T", "printas": "Bench vendor 1-99", "taxable": True,
    "visible": True, "recordno": 160, "createdby": 2, "modifiedby": 2, "contactname": "Bench vendor 1-99(VB1-99)",
    "whencreated": "2026-11-21 14:10:48+00:00", "whenmodified": "2026-11-21 14:10:48+00:00", "mailaddress_zip": "3099",
    "mailaddress_city": "Bern"})  # fmt: skip
"""The images as ledgergate keeps them of such records."""


def _prepare(connection: psycopg.Connection[Any]) -> None:
    connection.prepare_threshold = 0


class Floor:
    """The ASGI application."""

    def __init__(self) -> None:
        """Open the pool lazily, as many connections as threads."""
        url = os.environ["FLOOR_DATABASE"]
        self._pool = ConnectionPool(url, min_size=1, max_size=8, kwargs={"options": OPTIONS}, configure=_prepare, open=True)
        self._threads = ThreadPoolExecutor(8)
        self._numbers = itertools.count((os.getpid() % 100_000) * 10_000_000 + 1_000_000_000)
        with self._pool.connection() as connection:
            self._known = {
                "company": COMPANY,
                "journal": _one(connection, "select recordno from journal where symbol = 'GJ'"),
                "entity": _one(connection, "select recordno from location where locationid = 'E100'"),
                "account": _one(connection, "select recordno from account where accountno = '6200'"),
                "other": _one(connection, "select recordno from account where accountno = '1000'"),
                "department": _one(connection, "select recordno from department where departmentid = 'D1'"),
                "term": _one(connection, "select recordno from term where name = 'Net 30' and kind = 'P'"),
                "batch_image": BATCH_IMAGE,
                "vendor_image": VENDOR_IMAGE,
                "contact_image": CONTACT_IMAGE,
            }

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401
        """Receive everything, write the rows, answer."""
        if scope["type"] != "http":
            return
        more = True
        size = 0
        while more:
            message = await receive()
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
        act = self._vendors if size > 5_000 else self._journal
        body = await asyncio.get_running_loop().run_in_executor(self._threads, act)
        head = [(b"content-type", b"text/xml"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": body})

    def _journal(self) -> bytes:
        number = next(self._numbers)
        with self._pool.connection() as connection:
            connection.execute(JOURNAL, {**self._known, "batch": number, "number": number % 2_000_000_000})
        return ANSWER

    def _vendors(self) -> bytes:
        first = next(self._numbers) * 100
        with self._pool.connection() as connection:
            for statement in (CONTACTS, VENDORS, TRAIL):
                connection.execute(statement, {**self._known, "first": first})
        return MANY


def _one(connection: psycopg.Connection[Any], sql: str) -> int:
    return connection.execute(sql).fetchone()[0]  # type: ignore[arg-type,index]


def app() -> Floor:
    """Make the application, once per worker."""
    return Floor()
