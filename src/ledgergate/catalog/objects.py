"""An object: what it is called, where its rows live, what may be done to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

if TYPE_CHECKING:
    from ledgergate.catalog.fields import Field


class Keeping(StrEnum):
    """How the rows of an object are kept (catalog README 7)."""

    STORED = "stored"
    MEMBER = "member"
    VIEW = "view"
    COMPUTED = "computed"


class Verb(StrEnum):
    """What a generic function may do to an object."""

    CREATE = "create"
    READ = "read"
    QUERY = "query"
    UPDATE = "update"
    DELETE = "delete"


WRITTEN: Final = frozenset(Verb)
READ_ONLY: Final = frozenset({Verb.READ, Verb.QUERY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A path that `query` may follow, as `lookup` tells it."""

    path: str
    object: str
    related_by: str
    label: str = "No label specified"
    kind: str = "MANY2ONE"
    through: str = ""
    """The reference field to follow, where `related_by` does not lead to one by itself (a self reference named by the key)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Records an object owns: `<ENTRIES><GLENTRY>`; `link` is their field that holds the owner's number."""

    collection: str
    element: str
    object: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """One object as the wire names it.

    `key` is the natural key field (VENDORID); `table` holds the rows, `kind` tells members of a shared table apart:
    the rows where the column `kind_column` holds it (empty: all rows). An `internal` object is the common face of a
    family, target of references and paths, and unknown by name on the wire.
    """

    name: str
    label: str
    plural: str
    application: str
    table: str
    key: str
    fields: tuple[Field, ...]
    keeping: Keeping = Keeping.STORED
    kind_column: str = ""
    kind: str = ""
    numbers: str = ""
    """The family whose record numbers this object shares; the table's name when empty."""
    relationships: tuple[Relationship, ...] = ()
    lines: tuple[Lines, ...] = ()
    owner: str | None = None
    verbs: frozenset[Verb] = WRITTEN
    policy: str = ""
    """The permission policy in people's words; the plural when empty."""
    rights: tuple[str, ...] = ("List", "View", "Add", "Edit", "Delete")
    internal: bool = False
    unique: tuple[tuple[str, ...], ...] = ()
    """Further sets of fields that may not repeat within a company."""
    indexed: tuple[tuple[str, ...], ...] = ()
    description: str = ""
    beside: tuple[str, ...] = ()
    """Columns of the table that no field shows and that views over it may, written by hand in the store."""
    trouble: tuple[str, ...] = ()
    """The general errors behind the specific one of a failed write, `{verb}` for the verb; two usual ones when empty."""
    taken: tuple[str, str, str] | None = None
    """Description, text (`{}` for the key) and correction of the error about a key in use; the usual one when None."""

    @property
    def key_column(self) -> str:
        """Name the column of the natural key."""
        found = self.field(self.key)
        return self.key.lower() if found is None else found.column

    def field(self, name: str) -> Field | None:
        """Give the field of that wire name, in any case."""
        wanted = name.upper()
        for each in self.fields:
            if each.name.upper() == wanted:
                return each
        return None


class ObjectFacts(TypedDict, total=False):
    """What a declaration may say besides name, label, table, key and fields."""

    plural: str
    keeping: Keeping
    kind_column: str
    kind: str
    numbers: str
    relationships: tuple[Relationship, ...]
    lines: tuple[Lines, ...]
    owner: str | None
    verbs: frozenset[Verb]
    policy: str
    rights: tuple[str, ...]
    internal: bool
    unique: tuple[tuple[str, ...], ...]
    indexed: tuple[tuple[str, ...], ...]
    description: str
    beside: tuple[str, ...]
    trouble: tuple[str, ...]
    taken: tuple[str, str, str] | None


def declared(
    name: str,
    label: str,
    *,
    application: str,
    table: str,
    key: str,
    fields: tuple[Field, ...],
    **facts: Unpack[ObjectFacts],
) -> Object:
    """Declare an object; the plural is the label with an `s` unless said."""
    facts.setdefault("plural", f"{label}s")
    return Object(name=name, label=label, application=application, table=table, key=key, fields=fields, **facts)


def to_one(
    path: str, target: str, related_by: str, label: str = "No label specified", kind: str = "MANY2ONE", *, through: str = ""
) -> Relationship:
    """Declare a path to one record of another object."""
    return Relationship(path=path, object=target, related_by=related_by, label=label, kind=kind, through=through)
