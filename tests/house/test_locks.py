"""Locks pin every package by hash and carry no address: whoever installs brings the index."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from house.source import ROOT, files

REQUIREMENTS = [
    path for path in files() if path.suffix == ".txt" and (path.parent.name == "requirements" or path.name == "requirements.txt")
]
NODE_LOCKS = [path for path in files() if path.name == "package-lock.json"]


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_requirement_is_pinned_by_hash(path: Any) -> None:  # noqa: ANN401 (pytest's parameter)
    text = path.read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert [line for line in lines if not re.match(r"^[A-Za-z0-9._-]+==\S+( ; [^-]+)?(\s+--hash=sha256:[0-9a-f]{64})+\s*$", line)] == []


@pytest.mark.parametrize("path", NODE_LOCKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_node_package_is_pinned_by_hash(path: Any) -> None:  # noqa: ANN401 (pytest's parameter)
    text = path.read_text()
    assert "://" not in text
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert packages
    assert [name for name, each in packages.items() if not each.get("integrity") or "resolved" in each] == []


def test_the_locks_are_found() -> None:
    assert len(REQUIREMENTS) >= 3
    assert len(NODE_LOCKS) == 1
