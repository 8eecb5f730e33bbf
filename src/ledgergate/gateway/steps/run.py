"""Run: the functions of an operation, by the engine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Defect
from ledgergate.engine import dispatch
from ledgergate.gateway.endpoint import endpoint
from ledgergate.wire.envelope import OperationAnswer

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Visit
    from ledgergate.wire.answer import Result

DUPLICATE: Final = "XL03000007"


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
    results = dispatch.run(errand, visit.operation)
    if parts.switches.duplicate_result_without_status:
        results = tuple(map(_without_status, results))
    return OperationAnswer(authentication=visit.authentication, results=results)


def _without_status(result: Result) -> Result:
    """Leave the status out of a refused duplicate's result, as one capture has it (protocol.md 5); off by default."""
    return replace(result, status="") if any(fault.errorno == DUPLICATE for fault in result.faults) else result
