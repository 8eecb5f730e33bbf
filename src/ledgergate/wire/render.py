"""Responses to bytes: joined strings, in both white-space modes, with the escapes of protocol.md 10.1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import NO_SUPPORT_ID, Fault
from ledgergate.wire.answer import Data, Key, Raw
from ledgergate.wire.explain import additional

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.base.tree import Node
    from ledgergate.wire.answer import Result
    from ledgergate.wire.envelope import Authentication, Echo, GatewayRefusal, OperationAnswer, Response

PROLOG: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
CONTENT_TYPE: Final = 'text/xml; charset="UTF-8"'
ROLLED_BACK: Final = "XL03000009"
DATA_DEPTH: Final = 4
"""How deep the children of `data` stand: response, operation, result, data."""

_GONE: Final = {code: None for code in range(32) if code not in {9, 10, 13}} | dict.fromkeys((0xFFFE, 0xFFFF), None)
_DATA: Final = str.maketrans({**_GONE, "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_WORDS: Final = str.maketrans({**_GONE, "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#039;", "\r": "&#13;"})
_ATTRIBUTE: Final = str.maketrans(
    {**_GONE, "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a response is written: white space, support id (empty: none), whether errors are explained further."""

    pretty: bool = True
    support: str = ""
    explain: bool = False

    def before(self, depth: int) -> str:
        """Give what stands before an element at a depth."""
        return "    " * depth if self.pretty else ""

    @property
    def after(self) -> str:
        """Give what stands after an element."""
        return "\n" if self.pretty else ""


def data_text(word: str) -> str:
    """Escape a value; control characters, which XML cannot carry, are dropped."""
    return _sound(word.translate(_DATA))


def attribute_text(word: str) -> str:
    """Escape an attribute's value so that a parser gives it back unchanged."""
    return _sound(word.translate(_ATTRIBUTE))


def error_text(word: str) -> str:
    """Escape a text of an error: apostrophes as `&#039;` too (protocol.md 0 fact 18)."""
    return _sound(word.translate(_WORDS))


def render(response: Response, support: str = "") -> bytes:
    """Write a whole response, with this support id where one belongs; its echo says in what style."""
    style = Style(pretty=response.echo.pretty, explain=response.echo.explain, support=support)
    parts: list[str] = [PROLOG, "<response>", style.after]
    _control(parts, style, response.echo, "failure" if response.faults else "success")
    if response.faults:
        _errors(parts, style, 1, response.faults, supported=True)
    for operation in response.operations:
        _operation(parts, style, operation)
    parts.append(f"</response>{style.after}")
    return "".join(parts).encode()


def render_refusal(refusal: GatewayRefusal) -> bytes:
    """Write the stripped envelope of the gateway tier (protocol.md 3.4 E); it is always indented."""
    return (
        f"{PROLOG}<response>\n    <control>\n        <status>failure</status>\n    </control>\n    <errormessage>\n        <error>\n"
        f"            <errorno>{error_text(refusal.errorno)}</errorno>\n"
        f"            <description>{error_text(refusal.description)}</description>\n"
        "        </error>\n    </errormessage>\n</response>\n"
    ).encode()


def render_node(node: Node, depth: int, *, pretty: bool) -> str:
    """Write an element and everything in it; the text of an element that has children is not written."""
    parts: list[str] = []
    _node(parts, Style(pretty=pretty), depth, node)
    return "".join(parts)


def _sound(word: str) -> str:
    """Drop halves of surrogate pairs, which UTF-8 cannot carry."""
    if word.isascii():
        return word
    return word.encode("utf-8", "ignore").decode()


def _leaf(parts: list[str], style: Style, depth: int, name: str, text: str) -> None:
    parts.append(f"{style.before(depth)}<{name}>{text}</{name}>{style.after}")


def _open(parts: list[str], style: Style, depth: int, name: str) -> None:
    parts.append(f"{style.before(depth)}<{name}>{style.after}")


def _close(parts: list[str], style: Style, depth: int, name: str) -> None:
    parts.append(f"{style.before(depth)}</{name}>{style.after}")


