"""What applications ask of each other, as values: no application imports another (house decision 13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ledgergate.ledger.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class PostJournal:
    """Write a journal transaction.

    `journal` is a record number, `book` the book it posts into, `entries` balance there in each entity unless the book is
    statistical or the transaction a draft. `source_kind` and `source` name the document behind it. `header` holds further
    columns of the header by name.
    """

    journal: int | None
    book: str
    day: date
    title: str
    entries: tuple[Entry, ...]
    posted: bool = True
    state: str = "P"
    module: str = "2.GL"
    base_location: int | None = None
    reverse_on: date | None = None
    source_kind: str | None = None
    source: int | None = None
    header: Mapping[str, object] = field(default_factory=dict[str, object])
