"""What a function answers, before it becomes XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgergate.base.fault import Fault, Refusal

if TYPE_CHECKING:
    from ledgergate.base.tree import Node


@dataclass(frozen=True, slots=True)
class Key:
    """The key a legacy create or update answers: `<key>35</key>`."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """A `data` element: attributes in wire order, and children as text already written for its depth, or as nodes."""

    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """A body without envelope: csv or json of `query` (protocol.md 0 fact 10).

    Only a request of exactly this one function is answered so (protocol.md 15.1 step 15); beside other functions the
    envelope carries `instead`.
    """

    content_type: str
    body: bytes
    instead: Data | None = None


Outcome = Key | Data | Raw | None
"""None: only status, function and controlid, as a delete answers."""


@dataclass(slots=True, eq=False)
class PartialRefusal(Refusal):
    """Faults beside what was done all the same, and stays done (protocol.md 3.4 J, K, 15.1 step 11)."""

    data: Data | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One `result` element."""

    status: str
    function: str
    controlid: str
    outcome: Outcome = None
    faults: tuple[Fault, ...] = ()
    partial: bool = False
    """Whether a failure leaves something behind that is to be kept."""
