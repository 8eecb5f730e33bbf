"""Words that have no place in the project: machines, registries, unfinished work, and how it was made."""

from __future__ import annotations

import re
from typing import Final

from house.source import ROOT, files

# Each pattern is written so that it does not find itself.
UNWANTED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"/wor[k]/",
        r"/scratc[h]/",
        r"/opt/(?:pyp[i]|wheel[s])",
        r"pyp[i]\.org",
        r"pythonhoste[d]\.org",
        r"npmj[s]\.(?:org|com)",
        r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]:",
        r"(?i)\bsession \d+ o[f] work\b",
        r"(?i)(?<!user-)(?<!user_)(?<!http_)\bagen[t]s?\b",
        r"(?<![\"A-Z ])\bA[I]\b|\bLL[M]s?\b",
        r"(?i)\bissu[e] #?\d+\b",
    )
)

TEXTS: Final = frozenset({
    "", ".py", ".md", ".toml", ".txt", ".in", ".json", ".cjs", ".js", ".sql", ".yaml", ".yml", ".xml", ".mako", ".ini", ".sh", ".cfg",
})  # fmt: skip


def test_unwanted_words_stand_nowhere() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{number} {match.group()}"
        for path in files()
        if path.suffix in TEXTS and path.name != "package-lock.json"
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        for pattern in UNWANTED
        if (match := pattern.search(line))
    ]
    assert found == []
