"""Identifiers nobody can guess, and support ids for people to quote."""

from __future__ import annotations

import hashlib
import secrets


def session_id() -> str:
    """Make a session id: 192 random bits, URL-safe, ending in `..` as on the wire (protocol.md 6.1)."""
    return secrets.token_urlsafe(24) + ".."


def result_id() -> str:
    """Make the id of a result that `readMore` goes on with: 128 random bits, URL-safe."""
    return secrets.token_urlsafe(16)


def digest(word: str) -> bytes:
    """Hash an identifier that has its own randomness, for keeping it at rest."""
    return hashlib.sha256(word.encode()).digest()


def support_id() -> str:
    """Make the id that ties an error on the wire to the log, percent-encoded as clients expect (protocol.md 3.6)."""
    return f"{secrets.token_urlsafe(4)[:5].replace('-', 'x').replace('_', 'y')}%7E{secrets.token_urlsafe(24)}"
