"""`query` on a real database (protocol.md 9.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest

from ledgergate.base.fault import Fault
from ledgergate.catalog.registry import freeze
from ledgergate.engine.call import Switches
from ledgergate.store import records as rows_of
from reading import Reader, column, querying, records

if TYPE_CHECKING:
    from ledgergate.base.tree import Node
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

COLUMNS: Final = (
    "recordno",
    "vendorid",
    "name",
    "status",
    "onhold",
    "creditlimit",
    "parentkey",
    "termskey",
    "whenlastbilled",
    "whenmodified",
    "isowner",
    "megaentitykey",
)
ROWS: Final = (
    (1, "V1", "Acme", "T", False, Decimal(100), None, 1, date(2025, 1, 31), datetime(2025, 1, 1, tzinfo=UTC), None, None),
    (2, "V2", "acme", "F", True, Decimal("99.5"), 1, 1, date(2025, 2, 1), datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC), True, None),
    (3, "V3", "Beta, Ltd", "T", None, None, 1, 2, None, datetime(2025, 6, 1, tzinfo=UTC), None, None),
    (4, "V4", "Gamma%", "N", False, Decimal(-3), 3, None, None, datetime(2025, 6, 1, tzinfo=UTC), False, 7),
)


@pytest.fixture
def desk(house: House, database: Database, company: Company) -> Reader:
    with database.work(company.key) as work:
        rows_of.insert(work, "term", ["recordno", "kind", "name", "status"], [(1, "P", "N30", "T"), (2, "P", "N60", "F")])
        for row in ROWS:
            rows_of.insert(work, "vendor", COLUMNS, [row])
        work.commit()
    return Reader(house=house, database=database, company=company.key)


PRIVATE: Final = "<options><showprivate>true</showprivate></options>"


def one(operator: str, field: str, *values: str) -> str:
    return f"<{operator}><field>{field}</field>{''.join(f'<value>{value}</value>' for value in values)}</{operator}>"


def found(desk: Reader, filters: str, more: str = PRIVATE) -> list[str]:
    return column(desk.query("VENDOR", "VENDORID", filters, more), "VENDORID")


def test_attributes_and_elements(desk: Reader) -> None:
    data = desk.query("vendor", "RECORDNO name term.name CREDITLIMIT", "", "<pagesize>2</pagesize><offset>1</offset>")
    assert data.attributes == (("listtype", "VENDOR"), ("totalcount", "3"), ("offset", "1"), ("count", "2"), ("numremaining", "0"))
    assert data.text == (
        "<VENDOR><RECORDNO>2</RECORDNO><NAME>acme</NAME><TERM.NAME>N30</TERM.NAME><CREDITLIMIT>99.5</CREDITLIMIT></VENDOR>"
        "<VENDOR><RECORDNO>3</RECORDNO><NAME>Beta, Ltd</NAME><TERM.NAME>N60</TERM.NAME><CREDITLIMIT></CREDITLIMIT></VENDOR>"
    )


def test_nothing_found(desk: Reader) -> None:
    data = desk.query("VENDOR", "VENDORID", one("equalto", "VENDORID", "x"))
    assert data.attributes == (("listtype", "VENDOR"), ("totalcount", "0"), ("offset", "0"), ("count", "0"), ("numremaining", "0"))
    assert data.text == ""


@pytest.mark.parametrize(("offset", "count", "remaining"), [(0, 1, 2), (2, 1, 0), (3, 0, 0), (1000, 0, 0)])
def test_offsets(desk: Reader, offset: int, count: int, remaining: int) -> None:
    data = desk.query("VENDOR", "VENDORID", "", f"<offset>{offset}</offset><pagesize>1</pagesize>")
    words = dict(data.attributes)
    assert (words["totalcount"], words["offset"], words["count"], words["numremaining"]) == ("3", str(offset), str(count), str(remaining))


FILTERS: Final[list[tuple[str, list[str]]]] = [
    (one("equalto", "STATUS", "active"), ["V1", "V3"]),
    (one("equalto", "STATUS", "ACTIVE"), ["V1", "V3"]),
    (one("notequalto", "STATUS", "active"), ["V2", "V4"]),
    (one("in", "STATUS", "inactive", "active non-posting"), ["V2", "V4"]),
    (one("notin", "STATUS", "inactive", "active non-posting"), ["V1", "V3"]),
    (one("like", "STATUS", "active%"), ["V1", "V3", "V4"]),
    (one("lessthan", "STATUS", "active non"), ["V1", "V3"]),
    (one("equalto", "ONHOLD", "true"), ["V2"]),
    (one("equalto", "ONHOLD", "false"), ["V1", "V3", "V4"]),
    (one("notequalto", "ONHOLD", "true"), ["V1", "V3", "V4"]),
    (one("isnull", "ONHOLD"), ["V3"]),
    (one("equalto", "CREDITLIMIT", "100.00"), ["V1"]),
    (one("lessthan", "CREDITLIMIT", "99.51"), ["V2", "V4"]),
    (one("greaterthan", "CREDITLIMIT", "-3"), ["V1", "V2"]),
    (one("between", "CREDITLIMIT", "-3", "99.5"), ["V2", "V4"]),
    (one("between", "CREDITLIMIT", "99.5", "-3"), []),
    (one("isnotnull", "CREDITLIMIT"), ["V1", "V2", "V4"]),
    (one("in", "RECORDNO", "1", "3", "99"), ["V1", "V3"]),
    (one("in", "CREDITLIMIT", "1", "99.5"), ["V2"]),
    (one("greaterthanorequalto", "WHENLASTBILLED", "02/01/2025"), ["V2"]),
    (one("between", "WHENLASTBILLED", "01/31/2025", "02/01/2025"), ["V1", "V2"]),
    (one("lessthan", "WHENLASTBILLED", "01/31/2025 00:00:01"), ["V1"]),
    (one("equalto", "WHENMODIFIED", "01/02/2025 03:04:05"), ["V2"]),
    (one("greaterthan", "WHENMODIFIED", "01/02/2025"), ["V2", "V3", "V4"]),
    (one("equalto", "NAME", "acme"), ["V2"]),
    (one("like", "NAME", "%a"), []),
    (one("like", "NAME", "_cme"), ["V1", "V2"]),
    (one("notlike", "NAME", "%cme"), ["V3", "V4"]),
    (one("equalto", "NAME", ""), []),
    (one("notequalto", "NAME", ""), ["V1", "V2", "V3", "V4"]),
    (one("equalto", "CREDITLIMIT", ""), []),
    (one("notequalto", "CREDITLIMIT", ""), ["V1", "V2", "V4"]),
    (one("equalto", "PARENTID", "V1"), ["V2", "V3"]),
    (one("equalto", "PARENT.NAME", "Acme"), ["V2", "V3"]),
    (one("equalto", "PARENT.STATUS", "active"), ["V2", "V3", "V4"]),
    (one("equalto", "TERM.STATUS", "inactive"), ["V3"]),
    (one("isnull", "TERMNAME"), ["V4"]),
    (one("isnull", "SUPDOCID"), ["V1", "V2", "V3", "V4"]),
    (one("equalto", "SUPDOCID", "x"), []),
    (f"<and>{one('isnotnull', 'TERMNAME')}<or>{one('equalto', 'NAME', 'acme')}{one('isnull', 'PARENTKEY')}</or></and>", ["V1", "V2"]),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS, ids=[text.replace("field>", "").replace("value>", "") for text, _ in FILTERS])
def test_filters(desk: Reader, filters: str, expected: list[str]) -> None:
    assert found(desk, filters) == expected


def test_case_is_taken_away_when_asked(desk: Reader) -> None:
    folded = "<options><caseinsensitive>true</caseinsensitive><showprivate>1</showprivate></options>"
    assert found(desk, one("equalto", "NAME", "ACME"), folded) == ["V1", "V2"]
    assert found(desk, one("in", "NAME", "ACME", "gamma%"), folded) == ["V1", "V2", "V4"]
    assert found(desk, one("like", "NAME", "%E, L%"), folded) == []
    assert found(desk, one("like", "NAME", "%A, L%"), folded) == ["V3"]
    assert found(desk, one("equalto", "NAME", "ACME")) == []


def order(*fields: str) -> str:
    """Write an orderby; a field that begins with `-` is descending, with `+` ascending, else nothing is said."""
    said = {"-": "<descending/>", "+": "<ascending/>"}
    parts = "".join(f"<order><field>{field.lstrip('+-')}</field>{said.get(field[0], '')}</order>" for field in fields)
    return f"<orderby>{parts}</orderby>{PRIVATE}"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (("VENDORID",), ["V1", "V2", "V3", "V4"]),
        (("-VENDORID",), ["V4", "V3", "V2", "V1"]),
        (("+NAME",), ["V1", "V3", "V4", "V2"]),
        (("STATUS", "-RECORDNO"), ["V3", "V1", "V4", "V2"]),
        (("-WHENMODIFIED",), ["V3", "V4", "V2", "V1"]),
        (("TERM.NAME", "-VENDORID"), ["V2", "V1", "V3", "V4"]),
        (("-PARENTID", "CREDITLIMIT"), ["V1", "V4", "V2", "V3"]),
    ],
)
def test_order(desk: Reader, by: tuple[str, ...], expected: list[str]) -> None:
    """NULL is greater than anything, as PostgreSQL and Oracle have it."""
    assert found(desk, "", order(*by)) == expected


def test_private_records_hide_from_the_top_level(desk: Reader) -> None:
    assert found(desk, "", "") == ["V1", "V2", "V3"]
    assert found(desk, "", PRIVATE) == ["V1", "V2", "V3", "V4"]
    desk.entity = 7
    assert found(desk, "", "") == ["V1", "V2", "V3", "V4"]
    desk.entity = 8
    assert found(desk, "", PRIVATE) == ["V1", "V2", "V3"]


def test_groups(desk: Reader) -> None:
    data = desk.query("VENDOR", "STATUS count:RECORDNO sum:CREDITLIMIT min:CREDITLIMIT max:WHENMODIFIED avg:CREDITLIMIT", "", PRIVATE)
    assert dict(data.attributes)["totalcount"] == "3"
    by_status = {record["STATUS"]: record for record in records(data)}
    assert by_status["active"] == {
        "STATUS": "active",
        "COUNT.RECORDNO": "2",
        "SUM.CREDITLIMIT": "100",
        "MIN.CREDITLIMIT": "100",
        "MAX.WHENMODIFIED": "06/01/2025 00:00:00",
        "AVG.CREDITLIMIT": "100",
    }
    assert by_status["inactive"]["SUM.CREDITLIMIT"] == "99.5"
    assert by_status["active non-posting"]["AVG.CREDITLIMIT"] == "-3"


def test_groups_are_paged_and_sorted(desk: Reader) -> None:
    more = f"<orderby><order><field>COUNT.RECORDNO</field><descending/></order><order><field>STATUS</field></order></orderby>{PRIVATE}"
    data = desk.query("VENDOR", "STATUS count:RECORDNO", "", f"{more}<pagesize>2</pagesize>")
    assert dict(data.attributes)["numremaining"] == "1"
    assert column(data, "STATUS") == ["active", "active non-posting"]
    data = desk.query("VENDOR", "STATUS count:RECORDNO", "", f"{more}<pagesize>2</pagesize><offset>2</offset>")
    assert column(data, "STATUS") == ["inactive"]


def test_a_total_without_groups(desk: Reader) -> None:
    (record,) = records(desk.query("VENDOR", "count:CREDITLIMIT sum:CREDITLIMIT min:STATUS max:ONHOLD count:ISOWNER", "", PRIVATE))
    assert record == {
        "COUNT.CREDITLIMIT": "3",
        "SUM.CREDITLIMIT": "196.5",
        "MIN.STATUS": "active",
        "MAX.ONHOLD": "true",
        "COUNT.ISOWNER": "2",
    }
    (record,) = records(desk.query("VENDOR", "count:RECORDNO sum:CREDITLIMIT", one("equalto", "NAME", "nobody")))
    assert record == {"COUNT.RECORDNO": "0", "SUM.CREDITLIMIT": ""}


def test_paths_in_groups(desk: Reader) -> None:
    data = desk.query("VENDOR", "PARENT.NAME count:PARENT.RECORDNO", one("isnotnull", "PARENTID"), PRIVATE)
    assert {record["PARENT.NAME"]: record["COUNT.PARENT.RECORDNO"] for record in records(data)} == {"Acme": "2", "Beta, Ltd": "1"}


def test_paths_in_groups_alone(desk: Reader) -> None:
    data = desk.query("VENDOR", "TERM.NAME sum:PARENT.CREDITLIMIT", "", order("-TERM.NAME") + "<pagesize>1</pagesize><offset>1</offset>")
    assert dict(data.attributes)["totalcount"] == "3"
    assert records(data) == [{"TERM.NAME": "N60", "SUM.PARENT.CREDITLIMIT": "100"}]


def test_the_switch_for_bare_sums(desk: Reader) -> None:
    desk.switches = Switches(aggregate_prefix_for_sum="")
    (record,) = records(desk.query("VENDOR", "sum:CREDITLIMIT count:RECORDNO"))
    assert record == {"CREDITLIMIT": "199.5", "COUNT.RECORDNO": "3"}


def test_csv_and_json(desk: Reader) -> None:
    def node(form: str, filters: str = one("equalto", "VENDORID", "V3")) -> Node:
        return querying("VENDOR", "RECORDNO TERM.NAME NAME", filters, f"<options><returnformat>{form}</returnformat></options>")

    assert desk.raw(node("csv")).body == b'RECORDNO,TERM.NAME,NAME\n3,N60,"Beta, Ltd"\n'
    assert desk.raw(node("json")).body == b'[{"RECORDNO":"3","TERM.NAME":"N60","NAME":"Beta, Ltd"}]'
    assert desk.raw(node("csv", one("equalto", "VENDORID", "x"))).body == b""
    assert desk.raw(node("json", one("equalto", "VENDORID", "x"))).body == b"[]"
    assert desk.raw(node("csv")).instead == desk.data(node("xml"))


FAULTS: Final = [
    ("NOPE", "", "", Fault("XL03000010", "Field requested is not valid: vendor.NOPE")),
    ("*", "", "", Fault("XL03000010", "Field requested is not valid: vendor.*")),
    ("PARENT.PARENT.NAME", "", "", Fault("XL03000010", "Field requested is not valid: vendor.PARENT.PARENT.NAME")),
    ("VENDORID", one("equalto", "nope", "1"), "", Fault("XL03000010", "Field requested is not valid: vendor.nope")),
    ("VENDORID", "", order("NOPE"), Fault("XL03000010", "Field requested is not valid: vendor.NOPE")),
    ("sum:NAME", "", "", Fault(description2="The field NAME cannot be used with sum.")),
    (
        "STATUS count:NAME",
        "",
        order("VENDORID"),
        Fault(description2="The field VENDORID cannot be used in orderby because it is not selected."),
    ),
    ("VENDORID", one("equalto", "RECORDNO", "x"), "", Fault("BL03000018", "Illegal format for RECORDNO: 'x'")),
    ("VENDORID", one("equalto", "WHENMODIFIED", "2025-01-01"), "", Fault("BL03000018", "Illegal format for WHENMODIFIED: '2025-01-01'")),
    (
        "VENDORID",
        one("equalto", "STATUS", "T"),
        "",
        Fault(
            description2="There's an error with the value for field STATUS. Value: [T]. "
            "Expected values: [active, active non-posting, inactive]."
        ),
    ),
    (
        "VENDORID",
        one("in", "ONHOLD", "true", "maybe"),
        "",
        Fault(description2="There's an error with the value for field ONHOLD. Value: [maybe]. Expected values: [true, false]."),
    ),
    (
        "VENDORID",
        one("equalto", "RECORD_URL", "x"),
        "",
        Fault("XL03000006", "The following fields cannot be queried: [ vendor: [RECORD_URL] ]"),
    ),
    ("VENDORID", "", order("RECORD_URL"), Fault("XL03000006", "The following fields cannot be queried: [ vendor: [RECORD_URL] ]")),
    ("count:RECORD_URL", "", "", Fault("XL03000006", "The following fields cannot be queried: [ vendor: [RECORD_URL] ]")),
    (
        "TERM.RECORD_URL",
        one("equalto", "RECORD_URL", "x"),
        "",
        Fault("XL03000006", "The following fields cannot be queried: [ apterm: [RECORD_URL] ]"),
    ),
]


@pytest.mark.parametrize(("select", "filters", "more", "expected"), FAULTS)
def test_faults(desk: Reader, select: str, filters: str, more: str, expected: Fault) -> None:
    assert desk.fault(querying("VENDOR", select, filters, more)) == expected


def test_fields_that_cannot_be_queried(desk: Reader) -> None:
    """All of them are named at once, by object (protocol.md 9.7)."""
    closed = {"VENDOR": {"TAXID", "COMMENTS"}, "APTERM": {"DESCRIPTION"}}
    objects = [
        replace(each, fields=tuple(replace(field, queryable=field.name not in closed.get(each.name, set())) for field in each.fields))
        for each in desk.house.registry.objects.values()
    ]
    desk.house = replace(desk.house, registry=freeze(objects))
    said = desk.fault(querying("VENDOR", "TAXID VENDORID"))
    assert said == Fault("XL03000006", "The following fields cannot be queried: [ vendor: [TAXID] ]")
    said = desk.fault(querying("VENDOR", "VENDORID", f"<and>{one('isnull', 'TAXID')}{one('isnull', 'COMMENTS')}</and>"))
    assert said == Fault("XL03000006", "The following fields cannot be queried: [\n        vendor: [TAXID, COMMENTS] ]")
    said = desk.fault(querying("VENDOR", "COMMENTS TERM.DESCRIPTION"))
    assert said == Fault(
        "XL03000006", "The following fields cannot be queried: [\n        vendor: [COMMENTS],\n        apterm: [DESCRIPTION] ]"
    )
    assert desk.by_query("VENDOR", "TAXID IS NULL", "TAXID").text.startswith("<vendor><TAXID></TAXID></vendor>")


def test_an_enumeration_of_states(desk: Reader) -> None:
    """Needs.md 1.3: the captured text, with a state's code in the place of its word."""
    said = desk.fault(querying("GLBATCH", "RECORDNO", one("equalto", "STATE", "P")))
    assert said.description2.startswith("There's an error with the value for field STATE. Value: [P]. Expected values: [Draft, Submitted,")


