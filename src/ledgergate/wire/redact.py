"""Secrets out of bodies before anybody keeps or prints them."""

from __future__ import annotations

import re
from typing import Final

MASK: Final = "********"
_NAMES: Final = r"password|sessionid|pwd|passwd|oauth|secret|ssn|taxid1099|bankaccountno|cardnum|securitycode"
_ELEMENT: Final = re.compile(rf"(<({_NAMES})(?:\s[^<>]*)?>)(.*?)(</\2\s*>)", re.IGNORECASE | re.DOTALL)
_UNCLOSED: Final = re.compile(rf"(<(?:{_NAMES})(?:\s[^<>]*)?>)([^<]+)\Z", re.IGNORECASE)
_SESSION_WORDS: Final = re.compile(r"(Invalid session )\S+", re.IGNORECASE)
_FORM: Final = re.compile(r"(%3c(?:password|sessionid)%3e)(.*?)(%3c%2f)", re.IGNORECASE | re.DOTALL)


def redacted(body: str, most: int = 16_384) -> str:
    """Mask secrets in a body, broken or not, and cut it to `most` characters; the cut comes last, so it hides nothing."""
    masked = _ELEMENT.sub(rf"\1{MASK}\4", body)
    masked = _UNCLOSED.sub(rf"\1{MASK}", masked)
    masked = _FORM.sub(rf"\1{MASK}\3", masked)
    masked = _SESSION_WORDS.sub(rf"\1{MASK}", masked)
    return masked if len(masked) <= most else f"{masked[:most]}..."
