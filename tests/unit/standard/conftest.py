"""A house of master records: declarations and the applications that rule them, and short ways to use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.access.actor import Actor
from ledgergate.applications import accounts_payable, accounts_receivable, expenses, inventory, projects
from ledgergate.applications import company as company_records
from ledgergate.applications.general_ledger import masters
from ledgergate.base.clock import Clock
from ledgergate.base.tree import Node
from ledgergate.engine import legacy
from ledgergate.engine.call import Call
from ledgergate.engine.generic import write
from ledgergate.engine.hooks import House
from ledgergate.wire.answer import Data
from unit.standard.records import record

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry
    from ledgergate.store.companies import Company
    from ledgergate.store.work import Work
    from unit.standard.records import Make

ROOMS = (company_records, accounts_payable, accounts_receivable, inventory, projects, expenses)


@pytest.fixture(scope="session")
def house(registry: Registry) -> House:
    """Assemble what rules master records, without the functions that post and read."""
    rules = {name: rule for room in ROOMS for name, rule in room.APPLICATION.rules.items()} | dict(masters.RULES)
    computed = {name: derived for room in ROOMS for name, derived in room.APPLICATION.computed.items()}
    functions = {name: legacy.twin for name, each in registry.functions.items() if each.object and each.verb}
    return House(registry=registry, functions=functions, rules=rules, computed=computed, overrides={})


@pytest.fixture
def call(house: House, company: Company, work: Work) -> Call:
    actor = Actor(company=company.key, company_id=company.id, user=1, user_id="admin", admin="true")
    return Call(actor=actor, house=house, work=work, clock=Clock(), function="create")


@pytest.fixture
def make(call: Call) -> Make:
    def create(name: str, **words: str) -> int:
        done = write.create(call, Node("create", children=(record(name, words),)))
        assert isinstance(done, Data)
        return int(done.nodes[0].word("RECORDNO"))

    return create
