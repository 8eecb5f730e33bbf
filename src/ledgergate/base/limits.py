"""Sizes and counts that the wire promises or that keep the house standing (protocol.md 1.5, needs.md 6.3)."""

from __future__ import annotations

from typing import Final

MOST_RECORDS: Final = 100
"""Records in one create or update, keys in one read or delete."""
MOST_IN_VALUES: Final = 1000
READ_PAGE: Final = 100
READ_PAGE_MOST: Final = 1000
QUERY_PAGE: Final = 100
QUERY_PAGE_MOST: Final = 2000
MOST_BODY_BYTES: Final = 32 * 1024 * 1024
MOST_ELEMENTS: Final = 500_000
MOST_ATTRIBUTES: Final = 5_000
MOST_DEPTH: Final = 256
MOST_CONTROL_ID: Final = 256
MOST_QUERY_TERMS: Final = 2_000
MOST_QUERY_DEPTH: Final = 100
MOST_QUERY_TEXT: Final = 500_000
"""Characters of a query string; a list of a thousand long keys needs a tenth of it."""
CONNECTIONS_DEFAULT: Final = 2
SESSION_SECONDS: Final = 43_200
