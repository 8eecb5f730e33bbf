"""Payment terms, of vendors and of customers alike: what they may say, and the code that documents carry."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ledgergate.base import money
from ledgergate.base.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft

FROM: Final[Mapping[str, str]] = {
    "from invoice/bill date": "O",
    "of the month of invoice/bill date": "M",
    "of next month from invoice/bill date": "1",
    "of 2nd month from invoice/bill date": "2",
    "of 3rd month from invoice/bill date": "3",
    "of 4th month from invoice/bill date": "4",
    "of 5th month from invoice/bill date": "5",
    "of 6th month from invoice/bill date": "6",
    "after end of month of invoice/bill date": "A",
    "from invoice/bill date extending to eom": "E",
}
"""Letters of the code; only `O` was ever seen (`::#30#:O:`), the others are ours, and clients take the code as it is."""

PLAIN: Final = "from invoice/bill date"
LAST_OF_MONTH: Final = 31
WHOLE: Final = Decimal(100)
DAYS: Final = ("duedate", "discdate", "discfudgedays", "penfudgedays")
STARTS: Final = (("duedate", "duefrom", "Due date"), ("discdate", "discfrom", "Day"))
SHARES: Final = (("discamount", "discpercamn"), ("penamount", "penpercamn"))


def check(_call: Call, drafts: Sequence[Draft]) -> None:
    """Fill in where days are counted from, refuse impossible days and shares, and keep the code."""
    for draft in drafts:
        for day, start, label in STARTS:
            if draft.now(day) is not None and draft.now(start) is None:
                draft.values[start] = PLAIN
            draft.faults.extend(_impossible(draft, day, start, label))
        if any(isinstance(days := draft.now(name), int) and days < 0 for name in DAYS):
            draft.faults.append(Fault(description2="Days of a term cannot be negative."))
        for amount, unit in SHARES:
            if draft.now(amount) is not None and draft.now(unit) is None:
                draft.values[unit] = "$"
            share = draft.now(amount)
            if isinstance(share, Decimal) and (share < 0 or (draft.now(unit) == "%" and share > WHOLE)):
                draft.faults.append(Fault(description2="A percentage of a term must lie between 0 and 100."))
        draft.values["value"] = code(draft)


def code(draft: Draft) -> str:
    """Write the code of a term: discount, its day, the due day, what it counts from, penalty; nothing where nothing is."""
    discount = _share(draft, "discamount", "discpercamn")
    discounted = _day(draft, "discdate", "discfrom", glue="")
    due = _day(draft, "duedate", "duefrom", glue=":")
    penalty = _share(draft, "penamount", "penpercamn")
    return f"{discount}:{discounted}:{due}:{penalty}"


def _share(draft: Draft, amount: str, unit: str) -> str:
    share = draft.now(amount)
    return f"{money.shortest(share)}{draft.now(unit) or '$'}" if isinstance(share, Decimal) else ""


def _day(draft: Draft, day: str, start: str, *, glue: str) -> str:
    days = draft.now(day)
    return glue if days is None else f"#{days}#{glue}{FROM.get(str(draft.now(start)), 'O')}"


def _impossible(draft: Draft, day: str, start: str, label: str) -> list[Fault]:
    days, counted = draft.now(day), str(draft.now(start) or PLAIN)
    if isinstance(days, int) and counted.startswith("of ") and not 1 <= days <= LAST_OF_MONTH:
        return [Fault(description2=f"{label} must be a day of the month, from 1 to 31, when it counts {counted}.")]
    return []
