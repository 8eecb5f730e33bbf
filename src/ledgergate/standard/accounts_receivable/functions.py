"""Legacy functions of customers and their terms, in wire order (catalog/functions; protocol.md 2.6)."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.functions import Element, el, free, group, same, to_change, twins
from ledgergate.standard.company.contact_elements import listed, visibility, who
from ledgergate.standard.company.term_elements import term

APPLICATION: Final = "Accounts Receivable"

CUSTOMER: Final = (
    el("customerid", "CUSTOMERID", required=True),
    *same("name", required=True),
    *same("parentid", "termname", "custrepid", "shippingmethod", "custtype", "taxid", "creditlimit", "retainagepercentage"),
    *same("territoryid", "resaleno"),
    group("deliveryoptions", Element(name="deliveryoption", to="DELIVERY_OPTIONS", required=True, repeat=True)),
    *same("accountlabel"),
    el("glaccountno", "ARACCOUNT"),
    *same("glgroup", "onhold", "comments", "status", "currency"),
    el("externalid"),
    who("primary", "CONTACTINFO"),
    who("billto", "BILLTO"),
    who("shipto", "SHIPTO"),
    who("contactinfo", "DISPLAYCONTACT"),
    listed(),
    *same("vsoepricelist"),
    free("customfields"),
    visibility(),
    *same("supdocid", "offsetglaccountno"),
)
TERM: Final = term()

FUNCTIONS: Final = (
    *twins(
        "customer",
        "CUSTOMER",
        CUSTOMER,
        to_change(CUSTOMER, "customerid", "externalid"),
        application=APPLICATION,
        key="customerid",
    ),
    *twins("arterm", "ARTERM", TERM, to_change(TERM, "name"), application=APPLICATION, key="name", attributes=()),
)
