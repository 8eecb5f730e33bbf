"""Record numbers: one rising sequence per company and family, taken in blocks so that nobody waits for anybody's commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ledgergate.store.work import Work

FIRST_BLOCK: Final = 4
LARGEST_BLOCK: Final = 256

TAKE: Final = """
insert into record_number (company, family, next) values (%(company)s, %(family)s, 1 + %(count)s)
on conflict (company, family) do update set next = record_number.next + %(count)s
returning next - %(count)s
"""


def take(work: Work, family: str, count: int = 1) -> list[int]:
    """Give so many unused numbers, rising. A number is never given twice; those of a unit that fails are lost.

    Blocks are final before they are used, on a connection of their own, and kept in this process; they grow while a
    family is busy and start small, so that a quiet company has few gaps (house decision 8). Raises Unreachable.
    """
    key = (work.company, family)
    with work.database.aside() as aside:
        block, size = aside.blocks.get(key, (range(0), FIRST_BLOCK // 2))
        taken, rest = list(block[:count]), block[count:]
        missing = count - len(taken)
        if missing:
            size = min(LARGEST_BLOCK, 2 * size)
            asked = {"company": work.company, "family": family, "count": max(missing, size)}
            first = aside.rows(work.company, TAKE, asked)[0][0]
            taken += range(first, first + missing)
            rest = range(first + missing, first + max(missing, size))
        aside.blocks[key] = (rest, size)
    return taken
