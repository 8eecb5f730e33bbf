"""Sessions at rest: by the hash of their id, bound to company, user and entity; they slide without a write per call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.store.arrays import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ledgergate.store.connections import Database
    from ledgergate.store.work import Work

OPEN: Final = """
insert into session (company, hash, user_no, entity, sender, secret_version, started, expires, seconds)
values (%(company)s, %(hash)s, %(user)s, %(entity)s, %(sender)s, %(version)s, %(now)s, %(expires)s, %(seconds)s)
returning number
"""
VERSION: Final = "select version from user_secret where company = %(company)s and recordno = %(user)s"
SLIDE: Final = "update session set expires = %(expires)s where company = %(company)s and number = %(number)s returning number"
END: Final = "delete from session where company = %(company)s and user_no = any(%(users)s::bigint[])"
SWEEP: Final = "delete from session where company = %(company)s and expires < %(before)s"


def open_session(
    work: Work, *, digest: bytes, user: int, entity: int | None, sender: int, now: datetime, expires: datetime, seconds: int
) -> int:
    """Keep a new session; it ends when its user's secret changes. Answers its number."""
    versions = work.rows(VERSION, {"company": work.company, "user": user})
    kept = {"hash": digest, "user": user, "entity": entity, "sender": sender, "now": now, "expires": expires, "seconds": seconds}
    rows = work.rows(OPEN, {"company": work.company, "version": versions[0][0], **kept})
    return int(rows[0][0])


def slide(database: Database, company: int, number: int, expires: datetime) -> None:
    """Move a session's end. Raises Unreachable."""
    database.once(SLIDE, {"company": company, "number": number, "expires": expires}, company)


def end(work: Work, users: Sequence[int]) -> int:
    """End every session of these users for good, such as when they are switched off."""
    return work.run(END, {"company": work.company, "users": plain(users)})


def sweep(work: Work, before: datetime) -> int:
    """Remove sessions that ended before a moment."""
    return work.run(SWEEP, {"company": work.company, "before": before})
