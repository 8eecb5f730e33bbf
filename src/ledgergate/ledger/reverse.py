"""Mirrors: the same entries with sides swapped, never derived again (business.md 1.19)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.ledger.entry import Entry


def mirror(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Swap debit and credit; accounts, dimensions, rates and base amounts stay, so that both together are nothing."""
    return tuple(replace(entry, side=-entry.side) for entry in entries)
