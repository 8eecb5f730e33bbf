"""The shapes of the functions that work on any object, of the session function, and of the legacy reads.

Order and cardinalities: protocol.md 9.2 to 9.9, 9.14; what is not checked here is a business rule there.
"""

from __future__ import annotations

from typing import Final

from ledgergate.base.limits import MOST_IN_VALUES, QUERY_PAGE_MOST
from ledgergate.catalog.functions import Attribute, Element, Function, Shape, el, group

FIELD: Final = el("field", required=True)
VALUE: Final = el("value", required=True)


def _function(name: str, *children: Element, shape: Shape = Shape.ANY_ORDER, attributes: tuple[Attribute, ...] = ()) -> Function:
    return Function(name=name, body=Element(name=name, shape=shape, children=children, attributes=attributes), only_3_0=True)


def _one_of(name: str, *children: Element, required: bool = False) -> Element:
    return Element(name=name, shape=Shape.ONE_OF, children=children, required=required)


COMPARISONS: Final = ("equalto", "notequalto", "lessthan", "lessthanorequalto", "greaterthan", "greaterthanorequalto")
VALUES: Final = Element(name="value", required=True, repeat=True, at_most=MOST_IN_VALUES)
CONDITIONS: Final = (
    Element(name="and", shape=Shape.NESTED),
    Element(name="or", shape=Shape.NESTED),
    *(group(name, FIELD, VALUE, required=True) for name in COMPARISONS),
    group("between", FIELD, VALUE, VALUE, required=True),
    group("in", FIELD, VALUES, required=True),
    group("notin", FIELD, VALUES, required=True),
    group("like", FIELD, VALUE, required=True),
    group("notlike", FIELD, VALUE, required=True),
    group("isnull", FIELD, required=True),
    group("isnotnull", FIELD, required=True),
)
AGGREGATES: Final = ("count", "avg", "min", "max", "sum")
SELECT: Final = Element(name="select", shape=Shape.SOME_OF, required=True, children=(FIELD, *(el(each) for each in AGGREGATES)))
ORDER: Final = group("order", FIELD, _one_of("", el("ascending"), el("descending")), required=True, repeat=True)
OPTIONS: Final = group(
    "options",
    Element(name="caseinsensitive", shape=Shape.YES_OR_NO),
    Element(name="showprivate", shape=Shape.YES_OR_NO),
    el("returnformat"),
)
QUERY: Final = _function(
    "query",
    SELECT,
    el("object", required=True),
    el("docparid"),
    _one_of("filter", *CONDITIONS),
    group("orderby", ORDER),
    OPTIONS,
    Element(name="pagesize", shape=Shape.WHOLE, lowest=1, highest=QUERY_PAGE_MOST),
    Element(name="offset", shape=Shape.WHOLE, lowest=0),
)

OBJECT: Final = el("object", required=True)
KEYS: Final = el("keys", required=True)
SHOWN: Final = (el("fields"), el("returnFormat"), el("docparid"))

GENERIC: Final = (
    _function("inspect", el("object"), el("name"), shape=Shape.ONE_OF, attributes=(Attribute(name="detail"),)),
    _function("lookup", el("object"), el("name"), el("docparid")),
    _function("create", shape=Shape.RECORDS),
    _function("update", shape=Shape.RECORDS),
    _function("delete", OBJECT, KEYS),
    _function("read", OBJECT, KEYS, *SHOWN),
    _function("readByName", OBJECT, KEYS, *SHOWN),
    _function("readByQuery", OBJECT, el("query", required=True), el("pagesize"), *SHOWN),
    QUERY,
    _function("readMore", el("object"), el("view"), el("reportId"), el("resultId"), shape=Shape.ONE_OF),
)
"""3.0 only, in schema order; `lookup` takes a name as the documentation shows it (protocol.md 9.15, caution)."""

