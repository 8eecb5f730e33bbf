"""Both query languages against a naive evaluator over Python rows, on a real table of random data.

The evaluator shares no code with what it judges: it knows three-valued logic, codes and words, and nothing of SQL.
"""

from __future__ import annotations

import random
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgergate.store import companies, records
from reading import Reader, column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.engine.hooks import House
    from ledgergate.store.connections import Database

    Row = dict[str, object]
    Test = tuple[object, ...]

NAMES: Final = (None, "a", "A", "ab", "a%b", "a_b", "it's", 'say "x"', "back\\slash", "ÄÖ", "äö", "a b", "<&>", "50%", "\\'", "x" * 40)
DAYS: Final = (None, date(2024, 2, 29), date(2025, 1, 1), date(2025, 1, 2), date(1999, 12, 31))
MOMENTS: Final = tuple(datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=hours) for hours in (0, 1, 24, 25, 3000))
AMOUNTS: Final = (None, *map(Decimal, ("0", "0.01", "-5", "100", "100.5", "99999999999.99")))
COUNTS: Final = (None, 0, 1, -1, 10, 2147483647)
STATUSES: Final = (("T", "active"), ("N", "active non-posting"), ("F", "inactive"))
PRIORITIES: Final = ("Urgent", "High", "Normal", "Low")
PATTERNS: Final = ("%", "a%", "%b", "a_b", "_", "%\\%", "%'%", "", "A%", "%ä%", "__", "50%", "%%a%%")


@dataclass(frozen=True)
class Kind:
    """A field: its values, how a value is written in a query, what texts compare with it."""

    name: str
    column: str
    values: tuple[object, ...]


FIELDS: Final = (
    Kind("NAME", "name", NAMES),
    Kind("COMMENTS", "comments", NAMES),
    Kind("STATUS", "status", (None, "T", "N", "F")),
    Kind("PAYMENTPRIORITY", "paymentpriority", (None, *PRIORITIES)),
    Kind("ONHOLD", "onhold", (None, True, False)),
    Kind("CREDITLIMIT", "creditlimit", AMOUNTS),
    Kind("DEFAULT_LEAD_TIME", "default_lead_time", COUNTS),
    Kind("WHENLASTBILLED", "whenlastbilled", DAYS),
    Kind("WHENMODIFIED", "whenmodified", MOMENTS),
    Kind("PARENTID", "", ()),
)
BY_NAME: Final = {field.name: field for field in FIELDS}
ORDERED: Final = ("=", "<", "<=", ">", ">=")
NUMBERS: Final = frozenset({"CREDITLIMIT", "DEFAULT_LEAD_TIME"})
TEXTS: Final = frozenset({"NAME", "COMMENTS", "PARENTID", "PAYMENTPRIORITY"})


def table(seed: int) -> list[Row]:
    """Make random rows; each but the first may have an earlier one as its parent."""
    dice = random.Random(seed)
    rows: list[Row] = []
    for number in range(1, 61):
        row: Row = {"recordno": number, "VENDORID": f"V{number}"}
        row |= {field.name: dice.choice(field.values) for field in FIELDS if field.values}
        parent = dice.choice((None, *range(1, number)))
        row["parent"], row["PARENTID"] = parent, None if parent is None else f"V{parent}"
        rows.append(row)
    return rows


@pytest.fixture(scope="module", params=[1, 2])
def world(request: pytest.FixtureRequest, house: House, database: Database) -> tuple[Reader, list[Row]]:
    rows = table(request.param)
    with database.directory() as work:
        company = companies.create(work, f"Eval-{secrets.token_hex(6)}")
        work.commit()
    columns = ["recordno", "vendorid", "parentkey", *(field.column for field in FIELDS if field.column)]
    with database.work(company.key) as work:
        named = [field for field in FIELDS if field.column]
        written = [(row["recordno"], row["VENDORID"], row["parent"], *(row[field.name] for field in named)) for row in rows]
        for each in written:
            records.insert(work, "vendor", columns, [each])
        work.commit()
    return Reader(house=house, database=database, company=company.key), rows


