"""Customer types: a tree for sorting customers."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import choice, key, recordno, text, via
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_INACTIVE
from ledgergate.catalog.objects import declared, to_one

CUSTTYPE: Final = declared(
    "CUSTTYPE",
    "Customer Type",
    application="Accounts Receivable",
    table="customer_type",
    key="NAME",
    fields=(
        text("NAME", "Customer type", 80, required=True, required_on_create=True),
        via("PARENT.NAME", "Parent type", "PARENT.RECORDNO", "NAME"),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        recordno(read_only=True),
        *AUDIT,
        key("PARENT.RECORDNO", "Record number", "CUSTTYPE", read_only=True),
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        *RECORD_URL,
    ),
    relationships=(
        to_one("PARENT", "CUSTTYPE", "NAME", "Parent customer type", through="PARENT.RECORDNO"),
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
    ),
)
