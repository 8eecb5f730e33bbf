"""Names are nouns from bookkeeping and from the wire."""

from __future__ import annotations

import ast
import re
from pathlib import PurePath
from typing import Final

from house.source import modules

EMPTY_WORDS: Final = frozenset({"manager", "helper", "helpers", "util", "utils", "base", "impl", "factory", "misc", "common"})
"""Words that say nothing about what a thing is; `base` is a room and nothing else."""


def words(name: str) -> set[str]:
    """Split a camel-case or underscored name into lower-case words."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)}


def test_classes_carry_no_empty_words() -> None:
    found = [
        f"{each.at(node)} {node.name}"
        for each in modules()
        for node in ast.walk(each.tree)
        if isinstance(node, ast.ClassDef) and words(node.name) & EMPTY_WORDS
    ]
    assert found == []


def test_modules_carry_no_empty_words() -> None:
    found = [each.path for each in modules() if words(PurePath(each.path).stem) & EMPTY_WORDS]
    assert found == []


def test_words_are_split_where_people_read_them() -> None:
    assert words("VendorManager") == {"vendor", "manager"}
    assert words("GLBatchImpl") == {"gl", "batch", "impl"} or words("GLBatchImpl") >= {"impl"}
    assert not words("Database") & EMPTY_WORDS
