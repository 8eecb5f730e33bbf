"""Rules of locations and entities: one tree, each place under at most one entity (business.md 1.9, 2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Fault
from ledgergate.engine.hooks import Rules
from ledgergate.kits.contacts import Slot, through
from ledgergate.kits.masters import in_order, in_turn
from ledgergate.kits.trees import refuse_circles
from ledgergate.store.trees import settle_entities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft

CONTACTS: Final = through(Slot(prefix="CONTACTINFO", column="contactkey"), Slot(prefix="SHIPTO", column="shiptokey"))


def prepare(call: Call, drafts: Sequence[Draft]) -> None:
    """Hang places that an entity makes for itself under that entity, unless another parent is named."""
    CONTACTS(call, drafts)
    for draft in drafts:
        parent = draft.says("PARENTID") or draft.says("PARENTKEY")
        if draft.creating and not parent and call.actor.entity is not None:
            draft.given["PARENTKEY"] = str(call.actor.entity)


def after(call: Call, drafts: Sequence[Draft]) -> None:
    """Keep in each place the entity it belongs to, also in the places below those that moved."""
    moved = [draft.recordno for draft in drafts if draft.recordno is not None and ("parentkey" in draft.values or draft.creating)]
    if moved:
        settle_entities(call.work, moved)


def undeletable(_call: Call, rows: Sequence[Mapping[str, object]]) -> Mapping[int, Sequence[Fault]]:
    """Keep entities: they are part of how a company is set up, and no function makes or removes one."""
    return {
        int(str(row["recordno"])): (Fault(description2=f"The entity '{row['locationid']}' cannot be deleted."),)
        for row in rows
        if row["locationtype"] == "E"
    }


RULES: Final = Rules(prepare=prepare, check=in_turn(refuse_circles, in_order("STARTDATE", "ENDDATE")), after=after, undeletable=undeletable)
