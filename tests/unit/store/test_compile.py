"""Plans to SQL: what stands in a statement, and what must never stand there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate.catalog.kinds import Stored
from ledgergate.query.compare import Terms
from ledgergate.query.languages import where
from ledgergate.query.plan import Absent, Chosen, Column, Order, Picks, Plan, Root, Scope, Sum
from ledgergate.query.resolve import RECORD_NUMBER, along, face, root_of, shown
from ledgergate.standard.everything import registry
from ledgergate.store.compile import count_sql, first_sql, freeze_sql, page_sql, records_sql, rows_sql
from where_writer import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.query.resolve import Face
    from ledgergate.store.work import Work

DECLARED: Final = registry()
VENDOR: Final = DECLARED.objects["VENDOR"]
STATEMENTS: Final = (page_sql, count_sql, freeze_sql, first_sql, records_sql, rows_sql)
NAMED: Final = re.compile(r"\b(?:FROM|JOIN) (?!page\b|\()(\w+)(?: AS (t\d+))?")


def faces(*names: str) -> list[Face]:
    found = [along(DECLARED, VENDOR, name) for name in names]
    return [each for each in found if each is not None]


def plan(names: Sequence[str], query: str = "", *, order: Sequence[str] = (), scope: Scope = Scope.EVERYTHING) -> tuple[Plan, Terms]:
    terms = Terms(find=lambda name: faces(name)[0], words=False)
    condition = where.parse(query)
    test = None if condition is None else terms.test(condition)
    picks = Picks(tuple(Chosen(each.column) for each in faces(*names)))
    by = tuple(Order(Chosen(each.column)) for each in faces(*order))
    return Plan(root=root_of(VENDOR), picks=picks, test=test, order=by, scope=scope), terms


@pytest.mark.parametrize("written", STATEMENTS)
def test_every_table_says_whose_rows_it_means(written: Callable[[Plan], str]) -> None:
    for owner in DECLARED.objects.values():
        if owner.keeping == "computed":
            continue
        picks = Picks(tuple(Chosen(face(DECLARED, owner, field).column) for field in shown(owner)))
        sql = written(Plan(root=root_of(owner), picks=picks, scope=Scope.ENTITY))
        for part in re.split(r"\bSELECT\b", sql):
            for table, alias in NAMED.findall(part):
                assert alias, f"{table} has no alias in {sql}"
                assert f"{alias}.company = %(company)s" in part, f"{table} in {part}"


def test_only_what_is_asked_is_joined() -> None:
    asked, _ = plan(["VENDORID", "NAME"])
    assert "JOIN" not in page_sql(asked)
    asked, _ = plan(["VENDORID", "TERMNAME", "TERM.STATUS", "DISPLAYCONTACT.EMAIL1"])
    assert re.findall(r"JOIN (\w+) AS", page_sql(asked)) == ["vendor", "term", "contact"]
    asked, _ = plan(["VENDORID"], "TERMNAME = 'N30'", order=["PARENTID"])
    assert re.findall(r"JOIN (\w+) AS", page_sql(asked)) == ["vendor", "term", "term"]
    assert re.findall(r"JOIN (\w+) AS", count_sql(asked)) == ["term"]


def test_one_shape_is_one_statement() -> None:
    one, first = plan(["VENDORID"], "NAME = 'a' AND RECORDNO IN (1,2,3)")
    other, second = plan(["VENDORID"], "NAME = 'it\\'s' AND RECORDNO IN (4)")
    assert one.test == other.test
    assert (first.parameters, second.parameters) == (["a", ["1", "2", "3"]], ["it's", ["4"]])
    assert page_sql(replace(one, picks=other.picks)) is page_sql(other)


@given(said=st.text(min_size=3, max_size=30).filter(lambda said: not said.isalnum()))
def test_no_value_of_a_client_stands_in_a_statement(said: str) -> None:
    marked = f"«{said}»"
    query = quoted(marked)
    asked, terms = plan(["VENDORID"], f"NAME = {query} OR NAME LIKE {query} OR VENDORID IN ({query}) OR STATUS = {query}")
    for written in STATEMENTS:
        assert "«" not in written(asked)
    assert marked in terms.parameters


def test_kinds_of_a_shared_table_are_told_apart() -> None:
    for name, condition in (("GLACCOUNT", "t0.kind = 'G'"), ("LOCATIONENTITY", "t0.locationtype = 'E'")):
        owner = DECLARED.objects[name]
        sql = page_sql(Plan(root=root_of(owner), picks=Picks((Chosen(RECORD_NUMBER),))))
        assert sql.count(condition) == 2
    assert "t0.kind =" not in page_sql(Plan(root=root_of(DECLARED.objects["BASEACCOUNT"]), picks=Picks((Chosen(RECORD_NUMBER),))))


def test_what_is_nowhere_reads_null(work: Work) -> None:
    nowhere = Column(name="", stored=Stored.TEXT)
    asked = Plan(
        root=Root("class"), picks=Picks((Chosen(nowhere), Chosen(nowhere, aggregate=Sum.COUNT))), test=Absent(nowhere, negated=False)
    )
    assert work.texts(page_sql(asked), {"company": work.company, "limit": 1, "offset": 0}) == []
