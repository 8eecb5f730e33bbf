"""Legacy functions of journal entries: their elements renamed, then the same life as any GLBATCH (protocol.md 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Defect, Refusal
from ledgergate.base.tree import Node
from ledgergate.catalog.functions import Shape
from ledgergate.catalog.objects import Verb
from ledgergate.engine import faults, lifecycle
from ledgergate.engine.generic.write import allow, write_one
from ledgergate.engine.legacy import EXTERNAL
from ledgergate.wire.answer import Key, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.catalog.functions import Element
    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call

SIDES: Final = {"debit": "1", "credit": "-1", "increase": "1", "decrease": "-1"}
LINE: Final = "glentry"


def create(call: Call, node: Node) -> Outcome:
    """Run `create_gltransaction` and `create_statgltransaction`; answers the record number as the key."""
    declared = _declared(call)
    function = call.registry.functions[node.name]
    if function.body is None:
        raise Defect(f"{node.name} is declared without a body")
    known = {child.name: child for child in function.body.children}
    given: dict[str, str] = {}
    entries: tuple[Node, ...] = ()
    for child in node.children:
        element = known.get(child.name)
        if element is None:
            continue
        if child.name.endswith("gltransactionentries"):
            shape = next(each for each in element.children if each.name == LINE)
            entries = tuple(_entry(shape, line) for line in child.all(LINE))
        elif element.to is not None:
            given[element.to] = _word(element, child)
    draft = write_one(call, declared, Verb.CREATE, given, {"ENTRIES": entries})
    return Key(str(draft.recordno))


def delete(call: Call, node: Node) -> Outcome:
    """Run `delete_gltransaction`, which names its record by attribute."""
    declared = _declared(call)
    if node.attributes.get("externalkey") == "true":
        raise EXTERNAL
    allow(call, declared, Verb.DELETE)
    key = node.attributes.get("key", "").strip()
    if not key:
        raise faults.not_there_to_delete(declared, "")
    trouble = lifecycle.delete(call, declared, [key])
    if trouble:
        raise Refusal(tuple(fault for each in trouble.values() for fault in each))
    return None


def _declared(call: Call) -> Object:
    found = call.registry.find("GLBATCH")
    if found is None:
        raise Defect("GLBATCH is not declared")
    return found


def _entry(shape: Element, line: Node) -> Node:
    """Give one line as GLENTRY."""
    known = {child.name: child for child in shape.children}
    words: Mapping[str, str] = {
        element.to: _word(element, child) for child in line.children if (element := known.get(child.name)) is not None and element.to
    }
    return Node("GLENTRY", children=tuple(Node(name, SIDES.get(word, word) if name == "TR_TYPE" else word) for name, word in words.items()))


def _word(element: Element, node: Node) -> str:
    if element.shape is not Shape.DAY:
        return node.text
    parts = [node.word(name).strip() for name in ("month", "day", "year")]
    return "/".join(parts) if any(parts) else ""
