"""All of it: every object and function that a company has from its first day, frozen together on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.catalog.functions import Function
from ledgergate.catalog.registry import freeze
from ledgergate.standard import names
from ledgergate.standard.accounts_payable.functions import FUNCTIONS as ACCOUNTS_PAYABLE_FUNCTIONS
from ledgergate.standard.accounts_payable.objects import OBJECTS as ACCOUNTS_PAYABLE
from ledgergate.standard.accounts_receivable.functions import FUNCTIONS as ACCOUNTS_RECEIVABLE_FUNCTIONS
from ledgergate.standard.accounts_receivable.objects import OBJECTS as ACCOUNTS_RECEIVABLE
from ledgergate.standard.company.functions import FUNCTIONS as COMPANY_FUNCTIONS
from ledgergate.standard.company.objects import OBJECTS as COMPANY
from ledgergate.standard.expenses.functions import FUNCTIONS as EXPENSES_FUNCTIONS
from ledgergate.standard.expenses.objects import OBJECTS as EXPENSES
from ledgergate.standard.general_ledger.functions import FUNCTIONS as GENERAL_LEDGER_FUNCTIONS
from ledgergate.standard.general_ledger.objects import OBJECTS as GENERAL_LEDGER
from ledgergate.standard.generic.functions import FUNCTIONS as GENERIC_FUNCTIONS
from ledgergate.standard.inventory.functions import FUNCTIONS as INVENTORY_FUNCTIONS
from ledgergate.standard.inventory.objects import OBJECTS as INVENTORY
from ledgergate.standard.projects.functions import FUNCTIONS as PROJECTS_FUNCTIONS
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
_DECLARED: Final = {
    each.name: each
    for each in (
        *GENERIC_FUNCTIONS,
        *COMPANY_FUNCTIONS,
        *GENERAL_LEDGER_FUNCTIONS,
        *ACCOUNTS_PAYABLE_FUNCTIONS,
        *ACCOUNTS_RECEIVABLE_FUNCTIONS,
        *INVENTORY_FUNCTIONS,
        *PROJECTS_FUNCTIONS,
        *EXPENSES_FUNCTIONS,
    )
}
FUNCTIONS: Final = (
    *(_DECLARED.get(name, Function(name=name)) for name in names.LEGACY),
    *(_DECLARED.get(name, Function(name=name, only_3_0=True)) for name in (*names.ONLY_3_0, *names.LATER)),
)
"""Every name of the wire in the order of the grammar, with the shapes that are declared."""


def registry() -> Registry:
    """Freeze the declarations; a process does this once and passes the value around."""
    return freeze(OBJECTS, FUNCTIONS)
