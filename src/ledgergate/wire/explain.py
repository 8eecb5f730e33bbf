"""The `additionalinfo` of an error: message ids and placeholders beside the words (protocol.md 3.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ledgergate.base.tree import Node

if TYPE_CHECKING:
    from ledgergate.base.fault import Fault

_QUOTED: Final = re.compile(r"'([^']*)'")
_WORD: Final = re.compile(r"[A-Za-z0-9]+")
_KNOWN: Final = {
    "IA.DUPLICATE_ACCOUNT_NUMBER": ("GL-0493", "Duplication Prevention"),
    "IA.COULD_NOT_CREATE_GL_ACCOUNT_RECORD": ("GL-0504", "Unable to create record."),
}
"""The only error ids whose texts are public."""
_PLACEHOLDERS: Final = {"IA.THE_ACCOUNT_NUMBER_ALREADY_EXISTS": ("ACCOUNTNO",)}


def message_id(words: str) -> str:
    """Derive the message id from a text: its words without what is quoted; all public pairs follow this rule."""
    found = _WORD.findall(_QUOTED.sub("", words))
    return f"IA.{'_'.join(found).upper()}" if found else ""


def additional(fault: Fault, support: str) -> Node:
    """Describe a fault; `support` stands in the targets of the error that carries the support id."""
    ids = [message_id(words) for words in (fault.description, fault.description2)]
    number, category = next((_KNOWN[each] for each in ids if each in _KNOWN), ("", ""))
    outer = {"domain": "", "requestinfo": support, "object": "", "field": "", "businessinfo": ""}
    return Node(
        "additionalinfo",
        children=(
            Node("errorid", number),
            Node("category", category),
            Node("target", attributes=outer),
            _part("description", fault.description, ""),
            _part("cdescription", fault.description2, f"[Support ID: {support}]" if support else ""),
            _part("correction", fault.correction, ""),
        ),
    )


def _part(name: str, words: str, request: str) -> Node:
    identifier = message_id(words)
    if not identifier:
        target = {"domain": "", "object": "", "field": "", "businessInfo": ""}
        empty = (Node("messageid"), Node("category"), Node("target", attributes=target), Node("placeholders"))
        return Node(name, children=empty)
    target = {"domain": "", "requestinfo": request, "object": "", "field": "", "businessInfo": ""}
    values = _QUOTED.findall(words)
    names = _PLACEHOLDERS.get(identifier, tuple(f"VALUE{n}" for n in range(1, len(values) + 1)))
    placeholders = tuple(Node("placeholder", attributes={"name": each, "value": value}) for each, value in zip(names, values, strict=False))
    return Node(
        name, children=(Node("messageid", identifier), Node("target", attributes=target), Node("placeholders", children=placeholders))
    )
