"""Accounts receivable: the objects of this application, in the order they are told."""

from __future__ import annotations

from typing import Final

from ledgergate.standard.accounts_receivable.customer import CUSTOMER
from ledgergate.standard.accounts_receivable.customer_type import CUSTTYPE
from ledgergate.standard.accounts_receivable.term import ARTERM

OBJECTS: Final = (
    CUSTOMER,
    CUSTTYPE,
    ARTERM,
)
