"""Groups of fields and relationships that many objects carry in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.catalog.fields import computed, key, stamp, via
from ledgergate.catalog.kinds import DataType
from ledgergate.catalog.objects import to_one

if TYPE_CHECKING:
    from ledgergate.catalog.fields import Field

NUMBER: Final = DataType.INTEGER


def dimension(name: str, label: str, shown: str) -> tuple[Field, ...]:
    """Declare the three fields a line has for a dimension: the key, the ID, the name (`shown` of the dimension's object)."""
    return (
        key(f"{name}DIMKEY", f"{name.capitalize()}dimkey", name),
        via(f"{name}ID", label, f"{name}DIMKEY", f"{name}ID"),
        via(f"{name}NAME", f"{label} name", f"{name}DIMKEY", shown),
    )


AUDIT: Final = (
    stamp("WHENCREATED", "When created", read_only=True),
    stamp("WHENMODIFIED", "When modified", read_only=True),
    key("CREATEDBY", "Created by", "USERINFO", read_only=True, soft=True),
    key("MODIFIEDBY", "Modified by", "USERINFO", read_only=True, soft=True),
)
"""Audit references carry no foreign key: they would make circles of tables (house decision 17)."""

AUDIT_LOGINS: Final = (
    via("CREATEDBYLOGINID", "Created by", "CREATEDBY", "LOGINID", read_only=True),
    via("MODIFIEDBYLOGINID", "Modified by", "MODIFIEDBY", "LOGINID", read_only=True),
)
ENTITY_OWNED: Final = (
    key("MEGAENTITYKEY", "Created at - Entity key", "LOCATION", read_only=True, soft=True),
    via("MEGAENTITYID", "Created at - Entity ID", "MEGAENTITYKEY", "LOCATIONID", read_only=True),
    via("MEGAENTITYNAME", "Created at - Entity name", "MEGAENTITYKEY", "NAME", read_only=True),
)
LINE_DIMENSIONS: Final = (
    *dimension("CUSTOMER", "Customer", "NAME"),
    *dimension("VENDOR", "Vendor", "NAME"),
    *dimension("EMPLOYEE", "Employee", "PERSONALINFO.CONTACTNAME"),
    *dimension("ITEM", "Item", "NAME"),
    *dimension("PROJECT", "Project", "NAME"),
    *dimension("CLASS", "Class", "NAME"),
)
"""The dimensions of lines that this house knows, in recorded order."""

RECORD_URL: Final = (computed("RECORD_URL", "Record URL", "record_url", read_only=True, queryable=True),)

AUDIT_RELATIONSHIPS: Final = (
    to_one("USERINFOCREATEDBY", "USERINFO", "CREATEDBY", "Created by"),
    to_one("USERINFOMODIFIEDBY", "USERINFO", "MODIFIEDBY", "Last modified user"),
)
OWNER_RELATIONSHIP: Final = (to_one("MELOCATION", "LOCATION", "MEGAENTITYID", "Created at entity information"),)
