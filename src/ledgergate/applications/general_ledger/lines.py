"""Lines of a journal as given: words read once, trouble told in the words of the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ledgergate.applications.general_ledger import faults
from ledgergate.base import money
from ledgergate.base.dates import parse_date
from ledgergate.base.money import ZERO, cents
from ledgergate.engine.faults import invalid_reference, missing, too_long
from ledgergate.engine.words import FALSE, TRUE
from ledgergate.ledger.entry import CREDIT, DEBIT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from ledgergate.base.fault import Fault
    from ledgergate.base.tree import Node
    from ledgergate.catalog.fields import Field
    from ledgergate.store.books import StoredLine

NAMING: Final = {
    "ACCOUNTNO": "account",
    "LOCATION": "location",
    "DEPARTMENT": "department",
    "CUSTOMERID": "customer",
    "VENDORID": "vendor",
    "EMPLOYEEID": "employee",
    "ITEMID": "item",
    "PROJECTID": "project",
    "CLASSID": "class",
}
"""Elements of a line that name records, and what they name."""

NOT_BUILT: Final = {"TASKID": "Task", "COSTTYPEID": "Cost type", "CONTRACTID": "Contract", "WAREHOUSEID": "Warehouse"}
DAILY_RATE: Final = "Intacct Daily Rate"
"""The rate type that every company has (business.md 1.8)."""

SIDES: Final = {"1": DEBIT, "-1": CREDIT, "+1": DEBIT}


@dataclass(slots=True)
class Line:
    """One line on its way in: its words, its figures, what is wrong with it."""

    words: dict[str, str]
    """What it names, by kind: `account` and the dimensions."""
    side: int = DEBIT
    amount: Decimal = ZERO
    currency: str = ""
    document: str | None = None
    description: str | None = None
    billable: bool = False
    faults: list[Fault] = field(default_factory=list["Fault"])


def read(nodes: Sequence[Node], of: Callable[[str], Field], *, draft: bool) -> list[Line]:
    """Read lines; those without an amount are dropped (business.md 3.2). A draft's may lack account, side and amount."""
    return [line for node in nodes if (line := _read(node, of, draft=draft)).amount or line.faults or (draft and line.words)]


def again(lines: Sequence[StoredLine]) -> list[Line]:
    """Give stored lines as if they had just been given, for an update that leaves them out."""
    return [
        Line(
            words={kind: word for kind, word in line.words.items() if word is not None},
            side=line.entry.side,
            amount=line.entry.trx_amount,
            currency=line.entry.currency,
            document=line.entry.document,
            description=line.entry.description,
            billable=line.entry.billable,
        )
        for line in lines
    ]


def _read(node: Node, of: Callable[[str], Field], *, draft: bool) -> Line:
    given = {child.name.upper(): child.text for child in node.children if not child.children}
    line = Line({kind: word for name, kind in NAMING.items() if (word := given.get(name))})
    line.document = given.get("DOCUMENT") or None
    _amount(line, given, of, draft=draft)
    _side(line, given, of, draft=draft)
    if "account" not in line.words and not draft and line.amount:
        line.faults.append(missing(of("ACCOUNTNO")))
    _texts(line, given, of)
    _currency(line, given)
    line.faults.extend(invalid_reference(label, given[name]) for name, label in NOT_BUILT.items() if given.get(name))
    nested = {child.name.upper() for child in node.children if child.children}
    if given.get("ALLOCATION") or "SPLIT" in nested:
        line.faults.append(faults.NO_SPLITS)
    if "TAXENTRIES" in nested:
        line.faults.append(faults.NO_TAXES)
    return line


def _amount(line: Line, given: Mapping[str, str], of: Callable[[str], Field], *, draft: bool) -> None:
    name = "TRX_AMOUNT" if given.get("TRX_AMOUNT") else "AMOUNT"
    word = given.get(name, "")
    if not word:
        if not draft:
            line.faults.append(missing(of("TRX_AMOUNT")))
        return
    found = money.parse(word)
    if found is None or money.too_long(found):
        line.faults.append(faults.illegal(name, word))
    elif found < 0:
        line.faults.append(faults.not_positive(word))
    else:
        line.amount = cents(found)


def _side(line: Line, given: Mapping[str, str], of: Callable[[str], Field], *, draft: bool) -> None:
    word = given.get("TR_TYPE", "").strip()
    if word in SIDES:
        line.side = SIDES[word]
    elif word:
        line.faults.append(faults.illegal("TR_TYPE", word))
    elif not draft:
        line.faults.append(missing(of("TR_TYPE")))


def _texts(line: Line, given: Mapping[str, str], of: Callable[[str], Field]) -> None:
    word = given.get("DESCRIPTION", "")
    declared = of("DESCRIPTION")
    if declared.size is not None and len(word) > declared.size:
        line.faults.append(too_long(declared))
    line.description = word or None
    billable = given.get("BILLABLE", "").strip().casefold()
    if billable in TRUE:
        line.billable = True
    elif billable and billable not in FALSE:
        line.faults.append(faults.illegal("BILLABLE", given["BILLABLE"]))


def _currency(line: Line, given: Mapping[str, str]) -> None:
    """Read currency and rate; in base currency the rate is 1 whatever is said, but what is said must make sense."""
    line.currency = given.get("CURRENCY", "").strip().upper()
    rate, kind, day = given.get("EXCHANGE_RATE", ""), given.get("EXCH_RATE_TYPE_ID", ""), given.get("EXCH_RATE_DATE", "")
    if rate and kind:
        line.faults.append(faults.CROSS_CURRENCY_BOTH)
    elif kind and kind != DAILY_RATE:
        line.faults.append(invalid_reference("Exchange rate type", kind))
    if rate and (money.parse(rate) or ZERO) <= 0:
        line.faults.append(faults.illegal("EXCHANGE_RATE", rate))
    if day and parse_date(day) is None:
        line.faults.append(faults.illegal("EXCH_RATE_DATE", day))
