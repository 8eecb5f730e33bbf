"""Accounts payable: the objects of this application, in the order they are told."""

from __future__ import annotations

from typing import Final

from ledgergate.standard.accounts_payable.term import APTERM
from ledgergate.standard.accounts_payable.vendor import VENDOR
from ledgergate.standard.accounts_payable.vendor_type import VENDTYPE

OBJECTS: Final = (
    VENDOR,
    VENDTYPE,
    APTERM,
)
