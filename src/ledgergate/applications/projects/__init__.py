"""Projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.engine.hooks import Application, Rules
from ledgergate.kits.contacts import Slot, through
from ledgergate.kits.masters import in_order, in_turn
from ledgergate.kits.trees import refuse_circles
from ledgergate.store.trees import settle_projects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft


def after(call: Call, drafts: Sequence[Draft]) -> None:
    """Keep in each project the one at the top of its tree, also in the projects below those that moved."""
    moved = [draft.recordno for draft in drafts if draft.recordno is not None and "parentkey" in draft.values]
    if moved:
        settle_projects(call.work, moved)


RULES: Final = Rules(
    prepare=through(
        Slot(prefix="CONTACTINFO", column="contactkey"),
        Slot(prefix="BILLTO", column="billtokey"),
        Slot(prefix="SHIPTO", column="shiptokey"),
    ),
    check=in_turn(refuse_circles, in_order("BEGINDATE", "ENDDATE")),
    after=after,
)
APPLICATION: Final = Application(name="Projects", rules={"PROJECT": RULES})
