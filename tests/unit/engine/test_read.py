"""`read` and `readByName` on a real database (protocol.md 9.4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ledgergate.base.fault import Fault
from ledgergate.store import records as rows_of
from reading import Reader, column, reading, records

if TYPE_CHECKING:
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database


@pytest.fixture
def desk(house: House, database: Database, company: Company) -> Reader:
    return Reader(house=house, database=database, company=company.key)


def test_records_come_in_the_order_of_the_keys_and_missing_ones_are_absent(desk: Reader) -> None:
    first, second = desk.create("CLASS", {"CLASSID": "A", "NAME": "Alpha & Co"}, {"CLASSID": "B", "NAME": "Beta"})
    data = desk.read("class", f" {second},999,x,{first},{second}", "CLASSID,NAME,STATUS")
    assert data.attributes == (("listtype", "CLASS"), ("count", "2"))
    assert data.text == (
        "<CLASS><CLASSID>B</CLASSID><NAME>Beta</NAME><STATUS>active</STATUS></CLASS>"
        "<CLASS><CLASSID>A</CLASSID><NAME>Alpha &amp; Co</NAME><STATUS>active</STATUS></CLASS>"
    )


def test_all_keys_missing_is_a_success_without_records(desk: Reader) -> None:
    data = desk.read("CLASS", "12345,99999999999999999999")
    assert (data.attributes, data.text) == ((("listtype", "CLASS"), ("count", "0")), "")


def test_no_keys_give_the_first_hundred(desk: Reader) -> None:
    desk.create("CLASS", *({"CLASSID": f"C{n:03}", "NAME": "x"} for n in range(103)))
    assert column(desk.read("CLASS", "", "CLASSID"), "CLASSID") == [f"C{n:03}" for n in range(100)]


def test_more_than_a_hundred_keys_are_refused(desk: Reader) -> None:
    said = desk.fault(reading("read", "CLASS", keys=",".join(str(n) for n in range(101))))
    assert said.description2 == "A single function can process at most 100 keys."


def test_everything_stands_in_declared_order_and_nested(desk: Reader) -> None:
    (key,) = desk.create("VENDOR", {"VENDORID": "V1", "NAME": "Acme", "DISPLAYCONTACT.MAILADDRESS.CITY": "Rome"})
    data = desk.read("VENDOR", str(key), "*")
    assert data.text.startswith(f"<VENDOR><RECORDNO>{key}</RECORDNO><VENDORID>V1</VENDORID><NAME>Acme</NAME>")
    assert "<ONHOLD>false</ONHOLD>" in data.text
    assert "<TAXID></TAXID>" in data.text
    assert data.text.count("<DISPLAYCONTACT>") == 1
    (record,) = records(data)
    assert record["DISPLAYCONTACT.MAILADDRESS.CITY"] == "Rome"
    assert record["DISPLAYCONTACT.CONTACTNAME"] == "Acme(VV1)"
    assert record["CREDITLIMIT"] == ""
    assert "HIDEDISPLAYCONTACT" not in record
    assert records(desk.read("VENDOR", str(key)))[0] == record


def test_a_flag_never_set_reads_false(desk: Reader) -> None:
    (key,) = desk.create("VENDOR", {"VENDORID": "V1", "NAME": "Acme"})
    (record,) = records(desk.read("VENDOR", str(key), "PROVIDERSTATUS,ISOWNER"))
    assert record == {"PROVIDERSTATUS": "false", "ISOWNER": "false"}


def test_names_in_any_case_once(desk: Reader) -> None:
    (key,) = desk.create("CLASS", {"CLASSID": "A", "NAME": "x"})
    assert desk.read("CLASS", str(key), "name, ClassID ,NAME,").text == "<CLASS><NAME>x</NAME><CLASSID>A</CLASSID></CLASS>"


@pytest.mark.parametrize("function", ["read", "readByName", "readByQuery"])
def test_an_unknown_field_is_a_number_without_words(desk: Reader, function: str) -> None:
    said = desk.fault(reading(function, "CLASS", keys="1", query="", fields="x"))
    assert said == Fault("Invalid fields list x")


@pytest.mark.parametrize(
    ("function", "number"), [("read", "XXX"), ("readByName", "XXX"), ("readByQuery", "Query Failed"), ("query", "Query Failed")]
)
def test_an_unknown_object_has_a_number_for_each_function(desk: Reader, function: str, number: str) -> None:
    for name in ("VENDOR2", "JOURNAL"):
        said = desk.fault(reading(function, name, keys="1", query=""))
        assert said == Fault(number, f"Object definition {name} not found")


def test_by_name(desk: Reader) -> None:
    desk.create("VENDOR", {"VENDORID": "V1", "NAME": "One"}, {"VENDORID": "it's", "NAME": "Two"}, {"VENDORID": "v1", "NAME": "Three"})
    data = desk.data(reading("readByName", "VENDOR", keys="it's,V1,V9,V1' OR '1'='1", fields="VENDORID,NAME"))
    assert data.attributes == (("listtype", "VENDOR"), ("count", "2"))
    assert column(data, "NAME") == ["Two", "One"]


def test_by_name_of_an_object_whose_key_is_its_number(desk: Reader) -> None:
    desk.data(reading("readByName", "GLBATCH", keys="1,2"))


@pytest.mark.parametrize("function", ["read", "readByName"])
def test_csv_and_json(desk: Reader, function: str) -> None:
    (key,) = desk.create("CLASS", {"CLASSID": "A", "NAME": 'say "x", y'})
    keys = str(key) if function == "read" else "A"
    raw = desk.raw(reading(function, "CLASS", keys=keys, fields="CLASSID,NAME", returnFormat="csv"))
    assert raw.body == b'CLASSID,NAME\nA,"say ""x"", y"\n'
    assert raw.instead == desk.data(reading(function, "CLASS", keys=keys, fields="CLASSID,NAME", returnFormat="xml"))
    raw = desk.raw(reading(function, "CLASS", keys=keys, fields="CLASSID,NAME", returnFormat="JSON"))
    assert raw.body == b'[{"CLASSID":"A","NAME":"say \\"x\\", y"}]'
    assert desk.fault(reading(function, "CLASS", keys=keys, returnFormat="yaml")).description2.startswith("Return format 'yaml'")


def test_a_header_shows_its_lines(desk: Reader) -> None:
    with desk.database.work(desk.company) as work:
        rows_of.insert(work, "account", ["recordno", "kind", "accountno", "title"], [(1, "G", "1000", "Cash")])
        batches = [(number, "B", date(2025, 1, 31), "I") for number in (1, 2)]
        rows_of.insert(work, "gl_batch", ["recordno", "batch_title", "batch_date", "state"], batches)
        amount, day = Decimal("5.500"), date(2025, 1, 31)
        line = {
            "tr_type": 1,
            "entry_date": day,
            "amount": amount,
            "trx_amount": amount,
            "accountkey": 1,
            "basecurr": "USD",
            "currency": "USD",
        }
        line |= {"batchno": 1, "book": "ACCRUAL", "entity": 0, "posted": False, "module": "2.GL"}
        names = ["recordno", "line_no", *line]
        rows_of.insert(work, "gl_line", names, [(10 + number, number, *line.values()) for number in (2, 1)])
        work.commit()
    desk.pretty = True
    data = desk.read("GLBATCH", "2,1", "RECORDNO,STATE,ENTRIES")
    lines_of_one = data.text[data.text.index("<RECORDNO>1<") :]
    pad = " " * 4
    assert data.text.startswith(
        f"{pad * 4}<GLBATCH>\n{pad * 5}<RECORDNO>2</RECORDNO>\n{pad * 5}<STATE>Draft</STATE>\n{pad * 5}<ENTRIES>\n{pad * 5}</ENTRIES>\n"
    )
    assert lines_of_one.index("<LINE_NO>1<") < lines_of_one.index("<LINE_NO>2<")
    assert f"{pad * 6}<glentry>\n{pad * 7}<RECORDNO>11</RECORDNO>\n{pad * 7}<BATCHNO>1</BATCHNO>\n" in lines_of_one
    assert "<ACCOUNTNO>1000</ACCOUNTNO>" in lines_of_one
    assert "<AMOUNT>5.5</AMOUNT>" in lines_of_one
    assert "ENTRIES" in desk.read("GLBATCH", "1").text
    assert "ENTRIES" not in desk.read("GLBATCH", "1", "RECORDNO").text
    assert "ENTRIES" not in desk.by_query("GLBATCH").text
    assert (
        desk.fault(reading("readByQuery", "GLBATCH", query="", fields="RECORDNO,ENTRIES")).errorno == "Invalid fields list RECORDNO,ENTRIES"
    )
    assert column(desk.read("GLENTRY", "12,11", "RECORDNO,ENTRY_DATE"), "ENTRY_DATE") == ["01/31/2025", "01/31/2025"]


def test_amounts_are_seen_from_both_sides(desk: Reader) -> None:
    with desk.database.work(desk.company) as work:
        rows_of.insert(work, "account", ["recordno", "kind", "accountno", "title"], [(1, "G", "1000", "Cash")])
        rows_of.insert(work, "gl_batch", ["recordno", "batch_title", "batch_date", "state"], [(1, "B", date(2025, 1, 31), "P")])
        amount, day = Decimal("5.500"), date(2025, 1, 31)
        line = {"entry_date": day, "amount": amount, "trx_amount": amount, "accountkey": 1, "basecurr": "USD", "currency": "USD"}
        line |= {"batchno": 1, "book": "ACCRUAL", "entity": 0, "posted": True, "module": "2.GL"}
        names = ["recordno", "line_no", "tr_type", *line]
        rows_of.insert(work, "gl_line", names, [(11, 1, 1, *line.values()), (12, 2, -1, *line.values())])
        work.commit()
    debit, credit = records(desk.by_query("GLDETAIL", "", "TR_TYPE,DEBITAMOUNT,CREDITAMOUNT,AMOUNT,BATCH_STATE,ACCOUNTNO"))
    assert debit == {
        "TR_TYPE": "1",
        "DEBITAMOUNT": "5.5",
        "CREDITAMOUNT": "",
        "AMOUNT": "5.5",
        "BATCH_STATE": "Posted",
        "ACCOUNTNO": "1000",
    }
    assert credit == debit | {"TR_TYPE": "-1", "DEBITAMOUNT": "", "CREDITAMOUNT": "5.5", "AMOUNT": "-5.5"}
    assert column(desk.by_query("GLDETAIL", "AMOUNT < 0", "CREDITAMOUNT"), "CREDITAMOUNT") == ["5.5"]
    (summed,) = records(desk.query("GLDETAIL", "sum:DEBITAMOUNT sum:CREDITAMOUNT sum:AMOUNT"))
    assert summed == {"SUM.DEBITAMOUNT": "5.5", "SUM.CREDITAMOUNT": "5.5", "SUM.AMOUNT": "0"}


def test_an_entity_sees_its_own_and_shared_records(desk: Reader) -> None:
    for name, owner, restriction in (("S", None, None), ("A", 7, None), ("B", 8, None), ("R", None, "RootOnly")):
        with desk.database.work(desk.company) as work:
            row = (ord(name), name, owner, restriction)
            rows_of.insert(work, "vendor", ["recordno", "vendorid", "megaentitykey", "objectrestriction"], [row])
            work.commit()
    assert column(desk.read("VENDOR", "", "VENDORID"), "VENDORID") == ["A", "B", "R", "S"]
    desk.entity = 7
    assert column(desk.read("VENDOR", "", "VENDORID"), "VENDORID") == ["A", "S"]
    assert column(desk.read("VENDOR", f"{ord('B')},{ord('A')}", "VENDORID"), "VENDORID") == ["A"]
    assert column(desk.data(reading("readByName", "VENDOR", keys="A,B,S", fields="VENDORID")), "VENDORID") == ["A", "S"]


def test_another_company_sees_nothing(desk: Reader, other_company: Company) -> None:
    (key,) = desk.create("CLASS", {"CLASSID": "A", "NAME": "x"})
    desk.company = other_company.key
    assert desk.read("CLASS", str(key)).text == ""
    assert desk.data(reading("readByName", "CLASS", keys="A")).text == ""


def test_every_object_is_read_in_every_way(desk: Reader) -> None:
    for name, declared in desk.house.registry.objects.items():
        if declared.internal or declared.keeping == "computed":
            continue
        for pretty in (True, False):
            desk.pretty = pretty
            desk.read(name)
            desk.data(reading("readByName", name, keys="1"))
            desk.by_query(name)


def test_an_object_without_rows_is_read_by_nobody_but_its_application(desk: Reader) -> None:
    assert desk.fault(reading("read", "GLACCOUNTBALANCE", keys="1")).errorno == "PL04000005"
