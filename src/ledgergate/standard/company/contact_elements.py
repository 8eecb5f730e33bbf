"""Contacts inside legacy functions: the same elements wherever a person or an address stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledgergate.catalog.functions import Element, el, group, one_of, same

ADDRESS: Final = group(
    "mailaddress",
    *(
        el(name, f"MAILADDRESS.{name.upper()}")
        for name in ("address1", "address2", "city", "state", "zip", "country", "isocountrycode", "latitude", "longitude")
    ),
)
CONTACT: Final = (
    *same("contactname", "printas", required=True),
    *same("companyname", "taxable", "taxgroup", "prefix", "firstname", "lastname", "initial", "phone1", "phone2", "cellphone", "pager"),
    *same("fax", "email1", "email2", "url1", "url2", "status"),
    ADDRESS,
    *same("taxid"),
)


def who(name: str, prefix: str, *, required: bool = False) -> Element:
    """Declare an element that holds a contact, or the name of one; its words go under the generic prefix."""
    inside = tuple(_under(prefix, each) for each in CONTACT)
    either = one_of(group("contact", *inside, required=True), el("contactname", f"{prefix}.CONTACTNAME", required=True), required=True)
    return group(name, either, required=required)


def listed() -> Element:
    """Declare the further contacts of a party, which nothing here keeps yet."""
    item = group("contactitem", el("category", required=True), el("contactname", required=True), required=True, repeat=True)
    return group("contactlist", item)


def visibility() -> Element:
    """Declare who may see a party; only the kind of restriction has a place here yet."""
    locations = group("restricted_locs", el("locationid", "RESTRICTEDLOCATIONS"), repeat=True)
    departments = group("restricted_depts", el("departmentid", "RESTRICTEDDEPARTMENTS"), repeat=True)
    return group("visibility", el("visibility_type", "OBJECTRESTRICTION", required=True), locations, departments)


def _under(prefix: str, element: Element) -> Element:
    children = tuple(_under(prefix, child) for child in element.children)
    return replace(element, to=None if element.to is None else f"{prefix}.{element.to}", children=children)
