"""From a condition in names and words to a test on columns, with its values as parameters.

`readByQuery` compares what is stored (`STATUS = 'T'`), `query` what is shown (`active`); see protocol.md 0 fact 16.
NULL is neither equal nor different, as in SQL; only IS NULL finds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ledgergate.base import dates, money
from ledgergate.base.fault import Fault
from ledgergate.catalog.fields import Field
from ledgergate.catalog.kinds import Choice, Stored
from ledgergate.query import faults
from ledgergate.query.ast import And, Between, Compare, IsNull, Like, Not, OneOf, Op, Or
from ledgergate.query.plan import Absent, Compared, Joined, Listed, Matched, Operand, Opposite, Test, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.query.ast import Condition
    from ledgergate.query.resolve import Face

Parameter = str | list[str]
"""Every value travels as text and is cast in the statement, so that one statement stands for all values."""

MOST_WILDCARDS: Final = 100
MOST_DIGITS: Final = 60
LARGEST: Final = 2**63 - 1
MARKS: Final = (("true", "T"), ("false", "F"))
TRUE: Final = frozenset({"true", "t"})
FALSE: Final = frozenset({"false", "f"})
YES_NO: Final = (Choice("true", "true"), Choice("false", "false"))
NUMBERS: Final = frozenset({Stored.BIGINT, Stored.INTEGER, Stored.MONEY, Stored.RATE})
_RUN: Final = re.compile("%+")
_NOTHING: Final = Unknown()


@dataclass(slots=True, kw_only=True)
class Terms:
    """Turns conditions into tests; gathers parameters and the fields that were named.

    `find` gives the field of a name or raises. `words`: values are what the wire shows; otherwise what is stored.
    `lenient`: stored codes, but words of enumerations too (protocol.md 15.2 `readbyquery_words`).
    """

    find: Callable[[str], Face]
    words: bool
    folded: bool = False
    lenient: bool = False
    parameters: list[Parameter] = field(default_factory=list[Parameter])
    used: list[Face] = field(default_factory=list["Face"])

    def test(self, condition: Condition) -> Test:
        """Turn a condition into a test. Raises Fault: unknown field, value not of the field's type or enumeration."""
        match condition:
            case And(parts):
                return Joined(tuple(self.test(part) for part in parts), every=True)
            case Or(parts):
                return Joined(tuple(self.test(part) for part in parts), every=False)
            case Not(part):
                return Opposite(self.test(part))
            case Compare() | Between() | OneOf() | Like() | IsNull():
                face = self.find(condition.field)
                self.used.append(face)
                return self._leaf(face, condition)

    def slot(self, value: Parameter) -> int:
        """Keep a value and give the number of its parameter."""
        self.parameters.append(value)
        return len(self.parameters) - 1

    def _leaf(self, face: Face, leaf: Compare | Between | OneOf | Like | IsNull) -> Test:
        if isinstance(leaf, IsNull):
            return Absent(face.column, leaf.negated)
        if not face.column.name:
            return _NOTHING
        match leaf:
            case Compare(_, op, value):
                return self._compare(face, op, value)
            case Between(_, low, high):
                parts = (self._compare(face, Op.GREATER_OR_EQUAL, low), self._compare(face, Op.LESS_OR_EQUAL, high))
                return Joined(parts, every=True)
            case OneOf(_, values, negated):
                return self._one_of(face, values, negated=negated)
            case Like(_, pattern, negated):
                return Matched(self._texts(face), self.slot(self._pattern(pattern)), negated)

    def _compare(self, face: Face, op: Op, value: str) -> Test:
        equal = op in {Op.EQUAL, Op.NOT_EQUAL}
        if _named(face):
            coded = self._codes(face, (value,)) if equal else None
            if coded is None:
                return Compared(self._texts(face), op, self.slot(value))
            operand, (code,) = coded
            return Compared(operand, op, self.slot(code))
        if face.column.stored in {Stored.TEXT, Stored.LIST}:
            return Compared(self._texts(face), op, self.slot(value))
        if not value.strip():
            return Absent(face.column, negated=True) if op is Op.NOT_EQUAL else _NOTHING
        kind, typed = self._typed(face, value)
        return Compared(Operand(column=face.column, kind=kind), op, self.slot(typed))

    def _one_of(self, face: Face, values: Sequence[str], *, negated: bool) -> Test:
        if _named(face):
            coded = self._codes(face, values)
            operand, found = (self._texts(face), list(values)) if coded is None else coded
            return Listed(operand, self.slot(found), negated)
        if face.column.stored in {Stored.TEXT, Stored.LIST}:
            return Listed(self._texts(face), self.slot(list(values)), negated)
        there = [value for value in values if value.strip()]
        if not there:
            return Absent(face.column, negated=True) if negated else _NOTHING
        typed = [self._typed(face, value) for value in there]
        kinds = {kind for kind, _ in typed}
        kind = kinds.pop() if len(kinds) == 1 else _wider(face.column.stored)
        return Listed(Operand(column=face.column, kind=kind), self.slot([word for _, word in typed]), negated)

    def _texts(self, face: Face) -> Operand:
        """Compare as text: what is shown, or what is stored."""
        words: tuple[tuple[str, str], ...] = ()
        if face.column.stored is Stored.BOOLEAN:
            words = (face.codes or (("true", "true"), ("false", "false"))) if self.words else MARKS
        elif self.words:
            words = face.codes
        return Operand(column=face.column, words=words, folded=self.folded, unset_is_false=self._unset(face), kind=Stored.TEXT)

    def _unset(self, face: Face) -> bool:
        return self.words and face.sure

    def _codes(self, face: Face, values: Sequence[str]) -> tuple[Operand, list[str]] | None:
        """Turn words into stored codes; None where they must be compared as texts."""
        boolean = face.column.stored is Stored.BOOLEAN
        found: list[str] = []
        for value in values:
            code = self._code(face, value, boolean=boolean)
            if code is None:
                return None
            found.append(code)
        kind = Stored.BOOLEAN if boolean else Stored.TEXT
        return Operand(column=face.column, unset_is_false=boolean and self._unset(face), kind=kind), found

    def _code(self, face: Face, value: str, *, boolean: bool) -> str | None:
        if self.words:
            return self._code_of_word(face, value, boolean=boolean)
        if boolean:
            known = {"T": "true", "F": "false"} | ({"true": "true", "false": "false"} if self.lenient else {})
            return known.get(value)
        if self.lenient:
            return _lookup(face, value) or value
        return None if self.folded else value

    def _code_of_word(self, face: Face, value: str, *, boolean: bool) -> str | None:
        if boolean and not face.field.choices:
            said = value.strip().casefold()
            if said in TRUE or said in FALSE:
                return "true" if said in TRUE else "false"
            raise faults.not_a_choice(_with_choices(face), face.name, value)
        code = _lookup(face, value)
        if code is not None:
            return code
        if face.choices and value:
            raise faults.not_a_choice(face.field, face.name, value)
        return None

    def _pattern(self, pattern: str) -> str:
        single = _RUN.sub("%", pattern)
        if single.count("%") > MOST_WILDCARDS:
            if self.words:
                raise faults.too_complex("wildcards", MOST_WILDCARDS)
            raise faults.bad_query(f"more than {MOST_WILDCARDS} wildcards in a pattern")
        return single.replace("\\", "\\\\")

    def _typed(self, face: Face, value: str) -> tuple[Stored, str]:
        found = _read(face.column.stored, value.strip())
        if found is None:
            raise self._illegal(face.name, value)
        return found

    def _illegal(self, name: str, value: str) -> Fault:
        return faults.illegal(name, value) if self.words else faults.bad_query(f"{name} cannot be compared with '{value[:100]}'")


