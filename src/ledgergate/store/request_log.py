"""The request log: what was asked and how it ended, written in bundles after the answers are out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ledgergate.store.connections import Database

INSERT: Final = """
insert into request_log
    (company, at, sender_id, user_id, control_id, functions, outcome, millis, bytes_in, bytes_out, request, why)
select %(company)s, given.* from unnest(
    %(at)s::timestamptz[], %(sender_id)s::text[], %(user_id)s::text[], %(control_id)s::text[], %(functions)s::text[],
    %(outcome)s::text[], %(millis)s::integer[], %(bytes_in)s::integer[], %(bytes_out)s::integer[], %(request)s::text[], %(why)s::text[]
) as given
returning number
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request as it may be shown: the body is masked before it gets here; company 0 when none was entered."""

    company: int
    at: datetime
    sender_id: str
    user_id: str
    control_id: str
    functions: str
    outcome: str
    millis: int
    bytes_in: int
    bytes_out: int
    request: str | None
    why: str | None


COLUMNS: Final = tuple(name for name in Entry.__slots__ if name != "company")


def write(database: Database, company: int, entries: Sequence[Entry]) -> None:
    """Write entries of one company in one statement. Raises Unreachable."""
    columns: dict[str, object] = {name: [getattr(entry, name) for entry in entries] for name in COLUMNS}
    database.once(INSERT, {"company": company, **columns}, company)
