"""`readByQuery` and `readMore` on a real database (protocol.md 9.5, 9.6)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from ledgergate.base.fault import Fault
from ledgergate.engine.call import Switches
from ledgergate.store import records as rows_of
from reading import Reader, column, element, reading, records

if TYPE_CHECKING:
    from ledgergate.base.tree import Node
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database
    from ledgergate.wire.answer import Data

BAD: Final = Fault("DL02000001", "There was an error processing the request.", description="Error")


@pytest.fixture
def desk(house: House, database: Database, company: Company) -> Reader:
    return Reader(house=house, database=database, company=company.key)


def classes(desk: Reader, count: int, before: str = "C") -> list[str]:
    names = [f"{before}{n:04}" for n in range(count)]
    desk.create("CLASS", *({"CLASSID": name, "NAME": f"Class {name}"} for name in names))
    return names


def more(*, result: str = "", name: str = "CLASS") -> Node:
    return element("readMore", element("resultId", result) if result else element("object", name))


def counts(data: Data) -> tuple[str, ...]:
    words = dict(data.attributes)
    return words["count"], words["totalcount"], words["numremaining"]


def result_of(data: Data) -> str:
    return dict(data.attributes)["resultId"]


def test_a_page_that_holds_everything(desk: Reader) -> None:
    desk.create("CUSTOMER", {"CUSTOMERID": "10", "NAME": "x"})
    data = desk.by_query("customer", "CUSTOMERID = '10'", "CUSTOMERID")
    assert data.attributes == (("listtype", "customer"), ("count", "1"), ("totalcount", "1"), ("numremaining", "0"), ("resultId", ""))
    assert data.text == "<customer><CUSTOMERID>10</CUSTOMERID></customer>"


def test_nothing_found(desk: Reader) -> None:
    data = desk.by_query("CLASS", "CLASSID = 'x'")
    assert data.attributes == (("listtype", "class"), ("count", "0"), ("totalcount", "0"), ("numremaining", "0"), ("resultId", ""))
    assert data.text == ""


def test_five_of_thirty_five_then_read_more_six_times(desk: Reader) -> None:
    """Protocol.md 15.4 row 5."""
    names = classes(desk, 35)
    data = desk.by_query("CLASS", "", "CLASSID", pagesize="5")
    assert [key for key, _ in data.attributes] == ["listtype", "count", "totalcount", "numremaining", "resultId"]
    assert counts(data) == ("5", "35", "30")
    kept, found = result_of(data), column(data, "CLASSID")
    assert len(kept) >= 22
    for remaining in (25, 20, 15, 10, 5, 0):
        data = desk.data(more(result=kept))
        assert counts(data) == ("5", "35", str(remaining))
        assert data.attributes[0] == ("listtype", "class")
        assert result_of(data) == (kept if remaining else "")
        found += column(data, "CLASSID")
    assert found == names
    assert desk.fault(more(result=kept)) == Fault("readMore Failed", f"Result ID {kept} not found")


def test_a_full_last_page_keeps_nothing(desk: Reader) -> None:
    classes(desk, 10)
    data = desk.by_query("CLASS", "", "CLASSID", pagesize="10")
    assert counts(data) == ("10", "10", "0")
    assert result_of(data) == ""
    assert desk.fault(more()).errorno == "readMore Failed"


def test_by_object_goes_on_with_the_newest_of_the_session(desk: Reader) -> None:
    classes(desk, 7)
    desk.by_query("CLASS", "", "CLASSID", pagesize="2")
    desk.by_query("CLASS", "CLASSID > 'C0002'", "NAME", pagesize="3")
    desk.by_query("VENDOR", "", "", pagesize="3")
    data = desk.data(more(name="class"))
    assert data.text == "<class><NAME>Class C0006</NAME></class>"
    assert counts(data) == ("1", "4", "0")
    other = replace(desk, session=2)
    assert other.fault(more()).description2 == "Result ID CLASS not found"


def test_a_result_is_of_its_session(desk: Reader) -> None:
    classes(desk, 3)
    kept = result_of(desk.by_query("CLASS", "", "CLASSID", pagesize="1"))
    for other in (replace(desk, session=2), replace(desk, session=None, user=1), replace(desk, session=None, user=2)):
        assert other.fault(more(result=kept)).errorno == "readMore Failed"
    assert column(desk.data(more(result=kept)), "CLASSID") == ["C0001"]


def test_a_login_without_session_goes_on_with_its_own(desk: Reader) -> None:
    classes(desk, 3)
    login = replace(desk, session=None, user=5)
    kept = result_of(login.by_query("CLASS", "", "CLASSID", pagesize="2"))
    assert replace(login, user=6).fault(more(result=kept)).errorno == "readMore Failed"
    assert column(login.data(more()), "CLASSID") == ["C0002"]


@pytest.mark.parametrize("name", ["resultId", "object", "view", "reportId"])
def test_what_is_not_there_cannot_go_on(desk: Reader, name: str) -> None:
    said = desk.fault(element("readMore", element(name, "nothing")))
    assert said == Fault("readMore Failed", "Result ID nothing not found")


def test_what_was_found_is_frozen_and_shown_as_it_stands(desk: Reader) -> None:
    classes(desk, 6)
    numbers = [int(word) for word in column(desk.read("CLASS", "", "RECORDNO"), "RECORDNO")]
    data = desk.by_query("CLASS", "NAME LIKE 'Class%'", "CLASSID,NAME", pagesize="2")
    desk.run(element("delete", element("object", "CLASS"), element("keys", str(numbers[2]))))
    desk.run(element("update", element("CLASS", element("CLASSID", "C0003"), element("NAME", "Renamed"))))
    classes(desk, 5, before="D")
    data = desk.data(more(result=result_of(data)))
    assert counts(data) == ("1", "6", "2")
    assert records(data) == [{"CLASSID": "C0003", "NAME": "Renamed"}]
    data = desk.data(more(result=result_of(data)))
    assert column(data, "CLASSID") == ["C0004", "C0005"]


@pytest.mark.parametrize("size", [1, 2, 7, 99, 100, 1000])
def test_pages_together_are_the_set_while_others_insert(desk: Reader, size: int) -> None:
    before = set(classes(desk, 60))
    with ThreadPoolExecutor(1) as others:
        busy = others.submit(lambda: [classes(desk, 20, before=f"D{n}") for n in range(3)])
        data = desk.by_query("CLASS", "", "CLASSID", pagesize=str(size))
        total, found = int(counts(data)[1]), column(data, "CLASSID")
        while result_of(data):
            data = desk.data(more(result=result_of(data)))
            found += column(data, "CLASSID")
        busy.result()
    assert len(found) == len(set(found)) == total
    assert before <= set(found)


@pytest.mark.parametrize(("said", "size"), [("", 100), ("1", 1), ("1000", 1000), ("2000", 1000), ("99999999999999999999", 1000)])
def test_page_sizes(desk: Reader, said: str, size: int) -> None:
    with desk.database.work(desk.company) as work:
        rows_of.insert(work, "class", ["recordno", "classid"], [(number, f"C{number}") for number in range(1, 1102)])
        work.commit()
    assert counts(desk.by_query("CLASS", "", "RECORDNO", pagesize=said)) == (str(size), "1101", str(1101 - size))


@pytest.mark.parametrize("said", ["0", "-1", "ten", "1.5", "00"])
def test_page_sizes_that_are_none(desk: Reader, said: str) -> None:
    assert desk.fault(reading("readByQuery", "CLASS", query="", pagesize=said)).description2.startswith(f"Invalid pagesize '{said}'")


def test_names_of_elements(desk: Reader) -> None:
    """Record elements in lower case, fields in upper, dotted names as element names (protocol.md 0 fact 2, 10.3)."""
    desk.create("VENDOR", {"VENDORID": "V1", "NAME": "Acme", "DISPLAYCONTACT.EMAIL1": "a@b.c"})
    data = desk.by_query("Vendor", "vendorid = 'V1'", "vendorid,displaycontact.email1")
    assert data.text == "<vendor><VENDORID>V1</VENDORID><DISPLAYCONTACT.EMAIL1>a@b.c</DISPLAYCONTACT.EMAIL1></vendor>"
    desk.switches = Switches(readbyquery_case="upper")
    assert desk.by_query("Vendor", "", "vendorid").text == "<VENDOR><VENDORID>V1</VENDORID></VENDOR>"


def test_stored_codes_are_compared(desk: Reader) -> None:
    desk.create(
        "VENDOR",
        {"VENDORID": "A", "NAME": "x", "ONHOLD": "true"},
        {"VENDORID": "B", "NAME": "x", "STATUS": "inactive"},
    )
    found = {
        where: column(desk.by_query("VENDOR", where, "VENDORID"), "VENDORID")
        for where in (
            "STATUS = 'T'",
            "STATUS = 'F'",
            "STATUS = 'active'",
            "ONHOLD = 'T'",
            "ONHOLD = 'F'",
            "ONHOLD = 'true'",
            "ISOWNER = 'F'",
            "ISOWNER IS NULL",
            "BILLINGTYPE = 'openitem'",
        )
    }
    assert found == {
        "STATUS = 'T'": ["A"],
        "STATUS = 'F'": ["B"],
        "STATUS = 'active'": [],
        "ONHOLD = 'T'": ["A"],
        "ONHOLD = 'F'": ["B"],
        "ONHOLD = 'true'": [],
        "ISOWNER = 'F'": [],
        "ISOWNER IS NULL": ["A", "B"],
        "BILLINGTYPE = 'openitem'": ["A", "B"],
    }
    desk.switches = Switches(readbyquery_words=True)
    assert column(desk.by_query("VENDOR", "STATUS IN ('active','F')", "VENDORID"), "VENDORID") == ["A", "B"]
    assert column(desk.by_query("VENDOR", "ONHOLD = 'true'", "VENDORID"), "VENDORID") == ["A"]


@pytest.mark.parametrize(
    "where",
    [
        "NOPE = 1",
        "RECORD_URL = 'x'",
        "PARENT.NAME = 'x'",
        "RECORDNO = 'abc'",
        "RECORDNO = '1; drop table vendor'",
        "CREDITLIMIT > '1,000'",
        "CREDITLIMIT = '" + "9" * 100 + "'",
        "WHENMODIFIED > '2024-01-01'",
        "WHENMODIFIED > '13/45/2024'",
        "BookID != 'ACCRUAL'",
        "NAME LIKE '" + "%a" * 1000 + "'",
    ],
)
def test_bad_queries_say_nothing(desk: Reader, where: str) -> None:
    assert desk.fault(reading("readByQuery", "VENDOR", query=where)) == BAD


INJECTED: Final = (
    "' OR '1'='1",
    "'; drop table vendor; --",
    "\\' OR 1=1 --",
    "%(company)s",
    "%s %d %%",
    "$1",
    "${jndi:ldap://x}",
    "\x1b[31m",
    "{0}{{}}",
    "a\nb\r\nc",
    "ünïcödé ✓ 😀",
    '"quoted"',
    "]]>",
    "<!-- x -->",
    "null",
    "\\",
    "\\\\'",
    "*",
    ":p0",
)


@pytest.mark.parametrize("said", INJECTED)
def test_injected_values_are_values(desk: Reader, said: str) -> None:
    with desk.database.work(desk.company) as work:
        rows_of.insert(work, "vendor", ["recordno", "vendorid", "name"], [(1, "V1", said), (2, "V2", "innocent")])
        work.commit()
    text = "'" + said.replace("\\", "\\\\").replace("'", "\\'") + "'"
    for where in (f"NAME = {text}", f"NAME IN ({text})", f"NAME LIKE {text}" if "%" not in said else f"NAME = {text}"):
        assert column(desk.by_query("VENDOR", where, "VENDORID"), "VENDORID") == ["V1"]


@pytest.mark.parametrize("said", INJECTED)
def test_injected_names_are_refused(desk: Reader, said: str) -> None:
    assert desk.fault(reading("readByQuery", said, query="")).errorno == "Query Failed"
    if said != "*":
        assert desk.fault(reading("readByQuery", "VENDOR", query="", fields=said)).errorno.startswith("Invalid fields list")
    assert desk.fault(reading("readByQuery", "VENDOR", query="", pagesize=said)).errorno == "BL01001973"
    assert desk.fault(reading("readByQuery", "VENDOR", query=f"{said} = 1")) == BAD
    assert desk.fault(element("readMore", element("resultId", said))).errorno == "readMore Failed"


def test_csv_goes_on_as_csv(desk: Reader) -> None:
    classes(desk, 3)
    raw = desk.raw(reading("readByQuery", "CLASS", query="", fields="CLASSID", pagesize="2", returnFormat="csv"))
    assert raw.body == b"CLASSID\nC0000\nC0001\n"
    assert raw.instead is not None
    assert counts(raw.instead) == ("2", "3", "1")
    assert desk.raw(more()).body == b"CLASSID\nC0002\n"


def test_permission(desk: Reader) -> None:
    """Every type of user reads; the object must offer it."""
    desk.user_type = "view only user"
    assert desk.by_query("CLASS").text == ""
    said = desk.fault(reading("readByQuery", "GLACCOUNTBALANCE", query=""))
    assert said.errorno in {"PL04000005", "BL01001973"}
