"""Who may do what: pure decisions over an actor, a verb and an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.access.faults import not_permitted
from ledgergate.catalog.objects import READ_ONLY, WRITTEN, Verb

if TYPE_CHECKING:
    from ledgergate.access.actor import Actor
    from ledgergate.base.fault import Fault
    from ledgergate.catalog.objects import Object

FULL_TYPES: Final = frozenset({"business user", "platform user"})
"""User types whose verbs nothing caps; every other type reads (business.md 2.2; the reading of the rest is ours)."""

ADMINISTERED: Final = frozenset({"USERINFO"})
"""Objects that only administrators write."""

OPERATIONS: Final = {
    Verb.CREATE: "CREATE",
    Verb.READ: "READ",
    Verb.QUERY: "READ_BY_QUERY",
    Verb.UPDATE: "UPDATE",
    Verb.DELETE: "DELETE",
}
"""What the error text calls each verb."""


def permit(actor: Actor, verb: Verb, declared: Object, operation: str = "") -> Fault | None:
    """Say why the actor may not do this, or None when it may; `operation` is the function's name in the error text."""
    if verb in verbs_of(actor) and (verb in READ_ONLY or declared.name not in ADMINISTERED or actor.administrator):
        return None
    return not_permitted(operation or OPERATIONS[verb], declared.name)


def verbs_of(actor: Actor) -> frozenset[Verb]:
    """Give the verbs that the user's type allows at all."""
    return WRITTEN if actor.user_type in FULL_TYPES else READ_ONLY