SESSION: Final = Function(name="getAPISession", body=group("getAPISession", el("locationid")))
"""Valid in every dialect."""

GET_OBJECTS: Final = tuple(
    """
    accountgroup apaccountlabel apterm araccountlabel arterm bankaccount bill contact project class customer customervisibility
    customerachinfo customerchargecard customerbankaccount department employee expensetypes glaccount statglaccount icitem
    stkittransaction ictransaction invoice location locationentity supdocfolder supdoc company_info trxcurrencies journal
    popricelist csnhistory locationgroup vsoepricelist potransaction pricelistitem productline recurbill recurinvoice renewalmacro
    reportingperiod revrecschedule revrecscheduleentry sopricelist sotransaction otherreceipts recursotransaction
    recurringgltransaction recurringstatgltrans subscription territory vendor vendorvisibility warehouse taxdetail taxschedule
    taxscheduledetail taxschedulemap appaymentrequest timesheet task costtype projecttype projectstatus timetype allocation
    cctransaction vsoeallocation earningtype employeerate achbankconfiguration
    """.split()  # noqa: SIM905 (a block of words reads better than a column of quotes)
)
LIST_OBJECTS: Final = tuple(
    """
    accountgroup adjjournal statjournal apaccountlabel apadjustment apadjustmentbatch appayment apterm project class
    araccountlabel aradjustment aradjustmentbatch arpayment arpaymentbatch arterm artransactiondef bankaccount bill billbatch
    contact custglgroup customer customervisibility customerachinfo customerchargecard customerbankaccount customerppackage
    department employee expensereport expensereportbatch expensetypes expensepaymenttype glaccount statglaccount glbudget
    glbudgetitem glentry gltransaction icitem ictotal stkittransaction ictransaction ictransactiondef invoice invoicebatch
    itemglgroup journal location locationentity supdocfolder supdoc company_info trxcurrencies popricelist vsoepricelist
    vsoeitempricelist potransaction potransactiondef csnhistory locationgroup pricelistitem productline renewalmacro
    reportingperiod revrecschedule revrecscheduleentry revrectemplate sopricelist sotransaction otherreceipts recursotransaction
    sotransactiondef subscription territory uom vendglgroup vendor vendorvisibility warehouse taxdetail taxschedule
    taxscheduledetail contacttaxgroup itemtaxgroup taxschedulemap smarteventlog appaymentrequest icitemtotals itemtotal timesheet
    task costtype projecttype projectstatus timetype allocation cctransaction revrecchangelog vsoeallocation
    expenseadjustmentreport earningtype employeerate achbankconfiguration vendorentityaccount vendorpref employeepref
    """.split()  # noqa: SIM905 (a block of words reads better than a column of quotes)
)
TRUE_FALSE: Final = ("true", "false")
FIELDS: Final = Element(name="fields", shape=Shape.FREE)

LEGACY_READS: Final = (
    Function(
        name="get",
        body=Element(
            name="get",
            shape=Shape.SEQUENCE,
            children=(FIELDS,),
            attributes=(
                Attribute(name="object", required=True, choices=GET_OBJECTS),
                Attribute(name="key", required=True),
                Attribute(name="externalkey", choices=TRUE_FALSE),
            ),
        ),
    ),
    Function(
        name="get_list",
        body=Element(
            name="get_list",
            shape=Shape.SEQUENCE,
            children=tuple(Element(name=name, shape=Shape.FREE) for name in ("filter", "sorts", "fields", "additional_parameters")),
            attributes=(
                Attribute(name="object", required=True, choices=LIST_OBJECTS),
                Attribute(name="start"),
                Attribute(name="maxitems"),
                Attribute(name="showprivate", choices=TRUE_FALSE),
            ),
        ),
    ),
)
"""Known to the grammar with their enumerations; nothing runs them yet, so they answer that they are not available."""

FUNCTIONS: Final = (*GENERIC, SESSION, *LEGACY_READS)
