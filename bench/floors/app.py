"""A bare server: reads the body, writes the rows that ledgergate writes for it, answers as many bytes. No rules, no parse.

The journal's rows are one header, ten lines and one audit row; the vendors' are a hundred vendors, their hundred
contacts and an audit row for each of them.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

from psycopg_pool import ConnectionPool

if TYPE_CHECKING:
    import psycopg

COMPANY: Final = int(os.environ["FLOOR_COMPANY"])
OPTIONS: Final = f"-c search_path=mine -c ledgergate.company={COMPANY}"
ANSWER: Final = b"x" * 620
MANY: Final = b"x" * 6_600

JOURNAL: Final = """
with batch as (
    insert into gl_batch (company, recordno, batchno, batch_title, balance, journal, batch_date, module, userkey, baselocation, state,
        whencreated, whenmodified, createdby, modifiedby)
    values (%(company)s, %(batch)s, %(number)s, 'Bench', 10, %(journal)s, '2026-01-15', '2.GL', 1, %(entity)s, 'P', now(), now(), 1, 1)
), trail as (
    insert into audit (company, object, object_key, recordno, mode, source, user_no, user_id, sender, ip, at, after)
    values (%(company)s, 'GLBATCH', 'x', %(batch)s, 'create', 'api', 1, 'api', 1, '127.0.0.1', now(), %(image)s::jsonb)
)
insert into gl_line (company, recordno, batchno, line_no, tr_type, entry_date, amount, trx_amount, accountkey, departmentkey, locationkey,
    description, basecurr, currency, exchange_rate, book, entity, posted, module, whencreated, whenmodified, createdby, modifiedby)
select %(company)s, %(batch)s * 10 + n, %(batch)s, n, case when n %% 2 = 0 then 1 else -1 end, '2026-01-15', 10, 10,
    case when n %% 2 = 0 then %(account)s else %(other)s end, null, %(entity)s, 'Paper and pens', 'USD', 'USD', 1, 'ACCRUAL', %(entity)s,
    true, '2.GL', now(), now(), 1, 1
from generate_series(0, 9) n
"""
CONTACTS: Final = """
insert into contact (company, recordno, contactname, printas, email1, mailaddress_city, mailaddress_zip, status,
    whencreated, whenmodified, createdby, modifiedby)
select %(company)s, %(first)s + n, 'floor ' || (%(first)s + n), 'Bench vendor', 'v@example.com', 'Bern', '3000', 'T', now(), now(), 1, 1
from generate_series(0, 99) n
"""
VENDORS: Final = """
insert into vendor (company, recordno, vendorid, name, taxid, creditlimit, comments, status, displaycontactkey,
    whencreated, whenmodified, createdby, modifiedby)
select %(company)s, %(first)s + n, 'F' || (%(first)s + n), 'Bench vendor', '12-0000001', 100, 'made to be counted', 'T',
    %(first)s + n, now(), now(), 1, 1
from generate_series(0, 99) n
"""
TRAIL: Final = """
insert into audit (company, object, object_key, recordno, mode, source, user_no, user_id, sender, ip, at, after)
select %(company)s, 'VENDOR', 'x', %(first)s + n, 'create', 'api', 1, 'api', 1, '127.0.0.1', now(), %(image)s::jsonb
from generate_series(0, 199) n
"""
IMAGE: Final = '{"name": "Bench vendor", "status": "T", "taxid": "12-0000001", "comments": "made to be counted", "creditlimit": "100"}'


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
                "image": IMAGE,
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
