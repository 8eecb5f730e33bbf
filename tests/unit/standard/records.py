"""Records as clients send them, and as they are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from ledgergate.base.tree import Node
from ledgergate.engine.generic import write
from ledgergate.store import records
from ledgergate.wire.answer import PartialRefusal

if TYPE_CHECKING:
    from ledgergate.base.fault import Fault
    from ledgergate.engine.call import Call

Make = Callable[..., int]
"""Create a record from words: `make("VENDOR", VENDORID="V-1")` gives its number; a dot in a name is two underscores."""


def record(name: str, words: dict[str, str]) -> Node:
    """Make a record element, nested as clients send it."""
    dotted = {key.replace("__", "."): word for key, word in words.items()}
    return _node(name, dotted)


def _node(name: str, dotted: dict[str, str]) -> Node:
    leaves = tuple(Node(key, word) for key, word in dotted.items() if "." not in key)
    groups = dict.fromkeys(key.partition(".")[0] for key in dotted if "." in key)
    inner = tuple(
        _node(group, {key.partition(".")[2]: word for key, word in dotted.items() if key.startswith(f"{group}.")}) for group in groups
    )
    return Node(name, children=(*leaves, *inner))


def refusal(call: Call, verb: str, name: str, **words: str) -> tuple[Fault, ...]:
    """Write a record that must fail, and give its faults."""
    handler = write.create if verb == "create" else write.update
    with pytest.raises(PartialRefusal) as found:
        handler(call, Node(verb, children=(record(name, words),)))
    return found.value.faults


def row(call: Call, name: str, recordno: int) -> dict[str, object]:
    """Read a row as it is kept."""
    declared = call.registry.objects[name]
    return records.fetch(call.work, declared.table, [recordno])[recordno]
