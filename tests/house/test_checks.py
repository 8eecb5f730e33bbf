"""Everything that `make check` asks, asked by the tests too: continuous integration runs nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from house.source import ROOT

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "format", "--check", "--quiet", "."),
        ("ruff", "check", "--quiet", "."),
        ("lint-imports", "--no-logo", "--no-cache"),
        ("pyright",),
    ],
    ids=["format", "lint", "layers", "types"],
)
def test_checked_by_tools(command: tuple[str, ...]) -> None:
    said = subprocess.run((str(BIN / command[0]), *command[1:]), cwd=ROOT, check=False, capture_output=True, text=True)
    assert said.returncode == 0, f"{said.stdout}{said.stderr}"
