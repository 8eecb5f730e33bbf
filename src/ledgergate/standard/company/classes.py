"""Classes: a free tree for sorting lines."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import choice, key, recordno, text, via
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_NON_POSTING
from ledgergate.catalog.objects import declared, to_one

CLASS: Final = declared(
    "CLASS",
    "Class",
    plural="Classes",
    application="Company",
    table="class",
    key="CLASSID",
    fields=(
        recordno(read_only=True),
        text("CLASSID", "Class ID", 50, required=True, required_on_create=True),
        text("NAME", "Name", required=True, required_on_create=True),
        text("DESCRIPTION", "Description", 1000),
        choice("STATUS", "Status", ACTIVE_NON_POSTING, default="active"),
        key("PARENTKEY", "Parent key", "CLASS"),
        via("PARENTID", "Parent ID", "PARENTKEY", "CLASSID"),
        *AUDIT,
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        *RECORD_URL,
    ),
    relationships=(
        to_one("PARENT", "CLASS", "CLASSID", "Parent class", through="PARENTKEY"),
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
    ),
)
