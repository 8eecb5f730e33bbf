"""Conditions written as query strings of `readByQuery`, for tests that read them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.query.ast import And, Between, Compare, IsNull, Like, Not, OneOf, Op, Or

if TYPE_CHECKING:
    from ledgergate.query.ast import Condition, Leaf


def write(condition: Condition) -> str:
    """Write a condition as a query string that reads back as the same condition.

    `BETWEEN` and `<>` are not in the language and become what they mean.
    """
    match condition:
        case And(parts):
            return f"({' AND '.join(write(part) for part in parts)})"
        case Or(parts):
            return f"({' OR '.join(write(part) for part in parts)})"
        case Not(part):
            return f"NOT {write(part)}"
        case _:
            return _written(condition)


def _written(leaf: Leaf) -> str:
    match leaf:
        case Compare(field, op, value):
            return f"NOT {field} = {quoted(value)}" if op is Op.NOT_EQUAL else f"{field} {op} {quoted(value)}"
        case Between(field, low, high):
            return f"({field} >= {quoted(low)} AND {field} <= {quoted(high)})"
        case OneOf(field, values, negated):
            return f"{field} {'NOT ' if negated else ''}IN ({', '.join(map(quoted, values))})"
        case Like(field, pattern, negated):
            return f"{field} {'NOT ' if negated else ''}LIKE {quoted(pattern)}"
        case IsNull(field, negated):
            return f"{field} IS {'NOT ' if negated else ''}NULL"


def quoted(value: str) -> str:
    """Write a value as a text of the language."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
