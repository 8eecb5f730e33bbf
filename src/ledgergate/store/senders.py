"""Senders: the programs that may knock, each with a secret of its own; they stand above companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.store.companies import NameTaken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.store.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A sender as the directory knows it; its id is compared letter by letter (protocol.md 2.4)."""

    key: int
    id: str
    status: str


CREATE: Final = """
insert into sender (id, hash) values (%(id)s, %(hash)s) on conflict (id) do nothing
returning key, id, status /* company: above them */
"""
FIND: Final = "select key, id, status from sender where id = %(id)s /* company: above them */"
LIST: Final = "select key, id, status from sender order by id /* company: above them */"
CHANGE_HASH: Final = "update sender set hash = %(hash)s, version = version + 1 where key = %(key)s /* company: above them */"
STATUS: Final = "update sender set status = %(status)s where key = %(key)s /* company: above them */"


def create(work: Work, name: str, secret_hash: str) -> Sender:
    """Enter a sender with the hash of its secret. Raises NameTaken."""
    rows = work.rows(CREATE, {"id": name, "hash": secret_hash})
    if not rows:
        raise NameTaken(name)
    return Sender(key=rows[0][0], id=rows[0][1], status=rows[0][2])


def find(work: Work, name: str) -> Sender | None:
    """Give the sender of that id."""
    rows = work.rows(FIND, {"id": name})
    return Sender(key=rows[0][0], id=rows[0][1], status=rows[0][2]) if rows else None


def everyone(work: Work) -> Sequence[Sender]:
    """Give all senders by id."""
    return [Sender(key=key, id=name, status=status) for key, name, status in work.rows(LIST)]


def set_secret(work: Work, sender: Sender, secret_hash: str) -> None:
    """Replace a sender's secret; the version that grows with it makes every process forget the old one."""
    work.run(CHANGE_HASH, {"key": sender.key, "hash": secret_hash})


def set_status(work: Work, sender: Sender, status: str) -> None:
    """Switch a sender `active` or `inactive`."""
    work.run(STATUS, {"key": sender.key, "status": status})
