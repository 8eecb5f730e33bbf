"""Exceptions that reach the rim, and what the wire says of them: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Fault
from ledgergate.wire.envelope import GatewayRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping

OFF_LINE: Final = Fault("XL03000011", "The Service is Temporarily Off-line", correction="Please Try Again Later")
"""The database is away or its connections are all taken; nothing was run (protocol.md 8)."""

NOT_POST: Final = GatewayRefusal(405, "GW-0011", "Invalid Request. Use POST.")
NOT_FOUND: Final = GatewayRefusal(404, "GW-0011", "Invalid Request. Nothing is found at this path.")
TOO_LARGE: Final = GatewayRefusal(413, "GW-0011", "Invalid Request. The request is too large.")
BROKEN: Final = GatewayRefusal(500, "GW-0001", "Unable to process request")
"""A defect of ours before or after the functions; they themselves never end here."""

HEADERS: Final[Mapping[int, tuple[tuple[bytes, bytes], ...]]] = {
    405: ((b"allow", b"POST"),),
    413: ((b"connection", b"close"),),
}
"""What further headers a status has; the rest of a body that is too large is not read, so its connection ends."""