# The evaluator


def judge(test: Test, row: Row, see: Callable[[str, object], object], *, folded: bool = False) -> bool | None:
    """Say whether a row passes: yes, no, or nobody knows."""
    kind, *rest = test
    if kind in {"and", "or"}:
        found = [judge(part, row, see, folded=folded) for part in rest]  # type: ignore[arg-type]
        decisive = kind == "or"
        return decisive if decisive in found else None if None in found else not decisive
    if kind == "not":
        found_one = judge(rest[0], row, see, folded=folded)  # type: ignore[arg-type]
        return None if found_one is None else not found_one
    name = str(rest[0])
    if kind == "null":
        return row[name] is None
    value = see(name, row[name])
    if value is None:
        return None
    return compared(str(kind), value, [read(name, value, each) for each in rest[1:]], folded=folded)


def read(name: str, value: object, said: object) -> object:
    """Bring a value of a query beside a value of a row."""
    if isinstance(value, datetime) and not isinstance(said, datetime) and isinstance(said, date):
        return datetime(said.year, said.month, said.day, tzinfo=UTC)
    if name in NUMBERS:
        return Decimal(str(said))
    return said


def compared(kind: str, value: object, said: list[object], *, folded: bool) -> bool:
    if folded and isinstance(value, str):
        value, said = value.lower(), [each.lower() if isinstance(each, str) else each for each in said]
    if kind == "in":
        return value in said
    if kind == "like":
        pattern = "".join(".*" if char == "%" else "." if char == "_" else re.escape(char) for char in str(said[0]))
        return re.fullmatch(pattern, str(value), re.DOTALL) is not None
    other = said[0]
    if isinstance(value, str):
        value, other = value.encode(), str(other).encode()
    return {
        "=": lambda: value == other,
        "<>": lambda: value != other,
        "<": lambda: value < other,  # type: ignore[operator]
        "<=": lambda: value <= other,  # type: ignore[operator]
        ">": lambda: value > other,  # type: ignore[operator]
        ">=": lambda: value >= other,  # type: ignore[operator]
    }[kind]()


def stored(name: str, value: object) -> object:
    """See what is stored: codes, `T` and `F`, NULL where nothing was ever set."""
    if name == "ONHOLD":
        return None if value is None else "T" if value else "F"
    return value


def shown(name: str, value: object) -> object:
    """See what the wire shows: words, `true` and `false`."""
    if name == "ONHOLD":
        return "true" if value else "false"
    if name == "STATUS":
        return dict(STATUSES).get(str(value))
    return value


# The writers of both languages


