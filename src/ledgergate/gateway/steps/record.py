"""Record: one line of the request log for each request, made once its answer is final."""

from __future__ import annotations

from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING

from ledgergate.store.request_log import Entry
from ledgergate.wire.body import unwrap
from ledgergate.wire.envelope import GatewayRefusal
from ledgergate.wire.redact import legible

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Exchange, Reply


def record(exchange: Exchange, reply: Reply) -> None:
    """Hand the request to the log, which masks its body later and elsewhere (needs.md 1.1 number 22)."""
    millis = int((monotonic() - exchange.began) * 1000)
    exchange.parts.log.add(lambda: _entry(exchange, reply, millis))


def _entry(exchange: Exchange, reply: Reply, millis: int) -> Entry:
    actor, request = exchange.actor, exchange.request
    functions = [] if request is None else [function.name for operation in request.operations for function in operation.functions]
    return Entry(
        company=0 if actor is None else actor.company,
        at=exchange.now,
        sender_id=_plain(exchange.echo.senderid),
        user_id="" if actor is None else actor.user_id,
        control_id=_plain(exchange.echo.controlid),
        functions=" ".join(functions)[:1000],
        outcome=_outcome(exchange, reply),
        millis=millis,
        bytes_in=len(exchange.arrival.body),
        bytes_out=len(reply.body),
        request=_shown(exchange),
        why=_why(exchange),
    )


def _shown(exchange: Exchange) -> str | None:
    """Give the request's beginning, masked; a body that is no request is not kept, for no mask is sure of it."""
    if exchange.request is None:
        return None
    document = unwrap(exchange.arrival.content_type, exchange.arrival.body)
    shown = None if isinstance(document, GatewayRefusal) else legible(document)
    return None if shown is None else _plain(shown)


def _outcome(exchange: Exchange, reply: Reply) -> str:
    if reply.status != HTTPStatus.OK:
        return str(reply.status)
    if exchange.faults:
        return "control failure"
    if any(answer.faults for answer in exchange.answers):
        return "authentication failure"
    if any(result.status != "success" for answer in exchange.answers for result in answer.results):
        return "function failure"
    return "success"


def _why(exchange: Exchange) -> str | None:
    """Give support id, texts and reasons of every fault; texts never hold secrets but the start of a session id."""
    faults = [*exchange.faults]
    for answer in exchange.answers:
        faults += [*answer.faults, *(fault for result in answer.results for fault in result.faults)]
    if not faults:
        return None
    lines = [exchange.support, *(f"{fault} ({fault.why})" if fault.why else str(fault) for fault in faults[:50])]
    return _plain("\n".join(lines))


def _plain(words: str) -> str:
    """Take out what a text column cannot hold."""
    return words.replace("\0", "")[:32_768]
