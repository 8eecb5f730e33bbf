"""What somebody writes who declares an object and a function: the checker must follow every line without help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_type

from ledgergate.catalog.fields import Field, amount, choice, key, recordno, text, via
from ledgergate.catalog.functions import Function, el, group, legacy, same, ymd
from ledgergate.catalog.kinds import ACTIVE_INACTIVE
from ledgergate.catalog.objects import Object, Verb, declared, to_one

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry

SAFE: Final = declared(
    "SAFE",
    "Safe",
    application="Cash Management",
    table="safe",
    key="SAFEID",
    fields=(
        recordno(read_only=True),
        text("SAFEID", "Safe ID", 20, required_on_create=True),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        amount("LIMIT", "Limit", positive=True),
        key("LOCATIONKEY", "Location key", "LOCATION"),
        via("LOCATIONID", "Location ID", "LOCATIONKEY", "LOCATIONID"),
    ),
    relationships=(to_one("LOCATION", "LOCATION", "LOCATIONID"),),
)
assert_type(SAFE, Object)
assert_type(SAFE.fields, tuple[Field, ...])
assert_type(SAFE.field("safeid"), Field | None)
assert_type(SAFE.key_column, str)

CREATE_SAFE: Final = legacy(
    "create_safe",
    Verb.CREATE,
    "SAFE",
    *same("safeid", required=True),
    group("place", el("locationid", "LOCATIONID")),
    ymd("opened"),
    application="Cash Management",
)
assert_type(CREATE_SAFE, Function)


def label_of(registry: Registry, name: str) -> str:
    """Ask the registry as clients' names come: in any case, perhaps unknown."""
    found = registry.find(name)
    assert_type(found, Object | None)
    return "" if found is None else found.label