def test_a_computed_field_may_be_selected(desk: Reader) -> None:
    assert desk.query("VENDOR", "VENDORID RECORD_URL", one("equalto", "VENDORID", "V1")).text.startswith(
        "<VENDOR><VENDORID>V1</VENDORID><RECORD_URL>"
    )


INJECTED: Final = ("' OR '1'='1", "V1'; drop table vendor; --", "%(company)s", "$1", "\\", "😀", "]]&gt;", "&lt;x&gt;")


@pytest.mark.parametrize("said", INJECTED)
def test_injected_strings_find_nothing_and_break_nothing(desk: Reader, said: str) -> None:
    for operator in ("equalto", "like", "greaterthan", "in"):
        assert "V1" not in found(desk, one(operator, "NAME", said)) or operator == "greaterthan"
    for name in ("select", "filter", "order", "object"):
        target = said if name == "object" else "VENDOR"
        filters = one("equalto", said, "1") if name == "filter" else ""
        more = f"<orderby><order><field>{said}</field></order></orderby>" if name == "order" else ""
        node = querying(target, "VENDORID", filters, more)
        if name == "select":
            node = querying("VENDOR", "VENDORID", "", "")
            node.children[1].children[0].text = said
        assert desk.fault(node).errorno in {"XL03000010", "Query Failed"}
    assert len(found(desk, "")) == 4


def test_many_conditions_are_answered(desk: Reader) -> None:
    many = "<or>" + "".join(one("equalto", "NAME", f"n{n}") for n in range(1999)) + one("equalto", "NAME", "acme") + "</or>"
    assert found(desk, many) == ["V2"]
    deep = one("equalto", "NAME", "acme")
    for n in range(95):
        deep = f"<{('and', 'or')[n % 2]}>{one('isnotnull', 'NAME')}{deep}</{('and', 'or')[n % 2]}>"
    assert found(desk, deep) == ["V1", "V2", "V3", "V4"]
    assert desk.fault(querying("VENDOR", "VENDORID", one("like", "NAME", "%a" * 1000))).description2 == (
        "The filter is too complex: at most 100 wildcards are accepted."
    )
