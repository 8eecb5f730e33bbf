"""What a balance report is asked: period, books, dimensions; read from legacy elements (protocol.md 9.11, business.md 3.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ledgergate.applications.general_ledger import faults
from ledgergate.base.fault import Fault, refuse
from ledgergate.engine.faults import invalid_reference
from ledgergate.ledger.invariants import STATISTICAL
from ledgergate.ledger.period import fiscal_year_start, relative
from ledgergate.store import reach
from ledgergate.store.balances import Span

if TYPE_CHECKING:
    from ledgergate.base.tree import Node
    from ledgergate.engine.call import Call

DIMENSIONS: Final = {
    "departmentid": ("department", "dept_subs", "Department"),
    "locationid": ("location", "loc_subs", "Location"),
    "projectid": ("project", "projectid_subs", "Project"),
    "customerid": ("customer", "customerid_subs", "Customer"),
    "vendorid": ("vendor", "vendorid_subs", "Vendor"),
    "employeeid": ("employee", "employeeid_subs", "Employee"),
    "itemid": ("item", "", "Item"),
    "classid": ("class", "classid_subs", "Class"),
}
TYPES: Final = {"customertypeid": ("customer", "Customer type"), "vendortypeid": ("vendor", "Vendor type")}
NOT_BUILT: Final = {
    "projecttypeid": "Project type",
    "taskid": "Task",
    "costtypeid": "Cost type",
    "employeetypeid": "Employee type",
    "productlineid": "Product line",
    "contractid": "Contract",
    "warehouseid": "Warehouse",
}
ADJUSTMENTS: Final = {"GAAP": "GAAPADJ", "TAX": "TAXADJ"}
METHODS: Final = ("ACCRUAL", "CASH")
STATISTICS: Final = ("include", "exclude", "only")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A span with what is said about showing it."""

    span: Span
    main_book: str
    base_currency: str
    zeros: bool
    carried: bool
    """Whether prior years' results stand in what is shown: not when it is cut by a dimension that they do not carry."""


def read(call: Call, node: Node, by: tuple[str, ...] = ()) -> Ask:
    """Read what is asked. Raises Refusal with everything that cannot be answered."""
    trouble: list[Fault] = []
    month, currency = reach.first_month(call.work)
    first, last = _days(call, node, month, trouble)
    main = node.word("reportingbook").strip().upper() or METHODS[0]
    if main not in METHODS:
        trouble.append(invalid_reference("Reporting book", node.word("reportingbook")))
    only = _only(call, node, trouble)
    refuse(trouble)
    span = Span(
        year=fiscal_year_start(first, month),
        first=first,
        last=last,
        books=_books(node, main),
        entity=call.actor.entity,
        only=only,
        by=by,
    )
    zeros = flag(node, "showzerobalances")
    return Ask(span=span, main_book=main, base_currency=currency, zeros=zeros, carried=not only or set(only) == {"location"})


def flag(node: Node, name: str, *, default: bool = False) -> bool:
    """Read a yes or no."""
    word = node.word(name).strip().casefold()
    return default if not word else word in {"true", "t", "1", "yes"}


def _days(call: Call, node: Node, first_month: int, trouble: list[Fault]) -> tuple[date, date]:
    today = call.clock.today()
    name = node.word("reportingperiodname").strip()
    if name:
        found = reach.period(call.work, name) or relative(name, today, first_month)
        if found is None:
            trouble.append(invalid_reference("Reporting period", name))
            return today, today
        return found
    last = _day(node.child("enddate"), "enddate", trouble)
    first = _day(node.child("startdate"), "startdate", trouble)
    last = last or today
    first = first or fiscal_year_start(last, first_month)
    if first > last:
        trouble.append(Fault(faults.ILLEGAL, "The start date must not be after the end date.", why="V303"))
    return first, last


def _day(node: Node | None, name: str, trouble: list[Fault]) -> date | None:
    if node is None or not any(child.text.strip() for child in node.children):
        return None
    words = [node.word(part).strip() for part in ("year", "month", "day")]
    try:
        return date(*(int(word) for word in words))
    except ValueError:
        trouble.append(faults.illegal(name, "/".join((words[1], words[2], words[0]))))
        return None


def _books(node: Node, main: str) -> tuple[str, ...]:
    """Choose books: the main one unless left out, adjustments named without their method, and quantities as said."""
    statistical = node.word("statistical").strip() or STATISTICS[0]
    if statistical not in STATISTICS:
        raise Fault(
            description2=f"There's an error with the value for field statistical. Value: [{statistical}]. "
            f"Expected values: [{', '.join(STATISTICS)}]."
        )
    if statistical == "only":
        return (STATISTICAL,)
    books = [main] if flag(node, "includereportingbook", default=True) else []
    adjustments = node.child("adjbooks")
    for each in adjustments.all("adjbook") if adjustments is not None else ():
        word = each.text.strip().upper()
        books.extend((ADJUSTMENTS.get(word, word), f"{word}{main}"))
    if statistical == "include":
        books.append(STATISTICAL)
    return tuple(dict.fromkeys(books))


def _only(call: Call, node: Node, trouble: list[Fault]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for element, (dimension, subs, label) in DIMENSIONS.items():
        word = node.word(element).strip()
        if not word:
            continue
        numbers = reach.records(call.work, dimension, word, below=bool(subs) and flag(node, subs, default=True))
        if not numbers:
            trouble.append(invalid_reference(label, word))
        found[dimension] = numbers
    for element, (dimension, label) in TYPES.items():
        word = node.word(element).strip()
        members = reach.of_type(call.work, dimension, word) if word else None
        if word and members is None:
            trouble.append(invalid_reference(label, word))
        if members is not None:
            found[dimension] = [each for each in members if each in found[dimension]] if dimension in found else members
    trouble.extend(invalid_reference(label, node.word(element)) for element, label in NOT_BUILT.items() if node.word(element).strip())
    own = node.child("userDefinedDimensions")
    trouble.extend(invalid_reference("Dimension", each.word("objectName")) for each in (own.children if own is not None else ()))
    return found
