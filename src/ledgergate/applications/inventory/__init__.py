"""Inventory control: for now, the items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.engine import faults
from ledgergate.engine.hooks import Application, Rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft

KEPT_IN_STOCK: Final = frozenset({"I", "SK"})
"""Codes of item types that stand in stock and therefore need a cost method."""


def check(call: Call, drafts: Sequence[Draft]) -> None:
    """Ask for the cost method of what is kept in stock."""
    for draft in drafts:
        field = call.registry.field(draft.object, "COST_METHOD")
        if field is not None and draft.now("itemtype") in KEPT_IN_STOCK and draft.now(field.column) is None:
            draft.faults.append(faults.missing(field))


APPLICATION: Final = Application(name="Inventory Control", rules={"ITEM": Rules(check=check)})
