"""The trail of changes: who did what to which record, with images before and after; rows outlive their record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Protocol

from ledgergate.store import arrays

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ledgergate.store.work import Work

    Image = Mapping[str, object] | None
    Change = tuple[str, str, int | None, Image, Image]
    """Object, key as people know it, record number, image before, image after."""


class Who(Protocol):
    """The one whose change is recorded."""

    @property
    def user(self) -> int:
        """The user's record number."""
        ...

    @property
    def user_id(self) -> str:
        """The user's login."""
        ...

    @property
    def sender(self) -> int:
        """The sender's key, 0 for none."""
        ...

    @property
    def ip(self) -> str:
        """Where the request came from."""
        ...


WRITE: Final = """
insert into audit (company, object, object_key, recordno, mode, source, user_no, user_id, sender, ip, at, before, after)
select %(company)s, object, object_key, recordno, %(mode)s, %(source)s, %(user)s, %(user_id)s, %(sender)s, %(ip)s, %(at)s,
       before::jsonb, after::jsonb
from unnest(%(object)s::text[], %(key)s::text[], %(recordno)s::bigint[], %(before)s::text[], %(after)s::text[])
     as changed(object, object_key, recordno, before, after)
"""


def write(work: Work, actor: Who, at: datetime, mode: str, changes: Sequence[Change], source: str = "api") -> None:
    """Record changes of one mode (`create`, `update`, `delete`) by one actor, in the transaction of the effect."""
    params = {
        "company": work.company,
        "mode": mode,
        "source": source,
        "user": actor.user,
        "user_id": actor.user_id,
        "sender": actor.sender or None,
        "ip": actor.ip,
        "at": at,
        "object": arrays.words(each[0] for each in changes),
        "key": arrays.words(each[1] for each in changes),
        "recordno": arrays.plain(each[2] for each in changes),
        "before": arrays.words(_image(each[3]) for each in changes),
        "after": arrays.words(_image(each[4]) for each in changes),
    }
    work.run(WRITE, params)


def _image(image: Image) -> str | None:
    if image is None:
        return None
    return json.dumps({column: value for column, value in image.items() if value is not None}, default=str)
