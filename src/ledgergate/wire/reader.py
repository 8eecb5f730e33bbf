"""The only XML parse of the house: bytes to a request, or to the faults that libxml2 finds, in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from ledgergate.base.fault import Fault
from ledgergate.base.limits import MOST_ATTRIBUTES
from ledgergate.base.tree import NOTHING, Node
from ledgergate.wire import text as texts
from ledgergate.wire.envelope import (
    BearerLogin,
    Control,
    Echo,
    FunctionCall,
    Login,
    Operation,
    Request,
    SessionLogin,
)
from ledgergate.wire.grammar import schema
from ledgergate.wire.text import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from ledgergate.catalog.functions import Function

    Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] # noqa: SLF001 (lxml names its element so)
    Log: TypeAlias = etree._ListErrorLog  # pyright: ignore[reportPrivateUsage] # noqa: SLF001 (and its log)

DIALECT: Final = "3.0"
MOST_FAULTS: Final = 20
"""Parser messages in one answer; a broken document can give thousands."""
MOST_MESSAGE: Final = 4_000
"""Characters of one parser message; it may repeat a value of any length."""
MOST_CONTROL_BYTES: Final = 16_384
"""How far a broken document is searched for its control block."""

_FATAL: Final = 3
_ERROR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A document that is no request: what could be read of its control block, and why it is none."""

    echo: Echo
    faults: tuple[Fault, ...]


class Reader:
    """Read requests; the schema is compiled at the first one and kept for the life of the process."""

    def __init__(self, functions: Iterable[Function]) -> None:
        self._functions = tuple(functions)
        self._talking = Lock()

    def read(self, document: bytes) -> Request | Broken:
        """Turn a document into a request that keeps the grammar, or say why it is none.

        Safe to call from several threads. Faults: XL03000003 only (protocol.md 3.4 C, 9.15).
        """
        try:
            text = texts.utf8(document)
        except Unreadable as trouble:
            return Broken(echo=recovered(document), faults=(_unreadable(trouble),))
        try:
            texts.check(text)
            if texts.many_attributes(text):
                _count_attributes(text)
        except Unreadable as trouble:
            return Broken(echo=recovered(text), faults=(_unreadable(trouble),))
        parser = _parser()
        try:
            root = etree.fromstring(text, parser)
        except etree.XMLSyntaxError:
            return Broken(echo=recovered(text), faults=_faults(parser.error_log))
        tree = root.getroottree()
        if tree.docinfo.internalDTD is not None:
            return Broken(echo=recovered(text), faults=(_unreadable(Unreadable(texts.LIMIT, texts.NO_DOCTYPE)),))
        return self._checked(root)

    def _checked(self, root: Element) -> Request | Broken:
        control = root.find("control")
        echo = Echo() if control is None else _echo(control)
        if echo.dtdversion not in {"", DIALECT}:
            return Broken(echo=echo, faults=(not_spoken(echo.dtdversion),))
        if not self._schema.validate(root):
            return Broken(echo=echo, faults=self._explain(root))
        if control is None or not echo.dtdversion:
            return Broken(echo=echo, faults=(_no_version(root),))
        return Request(
            control=Control(
                echo=echo, password=_text(control, "password"), unique=_unique(control), policyid=_text(control, "policyid").strip()
            ),
            operations=tuple(_operation(each) for each in root.iterchildren("operation")),
        )

    @cached_property
    def _schema(self) -> etree.XMLSchema:
        """Say yes or no, from any thread; its log is not read, because threads share it."""
        return self._compiled()

    @cached_property
    def _explaining_schema(self) -> etree.XMLSchema:
        return self._compiled()

    def _compiled(self) -> etree.XMLSchema:
        return etree.XMLSchema(etree.fromstring(schema(self._functions).encode(), _parser()))

    def _explain(self, root: Element) -> tuple[Fault, ...]:
        with self._talking:
            self._explaining_schema.validate(root)
            return _faults(self._explaining_schema.error_log)


def recovered(document: bytes) -> Echo:
    """Read what can be read of a broken document's control block (protocol.md 3.4 C).

    Only the bytes of the block itself are parsed, so that nothing before or after it can do harm.
    """
    start = document.find(b"<control")
    if start < 0:
        return Echo()
    end = document.find(b"</control>", start, start + MOST_CONTROL_BYTES)
    block = document[start : end + len(b"</control>") if end > 0 else start + MOST_CONTROL_BYTES]
    try:
        control = cast("Element | None", etree.fromstring(block, _parser(recover=True)))
    except etree.XMLSyntaxError:
        return Echo()
    return Echo() if control is None else _echo(control)


def not_spoken(version: str) -> Fault:
    """Refuse a dialect that this house does not speak; number and text are its own."""
    return Fault("XL03000003", f"The dtdversion '{version}' is not available. Use {DIALECT}.")


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


