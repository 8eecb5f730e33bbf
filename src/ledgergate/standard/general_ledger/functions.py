"""Legacy functions of accounts, journals, entries and balances, in wire order (catalog/functions; protocol.md 2.6, 9.11)."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.functions import (
    Attribute,
    Element,
    Function,
    Shape,
    el,
    free,
    group,
    legacy,
    named_by,
    one_of,
    plain,
    same,
    to_change,
    twins,
    ymd,
)
from ledgergate.catalog.objects import Verb

APPLICATION: Final = "General Ledger"
REQUIRED_DIMENSIONS: Final = same(
    *("requiredept", "requireloc", "requireproject", "requiretask", "requirecustomer", "requirevendor", "requireitem"),
    *("requireemployee", "requireclass"),
)

ACCOUNT: Final = (
    el("glaccountno", "ACCOUNTNO", required=True),
    *same("title", required=True),
    *same("normalbalance", required=True),
    *same("accounttype", "closingtype", "closingaccountno", "status"),
    *REQUIRED_DIMENSIONS,
    *same("requirecontract", "requirewarehouse"),
    *same("taxable"),
    el("externalid"),
    free("customfields"),
    *same("category", "taxcode", "mrccode", "alternativeaccount", "subledgercontrolon"),
)
"""`closingtype` is required by documentation and optional in the older schema: its absence is a business matter."""

STATISTICAL_ACCOUNT: Final = (
    el("glaccountno", "ACCOUNTNO", required=True),
    *same("title", required=True),
    *REQUIRED_DIMENSIONS,
    *plain("requirecontract", "requirewarehouse"),
    free("customfields"),
    *same("category", "status"),
)
JOURNAL: Final = (*same("symbol", "title", required=True), *same("status"), el("externalid"), *same("bookkey"))
STATISTICAL_JOURNAL: Final = (*same("symbol", "title", required=True), *same("status", "bookkey"))
DELETED_JOURNAL: Final = plain("title", "status")

ENTRY: Final = (
    el("trtype", "TR_TYPE", required=True),
    el("amount", "TRX_AMOUNT", required=True),
    el("glaccountno", "ACCOUNTNO", required=True),
    *same("document"),
    ymd("datecreated", "ENTRY_DATE"),
    el("memo", "DESCRIPTION"),
    el("Optional"),
    el("locationid", "LOCATION"),
    el("departmentid", "DEPARTMENT"),
    *same("customerid", "vendorid", "employeeid", "projectid", "taskid", "costtypeid", "itemid", "classid", "contractid", "warehouseid"),
    free("customfields"),
    ymd("recon_date", "RECON_DATE"),
    *same("currency"),
    ymd("exchratedate", "EXCH_RATE_DATE"),
    el("exchratetype", "EXCH_RATE_TYPE_ID"),
    el("exchrate", "EXCHANGE_RATE"),
)
"""What one line says; `to` names fields of GLENTRY. `trtype` is debit or credit, increase or decrease."""


def _entries(name: str) -> Element:
    return group(name, group("glentry", *ENTRY, required=True, repeat=True), required=True)


ENTRY_HEADER: Final = (
    el("journalid", "JOURNAL", required=True),
    ymd("datecreated", "BATCH_DATE", required=True),
    ymd("reversedate", "REVERSEDATE"),
    el("description", "BATCH_TITLE", required=True),
)
TRANSACTION: Final = (
    *ENTRY_HEADER,
    el("referenceno", "REFERENCENO"),
    el("sourceentity", "BASELOCATION_NO"),
    free("customfields"),
    _entries("gltransactionentries"),
)
STATISTICAL_TRANSACTION: Final = (*ENTRY_HEADER, _entries("statgltransactionentries"))

_SPAN: Final = one_of(el("reportingperiodname", required=True), group("", ymd("startdate"), ymd("enddate", required=True)), required=True)
_BOOKS: Final = (
    el("reportingbook"),
    group("adjbooks", Element(name="adjbook", repeat=True)),
    el("includereportingbook"),
    el("statistical"),
)
_OWN_DIMENSIONS: Final = group(
    "userDefinedDimensions",
    group("userDefinedDimension", el("objectName", required=True), el("recordId"), el("recordName"), repeat=True),
)
_AFTER_PROJECT: Final = (
    *plain("customerid", "customerid_subs", "customertypeid", "vendorid", "vendorid_subs", "vendortypeid"),
    *plain("employeeid", "employeeid_subs", "employeetypeid", "itemid", "productlineid"),
    *plain("classid", "classid_subs", "contractid", "contractid_subs", "warehouseid", "warehouseid_subs"),
    _OWN_DIMENSIONS,
)
TRIAL_BALANCE: Final = (
    _SPAN,
    *plain("debitcreditbalance", "showzerobalances", "showdeptdetail", "showlocdetail"),
    *_BOOKS,
    *plain("departmentid", "dept_subs", "locationid", "loc_subs"),
    *plain("projectid", "projectid_subs", "projecttypeid", "taskid", "taskid_subs"),
    *_AFTER_PROJECT,
)
ACCOUNT_BALANCES: Final = (
    _SPAN,
    one_of(
        el("glaccountno", required=True),
        el("accountgroupname", required=True),
        group("", el("startaccountno", required=True), el("endaccountno", required=True)),
        required=True,
    ),
    *plain("locationid", "departmentid", "showzerobalances"),
    *_BOOKS,
    *plain("dept_subs", "loc_subs", "projectid", "projectid_subs", "projecttypeid"),
    *plain("taskid", "taskid_subs", "costtypeid", "costtypeid_subs"),
    *_AFTER_PROJECT,
)


def _report(name: str, children: tuple[Element, ...]) -> Function:
    return Function(name=name, application=APPLICATION, body=group(name, *children))


FUNCTIONS: Final = (
    *twins("glaccount", "GLACCOUNT", ACCOUNT, to_change(ACCOUNT, "glaccountno", "externalid"), application=APPLICATION, key="glaccountno"),
    *twins(
        "statglaccount",
        "STATACCOUNT",
        STATISTICAL_ACCOUNT,
        to_change(STATISTICAL_ACCOUNT, "glaccountno"),
        application=APPLICATION,
        key="glaccountno",
    ),
    legacy(
        "create_journal",
        Verb.CREATE,
        "GLJOURNAL",
        *JOURNAL,
        application=APPLICATION,
        attributes=(Attribute(name="ignoreduplicates", choices=("true", "false")),),
    ),
    legacy("update_journal", Verb.UPDATE, "GLJOURNAL", *same("title", "status"), application=APPLICATION, attributes=named_by("symbol")),
    legacy("delete_journal", Verb.DELETE, "GLJOURNAL", *DELETED_JOURNAL, application=APPLICATION, attributes=named_by("symbol")),
    legacy(
        "create_statjournal",
        Verb.CREATE,
        "STATJOURNAL",
        *STATISTICAL_JOURNAL,
        application=APPLICATION,
        attributes=(Attribute(name="ignoreduplicates", choices=("true", "false")),),
    ),
    legacy("delete_statjournal", Verb.DELETE, "STATJOURNAL", *DELETED_JOURNAL, application=APPLICATION, attributes=named_by("symbol")),
    Function(name="create_gltransaction", application=APPLICATION, body=group("create_gltransaction", *TRANSACTION)),
    Function(
        name="delete_gltransaction",
        application=APPLICATION,
        body=Element(name="delete_gltransaction", shape=Shape.SEQUENCE, attributes=named_by("key")),
    ),
    Function(name="create_statgltransaction", application=APPLICATION, body=group("create_statgltransaction", *STATISTICAL_TRANSACTION)),
    _report("get_trialbalance", TRIAL_BALANCE),
    _report("get_accountbalances", ACCOUNT_BALANCES),
)
