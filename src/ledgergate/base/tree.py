"""Elements without a parser behind them: what the reader hands to the rooms below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING: Mapping[str, str] = {}


@dataclass(slots=True)
class Node:
    """One element: its name, its text (`""` when empty), attributes and children in document order.

    Not frozen, because thousands are made per request and freezing costs more than parsing; nobody changes one.
    """

    name: str
    text: str = ""
    children: tuple[Node, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    def child(self, name: str) -> Node | None:
        """Give the first child of that name."""
        for each in self.children:
            if each.name == name:
                return each
        return None

    def word(self, name: str, default: str = "") -> str:
        """Give the text of the first child of that name, or the default."""
        found = self.child(name)
        return default if found is None else found.text

    def all(self, name: str) -> tuple[Node, ...]:
        """Give every child of that name."""
        return tuple(each for each in self.children if each.name == name)
