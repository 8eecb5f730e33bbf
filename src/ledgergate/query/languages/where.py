r"""The query string of `readByQuery`: a subset of an SQL WHERE clause (protocol.md 9.5).

`expr := term {OR term}`, `term := fact {AND fact}`, `fact := NOT fact | '(' expr ')' | cond`. Keywords in any case. A quote
inside a text is written `\'` (doubled quotes are read too), a backslash `\\`; before any other character a backslash
stands for itself. `!=` and `<>` are no operators of this language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from ledgergate.base.limits import MOST_IN_VALUES, MOST_QUERY_DEPTH, MOST_QUERY_TERMS, MOST_QUERY_TEXT
from ledgergate.query.ast import And, Compare, Condition, IsNull, Like, Not, OneOf, Op, Or
from ledgergate.query.faults import bad_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgergate.query.ast import Leaf

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^'\\]|\\.|'')*')
      | (?P<number>[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?![\w.]))
      | (?P<name>[A-Za-z_][\w.\#/]*)
      | (?P<op><=|>=|<|>|=)
      | (?P<mark>[(),])
    )""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_ESCAPED: Final = re.compile(r"\\(['\\])|''")
_SPACE: Final = re.compile(r"\s*\Z")
MOST_PIECES: Final = 50_000
KEYWORDS: Final = frozenset({"AND", "OR", "NOT", "LIKE", "IN", "IS", "NULL"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the string: its kind (`text`, `number`, `name`, `op`, `mark`, a keyword, or `end`) and what it says."""

    kind: str
    said: str


END: Final = Token("end", "")


def parse(query: str) -> Condition | None:
    """Read a query string; None when it is empty, which asks for everything. Raises Fault: DL02000001."""
    if len(query) > MOST_QUERY_TEXT:
        raise bad_query(f"more than {MOST_QUERY_TEXT} characters")
    tokens = list(islice(_tokens(query), MOST_PIECES + 1))
    if len(tokens) > MOST_PIECES:
        raise bad_query(f"more than {MOST_PIECES} words, values and marks")
    if not tokens:
        return None
    reader = _Reader(tokens)
    condition = reader.expression(0)
    reader.expect("end")
    return condition


def _tokens(query: str) -> Iterator[Token]:
    at = 0
    while found := _TOKEN.match(query, at):
        at = found.end()
        kind = found.lastgroup or ""
        said = found[kind]
        if kind == "text":
            said = _ESCAPED.sub(lambda escape: escape[1] or "'", said[1:-1])
        elif kind == "name" and said.upper() in KEYWORDS:
            kind = said = said.upper()
        yield Token(kind, said)
    if not _SPACE.match(query, at):
        raise bad_query(f"Unable to parse Query value: {query[:500]}")


class _Reader:
    """Recursive descent over the tokens; depth and number of conditions are bounded."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.terms = 0

    def peek(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    def take(self) -> Token:
        found = self.peek()
        self.at += 1
        return found

    def accept(self, kind: str, said: str = "") -> bool:
        found = self.peek()
        if found.kind != kind or (said and found.said != said):
            return False
        self.at += 1
        return True

    def expect(self, kind: str, said: str = "") -> Token:
        found = self.take()
        if found.kind != kind or (said and found.said != said):
            raise bad_query(f"expected {said or kind}, found {found.said or found.kind} (piece {self.at})")
        return found

    def expression(self, depth: int) -> Condition:
        parts = self._several("OR", self.term, depth)
        return parts[0] if len(parts) == 1 else Or(parts)

    def term(self, depth: int) -> Condition:
        parts = self._several("AND", self.fact, depth)
        return parts[0] if len(parts) == 1 else And(parts)

    def _several(self, between: str, one: Callable[[int], Condition], depth: int) -> tuple[Condition, ...]:
        parts = [one(depth)]
        while self.accept(between):
            parts.append(one(depth))
        return tuple(parts)

    def fact(self, depth: int) -> Condition:
        if depth > MOST_QUERY_DEPTH:
            raise bad_query(f"nested deeper than {MOST_QUERY_DEPTH}")
        if self.accept("NOT"):
            return Not(self.fact(depth + 1))
        if self.accept("mark", "("):
            inside = self.expression(depth + 1)
            self.expect("mark", ")")
            return inside
        return self.condition()

    def condition(self) -> Leaf:
        self.terms += 1
        if self.terms > MOST_QUERY_TERMS:
            raise bad_query(f"more than {MOST_QUERY_TERMS} conditions")
        field = self.expect("name").said
        if self.peek().kind == "op":
            return Compare(field, Op(self.take().said), self.value())
        if self.accept("IS"):
            negated = self.accept("NOT")
            self.expect("NULL")
            return IsNull(field, negated)
        negated = self.accept("NOT")
        if self.accept("LIKE"):
            return Like(field, self.expect("text").said, negated)
        self.expect("IN")
        return OneOf(field, self.values(), negated)

    def values(self) -> tuple[str, ...]:
        self.expect("mark", "(")
        values = [self.value()]
        while self.accept("mark", ","):
            values.append(self.value())
            if len(values) > MOST_IN_VALUES:
                raise bad_query(f"more than {MOST_IN_VALUES} values in a list")
        self.expect("mark", ")")
        return tuple(values)

    def value(self) -> str:
        found = self.take()
        if found.kind not in {"text", "number"}:
            raise bad_query(f"expected a value, found {found.said or found.kind} (piece {self.at})")
        return found.said
