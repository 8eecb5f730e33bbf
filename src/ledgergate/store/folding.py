"""Case folding: one function of ours, because servers differ in what their own `lower` knows (house decision 3).

Texts of plain letters, nearly all of them, take the short way; the others have each capital replaced by its small letter.
Letters that change in number when folded (`ß`) stay as they are.
"""

from __future__ import annotations

from typing import Final

BLOCKS: Final = ((0x00C0, 0x024F), (0x0370, 0x052F), (0x0531, 0x0556), (0x1E00, 0x1FFF))
"""Latin, Greek, Cyrillic, Armenian, and the accented forms of Latin and Greek."""


def capitals() -> tuple[str, str]:
    """Give the capitals of these blocks and the small letters that replace them, in the same order."""
    pairs = [(chr(code), chr(code).lower()) for first, last in BLOCKS for code in range(first, last + 1)]
    known = [(large, small) for large, small in pairs if large != small and len(small) == 1]
    return "".join(large for large, _ in known), "".join(small for _, small in known)


def statements() -> tuple[str, ...]:
    """Give the statement that makes the function `mine.folded`."""
    large, small = capitals()
    lines = (
        "create or replace function mine.folded(said text) returns text",
        "language sql immutable strict parallel safe as $$",
        '    select case when octet_length(said) = length(said) then lower(said collate "C")',
        f"        else translate(lower(said collate \"C\"), '{large}', '{small}') end",
        "$$",
    )
    return ("\n".join(lines),)
