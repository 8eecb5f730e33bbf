"""Legacy functions of employees, in wire order (catalog/functions; protocol.md 2.6)."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.functions import el, free, same, to_change, twins, ymd
from ledgergate.standard.company.contact_elements import listed, who

APPLICATION: Final = "Time & Expenses"

EMPLOYEE: Final = (
    el("employeeid", "EMPLOYEEID", required=True),
    *same("ssn", "title", "locationid", "departmentid", "classid", "supervisorid"),
    ymd("birthdate", "BIRTHDATE"),
    ymd("startdate", "STARTDATE"),
    ymd("enddate", "ENDDATE"),
    *same("terminationtype", "employeetype", "gender", "status", "currency"),
    el("externalid"),
    *same("name1099", "form1099type", "form1099box", "earningtypename", "postactualcost", "emppositionid"),
    who("personalinfo", "PERSONALINFO", required=True),
    listed(),
    el("paymethod", "PAYMETHODKEY"),
    *same("paymentnotify", "achenabled", "achbankroutingnumber", "achaccountnumber", "achaccounttype", "achremittancetype"),
    free("customfields"),
    *same("mergepaymentreq"),
)

FUNCTIONS: Final = twins(
    "employee",
    "EMPLOYEE",
    EMPLOYEE,
    to_change(EMPLOYEE, "employeeid", "externalid"),
    application=APPLICATION,
    key="employeeid",
)
