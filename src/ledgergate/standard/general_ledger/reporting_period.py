"""Reporting periods: named spans of days that budgets and reports are asked by."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import alias, choice, day, flag, recordno, text, whole
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_INACTIVE, DataType
from ledgergate.catalog.objects import declared

REPORTINGPERIOD: Final = declared(
    "REPORTINGPERIOD",
    "Reporting Period",
    application="General Ledger",
    table="reporting_period",
    key="NAME",
    fields=(
        alias("RECORD#", "Record number", "RECORDNO", datatype=DataType.INTEGER, read_only=True),
        recordno(read_only=True),
        text("NAME", "Name", required_on_create=True, required=True),
        text("HEADER1", "Column header", required_on_create=True, required=True),
        text("HEADER2", "Column header 2"),
        day("START_DATE", "Start date", required_on_create=True, required=True),
        day("END_DATE", "End date", required_on_create=True, required=True),
        flag("BUDGETING", "Use for budgeting", datatype=DataType.TEXT, default="false"),
        whole("DATETYPE", "Date type", read_only=True),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        *AUDIT,
        text("REPORTING_PERIODTYPE", "Reporting period type", read_only=True),
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        *RECORD_URL,
    ),
    relationships=(
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
    ),
)
