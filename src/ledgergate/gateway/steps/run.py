"""Run: the functions of an operation, by the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.fault import Defect
from ledgergate.engine import dispatch
from ledgergate.gateway.endpoint import endpoint
from ledgergate.wire.envelope import OperationAnswer

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Visit


def run(visit: Visit) -> OperationAnswer:
    """Run the functions in document order; whatever they meet stands in their results."""
    exchange, entry = visit.exchange, visit.entry
    if entry is None or exchange.request is None:
        raise Defect("functions are run for somebody who signed in")
    parts = exchange.parts
    errand = dispatch.Errand(
        house=parts.house,
        database=parts.database,
        actor=entry.actor,
        clock=parts.clock,
        switches=parts.switches,
        endpoint=endpoint(parts.public_endpoint, exchange.arrival),
        pretty=exchange.echo.pretty,
        unique=exchange.request.control.unique,
    )
    return OperationAnswer(authentication=visit.authentication, results=dispatch.run(errand, visit.operation))
