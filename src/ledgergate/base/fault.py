"""Trouble that a client may see, and trouble that it must not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BUSINESS = "BL01001973"
"""The number of every business failure that has none of its own (protocol.md 11)."""

NO_SUPPORT_ID = frozenset({"Query Failed", "XXX", "WS", "readMore Failed", "Get API Session Failed"})
"""Numbers that are words; captures show no support id behind their texts."""


@dataclass(slots=True)
class Fault(Exception):
    """One failure as it stands in an `error` element; `why` goes to the log only.

    Shapes: four texts, empty where the wire has nothing to say (protocol.md 3.6).
    """

    errorno: str = BUSINESS
    description2: str = ""
    description: str = ""
    correction: str = ""
    why: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Show number and text, for logs and test output."""
        return f"{self.errorno}: {self.description2 or self.description}"

    def __hash__(self) -> int:
        """Hash by what the wire shows."""
        return hash((self.errorno, self.description2, self.description, self.correction))


@dataclass(slots=True, eq=False)
class Refusal(Exception):
    """Several faults of one record or function, detail first, summary last."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        """Join the faults' own words."""
        return " - ".join(str(each) for each in self.faults)


class Defect(Exception):
    """A broken promise of ours: logged once with a support id, never explained on the wire."""


def refuse(faults: Iterable[Fault]) -> None:
    """Raise all faults at once, or nothing when there are none."""
    found = tuple(faults)
    if found:
        raise Refusal(found)


def faults_of(trouble: Fault | Refusal) -> Sequence[Fault]:
    """Give the faults of either kind of trouble as a sequence."""
    return trouble.faults if isinstance(trouble, Refusal) else (trouble,)
