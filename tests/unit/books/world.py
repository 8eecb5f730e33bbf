"""A small company with books, and short ways to run functions in it as clients do, each in its own transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ledgergate.access.actor import Actor
from ledgergate.applications import accounts_payable, accounts_receivable, expenses, general_ledger, inventory, projects
from ledgergate.applications import company as company_records
from ledgergate.base.clock import Clock
from ledgergate.base.tree import Node
from ledgergate.engine import dispatch, legacy, lifecycle
from ledgergate.engine.call import Call, Switches
from ledgergate.engine.dispatch import Errand
from ledgergate.engine.draft import Draft
from ledgergate.engine.generic import query, read, write
from ledgergate.engine.hooks import House
from ledgergate.wire.answer import Data, Key
from ledgergate.wire.envelope import FunctionCall, Operation, SessionLogin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledgergate.base.fault import Fault
    from ledgergate.catalog.registry import Registry
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database
    from ledgergate.store.work import Work
    from ledgergate.wire.answer import Result

ROOMS: Final = (company_records, general_ledger, accounts_payable, accounts_receivable, inventory, projects, expenses)
BALANCE_SHEET: Final = {"ACCOUNTTYPE": "balancesheet", "CLOSINGTYPE": "non-closing account"}
INCOME: Final = {"ACCOUNTTYPE": "incomestatement", "CLOSINGTYPE": "closing account", "CLOSINGACCOUNTNO": "3000"}
ACCOUNTS: Final = (
    ("3000", "Retained earnings", "credit", BALANCE_SHEET),
    ("1000", "Checking", "debit", BALANCE_SHEET),
    ("1100", "Accounts receivable", "debit", BALANCE_SHEET),
    ("2000", "Accounts payable", "credit", BALANCE_SHEET),
    ("4000", "Sales", "credit", INCOME),
    ("6000", "Rent", "debit", INCOME),
    ("6200", "Office", "debit", INCOME),
)


def node(name: str, *children: Node, **words: object) -> Node:
    """Make an element from words, then children."""
    return Node(name, children=(*(Node(key, str(word)) for key, word in words.items()), *children))


def line(account: str, side: int, amount: str, location: str = "E100", **words: object) -> Node:
    """Make a GLENTRY."""
    given = {"ACCOUNTNO": account, "TR_TYPE": side, "TRX_AMOUNT": amount, "LOCATION": location, **words}
    return node("GLENTRY", **{name: word for name, word in given.items() if word != ""})


def batch(*lines: Node, **words: object) -> Node:
    """Make a GLBATCH in journal GJ."""
    header = {"JOURNAL": "GJ", "BATCH_DATE": "01/15/2026", "BATCH_TITLE": "A journal", **words}
    entries = (Node("ENTRIES", children=lines),) if lines else ()
    return node("GLBATCH", *entries, **{name: word for name, word in header.items() if word is not None})


def simple(amount: str = "100.00", location: str = "E100", **words: object) -> Node:
    """Make a journal of rent paid."""
    return batch(line("6000", 1, amount, location), line("1000", -1, amount, location), **words)


@dataclass(slots=True)
class World:
    """One company and its house."""

    database: Database
    company: Company
    house: House
    day: date | None = None
    entity: int | None = None
    entity_id: str = ""
    numbers: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def actor(self) -> Actor:
        """Give an administrator."""
        return Actor(
            company=self.company.key,
            company_id=self.company.id,
            user=1,
            user_id="admin",
            admin="true",
            entity=self.entity,
            entity_id=self.entity_id,
        )

    def run(self, *functions: Node, transaction: bool = False) -> tuple[Result, ...]:
        """Run functions as one operation."""
        errand = Errand(
            house=self.house,
            database=self.database,
            actor=self.actor,
            clock=Clock(day=self.day),
            switches=Switches(),
            endpoint="",
            pretty=False,
            unique=False,
        )
        calls = tuple(FunctionCall(each.name, f"c{place}", each) for place, each in enumerate(functions))
        return dispatch.run(errand, Operation(login=SessionLogin(""), transaction=transaction, functions=calls))

    def create(self, *records: Node) -> list[int]:
        """Create records that must be taken; gives their numbers."""
        result = self.run(Node("create", children=records))[0]
        assert result.status == "success", result.faults
        assert isinstance(result.outcome, Data)
        return [int(each.word("RECORDNO")) for each in result.outcome.nodes]

    def refused(self, function: Node) -> list[str]:
        """Run a function that must fail; gives the texts of its faults."""
        return [fault.description2 for fault in self.faults(function)]

    def faults(self, function: Node) -> Sequence[Fault]:
        """Run a function that must fail; gives its faults."""
        result = self.run(function)[0]
        assert result.status == "failure", result
        return result.faults

    def key(self, function: Node) -> int:
        """Run a legacy function that must succeed; gives its key."""
        result = self.run(function)[0]
        assert isinstance(result.outcome, Key), result
        return int(result.outcome.text)

    def update(self, number: int, *children: Node, **words: object) -> None:
        """Update a journal that must let itself be changed."""
        result = self.run(node("update", node("GLBATCH", *children, RECORDNO=number, **words)))[0]
        assert result.status == "success", result.faults

    def delete(self, *numbers: int) -> Result:
        """Delete journals."""
        return self.run(node("delete", object="GLBATCH", keys=",".join(map(str, numbers))))[0]

    def call(self, work: Work, function: str = "create") -> Call:
        """Give a call in a unit of work."""
        return Call(actor=self.actor, house=self.house, work=work, clock=Clock(day=self.day), function=function)

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> list[tuple[object, ...]]:
        """Read what is committed; the statement finds the company as `company`."""
        with self.database.work(self.company.key) as work:
            return work.rows(sql, {"company": self.company.key, **(params or {})})

    def balances(self) -> dict[str, object]:
        """Sum posted lines by account number."""
        sql = """
            select a.accountno, sum(l.tr_type * l.amount)
            from gl_line l join account a on a.company = l.company and a.recordno = l.accountkey
            where l.company = %(company)s and l.posted group by 1 having sum(l.tr_type * l.amount) <> 0
        """
        return {str(account): amount for account, amount in self.rows(sql)}


def assemble(registry: Registry) -> House:
    """Assemble what masters and journals need."""
    rules = {name: rule for room in ROOMS for name, rule in room.APPLICATION.rules.items()}
    functions = {name: legacy.twin for name, each in registry.functions.items() if each.object and each.verb and each.body}
    functions |= {name: handler for room in ROOMS for name, handler in room.APPLICATION.functions.items()}
    functions |= {"create": write.create, "update": write.update, "delete": write.delete}
    functions |= {"readByQuery": query.read_by_query, "read": read.read}
    computed = {name: derived for room in ROOMS for name, derived in room.APPLICATION.computed.items()}
    overrides = dict(general_ledger.APPLICATION.overrides)
    return House(registry=registry, functions=functions, rules=rules, computed=computed, overrides=overrides)


def furnish(world: World) -> None:
    """Give the company entities, accounts, journals, and a few dimensions."""
    found = add_entities(world, "E100", "E200")
    accounts = [node("GLACCOUNT", ACCOUNTNO=number, TITLE=title, NORMALBALANCE=normal, **kind) for number, title, normal, kind in ACCOUNTS]
    made = world.create(
        *accounts,
        node("STATACCOUNT", ACCOUNTNO="9001", TITLE="Headcount", ACCOUNTTYPE="forperiod"),
        node("GLJOURNAL", SYMBOL="GJ", TITLE="General journal"),
        node("STATJOURNAL", SYMBOL="SJ", TITLE="Statistical journal"),
        node("DEPARTMENT", DEPARTMENTID="D1", TITLE="Department 1"),
        node("DEPARTMENT", DEPARTMENTID="D2", TITLE="Department 2"),
    )
    names = [*(number for number, *_ in ACCOUNTS), "9001", "GJ", "SJ", "D1", "D2"]
    world.numbers |= found | dict(zip(names, made, strict=True))


def add_entities(world: World, *ids: str) -> dict[str, int]:
    """Make entities as the company's operator does: no function of the wire can."""
    declared = world.house.registry.objects["LOCATIONENTITY"]
    drafts = [Draft(object=declared, given={"LOCATIONID": each, "NAME": f"Entity {each}"}) for each in ids]
    with world.database.work(world.company.key) as work:
        lifecycle.create(world.call(work), declared, drafts)
        assert [draft.faults for draft in drafts] == [[] for _ in ids]
        work.commit()
    return {draft.says("LOCATIONID"): draft.recordno or 0 for draft in drafts}
