"""What `lookup` and `inspect` answer (protocol.md 9.8, 9.9)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ledgergate.access.actor import Actor
from ledgergate.base.clock import Clock
from ledgergate.base.fault import Fault
from ledgergate.base.tree import Node
from ledgergate.engine.call import Call
from ledgergate.engine.generic.inspect import inspect, lookup
from ledgergate.wire.answer import Data
from ledgergate.wire.render import render_node

if TYPE_CHECKING:
    from ledgergate.engine.hooks import House
    from ledgergate.store.work import Work

CLASS_STATUS = (
    "<Field><ID>STATUS</ID><LABEL>Status</LABEL><DESCRIPTION>No description specified</DESCRIPTION><REQUIRED>false</REQUIRED>"
    "<READONLY>false</READONLY><DATATYPE>TEXT</DATATYPE><VALIDVALUES><VALIDVALUE>active</VALIDVALUE>"
    "<VALIDVALUE>active non-posting</VALIDVALUE><VALIDVALUE>inactive</VALIDVALUE></VALIDVALUES><ISCUSTOM>false</ISCUSTOM></Field>"
)
CLASS_OWNER = (
    "<Relationship><OBJECTPATH>MELOCATION</OBJECTPATH><OBJECTNAME>LOCATION</OBJECTNAME><LABEL>Created at entity information</LABEL>"
    "<RELATIONSHIPTYPE>MANY2ONE</RELATIONSHIPTYPE><RELATEDBY>MEGAENTITYID</RELATEDBY></Relationship>"
)


@pytest.fixture
def call(house: House) -> Call:
    """Give a call without a database: what is described stands in the declarations alone."""
    work: Work = object()  # type: ignore[assignment]
    return Call(actor=Actor(company=1, company_id="c", user=1, user_id="u"), house=house, work=work, clock=Clock(), function="lookup")


def answer(data: object) -> str:
    assert isinstance(data, Data)
    assert data.attributes == (("listtype", "All"), ("count", "1"))
    return "".join(render_node(node, 0, pretty=False) for node in data.nodes)


def ask(function: str, detail: str = "", /, **words: str) -> Node:
    children = tuple(Node(key, word) for key, word in words.items())
    return Node(function, children=children, attributes={"detail": detail} if detail else {})


def test_lookup_answers_the_recorded_shape(call: Call) -> None:
    told = answer(lookup(call, ask("lookup", object="class")))
    assert told.startswith('<Type Name="CLASS" DocumentType=""><Fields><Field><ID>RECORDNO</ID><LABEL>Record number</LABEL>')
    assert CLASS_STATUS in told
    assert CLASS_OWNER in told
    assert told.endswith("</Relationships></Type>")


def test_lookup_leaves_out_what_only_writes_take_and_paths_to_nowhere(call: Call) -> None:
    told = answer(lookup(call, ask("lookup", object="VENDOR")))
    assert "HIDEDISPLAYCONTACT" not in told
    assert "<OBJECTNAME>APTERM</OBJECTNAME>" in told
    assert "<OBJECTNAME>VENDGLGROUP</OBJECTNAME>" not in told


def test_lookup_repeats_the_document_type(call: Call) -> None:
    assert 'DocumentType="Sales Order"' in answer(lookup(call, ask("lookup", object="ITEM", docparid="Sales Order")))


@pytest.mark.parametrize("name", ["NOSUCH", "", "JOURNAL", "BASEACCOUNT"])
def test_unknown_objects_are_named(call: Call, name: str) -> None:
    for handler in (lookup, inspect):
        with pytest.raises(Fault) as found:
            handler(call, ask("x", object=name))
        assert found.value.description2 == f"Object definition {name} not found"


def test_inspect_lists_every_object(call: Call) -> None:
    told = answer(inspect(call, ask("inspect", object="*")))
    assert told.startswith('<type typename="APTERM">AP Term</type><type typename="ARTERM">AR Term</type>')
    assert '<type typename="GLBATCH">Journal Entry</type>' in told
    assert "BASEACCOUNT" not in told


def test_inspect_names_fields(call: Call) -> None:
    for detail in ("", "0"):
        told = answer(inspect(call, ask("inspect", detail, object="EMPLOYEE")))
        assert told.startswith('<Type Name="EMPLOYEE"><Fields><Field>RECORDNO</Field><Field>EMPLOYEEID</Field>')
        assert told.endswith("<Field>RECORD_URL</Field></Fields></Type>")


def test_inspect_tells_details(call: Call) -> None:
    told = answer(inspect(call, ask("inspect", "1", object="EMPLOYEE")))
    assert told.startswith(
        '<Type Name="EMPLOYEE"><Attributes><SingularName>Employee</SingularName><PluralName>Employees</PluralName>'
        "<Description></Description></Attributes><Fields><Field><Name>RECORDNO</Name><GroupName></GroupName>"
        "<dataName>Pt_FieldInt</dataName><externalDataName>integer</externalDataName><isRequired>false</isRequired>"
        "<isReadOnly>true</isReadOnly><maxLength>8</maxLength><DisplayLabel>Record number</DisplayLabel>"
    )
    assert "<relationship>DEPARTMENT</relationship><relatedObject>DEPARTMENT</relatedObject>" in told


def test_inspect_finds_by_printable_name(call: Call) -> None:
    assert answer(inspect(call, ask("inspect", name="journal entry"))).startswith('<Type Name="GLBATCH">')
    with pytest.raises(Fault, match="Object definition Sales Order not found"):
        inspect(call, ask("inspect", name="Sales Order"))


def test_anyone_may_look(call: Call) -> None:
    clerk = replace(call, actor=replace(call.actor, user_type="view only user"))
    assert answer(inspect(clerk, ask("inspect", object="USERINFO")))
