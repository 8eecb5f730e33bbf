"""The ASGI face of the gateway: HTTP in, HTTP out, the pipeline in a worker thread between them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import structlog

from ledgergate.base.ids import support_id
from ledgergate.base.limits import MOST_BODY_BYTES
from ledgergate.gateway import pipeline, wire_faults
from ledgergate.gateway.endpoint import PATH
from ledgergate.gateway.exchange import Arrival, Exchange, Reply
from ledgergate.gateway.steps.read import refused
from ledgergate.gateway.steps.record import record
from ledgergate.gateway.steps.reply import reply
from ledgergate.store.work import Unreachable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from ledgergate.gateway.exchange import Parts

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

PATHS: Final = frozenset({PATH, "/"})
"""Some clients post to the root of the address they were given (protocol.md 13.3)."""

log = structlog.get_logger(__name__)


class Gateway:
    """Answer HTTP requests; one per process, closed by whoever made it.

    The event loop only receives and sends. A fully received request is carried out whoever is still listening
    (easy-to-miss 22); a half-received one does nothing.
    """

    def __init__(self, parts: Parts, *, threads: int = 8) -> None:
        self._parts = parts
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="gateway")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        answered = _misdirected(scope)
        if answered is None:
            body = await _body(scope, receive)
            if body is None:
                return
            answered = await self._answer(scope, body)
        await _send(send, answered, head=scope["method"] == "HEAD")

    async def _answer(self, scope: Scope, body: bytes | Reply) -> Reply:
        if isinstance(body, Reply):
            return body
        work = asyncio.get_running_loop().run_in_executor(self._threads, self.answer, _arrival(scope, body))
        return await asyncio.shield(work)

    def answer(self, arrival: Arrival) -> Reply:
        """Carry one received request through the pipeline, in the thread of the caller."""
        exchange = Exchange(parts=self._parts, arrival=arrival, now=self._parts.clock.now(), support=support_id())
        answered = _carried(exchange)
        record(exchange, answered)
        return answered

    def close(self) -> None:
        """Finish what is running, end the threads, write the log."""
        self._threads.shutdown()
        self._parts.log.close()


def _carried(exchange: Exchange) -> Reply:
    """Carry a request through the pipeline; what goes wrong there is put into the wire's words by one table."""
    try:
        return pipeline.answer(exchange)
    except Unreachable:
        log.exception("no database", support_id=exchange.support)
        exchange.faults = (wire_faults.OFF_LINE,)
        exchange.answers.clear()
        return reply(exchange)
    except Exception:
        log.exception("defect", support_id=exchange.support)
        return refused(wire_faults.BROKEN)


def _misdirected(scope: Scope) -> Reply | None:
    """Refuse another path, and every method but POST (easy-to-miss 1)."""
    if scope["path"] not in PATHS:
        return refused(wire_faults.NOT_FOUND)
    if scope["method"] != "POST":
        return refused(wire_faults.NOT_POST)
    return None


async def _body(scope: Scope, receive: Receive) -> bytes | Reply | None:
    """Receive the whole body; None when the client hung up before its end, a refusal when it is too large."""
    said = _header(scope, b"content-length")
    if said.isdigit() and int(said) > MOST_BODY_BYTES:
        return refused(wire_faults.TOO_LARGE)
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size > MOST_BODY_BYTES:
            return refused(wire_faults.TOO_LARGE)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _header(scope: Scope, name: bytes) -> str:
    for key, value in scope["headers"]:
        if key == name:
            return value.decode("latin-1")
    return ""


def _arrival(scope: Scope, body: bytes) -> Arrival:
    client = scope.get("client")
    return Arrival(
        content_type=_header(scope, b"content-type"),
        body=body,
        scheme=scope.get("scheme", "http"),
        host=_header(scope, b"host"),
        ip=client[0] if client else "",
    )


async def _send(send: Send, reply: Reply, *, head: bool) -> None:
    headers = [
        (b"content-type", reply.content_type.encode("latin-1")),
        (b"content-length", str(len(reply.body)).encode()),
        *wire_faults.HEADERS.get(reply.status, ()),
    ]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else reply.body})
