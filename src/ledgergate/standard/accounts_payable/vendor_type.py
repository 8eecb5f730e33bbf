"""Vendor types: a tree for sorting vendors."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import choice, key, recordno, text, via
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_INACTIVE
from ledgergate.catalog.objects import declared, to_one

VENDTYPE: Final = declared(
    "VENDTYPE",
    "Vendor Type",
    application="Accounts Payable",
    table="vendor_type",
    key="NAME",
    fields=(
        text("NAME", "Name", 80, required=True, required_on_create=True),
        via("PARENT.NAME", "Parent type", "PARENT.RECORDNO", "NAME"),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        text("FORM1099TYPE", "Form 1099 type"),
        text("FORM1099BOX", "Form 1099 box"),
        recordno(read_only=True),
        *AUDIT,
        key("PARENT.RECORDNO", "Record number", "VENDTYPE", read_only=True),
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        *RECORD_URL,
    ),
    relationships=(
        to_one("PARENT", "VENDTYPE", "NAME", "Parent vendor", through="PARENT.RECORDNO"),
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
    ),
)
