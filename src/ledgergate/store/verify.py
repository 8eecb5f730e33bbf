"""Checks of the books, each one statement over what is at rest (business.md 18); nothing here trusts the code above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.store import invariants

if TYPE_CHECKING:
    from ledgergate.store.invariants import Check
    from ledgergate.store.work import Work

MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one check looked at and what it found wrong; at most twenty violations are told."""

    name: str
    checked: int
    what: str
    violations: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether the check found nothing wrong."""
        return not self.violations


def verify(work: Work) -> list[Verdict]:
    """Run every check in one company."""
    return [_run(work, check) for check in invariants.CHECKS]


def _run(work: Work, check: Check) -> Verdict:
    params = {"company": work.company, "most": MOST_TOLD}
    checked = work.rows(check.count, params)[0][0]
    found = work.rows(check.violations, params)
    return Verdict(name=check.name, checked=checked, what=check.what, violations=tuple(str(row[0]) for row in found))
