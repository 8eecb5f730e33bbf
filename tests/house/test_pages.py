"""Pages lead somewhere: links inside the checkout, make targets, numbers of decisions."""

from __future__ import annotations

import re
from collections import Counter

from house.source import ROOT, files

PAGES = [path for path in files() if path.suffix == ".md"]


def test_links_inside_the_checkout_lead_somewhere() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert found == []


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = {
        (path.name, each) for path in PAGES for each in re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", path.read_text(), flags=re.MULTILINE)
    }
    wanted = {(name, first or second) for name, (first, second) in named}
    assert [(name, target) for name, target in sorted(wanted) if target not in targets] == []


def test_decisions_are_numbered_once() -> None:
    numbers = Counter(path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [number for number, times in numbers.items() if times > 1 or not number.isdigit()] == []
