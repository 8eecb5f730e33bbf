"""Places, trees, users (business.md 1.9, 2.2, 2.3, V203)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ledgergate.base.tree import Node
from ledgergate.engine import legacy, lifecycle
from ledgergate.engine.draft import Draft
from ledgergate.engine.generic import write
from ledgergate.wire.answer import Key, PartialRefusal
from unit.standard.records import record, refusal, row

if TYPE_CHECKING:
    from ledgergate.engine.call import Call
    from unit.standard.records import Make


def entity(call: Call, name: str) -> int:
    """Found an entity as a company's set-up does, past the functions of the wire."""
    draft = Draft(object=call.registry.objects["LOCATIONENTITY"], given={"LOCATIONID": name, "NAME": name, "CURRENCY": "USD"})
    lifecycle.create(call, draft.object, [draft])
    assert not draft.faults
    assert draft.recordno is not None
    return draft.recordno


def delete(call: Call, name: str, recordno: int) -> str:
    with pytest.raises(PartialRefusal) as found:
        write.delete(call, Node("delete", children=(Node("object", name), Node("keys", str(recordno)))))
    return found.value.faults[0].description2


def test_places_know_their_entity(call: Call, make: Make) -> None:
    first, second = entity(call, "E100"), entity(call, "E200")
    house = make("LOCATION", LOCATIONID="H", NAME="House", PARENTID="E100")
    room = make("LOCATION", LOCATIONID="R", NAME="Room", PARENTID="H")
    free = make("LOCATION", LOCATIONID="F", NAME="Free")
    assert [row(call, "LOCATION", each)["entitykey"] for each in (first, house, room, free)] == [first, first, first, None]
    assert [row(call, "LOCATION", each)["locationtype"] for each in (first, house)] == ["E", "N"]
    write.update(call, Node("update", children=(record("LOCATION", {"LOCATIONID": "H", "PARENTID": "E200"}),)))
    assert [row(call, "LOCATION", each)["entitykey"] for each in (house, room)] == [second, second]


def test_entities_are_made_and_removed_by_no_function(call: Call) -> None:
    kept = entity(call, "E100")
    faults = refusal(call, "create", "LOCATIONENTITY", LOCATIONID="E300", NAME="E300")
    assert "LOCATIONENTITY".lower() in faults[0].description2.lower()
    assert delete(call, "LOCATION", kept) == "The entity 'E100' cannot be deleted."


def test_an_entity_makes_places_under_itself(call: Call) -> None:
    owner = entity(call, "E100")
    inside = replace(call, actor=replace(call.actor, entity=owner, entity_id="E100"))
    write.create(inside, Node("create", children=(record("LOCATION", {"LOCATIONID": "H", "NAME": "House"}),)))
    done = legacy.twin(call, Node("update_location", attributes={"locationid": "H"}, children=(Node("name", "Home"),)))
    assert done == Key("H")


def test_a_span_ends_after_it_begins(call: Call) -> None:
    faults = refusal(call, "create", "LOCATION", LOCATIONID="H", NAME="H", STARTDATE="02/01/2025", ENDDATE="01/31/2025")
    assert faults[0].description2 == "End date must be on or after Start date."


def test_departments_make_no_circle(call: Call, make: Make) -> None:
    make("DEPARTMENT", DEPARTMENTID="A", TITLE="A")
    make("DEPARTMENT", DEPARTMENTID="B", TITLE="B", PARENTID="A")
    assert "circle" not in refusal(call, "update", "DEPARTMENT", DEPARTMENTID="A", PARENTID="B")[0].description2
    assert refusal(call, "create", "DEPARTMENT", DEPARTMENTID="C", TITLE="C", PARENTID="C")[0].description2 == (
        "Invalid Department 'C' specified."
    )