def wire(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%m/%d/%Y %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%m/%d/%Y")
    return str(value)


def sql_text(value: object) -> str:
    return "'" + wire(value).replace("\\", "\\\\").replace("'", "\\'") + "'"


def as_where(test: Test) -> str:
    kind, *rest = test
    if kind in {"and", "or"}:
        return "(" + f" {kind} ".join(as_where(part) for part in rest) + ")"  # type: ignore[arg-type]
    if kind == "not":
        return f"NOT {as_where(rest[0])}"  # type: ignore[arg-type]
    name, values = rest[0], rest[1:]
    if kind == "null":
        return f"{name} IS NULL"
    if kind == "in":
        return f"{name} IN ({','.join(map(sql_text, values))})"
    return f"{name} {kind} {sql_text(values[0])}"


XML_NAMES: Final = {
    "=": "equalto",
    "<>": "notequalto",
    "<": "lessthan",
    "<=": "lessthanorequalto",
    ">": "greaterthan",
    ">=": "greaterthanorequalto",
    "like": "like",
    "in": "in",
    "null": "isnull",
}


def as_xml(test: Test) -> str:
    kind, *rest = test
    if kind in {"and", "or"}:
        return f"<{kind}>{''.join(as_xml(part) for part in rest)}</{kind}>"  # type: ignore[arg-type]
    name = XML_NAMES[str(kind)]
    values = "".join(f"<value>{escape(wire(each))}</value>" for each in rest[1:])
    return f"<{name}><field>{rest[0]}</field>{values}</{name}>"


# Conditions


def texts_of(field: Kind) -> Sequence[object]:
    if field.name == "PARENTID":
        return ("V1", "V2", "V30", "x", "V")
    return tuple(value for value in field.values if value is not None)


def leaf_of(field: Kind, values: Sequence[object], comparisons: Sequence[str]) -> st.SearchStrategy[Test]:
    one = st.sampled_from(values)
    leaves = [
        st.tuples(st.sampled_from(comparisons), st.just(field.name), one),
        st.lists(one, min_size=1, max_size=4).map(lambda found: ("in", field.name, *found)),
        st.just(("null", field.name)),
    ]
    if field.name in TEXTS:
        leaves.append(st.tuples(st.just("like"), st.just(field.name), st.sampled_from(PATTERNS)))
    return st.one_of(*leaves)


def tree_of(leaves: st.SearchStrategy[Test], *, negation: bool) -> st.SearchStrategy[Test]:
    def grow(inside: st.SearchStrategy[Test]) -> st.SearchStrategy[Test]:
        several = st.lists(inside, min_size=2, max_size=4)
        grown = [several.map(lambda found: ("and", *found)), several.map(lambda found: ("or", *found))]
        return st.one_of(*grown, inside.map(lambda found: ("not", found))) if negation else st.one_of(*grown)

    return st.recursive(leaves, grow, max_leaves=8)


CODES: Final = tree_of(
    st.one_of(
        *(leaf_of(field, texts_of(field), ORDERED) for field in FIELDS if field.name not in {"ONHOLD", "STATUS"}),
        leaf_of(BY_NAME["ONHOLD"], ("T", "F", "X", "true"), ORDERED),
        leaf_of(BY_NAME["STATUS"], ("T", "N", "F", "active"), ORDERED),
    ),
    negation=True,
)
WORDS: Final = tree_of(
    st.one_of(
        *(leaf_of(field, texts_of(field), (*ORDERED, "<>")) for field in FIELDS if field.name not in {"ONHOLD", "STATUS"}),
        leaf_of(BY_NAME["ONHOLD"], ("true", "false"), (*ORDERED, "<>")),
        leaf_of(BY_NAME["STATUS"], tuple(word for _, word in STATUSES), (*ORDERED, "<>")),
    ),
    negation=False,
)
RUNS: Final = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RUNS
@given(test=CODES)
def test_read_by_query_finds_what_the_evaluator_finds(world: tuple[Reader, list[Row]], test: Test) -> None:
    reader, rows = world
    expected = [row["VENDORID"] for row in rows if judge(test, row, stored)]
    data = reader.by_query("VENDOR", as_where(test), "VENDORID", pagesize="1000")
    assert column(data, "VENDORID") == expected
    assert dict(data.attributes)["totalcount"] == str(len(expected))


@RUNS
@given(test=WORDS, folded=st.booleans())
def test_query_finds_what_the_evaluator_finds(world: tuple[Reader, list[Row]], test: Test, folded: bool) -> None:  # noqa: FBT001
    reader, rows = world
    expected = [row["VENDORID"] for row in rows if judge(test, row, shown, folded=folded)]
    more = f"<options><caseinsensitive>{str(folded).lower()}</caseinsensitive></options><pagesize>7</pagesize>"
    data = reader.query("VENDOR", "VENDORID", as_xml(test), more)
    assert column(data, "VENDORID") == expected[:7]
    assert data.attributes == (
        ("listtype", "VENDOR"),
        ("totalcount", str(len(expected))),
        ("offset", "0"),
        ("count", str(min(7, len(expected)))),
        ("numremaining", str(max(0, len(expected) - 7))),
    )
