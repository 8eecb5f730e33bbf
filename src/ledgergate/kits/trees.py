"""Parents: no record may stand above itself (business.md V203)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.fault import Fault
from ledgergate.store import trees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft


def circular(label: str, key: str) -> Fault:
    """A record would stand above itself; the text is ours (business.md V203 gives none)."""
    return Fault(
        description2=f"The parent of the {label} '{key}' cannot be the {label} itself or one below it.", correction="Choose another parent."
    )


def refuse_circles(call: Call, drafts: Sequence[Draft], column: str = "parentkey") -> None:
    """Add a fault to each draft whose new parent is itself or stands below it, as all drafts together will leave the tree."""
    moved = {draft.recordno: draft for draft in drafts if not draft.creating and isinstance(draft.values.get(column), int)}
    if not moved:
        return
    parents: dict[int, int | None] = {}
    table = drafts[0].object.table
    parents.update(trees.above(call.work, table, column, [_parent(draft, column) for draft in moved.values()]))
    for recordno, draft in moved.items():
        if recordno is not None:
            parents[recordno] = _parent(draft, column)
    for recordno, draft in moved.items():
        if recordno is not None and stands_above(recordno, recordno, parents):
            draft.faults.append(circular(draft.object.label, str(draft.now(draft.object.key_column))))


def stands_above(upper: int, lower: int, parents: Mapping[int, int | None]) -> bool:
    """Tell whether `upper` is among the parents of `lower`, by a map of parents that may hold circles."""
    seen: set[int] = set()
    at = parents.get(lower)
    while at is not None and at not in seen:
        if at == upper:
            return True
        seen.add(at)
        at = parents.get(at)
    return False


def _parent(draft: Draft, column: str) -> int:
    return int(str(draft.values[column]))
