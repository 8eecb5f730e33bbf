"""All of it: every object and function that a company has from its first day, frozen together on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.catalog.registry import freeze
from ledgergate.standard.accounts_payable.objects import OBJECTS as ACCOUNTS_PAYABLE
from ledgergate.standard.accounts_receivable.objects import OBJECTS as ACCOUNTS_RECEIVABLE
from ledgergate.standard.company.objects import OBJECTS as COMPANY
from ledgergate.standard.expenses.objects import OBJECTS as EXPENSES
from ledgergate.standard.general_ledger.objects import OBJECTS as GENERAL_LEDGER
from ledgergate.standard.generic.functions import FUNCTIONS as GENERIC
from ledgergate.standard.inventory.objects import OBJECTS as INVENTORY
from ledgergate.standard.projects.objects import OBJECTS as PROJECTS

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry

OBJECTS: Final = (
    *COMPANY,
    *GENERAL_LEDGER,
    *ACCOUNTS_PAYABLE,
    *ACCOUNTS_RECEIVABLE,
    *INVENTORY,
    *PROJECTS,
    *EXPENSES,
)
FUNCTIONS: Final = GENERIC


def registry() -> Registry:
    """Freeze the declarations; a process does this once and passes the value around."""
    return freeze(OBJECTS, FUNCTIONS)
