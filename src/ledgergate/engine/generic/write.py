"""The generic functions that write: create, update, delete.

Seen from outside each record is a savepoint of its own (protocol.md 15.1 step 11). Inside, the records of one object
that stand together are written at once, and one by one only when that meets trouble.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ledgergate.access.decide import permit
from ledgergate.base.fault import Fault, Refusal, refuse
from ledgergate.base.limits import MOST_RECORDS
from ledgergate.base.tree import Node
from ledgergate.catalog.objects import Verb
from ledgergate.engine import faults, lifecycle
from ledgergate.engine.draft import Draft
from ledgergate.engine.words import flatten
from ledgergate.store.work import Taken
from ledgergate.wire.answer import Data, Outcome, PartialRefusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call

    Act = Callable[[Call, Object, Sequence[Draft]], None]


def create(call: Call, node: Node) -> Outcome:
    """Run `<create>`: records of any objects, at most 100, in document order."""
    return _write(call, node, Verb.CREATE, lifecycle.create)


def update(call: Call, node: Node) -> Outcome:
    """Run `<update>`: records named by RECORDNO or by their key."""
    return _write(call, node, Verb.UPDATE, lifecycle.update)


def delete(call: Call, node: Node) -> Outcome:
    """Run `<delete>`: one object, keys joined by commas; what can go goes, also beside keys that cannot."""
    name = node.word("object").strip()
    declared = call.registry.find(name)
    if declared is None:
        raise faults.unknown_object(name, "WS")
    allow(call, declared, Verb.DELETE)
    keys = list(dict.fromkeys(key for each in node.word("keys").split(",") if (key := each.strip())))
    if len(keys) > MOST_RECORDS:
        raise faults.too_many("keys", MOST_RECORDS)
    if not keys:
        raise faults.not_there_to_delete(declared, "")
    trouble = lifecycle.delete(call, declared, keys)
    if trouble:
        raise PartialRefusal(tuple(fault for found in trouble.values() for fault in found), None)
    return None


def allow(call: Call, declared: Object, verb: Verb) -> None:
    """Refuse a verb that the object does not offer or that this actor may not use."""
    if verb not in declared.verbs:
        raise faults.not_offered(verb.upper(), declared.name)
    fault = permit(call.actor, verb, declared)
    if fault is not None:
        raise fault


def write_one(call: Call, declared: Object, verb: Verb, given: dict[str, str], owned: dict[str, tuple[Node, ...]]) -> Draft:
    """Create or update one record from words, for functions that are twins of the generic ones. Raises Refusal."""
    allow(call, declared, verb)
    draft = _try_alone(call, declared, verb, lambda: Draft(object=declared, given=dict(given), owned=dict(owned)))
    if draft.faults:
        raise Refusal((*draft.faults, *faults.general(declared, verb)))
    return draft


def _write(call: Call, node: Node, verb: Verb, act: Act) -> Outcome:
    if len(node.children) > MOST_RECORDS:
        raise PartialRefusal((faults.too_many("records", MOST_RECORDS),), Data(attributes=(("listtype", "objects"), ("count", "0"))))
    saved: list[Draft] = []
    trouble: list[Fault] = []
    for name, nodes in groupby(node.children, key=lambda each: each.name):
        declared = call.registry.find(name)
        try:
            if declared is None:
                raise faults.unknown_object(name)
            allow(call, declared, verb)
        except Fault as fault:
            trouble.append(fault)
            continue
        done = _write_group(call, declared, verb, act, tuple(nodes))
        saved.extend(draft for draft in done if not draft.faults)
        for draft in done:
            if draft.faults:
                trouble.extend((*draft.faults, *faults.general(declared, verb)))
    data = Data(attributes=(("listtype", "objects"), ("count", str(len(saved)))), nodes=tuple(_shown(draft) for draft in saved))
    if trouble:
        raise PartialRefusal(tuple(trouble), data)
    return data


def _write_group(call: Call, declared: Object, verb: Verb, act: Act, nodes: tuple[Node, ...]) -> Sequence[Draft]:
    def fresh(node: Node) -> Draft:
        words, owned = flatten(declared, node)
        return Draft(object=declared, given=words, owned=owned)

    drafts = [fresh(node) for node in nodes]
    if len(drafts) > 1 and _all_sound(call, declared, act, drafts):
        return drafts
    return [_try_alone(call, declared, verb, lambda node=node: fresh(node)) for node in nodes]


def _all_sound(call: Call, declared: Object, act: Act, drafts: Sequence[Draft]) -> bool:
    try:
        with call.work.savepoint():
            act(call, declared, drafts)
            refuse(fault for draft in drafts for fault in draft.faults)
    except (Refusal, Fault, Taken):
        return False
    return True


def _try_alone(call: Call, declared: Object, verb: Verb, fresh: Callable[[], Draft]) -> Draft:
    act = lifecycle.create if verb is Verb.CREATE else lifecycle.update
    draft = fresh()
    for again in (True, False):
        draft = fresh()
        try:
            with call.work.savepoint():
                act(call, declared, [draft])
                refuse(draft.faults)
        except Taken:
            # Another request took the key between the check and the write: the check now sees its record.
            if not again:
                draft.faults.append(faults.taken(declared, (draft.says(declared.key),)))
            continue
        except Fault as fault:
            draft.faults.append(fault)
        except Refusal as refusal:
            draft.faults = list(dict.fromkeys((*draft.faults, *refusal.faults)))
        return draft
    return draft


def _shown(draft: Draft) -> Node:
    declared = draft.object
    children = [Node("RECORDNO", str(draft.recordno))]
    if declared.key != "RECORDNO":
        children.append(Node(declared.key, str(draft.now(declared.key_column) or "")))
    return Node(declared.name.lower(), children=tuple(children))
