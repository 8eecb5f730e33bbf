"""From the lines of a journal to entries, and what forbids it: values in, values out (business.md 3.2, 3.3, 1.9, 1.10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.applications.general_ledger import faults
from ledgergate.base.money import ZERO
from ledgergate.engine.faults import invalid_reference
from ledgergate.ledger.balance import has_both_sides, off_by_entity, totals
from ledgergate.ledger.entry import Dimensions, Entry
from ledgergate.ledger.invariants import STATISTICAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from ledgergate.applications.general_ledger.lines import Line
    from ledgergate.base.fault import Fault
    from ledgergate.store.chart import Chart, Named

LABELS: Final = {
    "account": "Account",
    "location": "Location",
    "department": "Department",
    "customer": "Customer",
    "vendor": "Vendor",
    "employee": "Employee",
    "item": "Item",
    "project": "Project",
    "class": "Class",
}
REQUIRED: Final = {
    "D": "department",
    "L": "location",
    "C": "customer",
    "V": "vendor",
    "E": "employee",
    "I": "item",
    "P": "project",
    "K": "class",
}
"""The letters by which an account asks for dimensions."""


ONE: Final = ZERO + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What lines are judged by: the journal's kind and book, what was found, and the level that speaks.

    `entity` is the entity of the session, None at top level. A draft may be incomplete and need not balance.
    """

    book: str
    chart: Chart
    draft: bool
    entity: int | None = None

    @property
    def statistical(self) -> bool:
        """Whether these are quantities."""
        return self.book == STATISTICAL


def entries(lines: Sequence[Line], frame: Frame) -> tuple[tuple[Entry, ...], list[Fault]]:
    """Turn lines into entries, with everything that is wrong with them."""
    found: list[Fault] = [fault for line in lines for fault in line.faults]
    made: list[Entry] = []
    for line in lines:
        named, trouble = _named(line, frame)
        found.extend(trouble)
        found.extend(_forbidden(line, named, frame))
        made.append(_entry(line, named, frame))
    if not found and not frame.draft:
        found.extend(imbalance(made, frame))
    return tuple(made), found


def imbalance(made: Sequence[Entry], frame: Frame) -> Iterator[Fault]:
    """Tell why entries do not make a journal: too few of them, or out of balance over all or in an entity."""
    if frame.statistical:
        if not made:
            yield faults.NO_LINE
        return
    if not has_both_sides(made):
        yield faults.TOO_FEW
        return
    debits, credits_ = totals(made)
    off = off_by_entity(made)
    if debits != credits_:
        yield faults.out_of_balance(debits, credits_)
    elif off:
        yield faults.across_entities(_by_name(off, frame))


def _by_name(off: Mapping[int, Decimal], frame: Frame) -> list[tuple[str, Decimal]]:
    """Name entities by their ID where a line names it, else by a place in them."""
    places = [each for (kind, _), each in frame.chart.named.items() if kind == "location"]
    names = {each.entity: each.word for each in places} | {each.recordno: each.word for each in places if each.entity == each.recordno}
    return [(names.get(entity, "the top level"), amount) for entity, amount in sorted(off.items())]


def _named(line: Line, frame: Frame) -> tuple[dict[str, Named], list[Fault]]:
    """Find what a line names; what is not there, not seen from here, or switched off is a fault."""
    found: dict[str, Named] = {}
    trouble: list[Fault] = []
    for kind, word in line.words.items():
        each = frame.chart.named.get((kind, word))
        if each is None or not _seen(kind, each, frame.entity):
            trouble.append(invalid_reference(LABELS[kind], word))
            continue
        if not each.active:
            trouble.append(faults.account_not_valid(word, "inactive") if kind == "account" else faults.inactive(LABELS[kind], word))
        found[kind] = each
    return found, trouble


def _seen(kind: str, each: Named, entity: int | None) -> bool:
    """Tell whether a record may be used from this level: an entity uses its own places, and what it or nobody owns."""
    if entity is None:
        return True
    if kind == "location":
        return each.entity == entity
    return each.owner is None or each.owner == entity


def _forbidden(line: Line, named: dict[str, Named], frame: Frame) -> Iterator[Fault]:
    base = frame.chart.base_currency
    if line.currency and line.currency != base:
        yield faults.currency_not_allowed(line.currency, base)
    account = named.get("account")
    if account is None:
        return
    if (account.kind == "S") != frame.statistical:
        yield faults.account_not_valid(account.word, "of the other kind than the journal")
    if frame.draft:
        return
    if account.subledger_only:
        yield faults.subledger_account(account.word)
    required = {REQUIRED[letter] for letter in account.required}
    if frame.chart.multi_entity and frame.entity is None:
        required.add("location")
    for kind in LABELS:
        if kind in required and kind not in line.words and not (kind == "location" and frame.entity is not None):
            yield faults.missing_dimension(LABELS[kind], account.word)


def _entry(line: Line, named: dict[str, Named], frame: Frame) -> Entry:
    location = named.get("location")
    place = frame.entity if location is None else location.recordno
    entity = (frame.entity or 0) if location is None else location.entity
    numbers = {kind: each.recordno for kind, each in named.items()}
    return Entry(
        account=numbers.get("account"),
        side=line.side,
        amount=line.amount,
        trx_amount=line.amount,
        currency=frame.chart.base_currency,
        rate=ONE,
        entity=entity,
        dimensions=Dimensions(
            department=numbers.get("department"),
            location=place,
            customer=numbers.get("customer"),
            vendor=numbers.get("vendor"),
            employee=numbers.get("employee"),
            item=numbers.get("item"),
            project=numbers.get("project"),
            class_=numbers.get("class"),
        ),
        document=line.document,
        description=line.description,
        billable=line.billable,
    )
