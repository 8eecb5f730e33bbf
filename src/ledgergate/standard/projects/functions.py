"""Legacy functions of projects, in wire order (catalog/functions; protocol.md 2.6)."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.functions import el, free, group, same, several_of, to_change, twins, ymd
from ledgergate.standard.company.contact_elements import who

APPLICATION: Final = "Projects"

PROJECT: Final = (
    *same("projectid", "name", required=True),
    *same("description", "parentid", "invoicewithparent"),
    *same("projectcategory", required=True),
    *same("projecttype", "projectstatus", "customerid", "managerid", "custuserid", "salescontactid"),
    ymd("begindate", "BEGINDATE"),
    ymd("enddate", "ENDDATE"),
    *same("departmentid", "locationid", "classid", "currency", "billingtype", "termname", "docnumber"),
    who("billto", "BILLTO"),
    who("shipto", "SHIPTO"),
    who("contactinfo", "CONTACTINFO"),
    *same("sonumber", "ponumber", "poamount", "pqnumber", "budgetamount", "budgetedcost", "budgetqty", "userrestrictions"),
    *same("obspercentcomplete", "budgetid", "billingrate", "billingpricing", "expenserate", "expensepricing", "poaprate", "poappricing"),
    *same("status", "supdocid", "invoicemessage", "invoicecurrency"),
    several_of(
        "projectresources",
        group(
            "projectresource",
            el("employeeid", required=True),
            el("itemid"),
            el("resourcedescription"),
            ymd("startdate"),
            el("billingrate"),
            el("expenserate"),
            el("poaprate"),
            repeat=True,
        ),
    ),
    *same("billingovermax", "excludeexpenses"),
    free("customfields"),
)

FUNCTIONS: Final = twins("project", "PROJECT", PROJECT, to_change(PROJECT), application=APPLICATION, key="key", attributes=())
