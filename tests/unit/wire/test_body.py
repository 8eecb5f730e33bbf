"""Content types and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest

from ledgergate.wire.body import INVALID_TYPE, unwrap

if TYPE_CHECKING:
    from collections.abc import Callable

XML = b'<?xml version="1.0"?><request>a &amp; b + 100%</request>'


@pytest.mark.parametrize(
    "kind",
    [
        "application/xml",
        "text/xml; charset=utf-8",
        "APPLICATION/XML",
        "x-intacct-xml-request",
        "application/x-intacct-xml-request",
        "application/x-www-form-urlencoded",
        "text/plain",
        "",
        "application/octet-stream",
    ],
)
def test_xml_is_taken_under_every_type_that_clients_use(kind: str) -> None:
    assert unwrap(kind, XML) == XML


@pytest.mark.parametrize("encode", [quote, quote_plus])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "", "text/plain"])
def test_a_form_carries_the_request_in_one_field(encode: Callable[[str], str], kind: str) -> None:
    assert unwrap(kind, b"xmlrequest=" + encode(XML.decode()).encode()) == XML


def test_other_fields_of_a_form_are_passed_by() -> None:
    assert unwrap("application/x-www-form-urlencoded", b"a=1&xmlrequest=%3Ca%2F%3E&b=2") == b"<a/>"


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "text/json",
        "application/json; charset=utf-8",
        "application/vnd.api+json",
        "application/x-ndjson",
        "application/json5",
    ],
)
def test_2_json_is_refused_by_its_type_whatever_the_body_is(kind: str) -> None:
    assert unwrap(kind, XML) is INVALID_TYPE
    assert INVALID_TYPE.status == 400
    assert INVALID_TYPE.errorno == "GW-0014"


def test_2_json_that_calls_itself_xml_is_left_to_the_parser() -> None:
    assert unwrap("application/xml", b'{"a": 1}') == b'{"a": 1}'


@pytest.mark.parametrize("body", [b"", b"hello", b'{"a": 1}', b"other=1"])
def test_a_body_that_is_no_xml_under_an_unknown_type_is_refused(body: bytes) -> None:
    assert unwrap("text/plain", body) is INVALID_TYPE


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
def test_the_first_character_is_found_in_wide_encodings_too(encoding: str) -> None:
    assert unwrap("", "<a/>".encode(encoding)) == "<a/>".encode(encoding)
