"""Vendors and customers: the contact that is made with them, and changed through them (catalog README 6.14, 6.16, 6.17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.base.tree import Node
from ledgergate.engine import legacy
from ledgergate.engine.generic import write
from ledgergate.wire.answer import Data, Key
from unit.standard.records import record, refusal, row

if TYPE_CHECKING:
    from ledgergate.engine.call import Call
    from unit.standard.records import Make


def contact_of(call: Call, name: str, recordno: int, column: str = "displaycontactkey") -> dict[str, object]:
    key = row(call, name, recordno)[column]
    assert isinstance(key, int)
    return row(call, "CONTACT", key)


def update(call: Call, name: str, **words: str) -> None:
    write.update(call, Node("update", children=(record(name, words),)))


@pytest.mark.parametrize(("name", "key", "letter"), [("VENDOR", "VENDORID", "V"), ("CUSTOMER", "CUSTOMERID", "C")])
def test_a_party_gets_a_contact_of_its_own(call: Call, make: Make, name: str, key: str, letter: str) -> None:
    party = make(name, **{key: "X-1"}, NAME="Acme", DISPLAYCONTACT__PRINTAS="Acme Inc", DISPLAYCONTACT__EMAIL1="a@acme.example")
    contact = contact_of(call, name, party)
    assert (contact["contactname"], contact["printas"], contact["email1"]) == (f"Acme({letter}X-1)", "Acme Inc", "a@acme.example")
    assert row(call, name, party)["entity"] == f"{letter}X-1"


def test_the_contact_prints_the_name_when_nothing_else_is_said(call: Call, make: Make) -> None:
    assert contact_of(call, "VENDOR", make("VENDOR", VENDORID="V-1", NAME="Acme"))["printas"] == "Acme"


def test_words_of_the_contact_change_the_contact(call: Call, make: Make) -> None:
    vendor = make("VENDOR", VENDORID="V-1", NAME="Acme", DISPLAYCONTACT__MAILADDRESS__CITY="Bern", DISPLAYCONTACT__PHONE1="1")
    update(call, "VENDOR", VENDORID="V-1", DISPLAYCONTACT__MAILADDRESS__CITY="Basel", DISPLAYCONTACT__PHONE1="")
    contact = contact_of(call, "VENDOR", vendor)
    assert (contact["mailaddress_city"], contact["phone1"], contact["printas"]) == ("Basel", None, "Acme")


def test_many_vendors_make_many_contacts(call: Call) -> None:
    nodes = tuple(record("VENDOR", {"VENDORID": f"V-{number}", "NAME": f"Acme {number}"}) for number in range(20))
    done = write.create(call, Node("create", children=nodes))
    assert isinstance(done, Data)
    keys = [int(node.word("RECORDNO")) for node in done.nodes]
    assert [contact_of(call, "VENDOR", key)["contactname"] for key in keys] == [f"Acme {number}(VV-{number})" for number in range(20)]


def test_an_existing_contact_is_used_and_not_copied(call: Call, make: Make) -> None:
    contact = make("CONTACT", CONTACTNAME="Jane", PRINTAS="Jane Doe")
    vendor = make("VENDOR", VENDORID="V-1", NAME="Acme", PAYTO__CONTACTNAME="Jane", CONTACTINFO__CONTACTNAME="Jane")
    kept = row(call, "VENDOR", vendor)
    assert (kept["paytokey"], kept["primarycontactkey"], kept["returntokey"]) == (contact, contact, None)


def test_a_contact_that_is_only_named_must_exist(call: Call) -> None:
    faults = refusal(call, "create", "VENDOR", VENDORID="V-1", NAME="Acme", PAYTO__CONTACTNAME="Nobody")
    assert faults[0].description2 == "Invalid Contact 'Nobody' specified."


def test_trouble_of_the_contact_is_trouble_of_the_vendor(call: Call) -> None:
    faults = refusal(call, "create", "VENDOR", VENDORID="V-1", NAME="Acme", DISPLAYCONTACT__MAILADDRESS__COUNTRYCODE="XX")
    assert "MAILADDRESS.COUNTRYCODE" in faults[0].description2
    assert [fault.description2 for fault in faults[1:]] == ["Could not create vendor record!", "Could not create Vendor record!"]


def test_a_refused_vendor_leaves_no_contact(call: Call, make: Make) -> None:
    refusal(call, "create", "VENDOR", VENDORID="V-1", NAME="Acme", TERMNAME="None such")
    assert contact_of(call, "VENDOR", make("VENDOR", VENDORID="V-1", NAME="Acme"))["contactname"] == "Acme(VV-1)"


def test_vendor_id_and_name_are_needed(call: Call) -> None:
    faults = refusal(call, "create", "VENDOR", DISPLAYCONTACT__PRINTAS="Acme")
    assert [fault.description2 for fault in faults[:2]] == [
        "Required field Vendor ID is missing.",
        "Required field Vendor name is missing.",
    ]


def test_parents_make_no_circle(call: Call, make: Make) -> None:
    make("VENDOR", VENDORID="A", NAME="A")
    make("VENDOR", VENDORID="B", NAME="B", PARENTID="A")
    make("VENDOR", VENDORID="C", NAME="C", PARENTID="B")
    for parent in ("A", "B", "C"):
        assert "parent of the Vendor 'A'" in refusal(call, "update", "VENDOR", VENDORID="A", PARENTID=parent)[0].description2


def test_two_moves_together_make_no_circle_either(call: Call, make: Make) -> None:
    first, second = make("CLASS", CLASSID="A", NAME="A"), make("CLASS", CLASSID="B", NAME="B")
    moves = (record("CLASS", {"CLASSID": "A", "PARENTID": "B"}), record("CLASS", {"CLASSID": "B", "PARENTID": "A"}))
    with pytest.raises(Exception, match="parent of the Class 'B'"):
        write.update(call, Node("update", children=moves))
    assert (row(call, "CLASS", first)["parentkey"], row(call, "CLASS", second)["parentkey"]) == (second, None)


def test_a_legacy_vendor_carries_whole_contacts(call: Call) -> None:
    inline = Node(
        "contact",
        children=(
            Node("contactname", "Payee"),
            Node("printas", "The Payee"),
            Node("mailaddress", children=(Node("city", "Bern"), Node("isocountrycode", "CH"))),
        ),
    )
    body = Node(
        "create_vendor",
        children=(Node("vendorid", "V-1"), Node("name", "Acme"), Node("payto", children=(inline,))),
    )
    assert legacy.twin(call, body) == Key("V-1")
    found = write.update(call, Node("update", children=(record("VENDOR", {"VENDORID": "V-1", "COMMENTS": "x"}),)))
    assert isinstance(found, Data)
    payee = contact_of(call, "VENDOR", int(found.nodes[0].word("RECORDNO")), "paytokey")
    assert (payee["printas"], payee["mailaddress_city"], payee["mailaddress_country"]) == ("The Payee", "Bern", "Switzerland")


def test_a_country_is_known_by_code_and_by_name(call: Call, make: Make) -> None:
    by_name = row(call, "CONTACT", make("CONTACT", CONTACTNAME="A", PRINTAS="A", MAILADDRESS__COUNTRY="germany"))
    by_code = row(call, "CONTACT", make("CONTACT", CONTACTNAME="B", PRINTAS="B", MAILADDRESS__COUNTRYCODE="fr"))
    unknown = row(call, "CONTACT", make("CONTACT", CONTACTNAME="C", PRINTAS="C", MAILADDRESS__COUNTRY="Atlantis"))
    assert by_name["mailaddress_countrycode"] == "DE"
    assert (by_code["mailaddress_country"], by_code["mailaddress_countrycode"]) == ("France", "FR")
    assert (unknown["mailaddress_country"], unknown["mailaddress_countrycode"]) == ("Atlantis", None)


def test_a_contact_in_use_stays(call: Call, make: Make) -> None:
    contact = make("CONTACT", CONTACTNAME="Jane", PRINTAS="Jane Doe")
    make("VENDOR", VENDORID="V-1", NAME="Acme", PAYTO__CONTACTNAME="Jane")
    with pytest.raises(Exception, match="cannot be deleted because it is used by Vendors"):
        write.delete(call, Node("delete", children=(Node("object", "CONTACT"), Node("keys", str(contact)))))


def test_words_that_cannot_be_kept_are_refused(call: Call) -> None:
    faults = refusal(call, "create", "CUSTOMER", CUSTOMERID="C-1", NAME="Acme", RESTRICTEDLOCATIONS="E100")
    assert faults[0].description2 == "Field RESTRICTEDLOCATIONS is not available."


def test_ways_of_delivery_stand_in_their_order(call: Call, make: Make) -> None:
    customer = make("CUSTOMER", CUSTOMERID="C-1", NAME="Acme", DELIVERY_OPTIONS="E-Mail#~#Print")
    assert row(call, "CUSTOMER", customer)["delivery_options"] == "Print#~#E-Mail"


def test_enumerations_take_any_case_and_answer_their_own(call: Call, make: Make) -> None:
    vendor = make("VENDOR", VENDORID="V-1", NAME="Acme", PAYMENTPRIORITY="urgent", STATUS="ACTIVE NON-POSTING")
    kept = row(call, "VENDOR", vendor)
    assert (kept["paymentpriority"], kept["status"]) == ("Urgent", "N")
