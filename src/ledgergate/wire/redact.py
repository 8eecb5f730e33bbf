"""Secrets out of bodies before anybody keeps or prints them."""

from __future__ import annotations

import re
from typing import Final

from ledgergate.wire.text import Unreadable, utf8

MASK: Final = "********"
MOST_KEPT: Final = 16_384
_NAMES: Final = r"password|sessionid|pwd|passwd|newpassword|oauth|secret|ssn|taxid1099|bankaccountno|cardnum|cardno|securitycode"
_OPENING: Final = re.compile(rf"<({_NAMES})(?:\s[^<>]*)?>", re.IGNORECASE)
_CDATA: Final = ("<![cdata[", "]]>")
_SESSION_WORDS: Final = re.compile(r"(Invalid session )\S+", re.IGNORECASE)


def redacted(body: str) -> str:
    """Mask secrets in XML; behind an element of a secret that is never closed nothing is kept.

    One pass, in time that grows with the body only: each secret ends where its element does, or ends the whole.
    """
    lowered = body.lower() if body.isascii() else "".join(each.lower() if each.isascii() else each for each in body)
    parts: list[str] = []
    at = 0
    while (opening := _OPENING.search(body, at)) is not None:
        end = _close(lowered, opening.end(), opening[1].lower())
        parts += (body[at : opening.end()], MASK)
        at = end
    parts.append(body[at:])
    return _SESSION_WORDS.sub(rf"\1{MASK}", "".join(parts))


def _close(lowered: str, at: int, name: str) -> int:
    """Give the place of the tag that closes an element, past any CDATA in it; the end of the text when there is none."""
    start, end = _CDATA
    while True:
        close = lowered.find(f"</{name}", at)
        if close < 0:
            return len(lowered)
        literal = lowered.find(start, at, close)
        if literal < 0:
            return close
        ending = lowered.find(end, literal)
        if ending < 0:
            return len(lowered)
        at = ending + len(end)


def legible(document: bytes) -> str | None:
    """Give the beginning of a document, masked, for people to read; None when its encoding would hide secrets from the mask.

    It is cut before it is masked: what the cut leaves of a secret is one that is never closed.
    """
    try:
        text = utf8(document)
    except Unreadable:
        return None
    shown = redacted(text[:MOST_KEPT].decode("utf-8", "ignore"))
    return shown if len(text) <= MOST_KEPT else f"{shown}..."
