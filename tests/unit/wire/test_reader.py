"""Broken, hostile and strange documents: each is answered with a number, quickly, and never read further than allowed."""

from __future__ import annotations

import socket
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgergate.base.limits import MOST_ATTRIBUTES, MOST_ELEMENTS
from ledgergate.base.tree import Node
from ledgergate.catalog.functions import Function
from ledgergate.standard.generic.functions import FUNCTIONS
from ledgergate.wire.envelope import Request
from ledgergate.wire.reader import Broken, Reader
from ledgergate.wire.render import render_node
from wire_samples import EXAMPLE_LEGACY, NAMES, request

if TYPE_CHECKING:
    from collections.abc import Generator

OWN = {each.name: each for each in (*FUNCTIONS, *EXAMPLE_LEGACY)}
READER = Reader(OWN.get(name) or Function(name=name) for name in NAMES)
GOOD = request('<function controlid="f"><create><CLASS><NAME>x</NAME></CLASS></create></function>')
SECOND = 1.0


def refused(document: bytes) -> Broken:
    found = READER.read(document)
    assert isinstance(found, Broken)
    assert {fault.errorno for fault in found.faults} == {"XL03000003"}
    return found


def words(document: bytes | str) -> str:
    found = refused(document.encode() if isinstance(document, str) else document)
    return found.faults[0].description2


def named(value: str) -> str:
    return GOOD.replace(">x<", f">{value}<")


