"""Statistical accounts: what is counted beside money."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import choice, flag, given, key, recordno, stamp, text
from ledgergate.catalog.groups import AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_INACTIVE, words
from ledgergate.catalog.objects import Keeping, declared
from ledgergate.standard.general_ledger.account import TAKEN

STATACCOUNT: Final = declared(
    "STATACCOUNT",
    "Statistical Account",
    application="General Ledger",
    table="account",
    keeping=Keeping.MEMBER,
    kind_column="kind",
    kind="S",
    key="ACCOUNTNO",
    fields=(
        recordno(read_only=True),
        text("ACCOUNTNO", "Account number", 24, required_on_create=True, required=True),
        text("TITLE", "Title", required_on_create=True, required=True),
        choice("ACCOUNTTYPE", "Report type", words("forperiod", "cumulative"), default="forperiod"),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        stamp("WHENMODIFIED", "When modified", read_only=True),
        flag("REQUIREDEPT", "Department", default="false"),
        flag("REQUIRELOC", "Location", default="false"),
        flag("TAXABLE", "Taxable"),
        flag("STATISTICAL", "Statistical account", writable=False, default="true"),
        text("CATEGORY", "QuickStart category"),
        stamp("WHENCREATED", "When created", read_only=True),
        key("CREATEDBY", "Created by", "USERINFO", read_only=True, soft=True),
        key("MODIFIEDBY", "Modified by", "USERINFO", read_only=True, soft=True),
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        flag("REQUIREPROJECT", "Project", default="false"),
        flag("REQUIRECUSTOMER", "Customer", default="false"),
        flag("REQUIREVENDOR", "Vendor", default="false"),
        flag("REQUIREEMPLOYEE", "Employee", default="false"),
        flag("REQUIREITEM", "Item", default="false"),
        flag("REQUIRECLASS", "Class", default="false"),
        *RECORD_URL,
        given("REQUIRETASK"),
        given("REQUIREGLDIM"),
    ),
    unique=(("ACCOUNTNO",),),
    taken=TAKEN,
    relationships=(
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
    ),
)
