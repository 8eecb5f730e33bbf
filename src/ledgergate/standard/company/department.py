"""Departments: a tree of cost centres, shared by all entities."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import choice, key, recordno, stamp, text, via
from ledgergate.catalog.groups import AUDIT_LOGINS, AUDIT_RELATIONSHIPS, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_NON_POSTING
from ledgergate.catalog.objects import declared, to_one

DEPARTMENT: Final = declared(
    "DEPARTMENT",
    "Department",
    application="Company",
    table="department",
    key="DEPARTMENTID",
    fields=(
        text("DEPARTMENTID", "ID", 40, required=True, required_on_create=True),
        recordno(),
        text("TITLE", "Name", required=True, required_on_create=True),
        key("PARENTKEY", "Parent department record number", "DEPARTMENT"),
        via("PARENTID", "Parent", "PARENTKEY", "DEPARTMENTID"),
        via("PARENTNAME", "Parent - Name", "PARENTKEY", "TITLE"),
        key("SUPERVISORKEY", "Manager record number", "EMPLOYEE", soft=True),
        via("SUPERVISORID", "Manager", "SUPERVISORKEY", "EMPLOYEEID"),
        stamp("WHENCREATED", "When created", read_only=True),
        stamp("WHENMODIFIED", "When modified", read_only=True),
        via("SUPERVISORNAME", "Manager name", "SUPERVISORKEY", "PERSONALINFO.CONTACTNAME", read_only=True),
        choice("STATUS", "Status", ACTIVE_NON_POSTING, default="active"),
        text("CUSTTITLE", "Department title"),
        key("CREATEDBY", "Created by", "USERINFO", read_only=True, soft=True),
        key("MODIFIEDBY", "Modified by", "USERINFO", read_only=True, soft=True),
        *AUDIT_LOGINS,
        *RECORD_URL,
    ),
    relationships=(
        to_one("PARENT", "DEPARTMENT", "PARENTID", "Parent department"),
        to_one("MANAGER", "EMPLOYEE", "SUPERVISORID", "Manager"),
        *AUDIT_RELATIONSHIPS,
    ),
)
