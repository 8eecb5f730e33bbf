"""Accounts receivable: for now, the customers."""

from __future__ import annotations

from typing import Final

from ledgergate.applications.accounts_receivable import customers
from ledgergate.engine.hooks import Application, Rules
from ledgergate.kits import terms

APPLICATION: Final = Application(
    name="Accounts Receivable",
    rules={"CUSTOMER": customers.RULES, "CUSTTYPE": customers.TYPE_RULES, "ARTERM": Rules(check=terms.check)},
)
