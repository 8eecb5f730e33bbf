"""What a field is on the wire and what it is at rest: two separate facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class DataType(StrEnum):
    """The DATATYPE that `lookup` answers (protocol.md 9.8)."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    DECIMAL = "DECIMAL"
    CURRENCY = "CURRENCY"
    PERCENT = "PERCENT"
    DATE = "DATE"
    TIMESTAMP = "TIMESTAMP"
    BOOLEAN = "BOOLEAN"
    ENUM = "ENUM"


class Stored(StrEnum):
    """The type of the column: what PostgreSQL keeps."""

    TEXT = "text"
    BIGINT = "bigint"
    INTEGER = "integer"
    MONEY = "numeric(38,3)"
    RATE = "numeric(38,10)"
    DATE = "date"
    TIMESTAMP = "timestamptz"
    BOOLEAN = "boolean"
    LIST = "text[]"


class Storage(StrEnum):
    """Where a field's value comes from."""

    STORED = "stored"
    """A column of the object's own table."""
    PATH = "path"
    """A field of another record, through a reference of this one."""
    COMPUTED = "computed"
    """Derived at each read by a named pure function of the application."""
    INPUT = "input"
    """Accepted on write, kept nowhere under this name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an enumeration: the word people see and the code that is stored and that readByQuery compares."""

    word: str
    code: str


def words(*pairs: str | tuple[str, str]) -> tuple[Choice, ...]:
    """Make choices from words whose code is the word itself, or from (word, code) pairs."""
    return tuple(Choice(pair, pair) if isinstance(pair, str) else Choice(*pair) for pair in pairs)


ACTIVE_INACTIVE: Final = words(("active", "T"), ("inactive", "F"))
ACTIVE_NON_POSTING: Final = words(("active", "T"), ("active non-posting", "N"), ("inactive", "F"))
"""`T` and `F` are documented (protocol.md 0 fact 16); `N` is ours."""
