"""Accounts payable: for now, the vendors."""

from __future__ import annotations

from typing import Final

from ledgergate.applications.accounts_payable import vendors
from ledgergate.engine.hooks import Application, Rules
from ledgergate.kits import terms

APPLICATION: Final = Application(
    name="Accounts Payable",
    rules={"VENDOR": vendors.RULES, "VENDTYPE": vendors.TYPE_RULES, "APTERM": Rules(check=terms.check)},
)
