"""One line of double entry, before it is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

DEBIT: Final = 1
CREDIT: Final = -1

DIMENSIONS: Final = ("department", "location", "customer", "vendor", "employee", "item", "project", "class")
"""The dimensions of lines, in the order in which sets of them are compared (business.md 1.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimensions:
    """What a line is about: record numbers, None where it says nothing."""

    department: int | None = None
    location: int | None = None
    customer: int | None = None
    vendor: int | None = None
    employee: int | None = None
    item: int | None = None
    project: int | None = None
    class_: int | None = None


NOWHERE: Final = Dimensions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A debit or credit of one account in one entity.

    `amount` is in base currency and never negative: the side carries the sign (business.md 0.1). `trx_amount` is in the
    transaction's own currency, `rate` is units of base per unit of it. `entity` is 0 at top level. A draft's entry may
    lack its account.
    """

    account: int | None
    side: int
    amount: Decimal
    trx_amount: Decimal
    currency: str
    rate: Decimal
    entity: int = 0
    dimensions: Dimensions = NOWHERE
    document: str | None = None
    description: str | None = None
    billable: bool = False

    @property
    def signed(self) -> Decimal:
        """Give the amount debit-positive."""
        return self.side * self.amount