def test_a_key_in_use_has_the_captured_words(call: Call, make: Make) -> None:
    make("CLASS", CLASSID="UT01", NAME="One")
    faults = refusal(call, "create", "CLASS", CLASSID="UT01", NAME="Two")
    assert [(fault.errorno, fault.description2, fault.correction) for fault in faults] == [
        ("BL34000061", "Another Class with the given value(s) UT01  already exists", "Use a unique value instead."),
        ("BL01001973", "Could not create class record!", ""),
        ("BL01001973", "Could not create Class record!", ""),
    ]


def test_a_user_gets_a_contact(call: Call, make: Make) -> None:
    user = make("USERINFO", LOGINID="jd", EMAIL="jd@x.example", CONTACTINFO__FIRSTNAME="Jane", CONTACTINFO__LASTNAME="Doe")
    key = row(call, "USERINFO", user)["contactkey"]
    assert isinstance(key, int)
    contact = row(call, "CONTACT", key)
    assert (contact["contactname"], contact["printas"], contact["email1"]) == ("Jane Doe(Ujd)", "Jane Doe", "jd@x.example")


def test_a_user_without_contact_is_refused(call: Call) -> None:
    faults = refusal(call, "create", "USERINFO", LOGINID="jd", EMAIL="jd@x.example")
    assert faults[0].description2 == "Required field Contact name is missing."


def test_administrators_stay(call: Call, make: Make) -> None:
    words = {"EMAIL": "a@x.example", "CONTACTINFO__LASTNAME": "Doe"}
    assert "administrator" in delete(call, "USERINFO", make("USERINFO", LOGINID="boss", ADMIN="true", **words))
    plain = make("USERINFO", LOGINID="clerk", **words)
    write.delete(call, Node("delete", children=(Node("object", "USERINFO"), Node("keys", str(plain)))))


def test_only_administrators_write_users(call: Call) -> None:
    clerk = replace(call, actor=replace(call.actor, admin="false"))
    faults = refusal(clerk, "create", "USERINFO", LOGINID="jd", EMAIL="jd@x.example", CONTACTINFO__LASTNAME="Doe")
    assert faults[0].errorno == "PL04000005"


def test_projects_know_the_top_of_their_tree(call: Call, make: Make) -> None:
    words = {"NAME": "P", "PROJECTCATEGORY": "Contract"}
    top = make("PROJECT", PROJECTID="T", **words)
    middle = make("PROJECT", PROJECTID="M", PARENTID="T", **words)
    leaf = make("PROJECT", PROJECTID="L", PARENTID="M", **words)
    assert [row(call, "PROJECT", each)["rootparentkey"] for each in (top, middle, leaf)] == [None, top, top]
    write.update(call, Node("update", children=(record("PROJECT", {"PROJECTID": "M", "PARENTID": ""}),)))
    assert [row(call, "PROJECT", each)["rootparentkey"] for each in (middle, leaf)] == [None, middle]


def test_an_employee_has_a_contact_that_exists(call: Call, make: Make) -> None:
    assert refusal(call, "create", "EMPLOYEE", EMPLOYEEID="E1")[0].description2 == "Required field Primary contact name is missing."
    faults = refusal(call, "create", "EMPLOYEE", EMPLOYEEID="E1", PERSONALINFO__CONTACTNAME="Nobody")
    assert faults[0].description2 == "Invalid Contact 'Nobody' specified."
    contact = make("CONTACT", CONTACTNAME="Jane", PRINTAS="Jane")
    employee = row(call, "EMPLOYEE", make("EMPLOYEE", EMPLOYEEID="E1", PERSONALINFO__CONTACTNAME="Jane"))
    assert (employee["contactkey"], employee["entity"]) == (contact, "EE1")


def test_what_stands_in_stock_has_a_cost_method(call: Call, make: Make) -> None:
    faults = refusal(call, "create", "ITEM", ITEMID="I", NAME="I", ITEMTYPE="Inventory")
    assert faults[0].description2 == "Required field Cost method is missing."
    assert row(call, "ITEM", make("ITEM", ITEMID="I", NAME="I", ITEMTYPE="Inventory", COST_METHOD="fifo"))["cost_method"] == "FIFO"
    make("ITEM", ITEMID="S", NAME="S", ITEMTYPE="Non-Inventory")
