"""Connections in use per company, over all processes (house decision 10).

A ticket is a row of an unlogged table. Only when a company is full does anybody look whether the tickets' processes
still live, by the advisory lock each of them holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ledgergate.store.connections import Database

FUNCTIONS: Final = (
    """
create or replace function mine.take_slot(wanted bigint, most integer, process_no bigint) returns bigint
language plpgsql security definer set search_path = ledgergate, pg_temp as $$
declare
    made bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('slot', wanted));
    if (select count(*) from slot where company = wanted) >= most then
        delete from slot where company = wanted and not exists (
            select from pg_locks
            where locktype = 'advisory' and classid = 126318 /* connections.PROCESSES */ and objid = slot.process and objsubid = 2
            and database = (select oid from pg_database where datname = current_database()));
        if (select count(*) from slot where company = wanted) >= most then
            return null;
        end if;
    end if;
    insert into slot (company, process) values (wanted, process_no) returning number into made;
    return made;
end $$
""",
)

TAKE: Final = "select take_slot(%(company)s, %(most)s, %(process)s)"
GIVE_BACK: Final = "delete from slot where company = %(company)s and number = %(number)s returning number"


def take(database: Database, company: int, most: int) -> int | None:
    """Take a connection of the company; None when all are in use. Raises Unreachable."""
    asked = {"company": company, "most": most, "process": database.process()}
    found: int | None = database.once(TAKE, asked, company)[0][0]
    return found


def give_back(database: Database, company: int, number: int) -> None:
    """Free a connection. Raises Unreachable; the ticket is then swept when its process ends."""
    database.once(GIVE_BACK, {"company": company, "number": number}, company)