def _named(face: Face) -> bool:
    return face.column.stored is Stored.BOOLEAN or bool(face.field.choices)


def _lookup(face: Face, value: str) -> str | None:
    folded = value.casefold()
    boolean = face.column.stored is Stored.BOOLEAN
    for choice in face.field.choices:
        if choice.word.casefold() == folded:
            return ("true" if choice.code in {"T", "true"} else "false") if boolean else choice.code
    return None


def _with_choices(face: Face) -> Field:
    return replace(face.field, choices=tuple(Choice(word, word) for _, word in face.codes) or YES_NO)


def _wider(stored: Stored) -> Stored:
    return Stored.RATE if stored in NUMBERS else Stored.TIMESTAMP


def _read(stored: Stored, word: str) -> tuple[Stored, str] | None:
    """Read a word as a value of a column's type: what type the parameter has, and its text for the database."""
    if stored in NUMBERS:
        return _number(stored, word)
    day = dates.parse_date(word) if stored is Stored.DATE else None
    if day is not None:
        return Stored.DATE, day.isoformat()
    moment = dates.parse_stamp(word)
    return None if moment is None else (Stored.TIMESTAMP, moment.isoformat())


def _number(stored: Stored, word: str) -> tuple[Stored, str] | None:
    found = money.parse(word) if len(word) <= MOST_DIGITS else None
    if found is None:
        return None
    whole = stored in {Stored.BIGINT, Stored.INTEGER} and found == found.to_integral_value() and abs(found) <= LARGEST
    return (Stored.BIGINT, str(int(found))) if whole else (Stored.RATE, format(found, "f"))
