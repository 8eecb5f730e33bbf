"""Rules of customers and their types: contacts made with them, no circles of parents (business.md 1.20, V203)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.engine.hooks import Rules
from ledgergate.engine.words import BETWEEN
from ledgergate.kits.contacts import Slot, through
from ledgergate.kits.masters import code_of_party, in_turn, not_built
from ledgergate.kits.trees import refuse_circles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft

DELIVERIES: Final = "DELIVERY_OPTIONS"


def contact_name(draft: Draft) -> str:
    """Name the contact that is made with a customer: `Acme(CC-1)` (catalog README 6.16)."""
    name, key = draft.says("NAME"), draft.says("CUSTOMERID")
    return f"{name}(C{key})" if name and key else ""


def hide_contact(_call: Call, drafts: Sequence[Draft]) -> None:
    """Make the customer's own contact invisible in lists of contacts when asked to."""
    for draft in drafts:
        if draft.says("HIDEDISPLAYCONTACT").lower() == "true":
            draft.given["DISPLAYCONTACT.VISIBLE"] = "false"


def sort_deliveries(_call: Call, drafts: Sequence[Draft]) -> None:
    """Bring several ways of delivery into the order that the wire lists them in."""
    for draft in drafts:
        ways = {word.strip().casefold() for word in draft.says(DELIVERIES).split(BETWEEN)}
        if len(ways) > 1:
            draft.given[DELIVERIES] = BETWEEN.join(way for way in ("Print", "E-Mail") if way.casefold() in ways) or draft.says(DELIVERIES)


RULES: Final = Rules(
    prepare=in_turn(
        not_built("RESTRICTEDLOCATIONS", "RESTRICTEDDEPARTMENTS"),
        hide_contact,
        sort_deliveries,
        through(
            Slot(prefix="DISPLAYCONTACT", column="displaycontactkey", named=contact_name, always=True),
            Slot(prefix="CONTACTINFO", column="contactkey"),
            Slot(prefix="SHIPTO", column="shiptokey"),
            Slot(prefix="BILLTO", column="billtokey"),
        ),
    ),
    check=in_turn(refuse_circles, code_of_party("C")),
)


def type_circles(call: Call, drafts: Sequence[Draft]) -> None:
    """Refuse circles of customer types."""
    refuse_circles(call, drafts, "parent_recordno")


TYPE_RULES: Final = Rules(check=type_circles)
