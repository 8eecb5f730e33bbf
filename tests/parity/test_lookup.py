"""The parity program itself: it says plainly when it did not run, and finds a difference when there is one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("lookup.py")
FIELD = {"id": "RECORDNO", "label": "Record number", "type": "INTEGER", "readonly": True}


def run(reference: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LEDGERGATE_REFERENCE": str(reference)}
    return subprocess.run([sys.executable, str(PROGRAM)], env=environment, capture_output=True, text=True, check=False)


def test_without_recordings_it_did_not_run(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 3
    assert done.stdout.startswith("not run")


def test_a_difference_is_found(tmp_path: Path) -> None:
    (tmp_path / "catalog").mkdir()
    recording = {"object": "CLASS", "fields": [FIELD | {"label": "Number"}], "relationships": []}
    (tmp_path / "catalog" / "lookup.jsonl").write_text(json.dumps(recording) + "\n")
    done = run(tmp_path)
    assert done.returncode == 1
    assert "CLASS.RECORDNO" in done.stdout
    assert done.stdout.endswith("lookup parity: 0/1 objects equal\n")
