"""From the words of a record element to typed values of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base import dates, money
from ledgergate.catalog.kinds import Stored
from ledgergate.engine import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgergate.base.tree import Node
    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object

TRUE: Final = frozenset({"true", "t", "1", "yes"})
FALSE: Final = frozenset({"false", "f", "0", "no"})
BETWEEN: Final = "#~#"
"""What joins several values of one field (protocol.md 2.5)."""


def flatten(declared: Object, record: Node) -> tuple[dict[str, str], dict[str, tuple[Node, ...]]]:
    """Spread a record element: words by dotted upper-case name, owned lines by collection name.

    A name that repeats keeps its values joined as several values of one field.
    """
    words: dict[str, str] = {}
    owned: dict[str, tuple[Node, ...]] = {}
    collections = {lines.collection: lines.element for lines in declared.lines}
    for child in record.children:
        name = child.name.upper()
        if name in collections:
            element = collections[name].upper()
            owned[name] = owned.get(name, ()) + tuple(each for each in child.children if each.name.upper() == element)
        else:
            _spread(name, child, words)
    return words, owned


def _spread(name: str, node: Node, words: dict[str, str]) -> None:
    if not node.children:
        words[name] = f"{words[name]}{BETWEEN}{node.text}" if name in words else node.text
        return
    for child in node.children:
        _spread(f"{name}.{child.name.upper()}", child, words)


def typed(field: Field, word: str) -> object:
    """Turn one word into the value its column keeps; the empty word is nothing.

    Raises Fault: not of the type, too long, not among the choices.
    """
    if word == "":
        return None
    if field.choices:
        return _code(field, word)
    if field.stored is None or field.stored is Stored.TEXT:
        return _text(field, word)
    return _READERS[field.stored](field, word)


def _text(field: Field, word: str) -> str:
    if field.size is not None and len(word) > field.size:
        raise faults.too_long(field)
    return word


def _code(field: Field, word: str) -> object:
    folded = word.casefold()
    for choice in field.choices:
        if choice.word.casefold() == folded:
            return choice.code if field.stored is not Stored.BOOLEAN else choice.code in {"T", "true"}
    if field.strict:
        raise faults.not_a_choice(field, word)
    return _text(field, word)


def _amount(field: Field, word: str) -> object:
    found = money.parse(word)
    if found is None or money.too_long(found):
        raise faults.illegal(field, word)
    return money.cents(found)


def _rate(field: Field, word: str) -> object:
    found = money.parse(word)
    if found is None or money.too_long(found):
        raise faults.illegal(field, word)
    return round(found, 10)


def _whole(most: int) -> Callable[[Field, str], object]:
    def read(field: Field, word: str) -> object:
        bare = word.strip()
        digits = bare.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 19 or abs(int(bare)) > most:  # noqa: PLR2004 (digits of 2**63)
            raise faults.illegal(field, word)
        return int(bare)

    return read


def _yes_or_no(field: Field, word: str) -> object:
    folded = word.strip().casefold()
    if folded in TRUE:
        return True
    if folded in FALSE:
        return False
    raise faults.illegal(field, word)


def _day(field: Field, word: str) -> object:
    found = dates.parse_date(word)
    if found is None:
        raise faults.illegal(field, word)
    return found


def _moment(field: Field, word: str) -> object:
    found = dates.parse_stamp(word)
    if found is None:
        raise faults.illegal(field, word)
    return found


def _several(_field: Field, word: str) -> object:
    return [each for each in word.split(BETWEEN) if each]


_READERS: Final[Mapping[Stored, Callable[[Field, str], object]]] = {
    Stored.MONEY: _amount,
    Stored.RATE: _rate,
    Stored.INTEGER: _whole(2**31 - 1),
    Stored.BIGINT: _whole(2**63 - 1),
    Stored.BOOLEAN: _yes_or_no,
    Stored.DATE: _day,
    Stored.TIMESTAMP: _moment,
    Stored.LIST: _several,
}
