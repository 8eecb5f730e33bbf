"""Whole requests against everything assembled: the rows of protocol.md 15.4 that this house can play, over the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import SESSION, Desk, class_, user

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

ACCOUNT = (
    "<GLACCOUNT><ACCOUNTNO>{}</ACCOUNTNO><TITLE>T{}</TITLE><ACCOUNTTYPE>balancesheet</ACCOUNTTYPE>"
    "<NORMALBALANCE>debit</NORMALBALANCE><CLOSINGTYPE>non-closing account</CLOSINGTYPE></GLACCOUNT>"
)
LINE = "<GLENTRY><ACCOUNTNO>{}</ACCOUNTNO><TR_TYPE>{}</TR_TYPE><TRX_AMOUNT>{}</TRX_AMOUNT></GLENTRY>"


def function(body: str, controlid: str = "f") -> str:
    return f'<function controlid="{controlid}">{body}</function>'


def read_by_query(pagesize: int, where: str = "") -> str:
    return function(
        f"<readByQuery><object>CLASS</object><fields>CLASSID</fields><query>{where}</query><pagesize>{pagesize}</pagesize></readByQuery>"
    )


@pytest.fixture
def classes(desk: Desk) -> Sequence[str]:
    names = [f"C{n:02}" for n in range(35)]
    assert desk.ask(class_("c", *names)).statuses == ["success"]
    return names


def test_row_5_pages_of_a_read_by_query_come_to_an_end(desk: Desk, classes: Sequence[str]) -> None:
    session = desk.open_session()
    first = desk.ask(read_by_query(5), session=session)
    (data,) = first.root.findall("operation/result/data")
    assert list(data.attrib) == ["listtype", "count", "totalcount", "numremaining", "resultId"]
    assert [data.get(name) for name in ("listtype", "count", "totalcount", "numremaining")] == ["class", "5", "35", "30"]
    result = data.get("resultId") or ""
    assert result
    seen = first.words("operation/result/data/class/CLASSID")
    remaining: list[str | None] = []
    for _ in range(6):
        page = desk.ask(function(f"<readMore><resultId>{result}</resultId></readMore>"), session=session)
        (data,) = page.root.findall("operation/result/data")
        remaining.append(data.get("numremaining"))
        seen += page.words("operation/result/data/class/CLASSID")
    assert remaining == ["25", "20", "15", "10", "5", "0"]
    assert seen == classes


def test_row_6_a_query_filters_orders_and_pages(desk: Desk, classes: Sequence[str]) -> None:
    conditions = (
        "<and><between><field>CLASSID</field><value>C03</value><value>C30</value></between>"
        "<or><like><field>CLASSID</field><value>C1%</value></like>"
        "<in><field>CLASSID</field><value>C03</value><value>C04</value></in></or></and>"
    )
    answer = desk.ask(
        function(
            "<query><object>CLASS</object><select><field>CLASSID</field></select>"
            f"<filter>{conditions}</filter><orderby><order><field>CLASSID</field><descending/></order></orderby>"
            "<pagesize>4</pagesize><offset>9</offset></query>"
        )
    )
    (data,) = answer.root.findall("operation/result/data")
    assert dict(data.attrib) == {"listtype": "CLASS", "totalcount": "12", "offset": "9", "count": "3", "numremaining": "0"}
    assert list(data.attrib) == ["listtype", "totalcount", "offset", "count", "numremaining"]
    assert answer.words("operation/result/data/CLASS/CLASSID") == ["C10", "C04", "C03"]
    assert classes


QUERY = (
    "<query><object>CLASS</object><select><field>CLASSID</field><field>NAME</field></select>"
    "<orderby><order><field>CLASSID</field></order></orderby><options><returnformat>{}</returnformat></options></query>"
)


def test_row_15_csv_and_json_go_out_bare_when_they_are_asked_for_alone(desk: Desk) -> None:
    assert desk.ask(class_("c", "A", "B")).statuses == ["success"]
    csv = desk.send(desk.asked.xml(function(QUERY.format("csv"))))
    assert csv.status == 200
    assert csv.content_type.startswith("text/csv")
    assert csv.body.decode().split() == ["CLASSID,NAME", "A,A", "B,B"]
    json = desk.send(desk.asked.xml(function(QUERY.format("json"))))
    assert json.content_type.startswith("application/json")
    assert json.body == b'[{"CLASSID":"A","NAME":"A"},{"CLASSID":"B","NAME":"B"}]'


def test_row_15_beside_another_function_the_envelope_stays(desk: Desk) -> None:
    desk.ask(class_("c", "A"))
    answer = desk.ask(function(QUERY.format("csv")) + SESSION)
    assert answer.statuses == ["success", "success"]
    assert answer.words("operation/result/data/CLASS/CLASSID") == ["A"]


def test_row_15_a_failure_keeps_the_envelope(desk: Desk) -> None:
    answer = desk.ask(function(QUERY.format("csv").replace("NAME", "NOSUCH")))
    assert answer.statuses == ["failure"]
    assert answer.errors[0][0] == "XL03000010"


def test_row_15_an_empty_csv_is_an_empty_body(desk: Desk) -> None:
    assert desk.send(desk.asked.xml(function(QUERY.format("csv")))).body == b""


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ("<readByQuery><object>VENDOR9</object><query/></readByQuery>", [("Query Failed", "Object definition VENDOR9 not found")]),
        ("<read><object>VENDOR2</object><keys>1</keys></read>", [("XXX", "Object definition VENDOR2 not found")]),
        ("<delete><object>X</object><keys>1</keys></delete>", [("WS", "Object definition X not found")]),
        ("<read><object>CLASS</object><keys>1</keys><fields>x</fields></read>", [("Invalid fields list x", "")]),
        (
            "<readByQuery><object>CLASS</object><query>nonsense (</query></readByQuery>",
            [("DL02000001", "There was an error processing the request.")],
        ),
        ("<delete><object>CLASS</object><keys>99</keys></delete>", [("BL01001973", "Cannot find class with key '99' to delete.")]),
        (
            "<update><CLASS><CLASSID>UT99</CLASSID><NAME>x</NAME></CLASS></update>",
            [
                ("Cannot update non-existing CLASS with CLASSID=UT99.", ""),
                ("BL01001973", "Could not update class record!"),
                ("BL01001973", "Could not update Class record!"),
            ],
        ),
        ("<create><NOSUCH><A>1</A></NOSUCH></create>", [("BL01001973", "Object definition NOSUCH not found")]),
    ],
)
def test_what_every_function_gets_wrong_reads_as_in_the_catalogue(desk: Desk, body: str, errors: list[tuple[str, str]]) -> None:
    answer = desk.ask(function(body))
    assert answer.statuses == ["failure"]
    assert answer.errors == errors
    assert [str(each.tag) for each in answer.root.findall("operation/result/errormessage/error[1]/*")] == [
        "errorno",
        "description",
        "description2",
        "correction",
    ]


def test_a_user_who_may_only_look_reads_and_writes_nothing(desk: Desk) -> None:
    desk.ask(class_("c", "A"))
    desk.run("update userinfo set usertype = 'R' where company = %(company)s")
    answer = desk.ask(class_("c", "B") + read_by_query(5))
    assert answer.statuses == ["failure", "success"]
    assert answer.errors == [("PL04000005", "You do not have permission for API operation CREATE on objects of type class")]


@pytest.fixture
def journal(desk: Desk) -> str:
    """Keep two accounts, a journal, a period and a draft entry of two lines; give its record number."""
    made = desk.ask(
        function(
            f"<create>{ACCOUNT.format(1000, 1)}{ACCOUNT.format(1100, 2)}"
            "<GLJOURNAL><SYMBOL>GJ</SYMBOL><TITLE>General</TITLE></GLJOURNAL>"
            "<REPORTINGPERIOD><NAME>March 2026</NAME><HEADER1>March</HEADER1><START_DATE>03/01/2026</START_DATE>"
            "<END_DATE>03/31/2026</END_DATE><BUDGETING>true</BUDGETING></REPORTINGPERIOD></create>"
        )
    )
    assert made.statuses == ["success"], made.text
    entry = desk.ask(
        function(
            "<create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>03/10/2026</BATCH_DATE><BATCH_TITLE>First</BATCH_TITLE>"
            f"<STATE>Draft</STATE><ENTRIES>{LINE.format(1000, 1, '10.50')}{LINE.format(1100, -1, '10.50')}</ENTRIES></GLBATCH></create>"
        )
    )
    assert entry.statuses == ["success"], entry.text
    return entry.word("operation/result/data/glbatch/RECORDNO")


def test_28_an_update_of_a_header_alone_keeps_its_lines(desk: Desk, journal: str) -> None:
    changed = desk.ask(
        function(f"<update><GLBATCH><RECORDNO>{journal}</RECORDNO><BATCH_TITLE>Second</BATCH_TITLE></GLBATCH></update>")
        + function(f"<read><object>GLBATCH</object><keys>{journal}</keys></read>", "r")
    )
    assert changed.statuses == ["success", "success"], changed.text
    assert changed.word("operation/result/data/GLBATCH/BATCH_TITLE") == "Second"
    assert changed.words("operation/result/data/GLBATCH/ENTRIES/glentry/AMOUNT") == ["10.5", "10.5"]


def test_28_lines_are_written_through_their_header_only_and_read_by_themselves(desk: Desk, journal: str) -> None:
    for body, verb in (
        (f"<create>{LINE.format(1000, 1, 5)}</create>", "CREATE"),
        ("<update><GLENTRY><RECORDNO>1</RECORDNO><AMOUNT>6</AMOUNT></GLENTRY></update>", "UPDATE"),
        ("<delete><object>GLENTRY</object><keys>1</keys></delete>", "DELETE"),
    ):
        answer = desk.ask(function(body))
        assert answer.statuses == ["failure"]
        assert answer.errors[0] == ("PL04000005", f"API operation '{verb}' cannot be performed on objects of type glentry")
    lines = desk.ask(function("<query><object>GLENTRY</object><select><field>RECORDNO</field><field>BATCHNO</field></select></query>"))
    assert lines.words("operation/result/data/GLENTRY/BATCHNO") == [journal, journal]


def test_a_user_switched_off_and_on_again_has_no_session_left(desk: Desk, database: Database, company: Company) -> None:
    user(database, company, "root", 9_001, admin="Full", logindisabled=False)
    user(database, company, "bob", 9_002)
    kept = desk.open_session(user="bob")
    for status in ("inactive", "active"):
        change = f"<update><USERINFO><LOGINID>bob</LOGINID><STATUS>{status}</STATUS></USERINFO></update>"
        assert desk.ask(f'<function controlid="u">{change}</function>', user="root").statuses == ["success"]
    assert desk.ask(SESSION, session=kept).errors == [("XL03000006", f"Invalid session {kept[:1]}....")]


def test_an_offset_beyond_every_table_is_an_empty_page(desk: Desk) -> None:
    query = "<query><object>CLASS</object><select><field>CLASSID</field></select><offset>99999999999999999999</offset></query>"
    answer = desk.ask(f'<function controlid="q">{query}</function>')
    assert answer.statuses == ["success"]
    orders = "<order><field>CLASSID</field></order>" * 2_000
    query = f"<query><object>CLASS</object><select><field>CLASSID</field></select><orderby>{orders}</orderby></query>"
    answer = desk.ask(f'<function controlid="q">{query}</function>')
    assert answer.errors == [("BL01001973", "A query can be ordered by at most 100 fields.")]
