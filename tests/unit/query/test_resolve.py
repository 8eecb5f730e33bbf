"""Names of the wire to columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.catalog.kinds import Stored
from ledgergate.query.plan import Column, Step
from ledgergate.query.resolve import along, own, shown

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry


def column(registry: Registry, owner: str, name: str) -> Column:
    found = along(registry, registry.objects[owner], name)
    assert found is not None, name
    return found.column


CONTACT = Step("displaycontactkey", "contact")

REACHED = [
    ("VENDOR", "VENDORID", Column(name="vendorid", stored=Stored.TEXT)),
    ("VENDOR", "vendorid", Column(name="vendorid", stored=Stored.TEXT)),
    ("VENDOR", "RECORDNO", Column(name="recordno", stored=Stored.BIGINT)),
    ("VENDOR", "TERMNAME", Column(steps=(Step("termskey", "term"),), name="name", stored=Stored.TEXT)),
    ("VENDOR", "TERMSKEY", Column(name="termskey", stored=Stored.BIGINT)),
    ("VENDOR", "DISPLAYCONTACT.EMAIL1", Column(steps=(CONTACT,), name="email1", stored=Stored.TEXT)),
    ("VENDOR", "DISPLAYCONTACT.MAILADDRESS.ZIP", Column(steps=(CONTACT,), name="mailaddress_zip", stored=Stored.TEXT)),
    ("VENDOR", "OFFSETGLACCOUNTNO", Column(steps=(Step("offsetglaccountno", "account"),), name="accountno", stored=Stored.TEXT)),
    ("VENDOR", "PAYTOCONTACT.MAILADDRESS.ZIP", Column(steps=(Step("paytokey", "contact"),), name="mailaddress_zip", stored=Stored.TEXT)),
    ("VENDOR", "PARENT.NAME", Column(steps=(Step("parentkey", "vendor"),), name="name", stored=Stored.TEXT)),
    ("VENDOR", "PARENT.RECORDNO", Column(name="parentkey", stored=Stored.BIGINT)),
    ("VENDOR", "TERM.RECORDNO", Column(name="termskey", stored=Stored.BIGINT)),
    (
        "VENDOR",
        "PARENT.TERM.NAME",
        Column(steps=(Step("parentkey", "vendor"), Step("termskey", "term")), name="name", stored=Stored.TEXT),
    ),
    ("GLBATCH", "JOURNAL", Column(steps=(Step("journal", "journal"),), name="symbol", stored=Stored.TEXT)),
    ("GLBATCH", "JOURNAL.SYMBOL", Column(steps=(Step("journal", "journal"),), name="symbol", stored=Stored.TEXT)),
    ("GLENTRY", "ADJ", Column(steps=(Step("batchno", "gl_batch"), Step("journal", "journal")), name="adj", stored=Stored.BOOLEAN)),
    ("PROJECT", "CUSTOMER.CUSTOMERID", Column(steps=(Step("customerkey", "customer"),), name="customerid", stored=Stored.TEXT)),
    ("REPORTINGPERIOD", "RECORD#", Column(name="recordno", stored=Stored.BIGINT)),
    ("GLDETAIL", "CREDITAMOUNT", Column(name="amount", stored=Stored.MONEY, side="credit")),
    ("VENDOR", "SUPDOCID", Column(name="", stored=Stored.TEXT)),
    ("VENDOR", "CREATEDBYLOGINID", Column(steps=(Step("createdby", "userinfo"),), name="loginid", stored=Stored.TEXT)),
]


@pytest.mark.parametrize(("owner", "name", "expected"), REACHED, ids=[f"{owner}.{name}" for owner, name, _ in REACHED])
def test_reached(registry: Registry, owner: str, name: str, expected: Column) -> None:
    assert column(registry, owner, name) == expected


NOWHERE = [
    ("VENDOR", "NOPE"),
    ("VENDOR", ""),
    ("VENDOR", "*"),
    ("VENDOR", "PARENT"),
    ("VENDOR", "PARENT."),
    ("VENDOR", ".NAME"),
    ("VENDOR", "PARENT.NOPE"),
    ("VENDOR", "PARENT.PARENT.NAME"),
    ("VENDOR", "RESTRICTEDLOCATIONS"),
    ("VENDOR", "APACCOUNTLABEL.DESCRIPTION"),
    ("VENDOR", "VENDORID.NAME"),
    ("VENDOR", "recordno; drop table vendor"),
    ("LOCATION", "ENTITYKEY"),
    ("GLBATCH", "ENTRIES.AMOUNT"),
    ("USERINFO", "USERINFOCREATEDBY.USERINFOCREATEDBY.LOGINID"),
    ("VENDOR", "USERINFOCREATEDBY." * 50 + "LOGINID"),
]


@pytest.mark.parametrize(("owner", "name"), NOWHERE, ids=[f"{owner}.{name}"[:60] for owner, name in NOWHERE])
def test_nowhere(registry: Registry, owner: str, name: str) -> None:
    assert along(registry, registry.objects[owner], name) is None


def test_the_name_comes_back_as_declared(registry: Registry) -> None:
    found = along(registry, registry.objects["VENDOR"], "paytocontact.mailaddress.zip")
    assert found is not None
    assert found.name == "PAYTOCONTACT.MAILADDRESS.ZIP"


def test_paths_are_for_query_alone(registry: Registry) -> None:
    assert own(registry, registry.objects["VENDOR"], "PARENT.NAME") is None


def test_every_field_that_is_shown_is_reached(registry: Registry) -> None:
    for owner in registry.objects.values():
        for field in shown(owner):
            assert own(registry, owner, field.name) is not None, f"{owner.name}.{field.name}"


def test_every_relationship_that_is_told_is_followed(registry: Registry) -> None:
    for owner in registry.objects.values():
        for path in owner.relationships:
            target = registry.target(path.object)
            if target is not None and registry.follow(owner, path) is not None:
                assert along(registry, owner, f"{path.path}.RECORDNO") is not None, f"{owner.name}.{path.path}"
