"""Files and functions stay small; what is too large today may only shrink."""

from __future__ import annotations

import ast
from typing import Final

from house.source import ROOT, files, functions, modules

MOST_LINES_OF_A_FILE: Final = 400
MOST_LINES_OF_A_FUNCTION: Final = 70

LARGE_FILES: Final[dict[str, int]] = {}
"""The ratchet: path -> lines. A file here may not grow, and leaves the list once it is small enough."""

LARGE_FUNCTIONS: Final[dict[str, int]] = {}
"""The same for functions: path::name -> lines."""


def judge(found: dict[str, int], most: int, ratchet: dict[str, int]) -> list[str]:
    """Say what is too large, what has grown, and which entry of the ratchet can be lowered or taken out."""
    return [
        *(f"{name}: {size} lines, at most {ratchet.get(name, most)}" for name, size in found.items() if size > ratchet.get(name, most)),
        *(f"{name}: lower its entry from {size} to {found.get(name, 0)}" for name, size in ratchet.items() if found.get(name, 0) < size),
    ]


def test_files_are_small() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): path.read_bytes().count(b"\n") for path in files() if path.suffix == ".py"}
    assert judge(sizes, MOST_LINES_OF_A_FILE, LARGE_FILES) == []


def test_functions_are_small() -> None:
    sizes = {f"{each.path}::{node.name}@{node.lineno}": lines_of(node) for each in modules() for node in functions(each)}
    assert judge(sizes, MOST_LINES_OF_A_FUNCTION, LARGE_FUNCTIONS) == []


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count from `def` to the last line of the body."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_judge_finds_growth_and_stale_entries() -> None:
    found = {"a": 401, "b": 500, "c": 300}
    assert judge(found, 400, {"b": 450, "c": 420}) == [
        "a: 401 lines, at most 400",
        "b: 500 lines, at most 450",
        "c: lower its entry from 420 to 300",
    ]
