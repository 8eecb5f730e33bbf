"""The names of the wire and the shapes of legacy functions (protocol.md Appendix A, 2.6, 9.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from ledgergate.base.tree import Node
from ledgergate.catalog.functions import Shape
from ledgergate.engine import legacy
from ledgergate.standard import names
from ledgergate.wire.grammar import schema

if TYPE_CHECKING:
    from ledgergate.catalog.functions import Element
    from ledgergate.catalog.registry import Registry

GRAMMAR_COUNTS = (245, 50)


def test_all_names_are_there_in_order(registry: Registry) -> None:
    assert (len(set(names.LEGACY)), len(set(names.ONLY_3_0))) == GRAMMAR_COUNTS
    assert tuple(registry.functions) == (*names.LEGACY, *names.ONLY_3_0, *names.LATER)
    assert names.LEGACY[:2] == ("create_apaccountlabel", "create_apadjustment")
    assert names.LEGACY[-1] == "getAPISession"


def test_a_name_without_shape_takes_anything(registry: Registry) -> None:
    assert registry.functions["create_bill"].body is None
    assert registry.functions["readReport"].only_3_0


def elements(element: Element) -> list[str]:
    found: list[str] = []
    for child in element.children:
        found += [child.name] if child.name else elements(child)
    return found


@pytest.mark.parametrize(
    ("function", "first", "last"),
    [
        ("create_class", ["classid", "name", "description", "parentid", "status"], "customfields"),
        ("create_location", ["locationid", "name", "parentid", "supervisorid", "startdate"], "custtitle"),
        ("create_vendor", ["vendorid", "name", "parentid", "termname", "glaccountno"], "offsetglaccountno"),
        ("create_customer", ["customerid", "name", "parentid", "termname", "custrepid"], "offsetglaccountno"),
        ("create_glaccount", ["glaccountno", "title", "normalbalance", "accounttype", "closingtype"], "subledgercontrolon"),
        ("create_gltransaction", ["journalid", "datecreated", "reversedate", "description", "referenceno"], "gltransactionentries"),
        ("create_apterm", ["name", "description", "status", "due", "discount"], "penalty"),
        ("get_trialbalance", ["reportingperiodname", "startdate", "enddate"], "userDefinedDimensions"),
    ],
)
def test_elements_stand_in_wire_order(registry: Registry, function: str, first: list[str], last: str) -> None:
    body = registry.functions[function].body
    assert body is not None
    found = elements(body)
    assert found[: len(first)] == first
    assert found[-1] == last


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (
            "<create_class><name>x</name><classid>1</classid></create_class>",
            "Element 'name': This element is not expected. Expected is ( classid ).",
        ),
        ("<create_class><classid>1</classid></create_class>", "Element 'create_class': Missing child element(s). Expected is ( name )."),
        ("<create_vendor><name>Without ID</name></create_vendor>", ""),
        ("<create_glaccount><glaccountno>1</glaccountno><title>x</title><normalbalance>debit</normalbalance></create_glaccount>", ""),
        ("<update_vendor vendorid='V-1' set_nulls='true'><comments/></update_vendor>", ""),
        ("<update_vendor><comments/></update_vendor>", "Element 'update_vendor': The attribute 'vendorid' is required but missing."),
        ("<delete_journal symbol='GJ'><title>x</title></delete_journal>", ""),
        ("<create_contact><contactname>A</contactname><printas>A</printas><mailaddress><city>B</city></mailaddress></create_contact>", ""),
        ("<create_location><locationid>L</locationid><name>L</name><primary><contactname>A</contactname></primary></create_location>", ""),
        ("<create_bill><anything/></create_bill>", ""),
    ],
)
def test_the_grammar_says_what_libxml2_says(grammar: etree.XMLSchema, body: str, complaint: str) -> None:
    assert grammar.validate(etree.fromstring(request(body))) is (not complaint)
    assert [error.message for error in grammar.error_log] == ([complaint] if complaint else [])


@pytest.fixture(scope="module")
def grammar(registry: Registry) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(schema(registry.functions.values())))


def request(body: str) -> str:
    control = "<control><senderid>s</senderid><password>p</password><controlid>c</controlid><dtdversion>3.0</dtdversion></control>"
    who = "<authentication><sessionid>x</sessionid></authentication>"
    function = f'<content><function controlid="f">{body}</function></content>'
    return f"<request>{control}<operation>{who}{function}</operation></request>"


def test_every_twin_names_its_record(registry: Registry) -> None:
    for function in registry.functions.values():
        if function.object is None or function.body is None:
            continue
        named = [each.name for each in function.body.attributes if each.required]
        assert bool(named) is (not function.name.startswith("create_")), function.name


def test_days_and_choices_are_spread_into_words(registry: Registry) -> None:
    body = registry.functions["create_location"].body
    assert body is not None
    day = Node("startdate", children=(Node("year", "2025"), Node("month", "03"), Node("day", "01")))
    primary = Node("primary", children=(Node("contactname", "Jane"),))
    node = Node("create_location", children=(Node("locationid", "L"), day, primary, Node("customfields")))
    assert legacy.spread(body, node) == {
        "LOCATIONID": "L",
        "STARTDATE": "03/01/2025",
        "CONTACTINFO.CONTACTNAME": "Jane",
    }
    assert body.shape is Shape.SEQUENCE
