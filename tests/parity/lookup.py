"""Compare what `lookup` answers with recorded answers of the real service, object by object and fact by fact.

    python tests/parity/lookup.py

The recordings are not part of this project: they are read from `LEDGERGATE_REFERENCE` (default `../shared/reference`
beside the checkout). Without them the program says `not run` and exits 3; with a difference it exits 1.
What is compared is the XML that the handler's answer becomes, not the declarations it was made from.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from lxml import etree

from ledgergate.access.actor import Actor
from ledgergate.base.clock import Clock
from ledgergate.base.tree import Node
from ledgergate.engine.call import Call
from ledgergate.engine.generic.inspect import lookup
from ledgergate.engine.hooks import House
from ledgergate.standard.everything import registry
from ledgergate.wire.answer import Data
from ledgergate.wire.render import render_node

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from ledgergate.catalog.registry import Registry
    from ledgergate.store.work import Work

    Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] # noqa: SLF001 (lxml names its element so)

NOT_RUN: Final = 3
MOST_SHOWN: Final = 10
CHECKOUT: Final = Path(__file__).resolve().parents[2]

Facts = dict[str, Any]


def reference() -> Path:
    """Give the folder that may hold the recordings."""
    return Path(os.environ.get("LEDGERGATE_REFERENCE") or CHECKOUT.parent / "shared" / "reference")


def answered(known: Registry, name: str) -> Element:
    """Ask the handler, and read its answer as a client would."""
    house = House(registry=known, functions={}, rules={}, computed={}, overrides={})
    actor = Actor(company=1, company_id="parity", user=1, user_id="parity")
    call = Call(actor=actor, house=house, work=cast("Work", None), clock=Clock(), function="lookup")
    data = lookup(call, Node("lookup", children=(Node("object", name),)))
    if not isinstance(data, Data):
        raise TypeError(data)
    return etree.fromstring("".join(render_node(node, 0, pretty=False) for node in data.nodes))


def of_answer(told: Element) -> Facts:
    """Give the facts of an answer in the shape of the recordings."""
    fields = [
        {
            "id": each.findtext("ID") or "",
            "label": each.findtext("LABEL"),
            "type": each.findtext("DATATYPE"),
            "required": each.findtext("REQUIRED") == "true",
            "readonly": each.findtext("READONLY") == "true",
            "values": [value.text or "" for value in each.findall("VALIDVALUES/VALIDVALUE")],
        }
        for each in told.findall("Fields/Field")
    ]
    paths = [
        {
            "objectpath": each.findtext("OBJECTPATH") or "",
            "objectname": each.findtext("OBJECTNAME"),
            "label": each.findtext("LABEL"),
            "relationshiptype": each.findtext("RELATIONSHIPTYPE"),
            "relatedby": each.findtext("RELATEDBY"),
        }
        for each in told.findall("Relationships/Relationship")
    ]
    return {"fields": fields, "relationships": paths}


def of_recording(recorded: Facts, known: Registry) -> Facts:
    """Give a recording's facts, relationships only as far as their objects are declared here."""
    fields = [
        {
            "id": each["id"],
            "label": each["label"],
            "type": each["type"],
            "required": each.get("required", False),
            "readonly": each.get("readonly", False),
            "values": each.get("values", []),
        }
        for each in recorded["fields"]
    ]
    paths = [
        {
            "objectpath": each["objectpath"],
            "objectname": each["objectname"],
            "label": each.get("label", "No label specified"),
            "relationshiptype": each["relationshiptype"],
            "relatedby": each["relatedby"],
        }
        for each in recorded["relationships"]
        if known.target(each["objectname"]) is not None
    ]
    return {"fields": fields, "relationships": paths}


def differences(name: str, ours: Facts, theirs: Facts) -> Iterator[str]:
    """Say where an answer and a recording part."""
    for part, key in (("fields", "id"), ("relationships", "objectpath")):
        mine, recorded = ours[part], theirs[part]
        if [each[key] for each in mine] != [each[key] for each in recorded]:
            missing = [each[key] for each in recorded if each[key] not in {other[key] for other in mine}]
            extra = [each[key] for each in mine if each[key] not in {other[key] for other in recorded}]
            yield f"{name}: other {part} or another order; missing {missing}, too many {extra}"
        for each in recorded:
            same = next((other for other in mine if other[key] == each[key]), None)
            if same is not None and same != each:
                facts = {fact: (same[fact], each[fact]) for fact in each if same[fact] != each[fact]}
                yield f"{name}.{each[key]}: answered and recorded: {facts}"


def main() -> int:
    """Compare every declared object that has a recording."""
    source = reference() / "catalog" / "lookup.jsonl"
    if not source.is_file():
        print(f"not run: no recordings at {source}")  # noqa: T201 (this is a command)
        return NOT_RUN
    known = registry()
    recordings = {each["object"]: each for each in map(json.loads, filter(str.strip, source.read_text().splitlines()))}
    compared = [each.name for each in known.objects.values() if each.name in recordings and not each.internal]
    equal = 0
    for name in compared:
        found = list(differences(name, of_answer(answered(known, name)), of_recording(recordings[name], known)))
        equal += not found
        for line in found[:MOST_SHOWN]:
            print(line)  # noqa: T201 (this is a command)
    print(f"lookup parity: {equal}/{len(compared)} objects equal")  # noqa: T201 (this is a command)
    return 0 if equal == len(compared) else 1


if __name__ == "__main__":
    sys.exit(main())
