"""Payment terms of vendors: when a bill is due and what paying early saves."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import choice, key, rate, recordno, stamp, text, whole
from ledgergate.catalog.groups import AUDIT_LOGINS, AUDIT_RELATIONSHIPS, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_INACTIVE, DataType, words
from ledgergate.catalog.objects import Keeping, declared

DUEFROM: Final = words(
    "from invoice/bill date",
    "of the month of invoice/bill date",
    "of next month from invoice/bill date",
    "of 2nd month from invoice/bill date",
    "of 3rd month from invoice/bill date",
    "of 4th month from invoice/bill date",
    "of 5th month from invoice/bill date",
    "of 6th month from invoice/bill date",
    "after end of month of invoice/bill date",
    "from invoice/bill date extending to eom",
)
PEN_TYPES: Final = words("No Penalty", "Daily", "Weekly", "Biweekly", "Monthly", "Bimonthly", "Quarterly", "Half yearly", "Annually")

APTERM: Final = declared(
    "APTERM",
    "AP Term",
    application="Accounts Payable",
    table="term",
    keeping=Keeping.MEMBER,
    kind_column="kind",
    kind="P",
    key="NAME",
    fields=(
        text("NAME", "Name", required_on_create=True, required=True),
        text("DESCRIPTION", "Description", 1000, required=True),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        recordno(read_only=True),
        stamp("WHENMODIFIED", "When modified", read_only=True),
        stamp("WHENCREATED", "When created", read_only=True),
        key("MODIFIEDBY", "Modified by", "USERINFO", read_only=True, soft=True),
        key("CREATEDBY", "Created by", "USERINFO", read_only=True, soft=True),
        whole("DUEDATE", "Due date"),
        choice("DUEFROM", "Due from", DUEFROM, datatype=DataType.ENUM),
        whole("DISCDATE", "Day"),
        choice("DISCFROM", "Discount from", DUEFROM, datatype=DataType.ENUM),
        rate("DISCAMOUNT", "Amount", datatype=DataType.INTEGER),
        choice("DISCPERCAMN", "Discount from", words("$", "%"), datatype=DataType.ENUM),
        whole("DISCFUDGEDAYS", "Grace days"),
        choice("PEN_TYPES", "Penalty option", PEN_TYPES, datatype=DataType.ENUM),
        rate("PENAMOUNT", "Amount", datatype=DataType.INTEGER),
        choice("PENPERCAMN", "Penalty period", words("$", "%"), datatype=DataType.ENUM),
        whole("PENFUDGEDAYS", "Grace days"),
        choice("DISCCALCON", "Calculate based on", words("Line items total", "Bill total"), datatype=DataType.ENUM),
        *AUDIT_LOGINS,
        *RECORD_URL,
        text("VALUE", "Encoded term value", writable=False, in_lookup=False),
    ),
    relationships=(*AUDIT_RELATIONSHIPS,),
)
