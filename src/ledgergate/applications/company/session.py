"""getAPISession: a new session for the one who asks, at the level they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.access import sessions
from ledgergate.base.fault import Fault
from ledgergate.base.ids import digest, session_id
from ledgergate.base.tree import Node
from ledgergate.store import session_rows
from ledgergate.store.finding import Place, find
from ledgergate.wire.answer import Data

if TYPE_CHECKING:
    from ledgergate.engine.call import Call
    from ledgergate.wire.answer import Outcome

NO_SUCH_LEVEL: Final = Fault("Get API Session Failed", "Sign-in information is incorrect")
"""The entity is unknown (protocol.md 6.3)."""

ENTITY: Final = Place(table="location", column="locationid", kind_column="locationtype", kind="E")


def get_api_session(call: Call, node: Node) -> Outcome:
    """Open a session with an id of its own, also when a session asks.

    Without `locationid` it stands at the level of the one who asks, with an empty one at the top level, else in the
    entity named (protocol.md 6.1, 6.3). The id leaves this house once, in this answer; only its hash is kept.
    """
    actor = call.actor
    entity, entity_id = actor.entity, actor.entity_id
    asked = node.child("locationid")
    if asked is not None:
        entity, entity_id = _level(call, asked.text.strip())
    word, now = session_id(), call.clock.now()
    session_rows.open_session(
        call.work,
        digest=digest(word),
        user=actor.user,
        entity=entity,
        sender=actor.sender,
        now=now,
        expires=sessions.expiry(now, actor.session_seconds),
        seconds=actor.session_seconds,
    )
    children = (Node("sessionid", word), Node("endpoint", call.endpoint), Node("locationid", entity_id))
    return Data(nodes=(Node("api", children=children),))


def _level(call: Call, name: str) -> tuple[int | None, str]:
    if not name:
        return None, ""
    found = find(call.work, {ENTITY: [name]}).get((ENTITY, name))
    if found is None:
        raise NO_SUCH_LEVEL
    return found[0], name
