"""Users' secrets, kept apart from what USERINFO shows; the log-in name is kept with case taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.store.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user as far as signing in goes; `secret` tells whether a password was ever set."""

    recordno: int
    login: str
    status: str
    user_type: str
    admin: str
    web_services_only: bool
    secret: bool


FIND: Final = """
select u.recordno, u.loginid, u.status, u.usertype, u.admin, coalesce(u.logindisabled, false), s.recordno is not null
from userinfo u left join user_secret s on s.company = u.company and s.recordno = u.recordno
where u.company = %(company)s and (s.folded = %(folded)s or u.loginid = %(login)s)
"""
LIST: Final = """
select u.recordno, u.loginid, u.status, u.usertype, u.admin, coalesce(u.logindisabled, false), s.recordno is not null
from userinfo u left join user_secret s on s.company = u.company and s.recordno = u.recordno
where u.company = %(company)s order by u.loginid
"""
SET: Final = """
insert into user_secret (company, recordno, folded, hash)
select company, recordno, %(folded)s, %(hash)s from userinfo where company = %(company)s and recordno = %(recordno)s
on conflict (company, recordno) do update set folded = excluded.folded, hash = excluded.hash, version = user_secret.version + 1
"""
LEFT: Final = """
delete from user_secret s where s.company = %(company)s and s.folded = %(folded)s
    and not exists (select from userinfo u where u.company = s.company and u.recordno = s.recordno)
"""
"""A secret whose user was removed opens nothing, and must not keep the name from the next user who bears it."""


def find(work: Work, login: str) -> User | None:
    """Give the user of that log-in name, in any case once a secret is set."""
    rows = work.rows(FIND, {"company": work.company, "folded": login.casefold(), "login": login})
    return _user(rows[0]) if rows else None


def everyone(work: Work) -> Sequence[User]:
    """Give the users of the company by log-in name."""
    return [_user(row) for row in work.rows(LIST, {"company": work.company})]


def set_secret(work: Work, recordno: int, login: str, secret_hash: str) -> bool:
    """Set a user's password; sessions opened with the old one end. Tells whether there is such a user.

    Raises Taken when another user has that name but for case.
    """
    work.run(LEFT, {"company": work.company, "folded": login.casefold()})
    given = {"company": work.company, "recordno": recordno, "folded": login.casefold(), "hash": secret_hash}
    return work.run(SET, given) > 0


def _user(row: tuple[object, ...]) -> User:
    return User(**dict(zip(User.__slots__, row, strict=True)))  # type: ignore[arg-type]
