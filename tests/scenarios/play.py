"""Play a scenario: its needs, then its steps through the gateway, and compare the books after each.

A step is an XML function sent at top level, or an operator's verb. Expected are the lines that it adds and nothing
else, and balances by entity. All amounts are texts, all dates ISO.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import yaml
from lxml import etree

from desk import Desk
from ledgergate.access.actor import Actor
from ledgergate.applications.general_ledger import closing
from ledgergate.base.clock import Clock
from ledgergate.base.fault import Fault
from ledgergate.engine import lifecycle
from ledgergate.engine.call import Call
from ledgergate.engine.draft import Draft
from ledgergate.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk import Answer
    from ledgergate.gateway.exchange import Parts
    from ledgergate.store.companies import Company

    Step = dict[str, Any]

HERE: Final = Path(__file__).parent
SIDES: Final = {"debit": 1, "credit": -1}
LINES: Final = """
    select l.entry_date, l.book, a.accountno, coalesce(e.locationid, ''), coalesce(d.departmentid, ''), sum(l.tr_type * l.amount)
    from gl_line l
    join account a on a.company = l.company and a.recordno = l.accountkey
    left join location e on e.company = l.company and e.recordno = l.entity
    left join department d on d.company = l.company and d.recordno = l.departmentkey
    where l.company = %(company)s and l.posted group by 1, 2, 3, 4, 5, l.tr_type
"""

Books = Counter[tuple[date, str, str, str, str]]
"""Signed amounts by day, book, account, entity and department, debits and credits each summed."""


def load(name: str) -> dict[str, Any]:
    """Read a scenario, or the company."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text())


def names() -> list[str]:
    """List the scenarios that can be played."""
    return sorted(path.stem for path in HERE.glob("S*.yaml"))


