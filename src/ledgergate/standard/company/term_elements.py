"""Payment terms inside legacy functions: one shape for those of vendors and those of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.catalog.functions import el, group, same

if TYPE_CHECKING:
    from ledgergate.catalog.functions import Element


def term() -> tuple[Element, ...]:
    """Give the elements of a term."""
    return (
        *same("name", required=True),
        *same("description", "status"),
        group("due", el("dueday", "DUEDATE"), *same("duefrom")),
        group(
            "discount",
            el("discday", "DISCDATE"),
            *same("discfrom", "discamount", "discpercamn"),
            el("discgracedays", "DISCFUDGEDAYS"),
        ),
        *same("disccalcon"),
        group("penalty", el("pen_type", "PEN_TYPES"), *same("penamount", "penpercamn"), el("pengracedays", "PENFUDGEDAYS")),
    )
