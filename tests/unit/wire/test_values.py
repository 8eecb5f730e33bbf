"""Rows to XML, csv and json."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate.wire.values import Cell, Layout, csv_body, element_name, json_body, speak, xml

FLAT = Layout("VENDOR", ("VENDORID", "NAME"), pretty=False)


def test_codes_become_words_and_nothing_what_it_reads_as() -> None:
    cells = (Cell("STATUS", (("T", "active"), ("F", "inactive"))), Cell("ONHOLD", (), "false"), Cell("NAME"))
    rows = [("T", None, "a"), ("F", "true", None), (None, "false", ""), ("X", None, "b")]
    assert speak(cells, rows) == [["active", "inactive", "", "X"], ["false", "true", "false", "false"], ["a", "", "", "b"]]


def test_no_rows_are_no_words() -> None:
    assert speak((Cell("A"), Cell("B")), []) == [[], []]
    assert xml(FLAT, [[], []]) == ""
    assert csv_body(("A", "B"), [[], []]) == b""
    assert json_body(("A", "B"), [[], []]) == b"[]"


def test_compact() -> None:
    assert xml(FLAT, [["V1", "V2"], ["Acme", ""]]) == (
        "<VENDOR><VENDORID>V1</VENDORID><NAME>Acme</NAME></VENDOR><VENDOR><VENDORID>V2</VENDORID><NAME></NAME></VENDOR>"
    )


def test_pretty_stands_at_the_depth_of_data() -> None:
    assert xml(Layout("VENDOR", ("VENDORID",)), [["V 1"]]) == (
        "                <VENDOR>\n                    <VENDORID>V 1</VENDORID>\n                </VENDOR>\n"
    )


def test_escapes() -> None:
    said = "a & b < c > d \"e\" 'f'\r\n\t\x00\x0b\x1f\ufffe"
    assert xml(FLAT, [["1"], [said]]) == (
        "<VENDOR><VENDORID>1</VENDORID><NAME>a &amp; b &lt; c &gt; d &quot;e&quot; 'f'&#13;\n\t</NAME></VENDOR>"
    )


def test_a_percent_sign_is_a_percent_sign() -> None:
    assert "<NAME>100%s %(x)s</NAME>" in xml(FLAT, [["1"], ["100%s %(x)s"]])


def test_dotted_names_are_element_names_or_nest() -> None:
    names = ("RECORDNO", "CONTACT.MAIL.CITY", "NAME", "CONTACT.EMAIL1", "CONTACT.MAIL.ZIP")
    columns = [["1"], ["Rome"], ["Acme"], ["a@b"], ["00100"]]
    assert xml(Layout("V", names, pretty=False), columns) == (
        "<V><RECORDNO>1</RECORDNO><CONTACT.MAIL.CITY>Rome</CONTACT.MAIL.CITY><NAME>Acme</NAME>"
        "<CONTACT.EMAIL1>a@b</CONTACT.EMAIL1><CONTACT.MAIL.ZIP>00100</CONTACT.MAIL.ZIP></V>"
    )
    assert xml(Layout("V", names, nested=True, pretty=False), columns) == (
        "<V><RECORDNO>1</RECORDNO><CONTACT><MAIL><CITY>Rome</CITY><ZIP>00100</ZIP></MAIL><EMAIL1>a@b</EMAIL1></CONTACT>"
        "<NAME>Acme</NAME></V>"
    )
    assert "\n" + " " * 24 + "<MAIL>\n" + " " * 28 + "<CITY>Rome</CITY>\n" in xml(Layout("V", names, nested=True), columns)


def test_owned_lines_stand_at_the_end() -> None:
    layout = Layout("H", ("A",), nested=True, pretty=False, inside=True)
    assert xml(layout, [["1", "2"]], ["<L/>", ""]) == "<H><A>1</A><L/></H><H><A>2</A></H>"


def test_names_that_xml_has_not() -> None:
    assert element_name("RECORD#") == "RECORD_"
    assert element_name("COUNT.RECORDNO") == "COUNT.RECORDNO"


def test_csv_is_quoted_like_rfc_4180() -> None:
    columns = [["1010", "2"], ["Contact, First", 'say "x"\nand more'], ["3797", ""]]
    assert csv_body(("RECORDNO", "PAYTOCONTACT.CONTACTNAME", "TOTALDUE"), columns) == (
        b'RECORDNO,PAYTOCONTACT.CONTACTNAME,TOTALDUE\n1010,"Contact, First",3797\n2,"say ""x""\nand more",\n'
    )


def test_json_is_an_array_of_flat_objects() -> None:
    names = ("RECORDNO", "PAYTOCONTACT.CONTACTNAME", "TOTALDUE")
    assert json_body(names, [["1010"], ["Contact, First"], ["3797"]]) == (
        b'[{"RECORDNO":"1010","PAYTOCONTACT.CONTACTNAME":"Contact, First","TOTALDUE":"3797"}]'
    )


words = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20)


@pytest.mark.parametrize("pretty", [True, False])
@given(rows=st.lists(st.tuples(words, words), min_size=1, max_size=8))
def test_every_body_gives_back_what_went_in(pretty: bool, rows: list[tuple[str, str]]) -> None:  # noqa: FBT001
    columns = [list(column) for column in zip(*rows, strict=True)]
    found = ET.fromstring(f"<data>{xml(Layout('V', ('A', 'B'), pretty=pretty), columns)}</data>")  # noqa: S314 (our own)
    assert [tuple(child.text or "" for child in each) for each in found] == rows
    assert [tuple(row.values()) for row in json.loads(json_body(("A", "B"), columns))] == rows
    assert [tuple(row) for row in csv.reader(io.StringIO(csv_body(("A", "B"), columns).decode(), newline=""))][1:] == rows