class _AttributeCount:
    """Count attributes and namespace declarations while parsing, without a tree."""

    def __init__(self) -> None:
        self.count = 0

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        """Count an element's attributes. Raises Unreadable above the limit."""
        self.add(len(attributes))

    def start_ns(self, _prefix: str, _uri: str) -> None:
        """Count a namespace declaration. Raises Unreadable above the limit."""
        self.add(1)

    def add(self, more: int) -> None:
        """Add to the count. Raises Unreadable above the limit."""
        self.count += more
        if self.count > MOST_ATTRIBUTES:
            raise Unreadable(texts.LIMIT, "Too many attributes in the document")

    def end(self, _tag: str) -> None:
        """Leave an element."""

    def end_ns(self, _prefix: str) -> None:
        """Leave a namespace."""

    def data(self, _text: str) -> None:
        """Pass text by."""

    def comment(self, _text: str) -> None:
        """Pass a comment by."""

    def pi(self, _target: str, _text: str | None = None) -> None:
        """Pass a processing instruction by."""

    def doctype(self, _name: str | None, _public: str | None, _system: str | None) -> None:
        """Pass a document type by; the checks before have refused it."""

    def close(self) -> None:
        """End the document."""


def _count_attributes(text: bytes) -> None:
    parser = etree.XMLParser(target=_AttributeCount(), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        return  # The parse that builds the tree says it again, and for the wire.


def _fault(level: str, code: int, message: str, line: int, column: int) -> Fault:
    words = message.strip().removesuffix(".")
    if len(words) > MOST_MESSAGE:
        words = f"{words[:MOST_MESSAGE]}..."
    return Fault("XL03000003", f"XML Parse schema error: {level} {code}: {words}. Line: {line}, column: {column}.")


def _faults(log: Log) -> tuple[Fault, ...]:
    found = [each for each in log if each.level >= _ERROR][:MOST_FAULTS]
    if not found:
        return (_fault("Fatal Error", 4, "Document is empty", 1, 1),)
    return tuple(
        _fault("Fatal Error" if each.level >= _FATAL else "Error", each.type, each.message, each.line, each.column) for each in found
    )


def _unreadable(trouble: Unreadable) -> Fault:
    return _fault("Fatal Error", trouble.code, trouble.message, 1, 1)


def _no_version(root: Element) -> Fault:
    control = root.find("control")
    line = (root if control is None else control).sourceline or 1
    return _fault("Error", 1871, "Element 'control': Missing child element(s). Expected is ( dtdversion ).", line, 0)


def _text(parent: Element, name: str) -> str:
    return parent.findtext(name) or ""


def _echo(control: Element) -> Echo:
    return Echo(
        senderid=_text(control, "senderid").strip(),
        controlid=_text(control, "controlid"),
        uniqueid="true" if _unique(control) else "false",
        dtdversion=_text(control, "dtdversion").strip(),
        pretty=_yes(control, "includewhitespace", "true"),
        explain=_yes(control, "showadditionalerrorinfo", "false"),
    )


def _unique(control: Element) -> bool:
    return _text(control, "uniqueid").strip().lower() != "false"


def _yes(control: Element, name: str, default: str) -> bool:
    return (_text(control, name).strip() or default) in {"true", "1"}


def _operation(operation: Element) -> Operation:
    return Operation(
        login=_login(operation[0][0]),
        transaction=operation.get("transaction") == "true",
        functions=tuple(
            FunctionCall(str(function[0].tag), function.get("controlid", ""), node(function[0]))
            for content in operation.iterchildren("content")
            for function in content
        ),
    )


def _login(chosen: Element) -> Login | SessionLogin | BearerLogin:
    if chosen.tag == "sessionid":
        return SessionLogin((chosen.text or "").strip())
    if chosen.tag == "oauth":
        return BearerLogin()
    return Login(
        userid=_text(chosen, "userid").strip(),
        companyid=_text(chosen, "companyid").strip(),
        password=_text(chosen, "password"),
        clientid=_text(chosen, "clientid").strip(),
        locationid=_text(chosen, "locationid").strip(),
    )


def node(element: Element) -> Node:
    """Copy an element into a tree without a parser behind it; text beside children is dropped."""
    children = tuple(map(node, element)) if len(element) else ()
    found = element.items()
    attributes = {str(name): str(word) for name, word in found} if found else NOTHING
    return Node(str(element.tag), "" if children else (element.text or ""), children, attributes)


def indented(answer: bytes) -> str:
    """Give an answer for people to read: indented as the gateway indents; what is no XML document stays as it is."""
    try:
        root = etree.fromstring(answer, _parser())
    except etree.XMLSyntaxError:
        return answer.decode(errors="replace")
    etree.indent(root, space="    ")
    return etree.tostring(root, encoding="unicode")
