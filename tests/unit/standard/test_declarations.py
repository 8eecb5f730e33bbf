"""Facts about the standard declarations that other rooms and other people rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.catalog.check import complaints
from ledgergate.catalog.kinds import Storage
from ledgergate.catalog.objects import READ_ONLY, Keeping
from ledgergate.query import resolve

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.hooks import House

DECLARED = {
    *("LOCATION", "LOCATIONENTITY", "DEPARTMENT", "CLASS", "CONTACT", "USERINFO", "REPORTINGPERIOD", "ITEM", "PROJECT", "EMPLOYEE"),
    *("VENDOR", "VENDTYPE", "APTERM", "CUSTOMER", "CUSTTYPE", "ARTERM", "GLACCOUNT", "STATACCOUNT", "GLJOURNAL", "STATJOURNAL"),
    *("GLBATCH", "GLENTRY", "GLDETAIL", "GLACCOUNTBALANCE"),
}


def test_the_objects_are_there(registry: Registry) -> None:
    assert {name for name, each in registry.objects.items() if not each.internal} >= DECLARED
    assert registry.find("JOURNAL") is None
    assert registry.target("JOURNAL") is not None


def test_every_computed_field_is_provided_for(registry: Registry, house: House) -> None:
    assert complaints(registry, computed=house.computed.keys()) == ()


@pytest.mark.parametrize(
    ("name", "field", "codes"),
    [
        ("GLBATCH", "STATE", {"Draft": "I", "Posted": "P", "Reversal pending": "L", "Reversed": "Z"}),
        ("GLENTRY", "STATE", {"Draft": "I", "Posted": "P", "Reversal Pending": "L"}),
        ("ITEM", "ITEMTYPE", {"Inventory": "I", "Non-Inventory": "NI", "Stockable Kit": "SK"}),
        ("USERINFO", "USERTYPE", {"business user": "B", "view only user": "R", "Construction manager user": "C"}),
        ("VENDOR", "STATUS", {"active": "T", "inactive": "F"}),
        ("CLASS", "STATUS", {"active": "T", "inactive": "F"}),
    ],
)
def test_words_have_their_documented_codes(registry: Registry, name: str, field: str, codes: dict[str, str]) -> None:
    found = registry.objects[name].field(field)
    assert found is not None
    assert {choice.word: choice.code for choice in found.choices}.items() >= codes.items()


@pytest.mark.parametrize("name", sorted(DECLARED - {"GLENTRY", "GLDETAIL", "GLACCOUNTBALANCE", "GLBATCH"}))
def test_a_master_cannot_be_made_without_its_key(registry: Registry, name: str) -> None:
    declared = registry.objects[name]
    found = registry.field(declared, declared.key)
    assert found is not None
    assert found.required_on_create or declared.verbs == READ_ONLY


def test_lines_and_views_are_read_only(registry: Registry) -> None:
    for name in ("GLENTRY", "GLDETAIL", "GLACCOUNTBALANCE", "LOCATIONENTITY"):
        assert registry.objects[name].verbs == READ_ONLY


def test_families_share_their_table(registry: Registry) -> None:
    families = {table: {each.name for each in members} for table, members in registry.tables().items() if len(members) > 1}
    assert (
        families.items()
        >= {
            "location": {"LOCATION", "LOCATIONENTITY"},
            "account": {"GLACCOUNT", "STATACCOUNT"},
            "journal": {"GLJOURNAL", "STATJOURNAL"},
            "term": {"APTERM", "ARTERM"},
        }.items()
    )


def test_every_reference_to_a_contact_shows_its_name(registry: Registry) -> None:
    """A record that carries a contact lets clients name it."""
    for declared in registry.objects.values():
        if declared.keeping is Keeping.VIEW or declared.name in {"GLBATCH", "LOCATIONENTITY"}:
            continue
        keys = {each.name for each in declared.fields if each.references == "CONTACT" and each.shows is None}
        named = {each.through for each in declared.fields if each.storage is Storage.PATH and each.target == "CONTACTNAME"}
        assert keys <= named, declared.name


def test_relationships_to_declared_objects_can_be_followed(registry: Registry) -> None:
    blocked = {
        f"{declared.name}.{each.path}"
        for declared in registry.objects.values()
        for each in declared.relationships
        if registry.target(each.object) is not None and registry.follow(declared, each) is None
    }
    assert blocked == {"GLDETAIL.JOURNAL"}  # two references away, through the header


@pytest.mark.parametrize(
    ("name", "field", "marked"),
    [
        ("GLENTRY", "STATISTICAL", True),
        ("GLDETAIL", "STATISTICAL", True),
        ("GLENTRY", "ADJ", True),
        ("GLBATCH", "STATISTICAL", False),
        ("GLDETAIL", "ADJ", False),
        ("VENDOR", "ONETIME", False),
    ],
)
def test_flags_typed_text_are_written_as_letters(registry: Registry, name: str, field: str, marked: bool) -> None:  # noqa: FBT001 (a case)
    """Protocol.md 10.1: `true` and `false` for BOOLEAN, `T` and `F` for flags typed TEXT."""
    found = resolve.own(registry, registry.objects[name], field)
    assert found is not None
    assert found.marked is marked
