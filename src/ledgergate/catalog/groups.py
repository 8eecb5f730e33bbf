"""Groups of fields and relationships that many objects carry in the same order."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import computed, key, stamp, via
from ledgergate.catalog.kinds import DataType
from ledgergate.catalog.objects import to_one

NUMBER: Final = DataType.INTEGER

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
RECORD_URL: Final = (computed("RECORD_URL", "Record URL", "record_url", read_only=True),)

AUDIT_RELATIONSHIPS: Final = (
    to_one("USERINFOCREATEDBY", "USERINFO", "CREATEDBY", "Created by"),
    to_one("USERINFOMODIFIEDBY", "USERINFO", "MODIFIEDBY", "Last modified user"),
)
OWNER_RELATIONSHIP: Final = (to_one("MELOCATION", "LOCATION", "MEGAENTITYID", "Created at entity information"),)
