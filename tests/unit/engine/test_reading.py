"""`read` and `readByName` on a real database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reading import Reader

if TYPE_CHECKING:
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database


@pytest.fixture
def desk(house: House, database: Database, company: Company) -> Reader:
    return Reader(house=house, database=database, company=company.key)


def test_a_class_is_read_by_number(desk: Reader) -> None:
    first, second = desk.create("CLASS", {"CLASSID": "A", "NAME": "Alpha & Co"}, {"CLASSID": "B", "NAME": "Beta"})
    data = desk.read("CLASS", f"{second},{first},999", "CLASSID,NAME,STATUS")
    assert data.attributes == (("listtype", "CLASS"), ("count", "2"))
    assert data.text == (
        "<CLASS><CLASSID>B</CLASSID><NAME>Beta</NAME><STATUS>active</STATUS></CLASS>"
        "<CLASS><CLASSID>A</CLASSID><NAME>Alpha &amp; Co</NAME><STATUS>active</STATUS></CLASS>"
    )


def test_everything(desk: Reader) -> None:
    for name in desk.house.registry.objects:
        if desk.house.registry.find(name) is None or name == "GLACCOUNTBALANCE":
            continue
        desk.read(name)
        desk.by_query(name)


def test_by_query(desk: Reader) -> None:
    desk.create("CLASS", *({"CLASSID": f"C{n}", "NAME": f"Class {n}"} for n in range(7)))
    data = desk.by_query("class", "STATUS = 'T'", "CLASSID", pagesize="3")
    print(data)
    from reading import element

    print(desk.run(element("readMore", element("object", "CLASS"))))
    print(
        desk.query(
            "CLASS",
            "CLASSID NAME CREATEDBYLOGINID",
            "<equalto><field>STATUS</field><value>active</value></equalto>",
            "<pagesize>2</pagesize>",
        )
    )
    print(desk.query("CLASS", "STATUS count:CLASSID"))