@contextmanager
def within(seconds: float) -> Generator[None]:
    """Allow so much of the processor's time: other work on the machine is no fault of the reader's."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("<a><b></a>", "Fatal Error 76: Opening and ending tag mismatch: b line 1 and a. Line: 1, column: 11."),
        ("<a>", "Fatal Error 77: Premature end of data in tag a line 1. Line: 1, column: 4."),
        ("", "Fatal Error 4: Document is empty. Line: 1, column: 1."),
        ("hello", "Fatal Error 4: Start tag expected, '<' not found. Line: 1, column: 1."),
        ('{"request": {}}', "Fatal Error 4: Start tag expected, '<' not found. Line: 1, column: 1."),
        ("<a/><b/>", "Fatal Error 5: Extra content at the end of the document. Line: 1, column: 5."),
        ("<a>\x01</a>", "Fatal Error 9: PCDATA invalid Char value 1. Line: 1, column: 4."),
        ("<a>&nbsp;</a>", "Fatal Error 26: Entity 'nbsp' not defined. Line: 1, column: 10."),
        ("<a b=c/>", "Fatal Error 39: AttValue: \" or ' expected. Line: 1, column: 6."),
        ('<a b="1" b="2"/>', "Fatal Error 42: Attribute b redefined. Line: 1, column: 15."),
        ("<a>x & y</a>", "Fatal Error 68: xmlParseEntityRef: no name. Line: 1, column: 7."),
        ("<a> < </a>", "Fatal Error 68: StartTag: invalid element name. Line: 1, column: 6."),
        ("<a ", "Fatal Error 73: Couldn't find end of Start Tag a line 1. Line: 1, column: 4."),
    ],
)
def test_a_document_that_is_not_well_formed_is_told_in_the_parsers_words(document: str, message: str) -> None:
    assert words(document) == f"XML Parse schema error: {message}"


def test_bytes_that_are_no_utf_8_are_told_so() -> None:
    assert words(b"<a>\xff\xfe</a>").startswith("XML Parse schema error: Fatal Error 81: Invalid bytes in character encoding")


def test_3_the_control_block_of_a_broken_document_is_read_all_the_same() -> None:
    document = GOOD.replace("<senderid>s", "<uniqueid>").replace("<uniqueid>", "<senderid>me").replace("</create>", "</creat>")
    echo = refused(document.encode()).echo
    assert (echo.senderid, echo.controlid, echo.uniqueid, echo.dtdversion) == ("me", "c", "true", "3.0")


def test_the_control_block_is_read_when_it_is_itself_the_broken_part() -> None:
    echo = refused(b"<request><control><senderid>me</senderid><controlid>c7</controlid><password>a&b</password></request>").echo
    assert (echo.senderid, echo.controlid) == ("me", "c7")


def test_32_a_broken_request_that_wants_no_white_space_gets_none() -> None:
    document = GOOD.replace("<dtdversion>3.0</dtdversion>", "<dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace>")
    assert refused(document.replace("</create>", "").encode()).echo.pretty is False


def test_a_document_before_whose_root_nothing_stands_but_text_has_no_control_block() -> None:
    echo = refused(b"just words").echo
    assert (echo.senderid, echo.controlid, echo.uniqueid, echo.dtdversion) == ("", "", "", "")


DOCTYPE = '<!DOCTYPE request [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HARMLESS = "<!DOCTYPE request>"


@pytest.mark.parametrize("doctype", [DOCTYPE, HARMLESS, f"<!-- a comment --><?pi?>\n {HARMLESS}"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "iso-8859-1"])
def test_19_a_document_type_is_refused_in_every_encoding(doctype: str, encoding: str) -> None:
    declared = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-be": "UTF-32", "utf-8-sig": "UTF-8"}.get(encoding, encoding)
    document = f'<?xml version="1.0" encoding="{declared}"?>{doctype}{GOOD}'
    assert "Document type declarations are not accepted" in words(document.encode(encoding))


@pytest.mark.parametrize("name", ["UTF-7", "IBM037", "cp500", "EBCDIC-CP-US", "SHIFT_JIS", "ISO-2022-JP", "no such"])
def test_19_an_encoding_that_could_hide_markup_is_refused(name: str) -> None:
    assert "Fatal Error 32: Unsupported encoding" in words(f'<?xml version="1.0" encoding="{name}"?>{GOOD}')
    assert isinstance(READER.read(f'<?xml version="1.0" encoding="{name}"?>{GOOD}'.encode("cp500")), Broken)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1", "windows-1252"])
def test_19_an_honest_encoding_is_read(encoding: str) -> None:
    declared = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-8-sig": "UTF-8"}.get(encoding, encoding)
    found = READER.read(f'<?xml version="1.0" encoding="{declared}"?>{named("Müller")}'.encode(encoding))
    assert isinstance(found, Request)
    assert _name_in(found) == "Müller"


def test_a_narrow_document_that_calls_itself_utf_16_is_read_as_what_it_is() -> None:
    assert isinstance(READER.read(f'<?xml version="1.0" encoding="utf-16"?>{GOOD}'.encode()), Request)


def _name_in(found: Request) -> str:
    return found.operations[0].functions[0].node.children[0].word("NAME")


def test_20_nothing_outside_is_ever_opened() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.1)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        hostile = (
            f'<!DOCTYPE request SYSTEM "{address}">{GOOD}',
            f'<!DOCTYPE request [<!ENTITY % p SYSTEM "{address}"> %p;]>{GOOD}',
            f'<?xml-stylesheet href="{address}"?>{GOOD}',
            named(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>'),
            GOOD.replace(
                "<request>",
                f'<request xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{address}">',
            ),
        )
        for document in hostile:
            READER.read(document.encode())
        with pytest.raises(TimeoutError):
            listener.accept()


def test_20_no_byte_of_a_file_comes_through_an_entity() -> None:
    found = refused((DOCTYPE + named("&x;")).encode())
    assert "root:" not in str(found)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "document",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]><a>&l9;</a>',
        f'<!DOCTYPE a [<!ENTITY x "{"y" * 50_000}">]><a>{"&x;" * 2_000}</a>',
        '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>',
        "<!DOCTYPE a [<!ENTITY % x \"<!ENTITY y 'z'>\"> %x;]><a>&y;</a>",
    ],
)
def test_21_entities_cannot_grow(document: str) -> None:
    READER.read(b"<a/>")
    tracemalloc.start()
    with within(0.05):
        refused(document.encode())
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def many(attribute: str) -> str:
    return f"<a {' '.join(attribute.format(n) for n in range(100_000))}/>"


MUCH = 10_500_000
ENOUGH = 1_000_000


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("<a>" * 200 + "</a>" * 200, "Error 1845"),
        ("<a>" * 256 + "</a>" * 256, "Error 1845"),
        ("<a>" * 257 + "</a>" * 257, "Fatal Error 114: Excessive depth in document: 256"),
        ("<a>" * ENOUGH, "Fatal Error 114: Too many elements"),
        (f"<a>{'<b/>' * ENOUGH}</a>", "Fatal Error 114: Too many elements"),
        (many('b{}="c"'), "Fatal Error 114: Too many attributes"),
        (many("b{} = 'c'"), "Fatal Error 114: Too many attributes"),
        (many('xmlns:b{}="c"'), "Fatal Error 114: Too many attributes"),
        (f'<a b="{"c" * MUCH}"/>', "Fatal Error 114"),
        (f"<a>{'c' * MUCH}</a>", "Fatal Error 114: Resource limit exceeded: Text node too long"),
        (f"<!--{'c' * MUCH}--><a/>", "Fatal Error"),
        (f"<a><![CDATA[{'c' * MUCH}]]></a>", "Fatal Error"),
        (f"<?pi {'c' * MUCH}?><a/>", "Fatal Error"),
        (f"<{'a' * 60_000}/>", "Fatal Error"),
        ("<?pi some words?><a/>", "Error 1845"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_22_every_size_has_an_end(document: str, message: str) -> None:
    with within(SECOND):
        assert message in words(document)


def test_22_attributes_within_the_limit_are_counted_and_not_guessed() -> None:
    quoted = named(" ".join('a="b"' for _ in range(MOST_ATTRIBUTES + 10)))
    assert isinstance(READER.read(quoted.encode()), Request)


def test_22_elements_within_the_limit_are_read() -> None:
    half = (MOST_ELEMENTS - 100) // 2
    with within(3):
        found = READER.read(GOOD.replace("<NAME>x</NAME>", "<N></N>" * half).encode())
    assert isinstance(found, Request)


@pytest.mark.parametrize(
    "document",
    [
        GOOD.encode().replace(b">x<", b">\x00<"),
        GOOD.encode().replace(b">x<", b">\x0b<"),
        GOOD.encode().replace(b">x<", b">\xed\xa0\x80<"),
        GOOD.encode().replace(b">x<", b">\xc0\xaf<"),
        GOOD.encode().replace(b">x<", b">\xff\xff<"),
        named("&#0;").encode(),
        named("&#xD800;").encode(),
        named("&#xFFFE;").encode(),
        ('<?xml version="1.0" encoding="utf-16"?>' + GOOD).encode("utf-16")[:-1],
    ],
)
def test_25_characters_that_xml_has_not_are_refused(document: bytes) -> None:
    refused(document)


@pytest.mark.parametrize(
    "value",
    ["&", "<", "]]>", "\"'", "a\r\nb", "a\tb", "😀", "שלום", "\u202egnp.exe", "'; drop table x; --", "\ufeff", "e\u0301", " ", "a\rb"],
)
def test_25_a_strange_value_comes_back_as_it_went(value: str) -> None:
    assert _round_trip(value) == value


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r"))
NAME = st.builds("N{}".format, st.text("ABCxyz019_.-", max_size=6))
ATTRIBUTES = st.dictionaries(NAME, TEXT, max_size=2)
LEAF = st.builds(Node, name=NAME, text=TEXT, attributes=ATTRIBUTES)
NODE = st.recursive(
    LEAF,
    lambda inner: st.builds(Node, name=NAME, children=st.lists(inner, min_size=1, max_size=3).map(tuple), attributes=ATTRIBUTES),
    max_leaves=6,
)
"""Trees as records can be: text in the leaves only."""
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Other work on the machine is no fault of the reader's."""


