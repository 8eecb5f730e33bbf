"""Words of the wire become typed values, or a fault with the documented number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledgergate.base.fault import Fault
from ledgergate.base.tree import Node
from ledgergate.catalog.fields import Field, amount, choice, day, flag, mark, rate, several, text, whole
from ledgergate.catalog.kinds import ACTIVE_INACTIVE
from ledgergate.catalog.objects import Lines, declared
from ledgergate.engine.words import flatten, typed

STATUS = choice("STATUS", "Status", ACTIVE_INACTIVE)


@pytest.mark.parametrize(
    ("field", "word", "value"),
    [
        (text("NAME", "Name", 5), "Ärger", "Ärger"),
        (amount("TOTAL", "Total"), "10.005", Decimal("10.01")),
        (amount("TOTAL", "Total"), "-10.005", Decimal("-10.01")),
        (rate("PRICE", "Price"), "0.12345678919", Decimal("0.1234567892")),
        (whole("DUEDATE", "Due date"), " 30 ", 30),
        (flag("ONHOLD", "On hold"), "T", True),
        (flag("ONHOLD", "On hold"), "False", False),
        (mark("ADJ", "Adj"), "true", True),
        (day("STARTDATE", "Start"), "2/29/2024", date(2024, 2, 29)),
        (STATUS, "Inactive", "F"),
        (several("DELIVERY", "Delivery"), "Print#~#E-Mail", ["Print", "E-Mail"]),
        (STATUS, "", None),
    ],
)
def test_a_word_becomes_the_value_its_column_keeps(field: Field, word: str, value: object) -> None:
    assert typed(field, word) == value


@pytest.mark.parametrize(
    ("field", "word", "number"),
    [
        (text("NAME", "Name", 5), "sechs!", "BL01001973"),
        (amount("TOTAL", "Total"), "1,000.00", "BL03000018"),
        (amount("TOTAL", "Total"), "NaN", "BL03000018"),
        (amount("TOTAL", "Total"), "1e3", "BL03000018"),
        (amount("TOTAL", "Total"), "1" * 15, "BL03000018"),
        (whole("DUEDATE", "Due date"), "2147483648", "BL03000018"),
        (whole("DUEDATE", "Due date"), "٣", "BL03000018"),
        (day("STARTDATE", "Start"), "02/30/2024", "BL03000018"),
        (day("STARTDATE", "Start"), "2024-02-01", "BL03000018"),
        (day("STARTDATE", "Start"), "\u0661\u0661/\u0660\u0665/\u0662\u0660\u0662\u0666", "BL03000018"),
        (flag("ONHOLD", "On hold"), "maybe", "BL03000018"),
        (STATUS, "gone", "BL01001973"),
    ],
)
def test_a_word_of_the_wrong_kind_is_a_fault(field: Field, word: str, number: str) -> None:
    with pytest.raises(Fault) as caught:
        typed(field, word)
    assert caught.value.errorno == number


def test_a_bad_choice_names_the_expected_words() -> None:
    with pytest.raises(Fault) as caught:
        typed(STATUS, "P")
    assert caught.value.description2 == (
        "There's an error with the value for field STATUS. Value: [P]. Expected values: [active, inactive]."
    )


def test_nested_elements_are_dotted_and_owned_lines_stand_apart() -> None:
    line = Node("GLENTRY", children=(Node("ACCOUNTNO", "1000"),))
    record = Node(
        "glbatch",
        children=(
            Node("journal", "GJ"),
            Node("Contact", children=(Node("MailAddress", children=(Node("City", "Bern"),)),)),
            Node("ENTRIES", children=(line, line)),
        ),
    )
    batch = declared(
        "GLBATCH",
        "Journal Entry",
        application="GL",
        table="gl_batch",
        key="RECORDNO",
        fields=(),
        lines=(Lines(collection="ENTRIES", element="GLENTRY", object="GLENTRY", link="BATCHNO"),),
    )
    words, owned = flatten(batch, record)
    assert words == {"JOURNAL": "GJ", "CONTACT.MAILADDRESS.CITY": "Bern"}
    assert owned == {"ENTRIES": (line, line)}
