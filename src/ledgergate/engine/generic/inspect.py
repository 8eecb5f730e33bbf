"""The functions that describe objects: `lookup` and `inspect`, told from the declarations (protocol.md 9.8, 9.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base.tree import Node
from ledgergate.catalog.kinds import DataType, Storage, Stored
from ledgergate.engine import faults
from ledgergate.wire.answer import Data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object, Relationship
    from ledgergate.engine.call import Call
    from ledgergate.wire.answer import Outcome

ATTRIBUTES: Final = (("listtype", "All"), ("count", "1"))
"""Whatever is described, however many (recorded)."""

YES_NO: Final = ("true", "false")
MARKS: Final = ("T", "F")
LONG_TEXT: Final = 500

KINDS: Final[Mapping[DataType, tuple[str, str]]] = {
    DataType.TEXT: ("Pt_FieldString", "string"),
    DataType.ENUM: ("Pt_FieldString", "string"),
    DataType.INTEGER: ("Pt_FieldInt", "integer"),
    DataType.DECIMAL: ("Pt_FieldDouble", "decimal"),
    DataType.CURRENCY: ("Pt_FieldDouble", "decimal"),
    DataType.PERCENT: ("Pt_FieldDouble", "decimal"),
    DataType.BOOLEAN: ("Pt_FieldBoolean", "boolean"),
    DataType.DATE: ("Pt_FieldDate", "date"),
    DataType.TIMESTAMP: ("Pt_FieldDateTime", "datetime"),
}
"""Names of field kinds in `inspect`: the first are those a public client knows, of the second only `integer` was seen."""


def lookup(call: Call, node: Node) -> Outcome:
    """Describe one object: its fields in recorded order, and the paths that `query` may follow.

    Faults: no such object. Paths to objects that are not declared yet are left out: nothing could follow them.
    """
    declared = _named(call, node.word("object").strip())
    fields = tuple(_field(each) for each in declared.fields if each.in_lookup)
    paths = tuple(_path(each) for each in declared.relationships if call.registry.target(each.object) is not None)
    told = Node(
        "Type",
        children=(Node("Fields", children=fields), Node("Relationships", children=paths)),
        attributes={"Name": declared.name, "DocumentType": node.word("docparid")},
    )
    return Data(attributes=ATTRIBUTES, nodes=(told,))


def inspect(call: Call, node: Node) -> Outcome:
    """List every object (`*`), or describe one by integration name or by printable name, shortly or with details.

    Faults: no such object.
    """
    name = node.word("object").strip()
    if name == "*":
        return Data(attributes=ATTRIBUTES, nodes=tuple(_listed(call)))
    declared = _named(call, name) if name else _printable(call, node.word("name").strip())
    shown = [each for each in declared.fields if each.in_lookup]
    if node.attributes.get("detail", "0") != "1":
        fields = tuple(Node("Field", each.name) for each in shown)
        return Data(attributes=ATTRIBUTES, nodes=(_type(declared, Node("Fields", children=fields)),))
    words = (("SingularName", declared.label), ("PluralName", declared.plural), ("Description", declared.description))
    about = Node("Attributes", children=tuple(Node(word, text) for word, text in words))
    number = tuple(call.registry.objects).index(declared.name) + 1
    detailed = tuple(_detailed(declared, each, number * 1000 + place) for place, each in enumerate(shown, 1))
    return Data(attributes=ATTRIBUTES, nodes=(_type(declared, about, Node("Fields", children=detailed)),))


def _type(declared: Object, *children: Node) -> Node:
    return Node("Type", children=children, attributes={"Name": declared.name})


def _named(call: Call, name: str) -> Object:
    declared = call.registry.find(name)
    if declared is None:
        raise faults.unknown_object(name)
    return declared


def _printable(call: Call, name: str) -> Object:
    folded = name.casefold()
    for each in call.registry.objects.values():
        if each.label.casefold() == folded and not each.internal:
            return each
    raise faults.unknown_object(name)


def _listed(call: Call) -> Iterator[Node]:
    for each in sorted(call.registry.objects.values(), key=lambda each: each.name):
        if not each.internal:
            yield Node("type", each.label, attributes={"typename": each.name})


def _field(each: Field) -> Node:
    told = [
        Node("ID", each.name),
        Node("LABEL", each.label),
        Node("DESCRIPTION", each.description),
        Node("REQUIRED", _bool(yes=each.required)),
        Node("READONLY", _bool(yes=each.read_only)),
        Node("DATATYPE", each.datatype),
    ]
    valid = _valid(each)
    if valid:
        told.append(Node("VALIDVALUES", children=tuple(Node("VALIDVALUE", word) for word in valid)))
    told.append(Node("ISCUSTOM", "false"))
    return Node("Field", children=tuple(told))


def _valid(each: Field) -> tuple[str, ...]:
    """Give the valid values that `lookup` tells: choices, and the two words of a yes or no."""
    if each.unlisted:
        return ()
    if each.choices:
        return tuple(choice.word for choice in each.choices)
    if each.listed:
        return each.listed
    if each.mark:
        return MARKS
    return YES_NO if each.datatype is DataType.BOOLEAN or each.stored is Stored.BOOLEAN else ()


def _path(each: Relationship) -> Node:
    words = (
        ("OBJECTPATH", each.path),
        ("OBJECTNAME", each.object),
        ("LABEL", each.label),
        ("RELATIONSHIPTYPE", each.kind),
        ("RELATEDBY", each.related_by),
    )
    return Node("Relationship", children=tuple(Node(word, text) for word, text in words))


def _detailed(declared: Object, each: Field, number: int) -> Node:
    kind, external = KINDS[each.datatype]
    if kind == "Pt_FieldString" and (each.size or 0) > LONG_TEXT:
        kind = "Pt_FieldText"
    words = [
        ("Name", each.name),
        ("GroupName", ""),
        ("dataName", kind),
        ("externalDataName", external),
        ("isRequired", _bool(yes=each.required)),
        ("isReadOnly", _bool(yes=each.read_only or each.storage is Storage.COMPUTED)),
        ("maxLength", "8" if each.name == "RECORDNO" else str(each.size or "")),
        ("DisplayLabel", each.label),
        ("Description", each.description),
        ("id", str(number)),
    ]
    for path in declared.relationships:
        if path.related_by == each.name:
            words += [("relationship", path.path), ("relatedObject", path.object)]
            break
    return Node("Field", children=tuple(Node(word, text) for word, text in words))


def _bool(*, yes: bool) -> str:
    return "true" if yes else "false"
