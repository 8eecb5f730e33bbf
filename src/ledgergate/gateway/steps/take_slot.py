"""Take a slot: one of the company's connections, over all processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from ledgergate.access.faults import TOO_MANY
from ledgergate.base.fault import Defect
from ledgergate.store import slots
from ledgergate.store.work import Unreachable
from ledgergate.wire.envelope import OperationAnswer

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Visit
    from ledgergate.store.connections import Database

log = structlog.get_logger(__name__)


def take_slot(visit: Visit) -> OperationAnswer | None:
    """Take a connection until the operation ends; a full company answers at once, and nothing is run (protocol.md 8)."""
    entry, database = visit.entry, visit.exchange.parts.database
    if entry is None:
        raise Defect("a connection is taken for somebody who was let in")
    ticket = slots.take(database, entry.actor.company, entry.connections)
    if ticket is None:
        return OperationAnswer(authentication=visit.refused, faults=(TOO_MANY,))
    visit.held.callback(_give_back, database, entry.actor.company, ticket)
    return None


def _give_back(database: Database, company: int, ticket: int) -> None:
    """Free the connection; when that fails the answer goes out all the same, and the ticket is swept later."""
    try:
        slots.give_back(database, company, ticket)
    except Unreachable:
        log.exception("a connection could not be given back", company=company)
