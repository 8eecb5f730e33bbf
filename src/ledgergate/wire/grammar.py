"""The grammar of requests, written from our own declarations as the text of an XML schema.

libxml2 checks requests against it, so that its words are the words that clients know (protocol.md 9.15). Names,
order and cardinalities decide those words: whatever is changed here changes messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from ledgergate.base.limits import MOST_CONTROL_ID
from ledgergate.catalog.functions import Attribute, Element, Function, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

_STRING: Final = 'type="xs:string"'
_ANY: Final = '<xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/>'
_FREE: Final = f'<xs:complexType mixed="true"><xs:sequence>{_ANY}</xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType>'
_RECORDS: Final = '<xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence>'
_DAY: Final = "".join(f'<xs:element name="{part}" {_STRING}/>' for part in ("year", "month", "day"))
_NESTED: Final = "nested"


def schema(functions: Iterable[Function]) -> str:
    """Write the schema of a request that may hold these functions, in this order."""
    declared = tuple(functions)
    bodies = "".join(_function(each) for each in declared)
    return f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:simpleType name="truth"><xs:restriction base="xs:string">{_enumeration(("true", "false"))}</xs:restriction></xs:simpleType>
<xs:simpleType name="controlid">{_length(0)}</xs:simpleType>
<xs:simpleType name="functionid">{_length(1)}</xs:simpleType>
{"".join(_groups(each) for each in declared)}
<xs:element name="request"><xs:complexType><xs:sequence>
{_CONTROL}
<xs:element name="operation" maxOccurs="unbounded"><xs:complexType><xs:sequence>
{_AUTHENTICATION}
<xs:element name="preferences" minOccurs="0" maxOccurs="unbounded">{_FREE}</xs:element>
<xs:element name="content" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
<xs:element name="function" maxOccurs="unbounded"><xs:complexType><xs:choice>{bodies}</xs:choice>
<xs:attribute name="controlid" use="required" type="functionid"/></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
</xs:sequence><xs:attribute name="transaction" type="truth"/></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
</xs:schema>"""


def _length(least: int) -> str:
    return (
        f'<xs:restriction base="xs:string"><xs:minLength value="{least}"/><xs:maxLength value="{MOST_CONTROL_ID}"/></xs:restriction>'
        if least
        else f'<xs:restriction base="xs:string"><xs:maxLength value="{MOST_CONTROL_ID}"/></xs:restriction>'
    )


def _texts(*names: str) -> str:
    return "".join(f'<xs:element name="{name}" {_STRING}/>' for name in names)


def _optional(name: str, kind: str = "xs:string") -> str:
    return f'<xs:element name="{name}" type="{kind}" minOccurs="0"/>'


_CONTROL: Final = f"""<xs:element name="control"><xs:complexType><xs:sequence>
{_optional("appid")}{_texts("senderid")}{_optional("password")}<xs:element name="controlid" type="controlid"/>{_optional("uniqueid")}
{_texts("dtdversion")}{_optional("policyid")}{_optional("debug")}{_optional("includewhitespace", "xs:boolean")}
{_optional("showadditionalerrorinfo", "xs:boolean")}
</xs:sequence></xs:complexType></xs:element>"""

_AUTHENTICATION: Final = f"""<xs:element name="authentication"><xs:complexType><xs:choice>
<xs:element name="login"><xs:complexType><xs:sequence>
{_texts("userid", "companyid", "password")}{_optional("clientid")}{_optional("locationid")}
</xs:sequence></xs:complexType></xs:element>
{_texts("sessionid")}
<xs:element name="oauth">{_FREE}</xs:element>
</xs:choice></xs:complexType></xs:element>"""


def _enumeration(words: Iterable[str]) -> str:
    return "".join(f"<xs:enumeration value={quoteattr(word)}/>" for word in words)


def _function(function: Function) -> str:
    if function.body is None:
        return f'<xs:element name="{function.name}">{_FREE}</xs:element>'
    return f'<xs:element name="{function.name}">{_content(function.body, function.name)}</xs:element>'


