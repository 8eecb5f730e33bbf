"""The self-test of declarations: clean for the standard ones, and complaining about every mistake it is there for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from ledgergate.catalog.check import complaints
from ledgergate.catalog.fields import alias, choice, computed, key, recordno, text, via, word
from ledgergate.catalog.functions import el, legacy
from ledgergate.catalog.kinds import words
from ledgergate.catalog.objects import Keeping, Lines, Verb, declared, to_one
from ledgergate.catalog.registry import freeze

if TYPE_CHECKING:
    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object
    from ledgergate.catalog.registry import Registry

NAME: Final = text("NAME", "Name")


def thing(name: str, *fields: Field, table: str = "") -> Object:
    return declared(name, name.title(), application="Test", table=table or name.lower(), key="NAME", fields=(recordno(), NAME, *fields))


def trouble(*objects: Object) -> str:
    return "\n".join(complaints(freeze(objects), computed=frozenset({"known"})))


def test_the_standard_declarations_are_sound(registry: Registry) -> None:
    assert complaints(registry) == ()


def test_sound_declarations_have_no_complaints() -> None:
    other = thing("OTHER", text("CITY", "City"), via("CITYAGAIN", "City", "UPKEY", "CITY"), key("UPKEY", "Up", "OTHER"))
    one = thing("ONE", key("OTHERKEY", "Other", "OTHER"), via("CITY", "City", "OTHERKEY", "CITYAGAIN"), alias("TITLE", "Title", "NAME"))
    assert trouble(one, other) == ""


def test_references_to_what_comes_later_are_sound() -> None:
    assert trouble(thing("ONE", key("LATERKEY", "Later", "LATER"), via("LATERID", "Later", "LATERKEY", "LATERID"))) == ""


@pytest.mark.parametrize(
    ("field", "complaint"),
    [
        (text("name", "Again"), "NAME is declared twice"),
        (via("A", "A", "NAME", "X"), "A goes through NAME, which is no reference of ONE"),
        (via("A", "A", "NOWHERE", "X"), "A goes through NOWHERE"),
        (via("A", "A", "SELFKEY", "X"), "A ends at X, which ONE has not"),
        (via("A", "A", "SELFKEY", "A"), "A leads in a circle"),
        (alias("A", "A", "X"), "A is a second name of X, which is no field"),
        (word("A", "A", "ONE", "X"), "A shows X, which ONE has not"),
        (choice("A", "A", words("x", "X")), "A has a choice twice"),
        (choice("A", "A", words(("x", "1"), ("y", "1"))), "A has a choice twice"),
        (choice("A", "A", words("x"), default="y"), "A has a default y outside its choices"),
        (computed("A", "A", "unknown"), "A is computed by unknown, which nobody provides"),
        (text("A", "A", 0), "A has no room"),
        (text("A", ""), "A has no label"),
        (text("A", "A", required_on_create=True, writable=False), "A is required and cannot be written"),
    ],
)
def test_a_mistake_in_a_field_is_found(field: Field, complaint: str) -> None:
    assert f"ONE: {complaint}" in trouble(thing("ONE", key("SELFKEY", "Self", "ONE"), field))


def test_mistakes_in_objects_are_found() -> None:
    one = replace(
        thing("ONE"),
        key="ID",
        owner="NOBODY",
        lines=(Lines(collection="PARTS", element="PART", object="PART", link="ONEKEY"),),
        unique=(("NOFIELD",),),
    )
    found = trouble(one)
    for complaint in ("its key ID", "its owner NOBODY", "the lines PARTS have no link ONEKEY", "NOFIELD is indexed and no field"):
        assert f"ONE: {complaint}" in found


def test_circles_of_tables_are_found_and_soft_references_break_them() -> None:
    one, other = thing("ONE", key("OTHERKEY", "Other", "OTHER")), thing("OTHER", key("ONEKEY", "One", "ONE"))
    assert "tables refer to each other in a circle: one -> other -> one" in trouble(one, other)
    assert trouble(one, thing("OTHER", key("ONEKEY", "One", "ONE", soft=True))) == ""
    assert trouble(thing("ONE", key("PARENTKEY", "Parent", "ONE"))) == ""


def test_members_of_a_table_agree_about_its_columns() -> None:
    one, other = thing("ONE", text("SIZE", "Size"), table="both"), thing("OTHER", key("SIZE", "Size", "ONE"), table="both")
    assert "OTHER: SIZE is kept otherwise than in ONE, beside it in both" in trouble(one, other)


def test_views_see_only_columns_that_are_there() -> None:
    view = replace(thing("VIEW", text("SIZE", "Size"), table="one"), keeping=Keeping.VIEW)
    assert "VIEW: SIZE is a column size that one has not" in trouble(thing("ONE"), view)
    assert "VIEW: is a view over nothing, which is no table" in trouble(replace(view, table="nothing"))


def test_a_relationship_leads_where_it_says() -> None:
    one = replace(thing("ONE", key("OTHERKEY", "Other", "OTHER")), relationships=(to_one("PATH", "THIRD", "OTHERKEY"),))
    assert "the relationship PATH leads to OTHER instead of THIRD" in trouble(one, thing("OTHER"), thing("THIRD"))


def test_legacy_elements_stand_for_fields() -> None:
    twin = legacy("create_one", Verb.CREATE, "ONE", el("name", "NAME"), el("size", "SIZE"), application="Test")
    registry = freeze((thing("ONE"),), (twin, replace(twin, name="create_two", object="TWO")))
    assert complaints(registry) == (
        "create_one: size stands for SIZE, which ONE has not",
        "create_two: stands for TWO, which is not declared",
    )
