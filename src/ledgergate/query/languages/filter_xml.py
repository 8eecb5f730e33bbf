"""The `filter` element of `query` (protocol.md 9.7); its shape was checked by the grammar before it comes here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Defect
from ledgergate.base.limits import MOST_QUERY_DEPTH, MOST_QUERY_TERMS
from ledgergate.query.ast import And, Between, Compare, IsNull, Like, OneOf, Op, Or
from ledgergate.query.faults import too_complex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.base.tree import Node
    from ledgergate.query.ast import Condition, Leaf

COMPARISONS: Final[Mapping[str, Op]] = {
    "equalto": Op.EQUAL,
    "notequalto": Op.NOT_EQUAL,
    "lessthan": Op.LESS,
    "lessthanorequalto": Op.LESS_OR_EQUAL,
    "greaterthan": Op.GREATER,
    "greaterthanorequalto": Op.GREATER_OR_EQUAL,
}


def parse(element: Node) -> Condition | None:
    """Read a `filter` element; None when it is empty. Raises Fault: too many conditions, nested too deep."""
    several = list(element.children)
    if len(several) > 1:
        raise Defect("the grammar let several conditions stand in a filter")
    return _condition(several[0], 0, [0]) if several else None


def _condition(node: Node, depth: int, counted: list[int]) -> Condition:
    if depth > MOST_QUERY_DEPTH:
        raise too_complex("levels of nesting", MOST_QUERY_DEPTH)
    if node.name in {"and", "or"}:
        parts = tuple(_condition(child, depth + 1, counted) for child in node.children)
        return And(parts) if node.name == "and" else Or(parts)
    counted[0] += 1
    if counted[0] > MOST_QUERY_TERMS:
        raise too_complex("conditions", MOST_QUERY_TERMS)
    return _leaf(node)


def _leaf(node: Node) -> Leaf:
    field = node.word("field").strip()
    values = [each.text for each in node.children if each.name == "value"]
    if node.name in COMPARISONS:
        return Compare(field, COMPARISONS[node.name], values[0])
    match node.name:
        case "between":
            return Between(field, values[0], values[1])
        case "in" | "notin":
            return OneOf(field, tuple(values), negated=node.name == "notin")
        case "like" | "notlike":
            return Like(field, values[0], negated=node.name == "notlike")
        case "isnull" | "isnotnull":
            return IsNull(field, negated=node.name == "isnotnull")
        case _:
            raise Defect(f"the grammar let {node.name} stand in a filter")
