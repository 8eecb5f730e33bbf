"""The examples that the type checker follows also run."""

from __future__ import annotations

import subprocess
import sys

import pytest

from house.source import ROOT

EXAMPLES = sorted((ROOT / "tests" / "typing").glob("*.py"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_run(path: object) -> None:
    said = subprocess.run((sys.executable, "-W", "error", str(path)), check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
