"""Rules of vendors and their types: contacts made with them, no circles of parents (business.md 1.20, V203)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.engine.hooks import Rules
from ledgergate.kits.contacts import Slot, through
from ledgergate.kits.masters import code_of_party, in_turn, not_built
from ledgergate.kits.trees import refuse_circles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft


def contact_name(draft: Draft) -> str:
    """Name the contact that is made with a vendor: `Acme(VV-1)` (catalog README 6.16)."""
    name, key = draft.says("NAME"), draft.says("VENDORID")
    return f"{name}(V{key})" if name and key else ""


def hide_contact(_call: Call, drafts: Sequence[Draft]) -> None:
    """Make the vendor's own contact invisible in lists of contacts when asked to."""
    for draft in drafts:
        if draft.says("HIDEDISPLAYCONTACT").lower() == "true":
            draft.given["DISPLAYCONTACT.VISIBLE"] = "false"


RULES: Final = Rules(
    prepare=in_turn(
        not_built("RESTRICTEDLOCATIONS", "RESTRICTEDDEPARTMENTS", "TAXSOLUTIONID", "TAXSCHEDULE"),
        hide_contact,
        through(
            Slot(prefix="DISPLAYCONTACT", column="displaycontactkey", named=contact_name, always=True),
            Slot(prefix="CONTACTINFO", column="primarycontactkey"),
            Slot(prefix="PAYTO", column="paytokey"),
            Slot(prefix="RETURNTO", column="returntokey"),
            Slot(prefix="CONTACTTO1099", column="contactkey1099"),
        ),
    ),
    check=in_turn(refuse_circles, code_of_party("V")),
)


def type_circles(call: Call, drafts: Sequence[Draft]) -> None:
    """Refuse circles of vendor types."""
    refuse_circles(call, drafts, "parent_recordno")


TYPE_RULES: Final = Rules(check=type_circles)
