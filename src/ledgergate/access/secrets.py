"""Passwords: hashed with argon2id at rest, and remembered in memory once proven."""

from __future__ import annotations

import hmac
import secrets as random
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import BoundedSemaphore, Lock
from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB: Final = 19 * 1024
PASSES: Final = 2
"""The floor of needs.md 6.6 item 41: 19 MiB, two passes, one lane."""
MOST_REMEMBERED: Final = 4_096
MOST_AT_ONCE: Final = 2
"""Verifications at one time in a process, so that a flood of log-ins cannot eat its memory."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A secret at rest: whose it is, its argon2 hash, and a number that grows with each change of it."""

    owner: str
    hash: str
    version: int


def hasher() -> PasswordHasher:
    """Give the house's argon2id parameters."""
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1, type=Type.ID)


def hash_secret(secret: str) -> str:
    """Hash a secret for keeping."""
    return hasher().hash(secret)


class Secrets:
    """Prove secrets against their hashes; one per process.

    A proven secret is remembered by a hash under a key that lives as long as the process and includes the secret's
    version, so that the next proof costs microseconds and a changed secret is forgotten at once (house decision 12).
    A wrong secret is never remembered, and an unknown owner costs the same as a wrong secret.
    """

    def __init__(self) -> None:
        self._key = random.token_bytes(32)
        self._hasher = hasher()
        self._proven: OrderedDict[bytes, None] = OrderedDict()
        self._lock = Lock()
        self._room = BoundedSemaphore(MOST_AT_ONCE)
        self._nobody: str = ""

    def proves(self, kept: Kept | None, secret: str) -> bool:
        """Tell whether the secret is the one kept; for nobody (None) spend the same time and say no."""
        if kept is None:
            self._verify(self._dummy(), secret)
            return False
        mark = self._mark(kept, secret)
        with self._lock:
            if mark in self._proven:
                self._proven.move_to_end(mark)
                return True
        if not self._verify(kept.hash, secret):
            return False
        with self._lock:
            self._proven[mark] = None
            while len(self._proven) > MOST_REMEMBERED:
                self._proven.popitem(last=False)
        return True

    def _mark(self, kept: Kept, secret: str) -> bytes:
        said = "\0".join((kept.owner, str(kept.version), kept.hash, secret))
        return hmac.digest(self._key, said.encode("utf-8", "surrogatepass"), sha256)

    def _dummy(self) -> str:
        if not self._nobody:
            self._nobody = self._hasher.hash(random.token_hex(16))
        return self._nobody

    def _verify(self, kept: str, secret: str) -> bool:
        with self._room:
            try:
                return self._hasher.verify(kept, secret)
            except (VerificationError, InvalidHashError):
                return False
