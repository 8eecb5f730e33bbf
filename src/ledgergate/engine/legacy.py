"""Legacy functions that are twins of generic ones: their elements renamed, then the same life cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.fault import Defect, Fault, Refusal
from ledgergate.catalog.functions import Shape
from ledgergate.catalog.objects import Verb
from ledgergate.engine import faults, lifecycle
from ledgergate.engine.generic.write import allow, write_one
from ledgergate.engine.references import place_of
from ledgergate.store.finding import find
from ledgergate.wire.answer import Key, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.base.tree import Node
    from ledgergate.catalog.functions import Element, Function
    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call

EXTERNAL = Fault(description2="External keys are not kept; use the record's own key.")


def twin(call: Call, node: Node) -> Outcome:
    """Run a legacy create, update or delete of a master record.

    A create or update answers the record's own key; an empty element clears only where `set_nulls` says so.
    """
    function = call.registry.functions[node.name]
    declared = call.registry.target(function.object or "")
    if declared is None or function.body is None or function.verb is None:
        raise Defect(f"{node.name} is declared as a twin of nothing")
    if function.verb is Verb.DELETE:
        return _delete(call, declared, _named(function, node))
    given = spread(function.body, node)
    if function.verb is Verb.UPDATE:
        if node.attributes.get("set_nulls") != "true":
            given = {name: word for name, word in given.items() if word}
        given[declared.key] = _named(function, node)
    elif node.attributes.get("ignoreduplicates") == "true" and (known := _known(call, declared, given.get(declared.key, ""))):
        return Key(known)
    draft = write_one(call, declared, function.verb, given, {})
    named = draft.now(declared.key_column)
    return Key(str(draft.recordno if named is None else named))


def _named(function: Function, node: Node) -> str:
    if node.attributes.get("externalkey") == "true":
        raise EXTERNAL
    attributes = () if function.body is None else function.body.attributes
    for attribute in attributes:
        if attribute.required:
            return node.attributes.get(attribute.name, "")
    raise Defect(f"{function.name} declares no attribute that names its record")


def _known(call: Call, declared: Object, word: str) -> str:
    place = place_of(declared, declared.key)
    return word if (place, word) in find(call.work, {place: [word]}) else ""


def _delete(call: Call, declared: Object, word: str) -> Outcome:
    allow(call, declared, Verb.DELETE)
    place = place_of(declared, declared.key)
    found = find(call.work, {place: [word]}).get((place, word))
    if found is None:
        raise faults.not_there_to_delete(declared, word)
    trouble = lifecycle.delete(call, declared, [str(found[0])])
    if trouble:
        raise Refusal(tuple(fault for each in trouble.values() for fault in each))
    return None


def spread(element: Element, node: Node) -> dict[str, str]:
    """Give the generic words of a legacy element tree, by each element's `to`."""
    words: dict[str, str] = {}
    known = {child.name: child for child in _named_children(element)}
    for child in node.children:
        declared = known.get(child.name)
        if declared is None:
            continue
        if declared.shape is Shape.DAY:
            words[declared.to or ""] = _day(child)
        elif declared.children:
            words |= spread(declared, child)
        elif declared.to is not None:
            words[declared.to] = f"{words[declared.to]}#~#{child.text}" if declared.to in words else child.text
    words.pop("", None)
    return words


def _named_children(element: Element) -> Iterator[Element]:
    """Give an element's children, those of bare choices and sequences among them."""
    for child in element.children:
        if child.name:
            yield child
        else:
            yield from _named_children(child)


def _day(node: Node) -> str:
    parts = [node.word(name).strip() for name in ("month", "day", "year")]
    return "/".join(parts) if any(parts) else ""