def _groups(function: Function) -> str:
    """Write the named groups that a function's nested elements refer back to."""
    if function.body is None:
        return ""
    return "".join(
        f'<xs:group name="{_group(function.name, each)}"><xs:choice>{_particles(each, function.name)}</xs:choice></xs:group>'
        for each in _descendants(function.body)
        if any(child.shape is Shape.NESTED for child in each.children)
    )


def _group(function: str, parent: Element) -> str:
    return f"{function}-{parent.name}"


def _descendants(element: Element) -> Iterable[Element]:
    yield element
    for child in element.children:
        yield from _descendants(child)


def _particle(element: Element, function: str, parent: Element) -> str:
    occurs = "" if element.required else ' minOccurs="0"'
    if parent.shape in {Shape.ONE_OF, Shape.SOME_OF}:
        occurs = ""
    if element.repeat:
        occurs += f' maxOccurs="{element.at_most or "unbounded"}"'
    if not element.name:
        inner = f"{_particles(element, function)}"
        return f"<xs:choice{occurs}>{inner}</xs:choice>" if element.shape is Shape.ONE_OF else f"<xs:sequence{occurs}>{inner}</xs:sequence>"
    if element.shape is Shape.NESTED:
        group = f'<xs:group ref="{_group(function, parent)}" minOccurs="2" maxOccurs="unbounded"/>'
        return f'<xs:element name="{element.name}"><xs:complexType>{group}</xs:complexType></xs:element>'
    if element.shape is Shape.TEXT and not element.attributes:
        return f'<xs:element name="{element.name}" {_STRING}{occurs}/>'
    if element.shape is Shape.YES_OR_NO:
        return f'<xs:element name="{element.name}" type="xs:boolean"{occurs}/>'
    return f'<xs:element name="{element.name}"{occurs}>{_content(element, function)}</xs:element>'


def _particles(element: Element, function: str) -> str:
    return "".join(_particle(child, function, element) for child in element.children)


def _content(element: Element, function: str) -> str:
    """Write the type of an element."""
    attributes = "".join(_attribute(each) for each in element.attributes)
    inner = _particles(element, function)
    match element.shape:
        case Shape.FREE:
            return _FREE
        case Shape.TEXT | Shape.CHOICE | Shape.WHOLE | Shape.YES_OR_NO:
            return _simple(element, attributes)
        case Shape.RECORDS:
            model = _RECORDS
        case Shape.DAY:
            model = f"<xs:sequence>{_DAY}</xs:sequence>"
        case Shape.ANY_ORDER:
            model = f"<xs:all>{inner}</xs:all>"
        case Shape.ONE_OF if any(child.shape is Shape.NESTED for child in element.children):
            model = f'<xs:group ref="{_group(function, element)}"/>'
        case Shape.ONE_OF:
            model = f"<xs:choice>{inner}</xs:choice>"
        case Shape.SOME_OF:
            model = f'<xs:choice maxOccurs="unbounded">{inner}</xs:choice>'
        case _:
            model = f"<xs:sequence>{inner}</xs:sequence>"
    return f"<xs:complexType>{model}{attributes}</xs:complexType>"


def _simple(element: Element, attributes: str) -> str:
    base = {Shape.WHOLE: "xs:integer", Shape.YES_OR_NO: "xs:boolean"}.get(element.shape, "xs:string")
    facets = _enumeration(element.choices)
    if element.lowest is not None:
        facets += f'<xs:minInclusive value="{element.lowest}"/>'
    if element.highest is not None:
        facets += f'<xs:maxInclusive value="{element.highest}"/>'
    if not attributes:
        return f'<xs:simpleType><xs:restriction base="{base}">{facets}</xs:restriction></xs:simpleType>'
    return f'<xs:complexType><xs:simpleContent><xs:extension base="{base}">{attributes}</xs:extension></xs:simpleContent></xs:complexType>'


def _attribute(attribute: Attribute) -> str:
    use = ' use="required"' if attribute.required else ""
    if not attribute.choices:
        return f'<xs:attribute name="{attribute.name}" {_STRING}{use}/>'
    restriction = f'<xs:restriction base="xs:string">{_enumeration(attribute.choices)}</xs:restriction>'
    return f'<xs:attribute name="{attribute.name}"{use}><xs:simpleType>{restriction}</xs:simpleType></xs:attribute>'
