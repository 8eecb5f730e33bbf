"""What may be seen: the object a read names, permission for it, the level a session looks from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.access.decide import permit
from ledgergate.catalog.objects import Keeping
from ledgergate.engine import faults
from ledgergate.query.plan import Scope

if TYPE_CHECKING:
    from ledgergate.access.actor import Actor
    from ledgergate.base.tree import Node
    from ledgergate.catalog.objects import Object, Verb
    from ledgergate.engine.call import Call
    from ledgergate.engine.hooks import Handler


def asked_object(call: Call, node: Node, unknown: str) -> Object:
    """Give the object that a read names. Raises Fault: there is no such object; each function has its own number."""
    name = node.word("object").strip()
    declared = call.registry.find(name)
    if declared is None:
        raise faults.unknown_object(name, unknown)
    return declared


def may(call: Call, declared: Object, verb: Verb, operation: str) -> Handler | None:
    """Allow a read; give the handler of an application that reads this object in its own way.

    Raises Fault: the object is not read like this, or not by this user.
    """
    fault = permit(call.actor, verb, declared, operation)
    if fault is not None:
        raise fault
    taken = call.house.overrides.get((declared.name, verb))
    if taken is None and (verb not in declared.verbs or declared.keeping is Keeping.COMPUTED):
        raise faults.not_offered(operation, declared.name)
    return taken


def scope(actor: Actor, *, private: bool = True) -> Scope:
    """Say which records a session sees: an entity its own and shared ones; the top level all, or without private ones."""
    if actor.entity is not None:
        return Scope.ENTITY
    return Scope.EVERYTHING if private else Scope.SHARED
