"""Reply: what was found, as bytes; and what the log keeps about the failures in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from ledgergate.gateway.exchange import Reply
from ledgergate.wire.answer import Raw
from ledgergate.wire.envelope import Response
from ledgergate.wire.render import CONTENT_TYPE, render

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Exchange

log = structlog.get_logger(__name__)


def reply(exchange: Exchange) -> Reply:
    """Write the answer; a single function that answered csv or json goes out bare (protocol.md 15.1 step 15)."""
    raw = _bare(exchange)
    if raw is not None:
        return Reply(status=200, content_type=raw.content_type, body=raw.body)
    support = exchange.support if exchange.parts.switches.support_id else ""
    _explain(exchange)
    response = Response(echo=exchange.echo, faults=tuple(exchange.faults), operations=tuple(exchange.answers))
    return Reply(status=200, content_type=CONTENT_TYPE, body=render(response, support))


def _bare(exchange: Exchange) -> Raw | None:
    results = [result for answer in exchange.answers for result in answer.results]
    if len(results) == 1 and len(exchange.answers) == 1 and results[0].status == "success" and isinstance(results[0].outcome, Raw):
        return results[0].outcome
    return None


def _explain(exchange: Exchange) -> None:
    """Log why something failed under the support id that the client can quote."""
    found = [(answer, result) for answer in exchange.answers for result in answer.results if result.faults]
    for _answer, result in found:
        for fault in result.faults:
            if fault.why:
                log.info("fault", support_id=exchange.support, function=result.function, controlid=result.controlid, why=fault.why)
