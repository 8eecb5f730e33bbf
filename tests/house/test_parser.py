"""XML enters at one place, where depth, size and entities are capped."""

from __future__ import annotations

import ast
from typing import Final

from house.source import modules, name_of

READER: Final = "src/ledgergate/wire/reader.py"

PARSING: Final = frozenset({"XMLParser", "HTMLParser", "iterparse", "XMLPullParser", "fromstringlist", "XMLID", "ElementTree", "minidom"})


def test_only_the_reader_makes_a_parser() -> None:
    found = [
        each.at(node)
        for each in modules()
        if each.path != READER
        for node in ast.walk(each.tree)
        if isinstance(node, ast.Name | ast.Attribute) and name_of(node) in PARSING
    ]
    assert found == []


def test_only_the_reader_parses() -> None:
    """Whoever else needs a tree asks the reader for it."""
    found = [
        each.at(node)
        for each in modules()
        if each.path != READER
        for node in ast.walk(each.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"etree", "ElementTree", "ET", "objectify"}
        and node.func.attr in {"parse", "fromstring", "XML", "XMLSchema"}
    ]
    assert found == []


def test_every_parser_is_closed_to_the_world() -> None:
    """A parser resolves no entities, loads no document type and opens no address."""
    [reader] = [each for each in modules() if each.path == READER]
    made = [node for node in ast.walk(reader.tree) if isinstance(node, ast.Call) and name_of(node.func) == "XMLParser"]
    assert made
    for node in made:
        said = {word.arg: word.value.value for word in node.keywords if isinstance(word.value, ast.Constant)}
        assert {name: said.get(name) for name in ("resolve_entities", "no_network", "load_dtd", "huge_tree")} == {
            "resolve_entities": False,
            "no_network": True,
            "load_dtd": False,
            "huge_tree": False,
        }