def _control(parts: list[str], style: Style, echo: Echo, status: str) -> None:
    _open(parts, style, 1, "control")
    _leaf(parts, style, 2, "status", status)
    _leaf(parts, style, 2, "senderid", data_text(echo.senderid))
    _leaf(parts, style, 2, "controlid", data_text(echo.controlid))
    if echo.uniqueid:
        _leaf(parts, style, 2, "uniqueid", echo.uniqueid)
    if echo.dtdversion:
        _leaf(parts, style, 2, "dtdversion", data_text(echo.dtdversion))
    _close(parts, style, 1, "control")


def _operation(parts: list[str], style: Style, answer: OperationAnswer) -> None:
    _open(parts, style, 1, "operation")
    _authentication(parts, style, answer.authentication)
    if answer.faults:
        _errors(parts, style, 2, answer.faults, supported=False)
    for result in answer.results:
        _result(parts, style, result)
    _close(parts, style, 1, "operation")


def _authentication(parts: list[str], style: Style, who: Authentication) -> None:
    _open(parts, style, 2, "authentication")
    _leaf(parts, style, 3, "status", who.status)
    _leaf(parts, style, 3, "userid", data_text(who.userid))
    _leaf(parts, style, 3, "companyid", data_text(who.companyid))
    if who.status == "success":
        _leaf(parts, style, 3, "locationid", data_text(who.locationid))
        _leaf(parts, style, 3, "sessiontimestamp", who.timestamp)
        _leaf(parts, style, 3, "sessiontimeout", who.timeout)
    _close(parts, style, 2, "authentication")


def _result(parts: list[str], style: Style, result: Result) -> None:
    _open(parts, style, 2, "result")
    if result.status:
        _leaf(parts, style, 3, "status", result.status)
    _leaf(parts, style, 3, "function", data_text(result.function))
    _leaf(parts, style, 3, "controlid", data_text(result.controlid))
    match result.outcome:
        case Key(text):
            _leaf(parts, style, 3, "key", data_text(text))
        case Data() as data:
            _data(parts, style, data)
        case Raw(instead=Data() as data):
            _data(parts, style, data)
        case _:
            pass
    if result.faults:
        _errors(parts, style, 3, result.faults, supported=True)
    _close(parts, style, 2, "result")


def _data(parts: list[str], style: Style, data: Data) -> None:
    attributes = "".join(f' {name}="{attribute_text(word)}"' for name, word in data.attributes)
    if not data.text and not data.nodes:
        parts.append(f"{style.before(3)}<data{attributes}/>{style.after}")
        return
    parts.append(f"{style.before(3)}<data{attributes}>{style.after}")
    if data.text:
        parts.append(data.text)
    for node in data.nodes:
        _node(parts, style, DATA_DEPTH, node)
    _close(parts, style, 3, "data")


def _node(parts: list[str], style: Style, depth: int, node: Node) -> None:
    attributes = "".join(f' {name}="{attribute_text(word)}"' for name, word in node.attributes.items()) if node.attributes else ""
    if node.children:
        parts.append(f"{style.before(depth)}<{node.name}{attributes}>{style.after}")
        for child in node.children:
            _node(parts, style, depth + 1, child)
        _close(parts, style, depth, node.name)
    else:
        parts.append(f"{style.before(depth)}<{node.name}{attributes}>{data_text(node.text)}</{node.name}>{style.after}")


def _errors(parts: list[str], style: Style, depth: int, faults: Sequence[Fault], *, supported: bool) -> None:
    """Write an `errormessage`; the support id stands on the first error only, and never behind a roll-back (3.4 L, 3.6)."""
    _open(parts, style, depth, "errormessage")
    for position, fault in enumerate(faults):
        silent = fault.errorno in NO_SUPPORT_ID or fault.errorno == ROLLED_BACK or not fault.description2
        support = style.support if supported and position == 0 and not silent else ""
        _error(parts, style, depth + 1, fault, support)
    _close(parts, style, depth, "errormessage")


def _error(parts: list[str], style: Style, depth: int, fault: Fault, support: str) -> None:
    suffix = f" [Support ID: {support}]" if support else ""
    _open(parts, style, depth, "error")
    _leaf(parts, style, depth + 1, "errorno", error_text(fault.errorno))
    _leaf(parts, style, depth + 1, "description", error_text(fault.description))
    _leaf(parts, style, depth + 1, "description2", error_text(fault.description2 + suffix))
    _leaf(parts, style, depth + 1, "correction", error_text(fault.correction))
    if style.explain:
        _node(parts, style, depth + 1, additional(fault, support))
    _close(parts, style, depth, "error")
