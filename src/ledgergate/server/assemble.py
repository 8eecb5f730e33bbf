"""The only place that wires rooms together: declarations, applications, generic functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from ledgergate.applications.accounts_payable import APPLICATION as ACCOUNTS_PAYABLE
from ledgergate.applications.accounts_receivable import APPLICATION as ACCOUNTS_RECEIVABLE
from ledgergate.applications.company import APPLICATION as COMPANY
from ledgergate.applications.expenses import APPLICATION as EXPENSES
from ledgergate.applications.general_ledger import APPLICATION as GENERAL_LEDGER
from ledgergate.applications.inventory import APPLICATION as INVENTORY
from ledgergate.applications.projects import APPLICATION as PROJECTS
from ledgergate.base.fault import Defect
from ledgergate.catalog.objects import Verb
from ledgergate.catalog.registry import Registry
from ledgergate.engine import legacy
from ledgergate.engine.generic import inspect, more, query, read, write
from ledgergate.engine.hooks import Application, Computed, Handler, House, Rules
from ledgergate.standard.everything import registry

Name = TypeVar("Name")
Thing = TypeVar("Thing")

APPLICATIONS: Final = (COMPANY, GENERAL_LEDGER, ACCOUNTS_PAYABLE, ACCOUNTS_RECEIVABLE, INVENTORY, PROJECTS, EXPENSES)

GENERIC: Final[Mapping[str, Handler]] = {
    "create": write.create,
    "update": write.update,
    "delete": write.delete,
    "read": read.read,
    "readByName": read.read_by_name,
    "readByQuery": query.read_by_query,
    "readMore": more.read_more,
    "query": query.query,
    "inspect": inspect.inspect,
    "lookup": inspect.lookup,
}


def assemble(applications: Iterable[Application] = APPLICATIONS) -> House:
    """Build the house. Raises Defect when two applications claim the same thing."""
    known = registry()
    functions: dict[str, Handler] = dict(GENERIC)
    rules: dict[str, Rules] = {}
    computed: dict[str, Computed] = {}
    overrides: dict[tuple[str, Verb], Handler] = {}
    for application in applications:
        _add("function", application.name, application.functions, functions)
        _add("rules of", application.name, application.rules, rules)
        _add("computed field", application.name, application.computed, computed)
        _add("override", application.name, application.overrides, overrides)
    return House(registry=known, functions={**_twins(known), **functions}, rules=rules, computed=computed, overrides=overrides)


def _add(what: str, application: str, mine: Mapping[Name, Thing], all_of_them: dict[Name, Thing]) -> None:
    twice = mine.keys() & all_of_them.keys()
    if twice:
        raise Defect(f"{application} claims the {what} {sorted(map(str, twice))} that another application has")
    all_of_them.update(mine)


def _twins(known: Registry) -> dict[str, Handler]:
    """Let every legacy function that stands for a generic verb run as its twin, unless an application runs it."""
    return {each.name: legacy.twin for each in known.functions.values() if each.body and each.object and each.verb}
