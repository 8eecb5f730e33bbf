"""Rules of users: each has a contact, and administrators stay (business.md 2.2). Who may write users is decided in access."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Fault
from ledgergate.engine import faults
from ledgergate.engine.hooks import Rules
from ledgergate.kits.contacts import Slot, through
from ledgergate.kits.masters import in_turn, not_built
from ledgergate.store import session_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft

CONTACT: Final = "CONTACTINFO"
MAIL: Final = "EMAIL1"


def contact_name(draft: Draft) -> str:
    """Name the contact that is made with a user: the person's name and the user ID, as parties name theirs."""
    person = " ".join(word for part in ("FIRSTNAME", "LASTNAME") if (word := draft.says(f"{CONTACT}.{part}")))
    login = draft.says("LOGINID")
    return f"{person or draft.says('DESCRIPTION') or login}(U{login})" if login else ""


def borrow_mail(_call: Call, drafts: Sequence[Draft]) -> None:
    """Take the mail address of the contact for the account where only the contact has one, and the other way round."""
    for draft in drafts:
        if draft.creating:
            own, contact = draft.says("EMAIL"), draft.says(f"{CONTACT}.{MAIL}")
            if contact and not own:
                draft.given["EMAIL"] = contact
            elif own and not contact and draft.says(f"{CONTACT}.LASTNAME"):
                draft.given[f"{CONTACT}.{MAIL}"] = own


def check(call: Call, drafts: Sequence[Draft]) -> None:
    """Refuse a user without a contact."""
    for draft in drafts:
        field = call.registry.field(draft.object, f"{CONTACT}.CONTACTNAME")
        if draft.creating and field is not None and draft.now("contactkey") is None and not draft.faults:
            draft.faults.append(faults.missing(field))


def end_sessions(call: Call, drafts: Sequence[Draft]) -> None:
    """End the sessions of users that are switched off: switching on again brings none of them back."""
    off = [draft.recordno for draft in drafts if draft.recordno is not None and draft.values.get("status", "T") != "T"]
    if off:
        session_rows.end(call.work, off)


def undeletable(_call: Call, rows: Sequence[Mapping[str, object]]) -> Mapping[int, Sequence[Fault]]:
    """Keep administrators: they can be set inactive only."""
    return {
        int(str(row["recordno"])): (
            Fault(
                description2=f"The user '{row['loginid']}' has administrator privileges and cannot be deleted.",
                correction="Set the user to inactive instead.",
            ),
        )
        for row in rows
        if row["admin"] not in {None, "false"}
    }


RULES: Final = Rules(
    prepare=in_turn(
        not_built("USERLOCATIONS.LOCATIONID", "USERDEPARTMENTS.DEPARTMENTID", "USERTERRITORIES.TERRITORYID", "SSO_ENABLED"),
        borrow_mail,
        through(Slot(prefix=CONTACT, column="contactkey", named=contact_name)),
    ),
    check=check,
    after=end_sessions,
    undeletable=undeletable,
)
