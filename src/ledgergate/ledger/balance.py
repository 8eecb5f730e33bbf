"""Do entries balance, and where do they not?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ledgergate.base.money import ZERO
from ledgergate.ledger.entry import CREDIT, DEBIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from ledgergate.ledger.entry import Entry


def totals(entries: Iterable[Entry]) -> tuple[Decimal, Decimal]:
    """Sum debits and credits in base currency."""
    debits = credits_ = ZERO
    for entry in entries:
        if entry.side == DEBIT:
            debits += entry.amount
        else:
            credits_ += entry.amount
    return debits, credits_


def net(entries: Iterable[Entry]) -> Decimal:
    """Sum debits less credits."""
    debits, credits_ = totals(entries)
    return debits - credits_


def off_by_entity(entries: Iterable[Entry]) -> Mapping[int, Decimal]:
    """Give debits less credits of each entity that does not balance by itself (business.md 1.10)."""
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for entry in entries:
        sums[entry.entity] += entry.signed
    return {entity: off for entity, off in sums.items() if off}


def has_both_sides(entries: Iterable[Entry]) -> bool:
    """Tell whether there is at least one debit and one credit (business.md 3.2)."""
    return {entry.side for entry in entries} == {DEBIT, CREDIT}
