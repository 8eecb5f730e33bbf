"""`readMore`: the next page of a result that `readByQuery` left (protocol.md 9.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.access.decide import permit
from ledgergate.base.fault import Fault
from ledgergate.catalog.objects import Verb
from ledgergate.engine.generic.query import owner_of, paged
from ledgergate.engine.generic.selection import selection
from ledgergate.engine.generic.sight import scope
from ledgergate.query.plan import Plan
from ledgergate.query.resolve import root_of
from ledgergate.store import results, rows

if TYPE_CHECKING:
    from ledgergate.base.tree import Node
    from ledgergate.engine.call import Call
    from ledgergate.wire.answer import Outcome


def read_more(call: Call, node: Node) -> Outcome:
    """Give the next page, by result or by object: the same fields, size and format as the first, the id until the end.

    The records are those that matched when the first page was read, as they stand now; one that is gone leaves a gap in the
    page. Faults: no such result in this session, or it has ended.
    """
    said = _said(node)
    named = node.child("resultId") is not None
    declared = None if named else call.registry.find(said)
    if not named and declared is None:
        raise not_found(said)
    wanted = {"result_id": said} if named else {"name": "" if declared is None else declared.name}
    found = results.next_page(call.work, owner_of(call), **wanted)
    if found is None:
        raise not_found(said)
    kept, keys = found
    declared = call.registry.objects[kept.object]
    fault = permit(call.actor, Verb.QUERY, declared, "READ_MORE")
    if fault is not None:
        raise fault
    chosen = selection(call.house, declared, kept.fields)
    plan = Plan(root=root_of(declared), picks=chosen.picks, scope=scope(call.actor))
    records = rows.records(call.work, rows.Asked(plan=plan, entity=call.actor.entity), keys)
    columns = chosen.columns([row[1:] for row in records])
    remaining = kept.total - kept.given
    return paged(call, chosen, columns, kept.format, counts=(len(records), kept.total, remaining), result=kept.id if remaining else "")


def not_found(said: str) -> Fault:
    """The result is unknown here, or its last page was given; number and text are suggested by protocol.md 9.6."""
    return Fault("readMore Failed", f"Result ID {said} not found")


def _said(node: Node) -> str:
    for name in ("resultId", "object", "view", "reportId"):
        found = node.child(name)
        if found is not None:
            return found.text.strip()
    return ""
