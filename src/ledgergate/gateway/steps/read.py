"""Read: content type, form, parse, grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.gateway.exchange import Reply
from ledgergate.wire.body import unwrap
from ledgergate.wire.envelope import GatewayRefusal
from ledgergate.wire.reader import Broken
from ledgergate.wire.render import CONTENT_TYPE, render_refusal

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Exchange


def read(exchange: Exchange) -> Reply | None:
    """Turn the body into a request; a body of a foreign type ends here, in the gateway tier's shape."""
    document = unwrap(exchange.arrival.content_type, exchange.arrival.body)
    if isinstance(document, GatewayRefusal):
        return refused(document)
    found = exchange.parts.reader.read(document)
    if isinstance(found, Broken):
        exchange.echo = found.echo
        exchange.faults = found.faults
        return None
    exchange.request = found
    exchange.echo = found.control.echo
    return None


def refused(refusal: GatewayRefusal) -> Reply:
    """Write a refusal of the gateway tier."""
    return Reply(status=refusal.status, content_type=CONTENT_TYPE, body=render_refusal(refusal))
