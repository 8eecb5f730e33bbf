"""The filter of `query`: each operator, nesting, bounds (protocol.md 9.7)."""

from __future__ import annotations

import pytest

from ledgergate.base.fault import Defect, Fault
from ledgergate.base.limits import MOST_QUERY_DEPTH, MOST_QUERY_TERMS
from ledgergate.base.tree import Node
from ledgergate.query.ast import And, Between, Compare, Condition, IsNull, Like, OneOf, Op, Or
from ledgergate.query.languages.filter_xml import parse
from reading import from_xml

ONE = "<field>A</field><value>1</value>"
OPERATORS = [
    (f"<equalto>{ONE}</equalto>", Compare("A", Op.EQUAL, "1")),
    (f"<notequalto>{ONE}</notequalto>", Compare("A", Op.NOT_EQUAL, "1")),
    (f"<lessthan>{ONE}</lessthan>", Compare("A", Op.LESS, "1")),
    (f"<lessthanorequalto>{ONE}</lessthanorequalto>", Compare("A", Op.LESS_OR_EQUAL, "1")),
    (f"<greaterthan>{ONE}</greaterthan>", Compare("A", Op.GREATER, "1")),
    (f"<greaterthanorequalto>{ONE}</greaterthanorequalto>", Compare("A", Op.GREATER_OR_EQUAL, "1")),
    (f"<between>{ONE}<value>2</value></between>", Between("A", "1", "2")),
    (f"<in>{ONE}<value/></in>", OneOf("A", ("1", ""))),
    (f"<notin>{ONE}</notin>", OneOf("A", ("1",), negated=True)),
    (f"<like>{ONE}</like>", Like("A", "1")),
    (f"<notlike>{ONE}</notlike>", Like("A", "1", negated=True)),
    ("<isnull><field> A </field></isnull>", IsNull("A")),
    ("<isnotnull><field>A</field></isnotnull>", IsNull("A", negated=True)),
]


@pytest.mark.parametrize(("text", "expected"), OPERATORS, ids=[text.split(">")[0] for text, _ in OPERATORS])
def test_operators(text: str, expected: Condition) -> None:
    assert parse(from_xml(f"<filter>{text}</filter>")) == expected


def test_and_and_or_nest() -> None:
    leaf = f"<equalto>{ONE}</equalto>"
    found = parse(from_xml(f"<filter><and>{leaf}<or>{leaf}{leaf}</or></and></filter>"))
    one = Compare("A", Op.EQUAL, "1")
    assert found == And((one, Or((one, one))))


def test_an_empty_filter_asks_for_everything() -> None:
    assert parse(Node("filter")) is None


def test_spaces_in_values_are_kept() -> None:
    assert parse(from_xml("<filter><equalto><field>A</field><value> x </value></equalto></filter>")) == Compare("A", Op.EQUAL, " x ")


def test_bounds() -> None:
    leaf = Node("isnull", children=(Node("field", "A"),))
    with pytest.raises(Fault, match=f"at most {MOST_QUERY_TERMS} conditions"):
        parse(Node("filter", children=(Node("or", children=(leaf,) * (MOST_QUERY_TERMS + 1)),)))
    deep = leaf
    for _ in range(MOST_QUERY_DEPTH + 1):
        deep = Node("and", children=(leaf, deep))
    with pytest.raises(Fault, match=f"at most {MOST_QUERY_DEPTH} levels"):
        parse(Node("filter", children=(deep,)))


def test_what_the_grammar_refuses_is_a_defect_here() -> None:
    with pytest.raises(Defect):
        parse(Node("filter", children=(Node("sounds_like"),)))
