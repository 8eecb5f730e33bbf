"""Legacy functions of the company's own records, in wire order (catalog/functions; protocol.md 2.6)."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.functions import el, free, same, to_change, twins, ymd
from ledgergate.standard.company.contact_elements import ADDRESS, who

APPLICATION: Final = "Company"

LOCATION: Final = (
    *same("locationid", "name", required=True),
    *same("parentid", "supervisorid"),
    ymd("startdate", "STARTDATE"),
    ymd("enddate", "ENDDATE"),
    *same("status"),
    el("externalid"),
    who("primary", "CONTACTINFO"),
    who("shipto", "SHIPTO"),
    free("customfields"),
    *same("custtitle"),
)
DEPARTMENT: Final = (
    *same("departmentid", "title", required=True),
    *same("parentid", "supervisorid", "status"),
    el("externalid"),
    free("customfields"),
    *same("custtitle"),
)
CLASS: Final = (
    *same("classid", "name", required=True),
    *same("description", "parentid", "status"),
    free("customfields"),
)
CONTACT: Final = (
    *same("contactname", "printas", required=True),
    *same("companyname", "taxable", "taxgroup", "prefix", "firstname", "lastname", "initial", "phone1", "phone2", "cellphone", "pager"),
    *same("fax", "email1", "email2", "url1", "url2", "status"),
    ADDRESS,
    *same("taxid", "taxschedule", "taxsolutionid"),
    el("externalid"),
)
CONTACT_CHANGED: Final = (
    el("printas", "PRINTAS", required=True),
    *to_change(CONTACT, "contactname", "printas", "taxschedule", "taxsolutionid", "externalid"),
    *same("taxsolutionid", "taxschedule"),
)
"""The print name is required also here, and the last two stand the other way round."""

FUNCTIONS: Final = (
    *twins(
        "location",
        "LOCATION",
        LOCATION,
        to_change(LOCATION, "locationid", "externalid"),
        application=APPLICATION,
        key="locationid",
    ),
    *twins(
        "department",
        "DEPARTMENT",
        DEPARTMENT,
        to_change(DEPARTMENT, "departmentid", "externalid"),
        application=APPLICATION,
        key="departmentid",
    ),
    *twins("class", "CLASS", CLASS, to_change(CLASS, "classid"), application=APPLICATION, key="key", attributes=()),
    *twins("contact", "CONTACT", CONTACT, CONTACT_CHANGED, application=APPLICATION, key="contactname"),
)
