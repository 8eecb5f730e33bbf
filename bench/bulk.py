"""Companies with many rows, written by the owner straight into the tables: what reading is measured on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import psycopg

if TYPE_CHECKING:
    from psycopg import Connection

COMPANY: Final = "insert into ledgergate.company (id, folded, connections) values (%(id)s, %(id)s, 64) returning key"
USER: Final = """
insert into ledgergate.userinfo (company, recordno, loginid, status, usertype, admin)
select %(company)s, recordno, loginid, status, usertype, admin from ledgergate.userinfo where company = %(like)s
"""
SECRET: Final = """
insert into ledgergate.user_secret (company, recordno, folded, hash, version)
select %(company)s, recordno, folded, hash, version from ledgergate.user_secret where company = %(like)s
"""
AUTHORISE: Final = """
insert into ledgergate.sender_authorisation (company, sender)
select %(company)s, sender from ledgergate.sender_authorisation where company = %(like)s
"""
VENDORS: Final = """
insert into ledgergate.vendor (company, recordno, vendorid, name, taxid, creditlimit, comments, status, onhold,
    whencreated, whenmodified, createdby, modifiedby)
select %(company)s, n, case when n <= 1000 then 'M' || lpad(n::text, 7, '0') else 'V' || lpad(n::text, 7, '0') end,
    'Vendor ' || n, 'T' || n, n, 'bulk', 'T', false, now() - interval '1 day', now() - interval '1 day', 1, 1
from generate_series(1, %(count)s) n
"""
ENTITY: Final = """
insert into ledgergate.location (company, recordno, locationid, name, locationtype, status)
values (%(company)s, 1, 'E100', 'Entity', 'E', 'T')
"""
ACCOUNTS: Final = """
insert into ledgergate.account (company, recordno, kind, accountno, title, accounttype, normalbalance, closingtype, status)
select %(company)s, n, 'G', (1000 + n)::text, 'Account ' || n, 'N', '1', 'N', 'T' from generate_series(1, 200) n
"""
JOURNAL: Final = """
insert into ledgergate.journal (company, recordno, kind, symbol, title, status) values (%(company)s, 1, 'G', 'GJ', 'General', 'T')
"""
PERIOD: Final = """
insert into ledgergate.reporting_period (company, recordno, name, start_date, end_date, budgeting, status)
values (%(company)s, 1, 'Month Ended March 2025', '2025-03-01', '2025-03-31', true, 'T')
"""
BATCHES: Final = """
insert into ledgergate.gl_batch (company, recordno, batchno, batch_title, journal, batch_date, module, state)
select %(company)s, %(from)s + n, %(from)s + n, 'Bulk', 1, date '2025-01-01' + (n %% 365)::integer, '2.GL', 'P'
from generate_series(1, %(count)s / 2) n
"""
LINES: Final = """
insert into ledgergate.gl_line (company, recordno, batchno, line_no, tr_type, entry_date, amount, trx_amount, accountkey, locationkey,
    basecurr, currency, exchange_rate, book, entity, posted, module)
select %(company)s, (%(from)s + n) * 2 + side, %(from)s + n, side, case side when 0 then 1 else -1 end,
    date '2025-01-01' + (n %% 365)::integer, n %% 977 + 1, n %% 977 + 1, 1 + (n * 7 + side * 13) %% 200, 1, 'USD', 'USD', 1,
    'ACCRUAL', 1, true, '2.GL'
from generate_series(1, %(count)s / 2) n, generate_series(0, 1) side
"""


def company(owner: Connection[Any], name: str, like: int) -> int:
    """Make a company whose users and senders are those of another."""
    key: int = owner.execute(COMPANY, {"id": name}).fetchone()[0]  # type: ignore[index]
    for statement in (USER, SECRET, AUTHORISE):
        owner.execute(statement, {"company": key, "like": like})
    return key


def vendors(owner: Connection[Any], key: int, count: int) -> None:
    """Write vendors; a thousand of them have an ID that begins with M."""
    owner.execute(VENDORS, {"company": key, "count": count})
    owner.execute("analyze ledgergate.vendor")


def chart(owner: Connection[Any], key: int) -> None:
    """Write an entity, two hundred accounts, a journal and a period."""
    for statement in (ENTITY, ACCOUNTS, JOURNAL, PERIOD):
        owner.execute(statement, {"company": key})


def lines(owner: Connection[Any], key: int, count: int, begin: int = 0) -> None:
    """Write so many balanced ledger lines, two to a batch, over the days of 2025."""
    for statement in (BATCHES, LINES):
        owner.execute(statement, {"company": key, "count": count, "from": begin})


def connect(url: str) -> Connection[Any]:
    """Connect as the owner; each statement is final by itself."""
    return psycopg.connect(url, autocommit=True)
