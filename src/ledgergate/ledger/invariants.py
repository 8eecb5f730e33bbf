"""What must hold of ledger lines, as pure functions that name what breaks it (business.md 18)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.base.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from ledgergate.ledger.entry import Entry

STATISTICAL: Final = "STAT"
"""The book of quantities: it never balances and never mixes with money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A line as the books hold it."""

    batch: int
    book: str
    day: date
    posted: bool
    entry: Entry


def unbalanced(lines: Iterable[Written]) -> Mapping[tuple[int, str, int], Decimal]:
    """INV-01: give each batch, book and entity whose posted lines do not sum to nothing."""
    sums: dict[tuple[int, str, int], Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        if line.posted and line.book != STATISTICAL:
            sums[line.batch, line.book, line.entry.entity] += line.entry.signed
    return {where: off for where, off in sums.items() if off}


def balances(lines: Iterable[Written], through: date) -> Mapping[tuple[str, int, int], Decimal]:
    """Give each balance by book, entity and account as of a day; drafts contribute nothing (INV-04)."""
    sums: dict[tuple[str, int, int], Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        if line.posted and line.day <= through and line.entry.account is not None:
            sums[line.book, line.entry.entity, line.entry.account] += line.entry.signed
    return {where: amount for where, amount in sums.items() if amount}


def uneven(lines: Iterable[Written], through: date) -> Mapping[tuple[str, int], Decimal]:
    """INV-02: give each book and entity whose financial balances do not sum to nothing as of a day."""
    sums: dict[tuple[str, int], Decimal] = defaultdict(lambda: ZERO)
    for (book, entity, _account), amount in balances(lines, through).items():
        if book != STATISTICAL:
            sums[book, entity] += amount
    return {where: off for where, off in sums.items() if off}
