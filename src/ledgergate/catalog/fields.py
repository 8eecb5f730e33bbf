"""A field of an object, and the one-line helpers that declare it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypedDict, Unpack

from ledgergate.catalog.kinds import Choice, DataType, Storage, Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its face on the wire, its place at rest, its rules.

    `references` names the object whose record number a STORED bigint holds; `shows` is then the field of that object
    which the wire carries instead of the number (None: the number itself). A PATH field reads `target` of the record
    behind the reference field `through` (None: of this same record, a second name); writing a PATH whose target is that
    object's key sets the reference.
    A field whose `references` is not declared yet has no column: it reads empty, and a value given for it is refused.
    """

    name: str
    label: str
    datatype: DataType
    storage: Storage = Storage.STORED
    stored: Stored | None = None
    size: int | None = None
    required: bool = False
    """REQUIRED as `lookup` answers it; no contract for create."""
    required_on_create: bool = False
    read_only: bool = False
    """READONLY as `lookup` answers it."""
    writable: bool = True
    """Whether create and update take it; read-only fields that arrive are ignored."""
    choices: tuple[Choice, ...] = ()
    strict: bool = True
    """Whether words outside `choices` are refused."""
    default: str | None = None
    references: str | None = None
    shows: str | None = None
    soft: bool = False
    """A reference without a foreign key, because it would close a circle of tables."""
    through: str | None = None
    target: str | None = None
    by: str | None = None
    """The named pure function that computes the field."""
    mark: bool = False
    """A yes or no that the wire writes as `T` and `F`."""
    unlisted: bool = False
    """`lookup` tells no valid values, although there are some."""
    listed: tuple[str, ...] = ()
    """Valid values that `lookup` tells and that stand for themselves."""
    side: str = ""
    """The amount of a ledger line as seen from one side: `debit` (nothing on credits), `credit`, or `signed` by TR_TYPE."""
    kept: str = ""
    """The column, where it is not named after the field (views over rows of another object)."""
    in_lookup: bool = True
    queryable: bool = True
    positive: bool = False
    description: str = "No description specified"

    @property
    def column(self) -> str:
        """Name the column: the wire name in lower case, dots and signs as underscores, unless said otherwise."""
        return self.kept or _column(self.name)


@lru_cache(maxsize=4096)
def _column(name: str) -> str:
    """Make a column's name; remembered, because every record asks for the columns of its fields."""
    return name.lower().replace(".", "_").replace("#", "_no").replace("/", "_")


class Facts(TypedDict, total=False):
    """What any helper below may say besides name and label."""

    required: bool
    required_on_create: bool
    read_only: bool
    writable: bool
    default: str | None
    soft: bool
    in_lookup: bool
    queryable: bool
    strict: bool
    positive: bool
    unlisted: bool
    listed: tuple[str, ...]
    kept: str
    description: str
    datatype: DataType


def _field(name: str, label: str, datatype: DataType, stored: Stored | None, facts: Facts, **fixed: object) -> Field:
    said = dict(facts)
    datatype = said.pop("datatype", datatype)  # type: ignore[assignment]
    said.setdefault("writable", not said.get("read_only", False))
    return Field(name=name, label=label, datatype=datatype, stored=stored, **said, **fixed)  # type: ignore[arg-type]


def text(name: str, label: str, size: int | None = None, **facts: Unpack[Facts]) -> Field:
    """Declare free text; `size` is the longest accepted, in characters."""
    return _field(name, label, DataType.TEXT, Stored.TEXT, facts, size=size)


def choice(name: str, label: str, choices: tuple[Choice, ...], **facts: Unpack[Facts]) -> Field:
    """Declare an enumeration: the wire carries the word, the column its code."""
    return _field(name, label, DataType.TEXT, Stored.TEXT, facts, choices=choices)


def flag(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare a yes or no written `true` and `false`; never set reads `false`."""
    return _field(name, label, DataType.BOOLEAN, Stored.BOOLEAN, facts)


def mark(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare a yes or no written `T` and `F`."""
    return _field(name, label, DataType.TEXT, Stored.BOOLEAN, facts, mark=True)


def whole(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare a whole number."""
    return _field(name, label, DataType.INTEGER, Stored.INTEGER, facts)


def amount(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare money: rounded to cents on input."""
    return _field(name, label, DataType.DECIMAL, Stored.MONEY, facts)


def side(name: str, label: str, of: str, seen: str, **facts: Unpack[Facts]) -> Field:
    """Declare the amount field `of` of a ledger line as seen from a side: `debit`, `credit` or `signed`."""
    facts.setdefault("kept", of.lower())
    facts.setdefault("writable", False)
    return _field(name, label, DataType.DECIMAL, Stored.MONEY, facts, side=seen)


def rate(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare a quantity, price, rate or percentage: ten decimals."""
    return _field(name, label, DataType.DECIMAL, Stored.RATE, facts)


def day(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare a date."""
    return _field(name, label, DataType.DATE, Stored.DATE, facts)


def stamp(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare a moment in GMT."""
    return _field(name, label, DataType.TIMESTAMP, Stored.TIMESTAMP, facts)


def big(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare a whole number of up to nineteen digits, such as a key whose target nobody published."""
    return _field(name, label, DataType.INTEGER, Stored.BIGINT, facts)


def recordno(label: str = "Record number", **facts: Unpack[Facts]) -> Field:
    """Declare the record number itself."""
    return _field("RECORDNO", label, DataType.INTEGER, Stored.BIGINT, {**facts, "writable": False})


def several(name: str, label: str, **facts: Unpack[Facts]) -> Field:
    """Declare several words joined by `#~#` on the wire."""
    return _field(name, label, DataType.TEXT, Stored.LIST, facts)


def key(name: str, label: str, to: str, **facts: Unpack[Facts]) -> Field:
    """Declare a reference shown as the other record's number."""
    return _field(name, label, DataType.INTEGER, Stored.BIGINT, facts, references=to)


def word(name: str, label: str, to: str, shows: str, **facts: Unpack[Facts]) -> Field:
    """Declare a reference with a column of its own, shown as the other record's ID or name."""
    return _field(name, label, DataType.TEXT, Stored.BIGINT, facts, references=to, shows=shows)


def via(name: str, label: str, through: str, target: str, *, choices: tuple[Choice, ...] = (), **facts: Unpack[Facts]) -> Field:
    """Declare a field of the record behind the reference field `through`."""
    return _field(name, label, DataType.TEXT, None, facts, choices=choices, storage=Storage.PATH, through=through, target=target)


def alias(name: str, label: str, of: str, **facts: Unpack[Facts]) -> Field:
    """Declare a second name of another field of the same record."""
    facts.setdefault("writable", False)
    return _field(name, label, DataType.TEXT, None, facts, storage=Storage.PATH, target=of)


def computed(name: str, label: str, by: str, **facts: Unpack[Facts]) -> Field:
    """Declare a field that the application's function `by` derives; never written."""
    facts.setdefault("writable", False)
    facts.setdefault("queryable", False)
    return _field(name, label, DataType.TEXT, None, facts, storage=Storage.COMPUTED, by=by)


def given(name: str, label: str = "", **facts: Unpack[Facts]) -> Field:
    """Declare a word that write functions take and no read shows."""
    facts.setdefault("queryable", False)
    return _field(name, label or name, DataType.TEXT, None, {**facts, "in_lookup": False}, storage=Storage.INPUT)


def under(prefix: str, label: str, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Repeat fields under a dotted prefix, labels led by `label`."""
    return tuple(replace(each, name=f"{prefix}.{each.name}", label=f"{label}{each.label}") for each in fields)
