"""Legacy functions of vendors and their terms, in wire order (catalog/functions; protocol.md 2.6)."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.functions import el, free, same, to_change, twins
from ledgergate.standard.company.contact_elements import listed, visibility, who
from ledgergate.standard.company.term_elements import term

APPLICATION: Final = "Accounts Payable"

VENDOR: Final = (
    el("vendorid", "VENDORID"),
    *same("name", required=True),
    *same("parentid", "termname"),
    el("glaccountno", "APACCOUNT"),
    *same("accountlabel", "vendtype", "taxid", "taxsolutionid", "taxschedule", "creditlimit", "retainagepercentage"),
    el("paymethod", "PAYMETHODKEY"),
    *same("outsourcecheck", "outsourceach", "billingtype", "vendoraccountno", "displocacctnocheck", "onhold", "donotcutcheck"),
    *same("comments", "status", "currency", "onetime"),
    el("externalid"),
    who("primary", "CONTACTINFO"),
    who("returnto", "RETURNTO"),
    who("payto", "PAYTO"),
    who("contactinfo", "DISPLAYCONTACT"),
    who("contactto1099", "CONTACTTO1099"),
    listed(),
    *same("name1099", "form1099type", "form1099box"),
    free("customfields"),
    *same("paymentnotify", "achenabled", "wireenabled", "checkenabled", "achbankroutingnumber", "achaccountnumber", "achaccounttype"),
    *same("achremittancetype", "wirebankname", "wirebankroutingnumber", "wireaccountnumber", "wireaccounttype"),
    *same("pmplusremittancetype", "pmplusemail", "pmplusfax", "displaytermdiscount"),
    visibility(),
    *same("supdocid", "mergepaymentreq", "offsetglaccountno"),
)
TERM: Final = term()

FUNCTIONS: Final = (
    *twins(
        "vendor",
        "VENDOR",
        VENDOR,
        to_change(VENDOR, "vendorid", "onetime", "externalid"),
        application=APPLICATION,
        key="vendorid",
    ),
    *twins("apterm", "APTERM", TERM, to_change(TERM, "name"), application=APPLICATION, key="name", attributes=()),
)
