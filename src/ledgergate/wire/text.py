"""Bytes of a document to UTF-8, and the limits that are checked before a tree is built (protocol.md 1.5, needs.md 6.3)."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ledgergate.base.limits import MOST_ATTRIBUTES, MOST_ELEMENTS

_DECLARATION: Final = re.compile(rb"""\A\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["'][^>]*\?>""")
_BLANKS: Final = re.compile(rb"\s*")
_PASSED: Final = ((b"<?", b"?>"), (b"<!--", b"-->"))
"""What may stand before the root element besides a document type: instructions and comments."""
_NARROW: Final = re.compile(r"(?:utf-?8|us-ascii|ascii|iso[-_]?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d)\Z", re.IGNORECASE)
_WIDE: Final = re.compile(r"(?:utf-?16|utf-?32|ucs-?[24])(?:-?[lb]e)?\Z", re.IGNORECASE)
_WIDE_STARTS: Final = (
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\xfe\xff", "utf-16"),
    (b"\xff\xfe", "utf-16"),
    (b"\x00<", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
)

UNSUPPORTED: Final = 32
INVALID_BYTES: Final = 81
LIMIT: Final = 114
"""libxml2's numbers for an unknown encoding, bytes that are none, and a limit that was passed."""
NO_DOCTYPE: Final = "Document type declarations are not accepted"


class Unreadable(Exception):
    """A document that is refused before parsing, with the number and words of libxml2 where it has some."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def utf8(document: bytes) -> bytes:
    """Give the document in UTF-8, or in an encoding that writes ASCII as ASCII and that the parser knows.

    Wide encodings are decoded here, so that the checks below see what the parser will see. Anything that could hide a
    `<` behind other bytes (UTF-7, EBCDIC, shifting encodings) is refused. Raises Unreadable.
    """
    for start, name in _WIDE_STARTS:
        if document.startswith(start):
            return _narrowed(document, name)
    text = document.removeprefix(codecs.BOM_UTF8)
    found = _DECLARATION.match(text[:1024])
    if found is None:
        return text
    name = found[1].decode("ascii", "replace")
    if _NARROW.match(name):
        return text
    if _WIDE.match(name):
        # The first bytes say it is not, so it is what the parser would take it for: UTF-8 under a wrong name.
        return text.replace(found[0], b"", 1)
    raise Unreadable(UNSUPPORTED, f"Unsupported encoding: {name}")


def _narrowed(document: bytes, name: str) -> bytes:
    try:
        text = document.decode(name)
    except UnicodeDecodeError:
        raise Unreadable(INVALID_BYTES, "Invalid bytes in character encoding") from None
    bare = text.removeprefix("\ufeff")
    declaration = re.match(r"\s*<\?xml[^>]*\?>", bare[:1024])
    return (bare[declaration.end() :] if declaration else bare).encode()


def check(text: bytes) -> None:
    """Refuse document types, and more elements or attributes than a request can need. Raises Unreadable.

    The count of `<` bounds the elements; attributes are counted only by their upper bound here.
    """
    if text.startswith(b"<!", _prolog_end(text)):
        raise Unreadable(LIMIT, NO_DOCTYPE)
    if text.count(b"<") > MOST_ELEMENTS:
        raise Unreadable(LIMIT, "Too many elements in the document")


def _prolog_end(text: bytes) -> int:
    """Give the place of the first markup that is neither an instruction nor a comment."""
    at = 0
    while True:
        blanks = _BLANKS.match(text, at)
        at = at if blanks is None else blanks.end()
        ending = next((end for start, end in _PASSED if text.startswith(start, at)), None)
        if ending is None:
            return at
        found = text.find(ending, at)
        if found < 0:
            return len(text)
        at = found + len(ending)


def many_attributes(text: bytes) -> bool:
    """Tell whether there may be more attributes than allowed, by a bound that text content can pass too."""
    if text.count(b"=") <= MOST_ATTRIBUTES:
        return False
    return sum(text.count(each) for each in (b'="', b"='", b"= ", b"=\n", b"=\r", b"=\t")) > MOST_ATTRIBUTES
