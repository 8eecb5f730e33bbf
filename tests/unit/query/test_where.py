"""The query string of `readByQuery`: every rule of protocol.md 9.5, what SDK builders write, what is refused."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergate.base.fault import Fault
from ledgergate.base.limits import MOST_IN_VALUES, MOST_QUERY_DEPTH, MOST_QUERY_TERMS
from ledgergate.query.ast import And, Compare, Condition, IsNull, Like, Not, OneOf, Op, Or
from ledgergate.query.languages.where import KEYWORDS, parse
from where_writer import write


def eq(field: str, value: str) -> Compare:
    return Compare(field, Op.EQUAL, value)


A, B, C, D = eq("A", "1"), eq("B", "2"), eq("C", "3"), eq("D", "4")

READ = [
    ("A = '1'", A),
    ("A='1'", A),
    ("A=1", A),
    ("  A\t=\n'1'  ", A),
    ("A < 1", Compare("A", Op.LESS, "1")),
    ("A > 1", Compare("A", Op.GREATER, "1")),
    ("A <= 1", Compare("A", Op.LESS_OR_EQUAL, "1")),
    ("A >= 1", Compare("A", Op.GREATER_OR_EQUAL, "1")),
    ("A = -12.50", eq("A", "-12.50")),
    ("A = .5", eq("A", ".5")),
    ("WHENMODIFIED >= '01/31/2024 23:59:59'", Compare("WHENMODIFIED", Op.GREATER_OR_EQUAL, "01/31/2024 23:59:59")),
    ("A LIKE 'x%'", Like("A", "x%")),
    ("A like 'x%'", Like("A", "x%")),
    ("A NOT LIKE '%_'", Like("A", "%_", negated=True)),
    ("A IN ('1','2')", OneOf("A", ("1", "2"))),
    ("A in (1, 2 ,'x y')", OneOf("A", ("1", "2", "x y"))),
    ("A NOT IN (1)", OneOf("A", ("1",), negated=True)),
    ("A IS NULL", IsNull("A")),
    ("A is Not null", IsNull("A", negated=True)),
    ("NOT A = '1'", Not(A)),
    ("NOT NOT A = 1", Not(Not(A))),
    ("A = 1 AND B = 2", And((A, B))),
    ("A = 1 OR B = 2", Or((A, B))),
    ("A = 1 OR B = 2 AND C = 3", Or((A, And((B, C))))),
    ("A = 1 AND B = 2 OR C = 3 AND D = 4", Or((And((A, B)), And((C, D))))),
    ("(A = 1 OR B = 2) AND C = 3", And((Or((A, B)), C))),
    ("NOT A = 1 AND B = 2", And((Not(A), B))),
    ("NOT (A = 1 AND B = 2)", Not(And((A, B)))),
    ("((A = 1))", A),
    ("A='1'AND B='2'", And((A, B))),
    (r"NAME = 'Jane\'s Deli'", eq("NAME", "Jane's Deli")),
    ("NAME = 'Jane''s Deli'", eq("NAME", "Jane's Deli")),
    (r"NAME = 'a\\b'", eq("NAME", "a\\b")),
    (r"NAME = 'a\nb'", eq("NAME", "a\\nb")),
    (r"NAME LIKE '50\%'", Like("NAME", "50\\%")),
    ("NAME = ''", eq("NAME", "")),
    ("NAME = ' AND B = 2 OR ('", eq("NAME", " AND B = 2 OR (")),
    ("NAME = 'two\nlines'", eq("NAME", "two\nlines")),
    ("NAME = 'ÄÖ€😀'", eq("NAME", "ÄÖ€😀")),
    ("DISPLAYCONTACT.MAILADDRESS.CITY = 'x'", eq("DISPLAYCONTACT.MAILADDRESS.CITY", "x")),
    ("RECORD# = 7", eq("RECORD#", "7")),
    ("usertype='B' and depreciation_amount > 3", And((eq("usertype", "B"), Compare("depreciation_amount", Op.GREATER, "3")))),
]


@pytest.mark.parametrize(("query", "expected"), READ, ids=[query for query, _ in READ])
def test_read(query: str, expected: Condition) -> None:
    assert parse(query) == expected


BUILT = [
    ("VENDORID = 'V1234'", eq("VENDORID", "V1234")),
    ("NOT VENDORID = 'V1234'", Not(eq("VENDORID", "V1234"))),
    ("VENDORID IN ('V1','V2')", OneOf("VENDORID", ("V1", "V2"))),
    ("VENDORID NOT IN ('V1','V2')", OneOf("VENDORID", ("V1", "V2"), negated=True)),
    ("RECORDNO IN (1234,5678)", OneOf("RECORDNO", ("1234", "5678"))),
    ("VENDORNAME LIKE 'ACME%'", Like("VENDORNAME", "ACME%")),
    ("DESCRIPTION IS NULL", IsNull("DESCRIPTION")),
    ("DESCRIPTION IS NOT NULL", IsNull("DESCRIPTION", negated=True)),
    (
        "(VENDORID = 'V1' AND RECORDNO >= 1234)",
        And((eq("VENDORID", "V1"), Compare("RECORDNO", Op.GREATER_OR_EQUAL, "1234"))),
    ),
    ("NOT (VENDORID = 'V1' OR RECORDNO = 1234)", Not(Or((eq("VENDORID", "V1"), eq("RECORDNO", "1234"))))),
]


@pytest.mark.parametrize(("query", "expected"), BUILT, ids=[query for query, _ in BUILT])
def test_what_sdk_builders_write(query: str, expected: Condition) -> None:
    assert parse(query) == expected


@pytest.mark.parametrize("query", ["", "   ", "\n\t"])
def test_nothing_asks_for_everything(query: str) -> None:
    assert parse(query) is None


REFUSED = [
    "A != 'x'",
    "A <> 'x'",
    "A == 1",
    "A = x",
    "A = B",
    "A = NULL",
    "A = 'x",
    "A = 'x\\'",
    'A = "x"',
    "A",
    "A =",
    "= 1",
    "A = 1 B = 2",
    "A = 1 AND",
    "AND A = 1",
    "A = 1 OR OR B = 2",
    "(A = 1",
    "A = 1)",
    "()",
    "A IN ()",
    "A IN (1,)",
    "A IN 1",
    "A IN ('x' 'y'",
    "A LIKE 5",
    "A LIKE",
    "A IS 5",
    "A IS NOT",
    "A NOT = 1",
    "A NOT NULL",
    "A BETWEEN 1 AND 2",
    "A = 1e5",
    "A = 01/02/2024",
    "A = 1; DROP TABLE vendor",
    "A = 1 -- x",
    "A = 1 /* x */",
    "1 = 1",
    "'A' = 'A'",
    "NOT",
    "NULL IS NULL",
    "LIKE = 1",
    "A = 'x' UNION SELECT 1",
    "A = $1",
    "A = %(p0)s",
    "{'$gt': 1}",
    "A\x00 = 1",
    "Ä = 1",
]


@pytest.mark.parametrize("query", REFUSED)
def test_refused(query: str) -> None:
    with pytest.raises(Fault) as refused:
        parse(query)
    assert refused.value == Fault("DL02000001", "There was an error processing the request.", description="Error")
    assert refused.value.why


@pytest.mark.parametrize(
    "query",
    [
        " AND ".join(["A = 1"] * (MOST_QUERY_TERMS + 1)),
        "(" * (MOST_QUERY_DEPTH + 1) + "A = 1" + ")" * (MOST_QUERY_DEPTH + 1),
        "NOT " * (MOST_QUERY_DEPTH + 1) + "A = 1",
        f"A IN ({','.join(['1'] * (MOST_IN_VALUES + 1))})",
        " OR ".join([f"A IN ({','.join(['1'] * MOST_IN_VALUES)})"] * 50),
        "(" * 1_000_000,
        "NOT " * 1_000_000,
        "A = '" + "x" * 5_000_000,
        "A = '" + "'" * 1_000_001 + "\\",
        "A = '" + "\\" * 1_000_001,
        "A = 1 AND " * 1_000_000,
    ],
    ids=["terms", "brackets", "not", "values", "pieces", "open brackets", "nots", "open text", "quotes", "backslashes", "endless"],
)
def test_bounds_are_answered_soon(query: str) -> None:
    begun = time.process_time()
    with pytest.raises(Fault, match="DL02000001"):
        parse(query)
    assert time.process_time() - begun < 1


def test_what_the_bounds_allow() -> None:
    assert parse(" OR ".join(["A = 1"] * MOST_QUERY_TERMS)) is not None
    assert parse("(" * MOST_QUERY_DEPTH + "A = 1" + ")" * MOST_QUERY_DEPTH) == A
    assert parse(f"A IN ({','.join(['1'] * MOST_IN_VALUES)})") is not None


names = st.from_regex(r"[A-Z_][A-Z0-9_.#]{0,12}", fullmatch=True).filter(lambda name: name.upper() not in KEYWORDS)
values = st.text(max_size=12)
leaves = st.one_of(
    st.builds(Compare, names, st.sampled_from([op for op in Op if op is not Op.NOT_EQUAL]), values),
    st.builds(OneOf, names, st.lists(values, min_size=1, max_size=4).map(tuple), st.booleans()),
    st.builds(Like, names, values, st.booleans()),
    st.builds(IsNull, names, st.booleans()),
)
conditions = st.recursive(
    leaves,
    lambda inside: st.one_of(
        st.lists(inside, min_size=2, max_size=4).map(lambda parts: And(tuple(parts))),
        st.lists(inside, min_size=2, max_size=4).map(lambda parts: Or(tuple(parts))),
        inside.map(Not),
    ),
    max_leaves=12,
)


@given(condition=conditions)
def test_what_is_written_reads_back_the_same(condition: Condition) -> None:
    assert parse(write(condition)) == condition


@settings(max_examples=500)
@given(query=st.text(alphabet=st.sampled_from("AB12 '\\()=<>,%_.#-\nNOTandorINlikeisnull\"é")))
def test_any_text_is_read_or_refused(query: str) -> None:
    with suppress(Fault):
        assert parse(query) is None or query.strip()
