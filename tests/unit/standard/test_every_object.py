"""One life for every declared object: made, read in every way and field by field, changed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from ledgergate.base.tree import Node
from ledgergate.catalog.kinds import Storage, Stored
from ledgergate.catalog.objects import Keeping, Verb
from ledgergate.engine import lifecycle
from ledgergate.engine.draft import Draft
from ledgergate.engine.generic import query, read, write
from ledgergate.standard.everything import OBJECTS
from ledgergate.wire.answer import Data
from ledgergate.wire.render import render_node
from unit.standard.records import record, row

if TYPE_CHECKING:
    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call
    from unit.standard.records import Make

STORED: Final = [each for each in OBJECTS if each.keeping is not Keeping.COMPUTED and not each.internal]
MASTERS: Final = [each for each in STORED if Verb.CREATE in each.verbs and each.name != "GLBATCH"]
AT_ONCE: Final = 40
WORDS: Final[dict[str, dict[str, str]]] = {
    "CONTACT": {"PRINTAS": "Jane"},
    "USERINFO": {"EMAIL": "j@x.example", "CONTACTINFO__LASTNAME": "Doe"},
    "REPORTINGPERIOD": {"HEADER1": "x", "START_DATE": "01/01/2025", "END_DATE": "01/31/2025"},
    "ITEM": {"NAME": "x", "ITEMTYPE": "Non-Inventory"},
    "PROJECT": {"NAME": "x", "PROJECTCATEGORY": "Contract"},
    "EMPLOYEE": {"PERSONALINFO__CONTACTNAME": "Jane", "PERSONALINFO__PRINTAS": "Jane"},
    "DEPARTMENT": {"TITLE": "x"},
    "GLACCOUNT": {"TITLE": "x"},
    "STATACCOUNT": {"TITLE": "x"},
    "GLJOURNAL": {"TITLE": "x"},
    "STATJOURNAL": {"TITLE": "x"},
}
"""What each master needs beside its key and, for most, a name."""


def words_of(declared: Object) -> dict[str, str]:
    given = WORDS.get(declared.name, {"NAME": "x"})
    return given | {declared.key: "K-1"}


def page(data: object) -> list[etree._Element]:
    assert isinstance(data, Data)
    text = data.text or "".join(render_node(node, 0, pretty=False) for node in data.nodes)
    return list(etree.fromstring(f"<data>{text}</data>"))


def fields_of(declared: Object) -> list[str]:
    """Give what `lookup` tells and an element can be called."""
    return [each.name for each in declared.fields if each.in_lookup and "#" not in each.name]


def selected(call: Call, declared: Object, names: list[str], *parts: Node) -> list[etree._Element]:
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
