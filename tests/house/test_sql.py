"""Every statement says whose rows it means, stands in `store`, and is never glued together from values."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from house.source import modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from house.source import Module

STATEMENT: Final = re.compile(
    r"^\s*(?:select\b.*\b(?:from|\()|insert\s+into\b|update\s+\S+\s+(?:as\s+\w+\s+)?set\b|delete\s+from\b|with\s+(?:recursive\s+)?\w+.*\bas\b)",
    re.DOTALL | re.IGNORECASE,
)

SYSTEM: Final = re.compile(
    r"^\s*select\b(?!.*\bfrom\s+(?!pg_|information_schema|unnest|generate_series|jsonb_|regexp_|string_to_)).*$", re.DOTALL | re.IGNORECASE
)
"""A question to the server itself: it reads no table, or none but the server's own."""

TABLE: Final = re.compile(r"\b(?:from|into|update|join)\s+([a-z_.]+)", re.IGNORECASE)

ABOVE: Final = frozenset({"ledgergate.schema_version"})
"""Tables above companies that do not even say so in their names."""

SENDING: Final = frozenset({"rows", "texts", "run", "once", "execute", "executemany", "copy"})


def test_statements_stand_in_store_only() -> None:
    found = [f"{each.at(node)} {text.split()[:4]}" for each in modules() if each.room != "store" for node, text in statements(each)]
    assert found == []


def test_every_statement_says_whose_rows_it_means() -> None:
    """A statement names the company's key, or the directory of companies itself (house decision 20)."""
    found = [
        f"{each.at(node)} {' '.join(text.split())[:90]}"
        for each in modules()
        if each.room == "store"
        for node, text in statements(each)
        if "company" not in text and not SYSTEM.match(text) and not set(TABLE.findall(text)) <= ABOVE
    ]
    assert found == []


def test_no_statement_is_glued_together_where_it_is_sent() -> None:
    found = [
        each.at(node)
        for each in modules()
        for node in ast.walk(each.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SENDING
        and node.args
        and glued(node.args[0])
    ]
    assert found == []


def statements(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """Walk the texts that read like SQL; what a formatted text leaves open is shown as a mark."""
    inner = {id(part) for node in ast.walk(module.tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node}
    docs = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if id(node) in inner or id(node) in docs:
            continue
        match node:
            case ast.Constant(value=str() as text):
                pass
            case ast.JoinedStr(values=parts):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "?" for part in parts)
            case _:
                continue
        if STATEMENT.match(text):
            yield node, text


def glued(argument: ast.expr) -> bool:
    """Tell a statement made on the spot from one that stands as a constant or was composed by the driver."""
    match argument:
        case ast.JoinedStr(values=parts):
            return any(isinstance(part, ast.FormattedValue) for part in parts)
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="format")):
            return True
        case _:
            return False


def test_statements_are_recognised() -> None:
    assert STATEMENT.match("\nselect a from b")
    assert STATEMENT.match("update thing set x = 1")
    assert STATEMENT.match("with a as (select 1) select * from a")
    assert not STATEMENT.match("update the record")
    assert not STATEMENT.match("Select one of these")
    assert SYSTEM.match("select pg_advisory_lock(1)")
    assert SYSTEM.match("select 1 from pg_roles where rolname = 'x'")
    assert not SYSTEM.match("select x from session")
    assert glued(ast.parse("f'select {x}'", mode="eval").body)
    assert not glued(ast.parse("SELECT", mode="eval").body)
