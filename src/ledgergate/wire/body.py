"""What of an HTTP body is XML: content types, form fields (protocol.md 1.1)."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from ledgergate.wire.envelope import GatewayRefusal

INVALID_TYPE: Final = GatewayRefusal(400, "GW-0014", "Invalid Content Type")
"""Never repeats the body, which may hold secrets."""

XML_TYPES: Final = frozenset({"application/xml", "text/xml", "x-intacct-xml-request", "application/x-intacct-xml-request"})
FORM_TYPE: Final = "application/x-www-form-urlencoded"

_JSON: Final = re.compile(r"[/+.-](?:x-)?(?:nd)?json(?:$|[5p-])|^json$", re.ASCII)
_FORM_FIELD: Final = re.compile(rb"(?:^|&)\s*xmlrequest=([^&]*)")
_LEADING: Final = b" \t\r\n"
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\x00<", b"\x00\x00\x00<")


def unwrap(content_type: str, body: bytes) -> bytes | GatewayRefusal:
    """Give the XML in a body.

    JSON is refused by its type, before anything is read; XML types are believed; forms carry the field `xmlrequest`,
    but clients also send bare XML under the form type; any other type is judged by the first character.
    """
    kind = content_type.split(";", 1)[0].strip().lower()
    if _JSON.search(kind):
        return INVALID_TYPE
    if kind in XML_TYPES:
        return body
    if _looks_like_xml(body):
        return body
    field = _FORM_FIELD.search(body)
    if field is not None:
        return unquote_to_bytes(field[1].replace(b"+", b" "))
    return INVALID_TYPE


def _looks_like_xml(body: bytes) -> bool:
    return body[:64].lstrip(_LEADING).startswith(b"<") or body.startswith(_MARKS)
