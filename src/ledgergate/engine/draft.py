"""A record on its way in: what was given, what it became, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.base.fault import Fault
    from ledgergate.base.tree import Node
    from ledgergate.catalog.objects import Object


Values = dict[str, object]
"""Typed values by column name."""


@dataclass(slots=True)
class Draft:
    """One record of a create or update, from wire words to column values.

    `given` holds the words as sent, by wire field name (nested elements joined by dots, upper case); an empty word
    clears. `values` holds typed values by column name of the object's table, and is what will be written.
    `owned` holds the words of owned lines by collection name. `before` is the stored row of an update, by column.
    Faults gather here; a record with any is not written.
    """

    object: Object
    given: dict[str, str]
    owned: dict[str, tuple[Node, ...]] = field(default_factory=dict[str, "tuple[Node, ...]"])
    values: Values = field(default_factory=Values)
    before: Mapping[str, object] | None = None
    recordno: int | None = None
    faults: list[Fault] = field(default_factory=list["Fault"])

    @property
    def creating(self) -> bool:
        """Whether the record is new."""
        return self.before is None

    def now(self, column: str) -> object:
        """Give the value the record will have: the new one, else the stored one, else None."""
        if column in self.values:
            return self.values[column]
        return None if self.before is None else self.before.get(column)

    def says(self, name: str) -> str:
        """Give the word sent for a field, `""` when absent."""
        return self.given.get(name, "")
