"""One life for every declared object: made, read in every way and field by field, changed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from ledgergate.base.tree import Node
from ledgergate.catalog.kinds import DataType, Storage, Stored
from ledgergate.catalog.objects import Keeping, Verb
from ledgergate.engine import lifecycle
from ledgergate.engine.draft import Draft
from ledgergate.engine.generic import query, read, write
from ledgergate.standard.everything import OBJECTS
from ledgergate.wire.answer import Data
from ledgergate.wire.render import render_node
from unit.standard.records import record, row

if TYPE_CHECKING:
    from typing import TypeAlias

    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call
    from unit.standard.records import Make

    Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] # noqa: SLF001 (lxml names its element so)

STORED: Final = [each for each in OBJECTS if each.keeping is not Keeping.COMPUTED and not each.internal]
MASTERS: Final = [each for each in STORED if Verb.CREATE in each.verbs and each.name != "GLBATCH"]
AT_ONCE: Final = 40
SPECIAL: Final[dict[str, dict[str, str]]] = {
    "USERINFO": {"CONTACTINFO__LASTNAME": "Doe"},
    "ITEM": {"ITEMTYPE": "Non-Inventory"},
    "EMPLOYEE": {"PERSONALINFO__PRINTAS": "Jane"},
}
"""What rules ask for beside the fields that are declared as needed."""

SAMPLES: Final = {DataType.DATE: "01/01/2025", DataType.INTEGER: "1", DataType.DECIMAL: "1.5", DataType.BOOLEAN: "true"}


def words_of(declared: Object) -> dict[str, str]:
    """Make up a record with just what its declaration and its rules need."""
    needed = [each for each in declared.fields if each.required_on_create]
    made = {each.name: each.choices[0].word if each.choices else SAMPLES.get(each.datatype, "x") for each in needed}
    return made | SPECIAL.get(declared.name, {}) | {declared.key: "K-1"}


def page(data: object) -> list[Element]:
    assert isinstance(data, Data)
    text = data.text or "".join(render_node(node, 0, pretty=False) for node in data.nodes)
    return list(etree.fromstring(f"<data>{text}</data>"))


def fields_of(declared: Object) -> list[str]:
    """Give what `lookup` tells and an element can be called."""
    return [each.name for each in declared.fields if each.in_lookup and "#" not in each.name]


def selected(call: Call, declared: Object, names: list[str], *parts: Node) -> list[Element]:
    columns = Node("select", children=tuple(Node("field", name) for name in names))
    return page(query.query(call, Node("query", children=(Node("object", declared.name), columns, *parts))))


@pytest.mark.parametrize("declared", STORED, ids=lambda each: each.name)
def test_every_field_can_be_asked_for(call: Call, declared: Object) -> None:
    """The statements behind all fields are sound: selected, filtered by and ordered by, on a table without rows."""
    assert selected(call, declared, fields_of(declared)) == []
    plain = [each.name for each in declared.fields if each.in_lookup and each.storage is not Storage.COMPUTED]
    for names in (plain[at : at + AT_ONCE] for at in range(0, len(plain), AT_ONCE)):
        absent = [Node("isnull", children=(Node("field", name),)) for name in (*names, plain[0])]
        order = [Node("order", children=(Node("field", name), Node("ascending"))) for name in names]
        parts = (Node("filter", children=(Node("or", children=tuple(absent)),)), Node("orderby", children=tuple(order)))
        assert selected(call, declared, ["RECORDNO"], *parts) == []
    every = Node("readByQuery", children=(Node("object", declared.name), Node("query", ""), Node("fields", "*")))
    assert page(query.read_by_query(call, every)) == []


@pytest.mark.parametrize("declared", MASTERS, ids=lambda each: each.name)
def test_a_master_lives(call: Call, make: Make, declared: Object) -> None:
    words = words_of(declared)
    number = make(declared.name, **words)

    by_number = Node("read", children=(Node("object", declared.name), Node("keys", str(number)), Node("fields", "*")))
    (found,) = page(read.read(call, by_number))
    assert found.findtext("RECORDNO") == str(number)
    assert found.findtext(declared.key) == "K-1"

    by_name = Node("readByName", children=(Node("object", declared.name), Node("keys", "K-1"), Node("fields", "*")))
    assert [each.findtext("RECORDNO") for each in page(read.read_by_name(call, by_name))] == [str(number)]

    (row_found,) = selected(call, declared, fields_of(declared))
    assert [each.tag for each in row_found] == fields_of(declared)

    changed = Node("update", children=(record(declared.name, {declared.key: "K-1", "STATUS": "inactive"}),))
    assert isinstance(write.update(call, changed), Data)
    assert row(call, declared.name, number)["status"] == "F"

    write.delete(call, Node("delete", children=(Node("object", declared.name), Node("keys", str(number)))))
    assert page(read.read(call, by_number)) == []


def free_texts(declared: Object) -> list[Field]:
    """Give the texts that a client may write as it likes."""
    return [
        each
        for each in declared.fields
        if each.storage is Storage.STORED
        and each.stored is Stored.TEXT
        and not each.choices
        and each.writable
        and each.in_lookup
        and not each.required_on_create
        and each.default is None
        and "." not in each.name
    ]


@pytest.mark.parametrize("declared", [each for each in MASTERS if len(free_texts(each)) > 1], ids=lambda each: each.name)
def test_an_empty_word_clears_and_an_absent_one_leaves(call: Call, make: Make, declared: Object) -> None:
    first, second = free_texts(declared)[:2]
    number = make(declared.name, **words_of(declared), **{first.name: "a", second.name: "b"})
    write.update(call, Node("update", children=(record(declared.name, {"RECORDNO": str(number), first.name: ""}),)))
    kept = row(call, declared.name, number)
    assert (kept[first.column], kept[second.column]) == (None, "b")


def test_an_entity_lives_in_the_set_up(call: Call) -> None:
    declared = call.registry.objects["LOCATIONENTITY"]
    draft = Draft(object=declared, given={"LOCATIONID": "E100", "NAME": "Entity 100", "CURRENCY": "USD"})
    lifecycle.create(call, declared, [draft])
    (found,) = selected(call, declared, fields_of(declared))
    told = {name: found.findtext(name) for name in ("LOCATIONID", "LOCATIONTYPE", "CURRENCYKEY", "ENTITYNAME")}
    assert told == {"LOCATIONID": "E100", "LOCATIONTYPE": "E", "CURRENCYKEY": "USD", "ENTITYNAME": "Entity 100"}
    (same,) = selected(call, call.registry.objects["LOCATION"], ["ENTITY"])
    assert same.findtext("ENTITY") == "E100"
    every = Node("read", children=(Node("object", "LOCATIONENTITY"), Node("keys", str(draft.recordno)), Node("fields", "*")))
    (shown,) = page(read.read(call, every))
    assert shown.findtext("ENTITY") == "E100--Entity 100"