@UNHURRIED
@given(NODE)
def test_what_is_written_is_read_back_unchanged(node: Node) -> None:
    document = GOOD.replace("<CLASS><NAME>x</NAME></CLASS>", render_node(node, 0, pretty=False))
    found = READER.read(document.encode())
    assert isinstance(found, Request)
    (back,) = found.operations[0].functions[0].node.children
    assert back == node


@UNHURRIED
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(document: bytes) -> None:
    READER.read(document)
    READER.read(GOOD.encode()[:60] + document)


@UNHURRIED
@given(st.integers(0, len(GOOD)), st.text(max_size=8))
def test_a_request_with_anything_put_into_it_is_answered(place: int, noise: str) -> None:
    READER.read((GOOD[:place] + noise + GOOD[place:]).encode("utf-8", "surrogatepass"))


def _round_trip(value: str) -> str:
    document = GOOD.replace("<NAME>x</NAME>", render_node(Node("NAME", value), 0, pretty=False))
    found = READER.read(document.encode())
    assert isinstance(found, Request)
    return _name_in(found)


def test_several_threads_read_at_once_and_each_gets_its_own_words() -> None:
    documents = {
        GOOD: "",
        GOOD.replace("<create>", "<delete>").replace("</create>", "</delete>"): "Element 'CLASS': This element is not expected.",
        GOOD.replace('controlid="f"', ""): "The attribute 'controlid' is required but missing",
        GOOD.replace("</CLASS>", "</CLAS>"): "Opening and ending tag mismatch: CLASS line 1 and CLAS",
    }

    def read(turn: int) -> bool:
        document, message = list(documents.items())[turn % len(documents)]
        found = READER.read(document.encode())
        if isinstance(found, Request):
            return not message
        return bool(message) and len(found.faults) == 1 and message in found.faults[0].description2

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(read, range(800)))
