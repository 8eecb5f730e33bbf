"""Legacy functions of items, in wire order (catalog/functions; protocol.md 2.6)."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.functions import CREATE_ATTRIBUTES, Attribute, el, free, group, legacy, named_by, plain, same, to_change, ymd
from ledgergate.catalog.objects import Verb

APPLICATION: Final = "Inventory Control"

_UNITS: Final = plain("standard_unit", "purchase_unit", "purchase_unit_factor", "sales_unit", "sales_unit_factor")
_BEFORE_TERM: Final = (
    *same("glgroup", "note"),
    el("inventory_precision", "INV_PRECISION"),
    el("purchasing_precision", "PO_PRECISION"),
    el("sales_precision", "SO_PRECISION"),
    *same("upc", "hasstartenddates"),
    el("term_period", "TERMPERIOD"),
    el("defaultnoofperiods", "TOTALPERIODS"),
    el("computepriceforshortterm", "COMPUTEFORSHORTTERM"),
    group("itaxgroup", el("key", "TAXGROUPKEY"), el("name", "TAXGROUP.NAME")),
    el("revenue_posting", "REVPOSTING"),
)
_VENDORS: Final = group(
    "vendlineitems",
    group("vendlineitem", el("vendorid", required=True), el("stockno"), el("leadtime"), el("econorderqty"), required=True, repeat=True),
)
_STOCK: Final = (
    *plain("cycle", "stdcost", "lastcost", "avgcost", "reordermethod", "economyorderqty", "reorder", "minorderqty", "maxorderqty"),
    *plain("minstock", "maxstock"),
    ymd("datelastsold"),
    ymd("datelastrecvd"),
    *plain("begbalqty", "begbalprice", "defaultsubsection", "default_aisle", "default_row", "default_bin"),
)
_WAREHOUSES: Final = group(
    "whslineitems",
    group(
        "whslineitem",
        el("whsid", required=True),
        *_STOCK,
        required=True,
        repeat=True,
    ),
)
_COMPONENTS: Final = group(
    "complineitems",
    group(
        "complineitem",
        el("componentkey", required=True),
        *plain("quantity", "revpercent", "delete_component", "kcdlvrstatus", "kcrevdefstatus"),
        required=True,
        repeat=True,
    ),
)
_REST: Final = (
    _VENDORS,
    _WAREHOUSES,
    _COMPONENTS,
    *same("taxcode", "vsoecategory", "vsoedlvrstatus", "vsoerevdefstatus"),
    el("incomeaccount", "INCOMEACCTKEY"),
    el("invaccount", "INVACCTKEY"),
    el("expenseaccount", "EXPENSEACCTKEY"),
    el("cogsaccount", "COGSACCTKEY"),
    el("offsetoeglaccount", "OFFSETOEGLACCOUNTKEY"),
    el("offsetpoglaccount", "OFFSETPOGLACCOUNTKEY"),
    el("defrevaccount", "DEFERREDREVACCTKEY"),
    *same("uomgrp", "dropship"),
    el("cnbillingtemplate", "CNBILLINGTEMPLATENAME"),
    el("cnrevenuetemplate", "CNREVENUETEMPLATENAME"),
    el("cnrevenue2template", "CNREVENUE2TEMPLATENAME"),
    el("cnexpensetemplate", "CNEXPENSETEMPLATENAME"),
    el("cnexpense2template", "CNEXPENSE2TEMPLATENAME"),
    free("customfields"),
    *same("autoprintlabel", "weightuom", "netweight", "durometer", "upc12", "ean13", "safetyitem", "restricteditem", "compliantitem"),
    *same("condition", "engineeringalert", "specification1", "specification2", "specification3", "engineeringapproval"),
    *same("qualitycontrolapproval", "salesapproval", "primarycountryoforigin", "brand", "subbrand", "category", "subcategory"),
    *same("catalogref", "color", "style", "size1", "size2", "giftcard", "webenabled", "webname", "webshortdesc", "weblongdesc", "mrr"),
)
CREATED: Final = (
    *same("itemid", "name", required=True),
    *same("status"),
    *same("itemtype", required=True),
    *same("enablefulfillment", "enable_bins", "extended_description", "productlineid", "substituteid", "ship_weight"),
    ymd("datelastsold"),
    ymd("datelastrecvd"),
    *same("taxable", "cost_method", "standard_cost"),
    el("average_cost"),
    el("base_price", "BASEPRICE"),
    *_UNITS,
    *same("default_warehouse"),
    *_BEFORE_TERM,
    *_REST,
)
CHANGED: Final = to_change(
    (
        *same("name", "status", "enable_bins", "enablefulfillment", "extended_description", "productlineid", "substituteid"),
        *same("ship_weight", "taxable", "standard_cost"),
        el("base_price", "BASEPRICE"),
        *_UNITS,
        *same("default_warehouse"),
        *_BEFORE_TERM,
        *_REST,
    )
)
"""Type and cost method of an item are decided when it is made."""

FUNCTIONS: Final = (
    legacy("create_item", Verb.CREATE, "ITEM", *CREATED, application=APPLICATION, attributes=CREATE_ATTRIBUTES),
    legacy("update_item", Verb.UPDATE, "ITEM", *CHANGED, application=APPLICATION, attributes=named_by("itemid", changing=True)),
    legacy("delete_item", Verb.DELETE, "ITEM", application=APPLICATION, attributes=(Attribute(name="itemid", required=True),)),
)
