"""The whole way of a request on one screen.

Everything here is synchronous and runs in one worker thread per request (house decision 4). A step that answers, or
that notes a fault, ends its part of the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog

from ledgergate.base.fault import Defect
from ledgergate.gateway.exchange import Visit
from ledgergate.gateway.steps.authorise import authorise
from ledgergate.gateway.steps.identify import identify, know_sender, refuse_policy
from ledgergate.gateway.steps.read import read
from ledgergate.gateway.steps.reply import reply
from ledgergate.gateway.steps.run import run
from ledgergate.gateway.steps.take_slot import take_slot
from ledgergate.gateway.wire_faults import OFF_LINE
from ledgergate.store.work import Unreachable
from ledgergate.wire.envelope import OperationAnswer

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Exchange, Reply
    from ledgergate.wire.envelope import Operation

log = structlog.get_logger(__name__)

REQUEST_STEPS: Final = (read, know_sender, refuse_policy)
OPERATION_STEPS: Final = (identify, authorise, take_slot, run)


def answer(exchange: Exchange) -> Reply:
    """Carry a request through the steps; operations are run in document order, each answered in its own block."""
    for step in REQUEST_STEPS:
        if (early := step(exchange)) is not None:
            return early
        if exchange.faults:
            return reply(exchange)
    for operation in _operations(exchange):
        visit = Visit(exchange=exchange, operation=operation)
        with visit.held:
            exchange.answers.append(_operate(visit))
    return reply(exchange)


def _operations(exchange: Exchange) -> tuple[Operation, ...]:
    if exchange.request is None:
        raise Defect("the first step must read a request or find a fault")
    return exchange.request.operations


def _operate(visit: Visit) -> OperationAnswer:
    try:
        for step in OPERATION_STEPS:
            if (answered := step(visit)) is not None:
                return answered
    except Unreachable:
        # Nothing of this operation was run: a database that goes away later is met by the engine, function by function.
        log.exception("no database", support_id=visit.exchange.support)
        return OperationAnswer(authentication=visit.refused, faults=(OFF_LINE,))
    raise Defect("the last step of an operation must answer")