@dataclass(slots=True)
class Stage:
    """A company in which one scenario is played."""

    parts: Parts
    company: Company
    sender: str
    seed: dict[str, Any] = field(default_factory=lambda: load("company"))

    def play(self, scenario: dict[str, Any]) -> None:
        """Play a scenario from its needs to its last step."""
        for kind, wanted in scenario["needs"].items():
            self._need(kind, wanted)
        for step in scenario["steps"]:
            before = self._books()
            self._act(step)
            if "batches" in step:
                assert _change(before, self._books()) == _wanted(step["batches"]), step["id"]
            for wanted in step.get("balances", []):
                self._balance(step, wanted)
        assert [text for each in self._verdicts() for text in each] == []

    def _need(self, kind: str, wanted: list[Any]) -> None:
        spec = self.seed["records"][kind]
        if kind == "entities":
            self._entities(wanted)
            return
        make = spec["make"]
        rows = {row[make["key"]]: row for row in spec["rows"]}
        wanted = [
            *wanted,
            *(rows[each]["CLOSINGACCOUNTNO"] for each in wanted if isinstance(each, str) and "CLOSINGACCOUNTNO" in rows[each]),
        ]
        chosen: list[Step] = [row for key, row in rows.items() if key in wanted]
        chosen += [cast("Step", each) for each in wanted if isinstance(each, dict)]
        for row in chosen:
            inside = "".join(_element(name, value) for name, value in row.items())
            element = make.get("object", make["function"])
            made = f"<{element}>{inside}</{element}>"
            answer = self._desk(date(2026, 1, 1)).ask(_function(f"<create>{made}</create>" if "object" in make else made))
            assert answer.statuses == ["success"], answer.text

    def _entities(self, wanted: list[str]) -> None:
        """Make entities as the operator does: no function of the wire can."""
        declared = self.parts.house.registry.objects["LOCATIONENTITY"]
        rows = [row for row in self.seed["records"]["entities"]["rows"] if row["LOCATIONID"] in wanted]
        drafts = [Draft(object=declared, given=dict(row)) for row in rows]
        with self.parts.database.work(self.company.key) as work:
            call = Call(actor=self._actor, house=self.parts.house, work=work, clock=Clock(), function="create")
            lifecycle.create(call, declared, drafts)
            assert [draft.faults for draft in drafts] == [[] for _ in drafts]
            work.commit()

    @property
    def _actor(self) -> Actor:
        return Actor(company=self.company.key, company_id=self.company.id, user=1, user_id="api", admin="Full")

    def _desk(self, day: date) -> Desk:
        return Desk(replace(self.parts, clock=Clock(day=day)), self.company, self.sender)

    def _act(self, step: Step) -> None:
        expected = step.get("expect", {})
        if "admin" in step:
            told = self._operate(step["admin"])
            assert bool(told) is ("failure" in expected), (step["id"], told)
            return
        answer = self._desk(step["date"]).ask(_function(step["xml"]))
        if "failure" in expected:
            assert answer.statuses == ["failure"], answer.text
            assert answer.errors[0][0] in expected["failure"], answer.text
            assert all(word in answer.errors[0][1] for word in expected.get("says", [])), answer.text
        else:
            assert answer.statuses == ["success"], answer.text

    def _operate(self, said: dict[str, Any]) -> str:
        """Do an operator's verb; gives what forbids it."""
        how = {"close_books": closing.close, "open_books": closing.open_from, "lock_books": closing.lock}[said["do"]]
        day = said.get("through") or said["start"]
        applications = said.get("applications") or ("GL", "AP", "AR", "EE", "CM")
        with self.parts.database.work(self.company.key) as work:
            try:
                entity = closing.entity_of(work, said["entity"])
                how(work, self._actor, day, moment=Clock().now(), entity=entity, applications=applications)
            except Fault as fault:
                return fault.description2
            work.commit()
        return ""

    def _books(self) -> Books:
        with self.parts.database.work(self.company.key) as work:
            rows = work.rows(LINES, {"company": self.company.key})
        found: Books = Counter()
        for day, book, account, entity, department, amount in rows:
            found[day, book, f"{account}{'+' if amount > 0 else '-'}", entity, department] += amount
        return found

    def _balance(self, step: Step, wanted: dict[str, Any]) -> None:
        day = wanted.get("as_of") or date(step["date"].year, 12, 31)
        words = "".join(f"<{part}>{getattr(day, part)}</{part}>" for part in ("year", "month", "day"))
        department = f"<departmentid>{wanted['department']}</departmentid>" if "department" in wanted else ""
        asked = (
            f"<get_trialbalance><startdate>{words}</startdate><enddate>{words}</enddate><statistical>exclude</statistical>"
            f"{department}<locationid>{wanted['entity']}</locationid></get_trialbalance>"
        )
        answer = self._desk(step["date"]).ask(_function(asked))
        found = {number: Decimal(end) for number, end in _trial(answer) if Decimal(end)}
        assert found == {number: Decimal(amount) for number, amount in wanted["accounts"].items() if Decimal(amount)}, step["id"]

    def _verdicts(self) -> Iterator[tuple[str, ...]]:
        with self.parts.database.work(self.company.key) as work:
            yield from (verdict.violations for verdict in verify(work))


def _trial(answer: Answer) -> list[tuple[str, str]]:
    rows = answer.root.findall("operation/result/data/trialbalance")
    return [(row.findtext("glaccountno") or "", row.findtext("endbalance") or "0") for row in rows]


def _change(before: Books, after: Books) -> Books:
    changed: Books = Counter(after)
    changed.subtract(before)
    return Counter({where: amount for where, amount in changed.items() if amount})


def _wanted(batches: list[dict[str, Any]]) -> Books:
    found: Books = Counter()
    for batch in batches:
        for line in batch["lines"]:
            side = next(name for name in SIDES if name in line)
            where = f"{line['account']}{'+' if side == 'debit' else '-'}"
            key = (batch["date"], batch.get("book", "ACCRUAL"), where, line["entity"], line.get("department", ""))
            found[key] += SIDES[side] * Decimal(line[side])  # type: ignore[assignment]
    return found


def _function(inside: str) -> str:
    return f'<function controlid="f">{inside}</function>'


def _element(name: str, value: object) -> str:
    element = etree.Element(name)
    if isinstance(value, dict):
        parts = cast("Step", value).items()
        return f"<{name}>{''.join(_element(key, each) for key, each in parts)}</{name}>"
    element.text = str(value)
    return etree.tostring(element, encoding="unicode")
