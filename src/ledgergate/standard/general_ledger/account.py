"""Accounts: the financial chart, and the common face of both kinds of account."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledgergate.catalog.fields import choice, flag, given, key, recordno, text, via, word
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_INACTIVE, words
from ledgergate.catalog.objects import READ_ONLY, Keeping, declared, to_one

WIPSETUPACCTTYPE: Final = words("offset", "cost", "overbilling", "revenue", "underbilling", "overbillingOffset", "underbillingOffset")

CLOSING_TYPES: Final = words("non-closing account", "closing account", "closed to account")

TAKEN: Final = ("Duplicate account number", "The account number '{}' already exists", "Enter unique account number")
"""What is said of an account number in use, by accounts of either kind."""

GLACCOUNT: Final = declared(
    "GLACCOUNT",
    "GL Account",
    application="General Ledger",
    table="account",
    keeping=Keeping.MEMBER,
    kind_column="kind",
    kind="G",
    trouble=("Could not {verb} GL Account record.",),
    key="ACCOUNTNO",
    fields=(
        recordno(read_only=True),
        text("ACCOUNTNO", "Account number", 24, required_on_create=True, required=True),
        text("TITLE", "Title", required_on_create=True, required=True),
        choice("ACCOUNTTYPE", "Account type", words("balancesheet", "incomestatement"), required=True, default="balancesheet"),
        choice("NORMALBALANCE", "Normal balance", words("debit", "credit"), required_on_create=True, required=True, default="debit"),
        choice(
            "CLOSINGTYPE", "Period end closing type", CLOSING_TYPES, required_on_create=True, required=True, default="non-closing account"
        ),
        via("CLOSINGACCOUNTNO", "Close into account", "CLOSETOACCTKEY", "ACCOUNTNO"),
        via("CLOSINGACCOUNTTITLE", "Closing account title", "CLOSETOACCTKEY", "TITLE"),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        flag("REQUIREDEPT", "Department", default="false"),
        flag("REQUIRELOC", "Location", default="false"),
        flag("TAXABLE", "Taxable"),
        text("CATEGORYKEY", "Category key"),
        text("CATEGORY", "QuickStart category"),
        word("TAXCODE", "Tax return code", "TAXCODE", "NAME"),
        text("MRCCODE", "M-3 return code"),
        key("CLOSETOACCTKEY", "Close-to account record number", "GLACCOUNT"),
        choice("ALTERNATIVEACCOUNT", "GL account alternative", words("None", "Payables account", "Receivables account"), default="None"),
        *AUDIT,
        flag("SUBLEDGERCONTROLON", "Disallow direct posting"),
        choice("WIPSETUPACCTTYPE", "WIP schedule usage", WIPSETUPACCTTYPE, read_only=True),
        flag("ENABLE_GLMATCHING", "Enable lettrage for this account"),
        via("RECLASSIFICATIONACCOUNTNO", "Reclassification account", "RECLASSIFICATIONACCTKEY", "ACCOUNTNO"),
        key("RECLASSIFICATIONACCTKEY", "Reclassification account record number", "GLACCOUNT"),
        text("LETTRAGESEQUENCEID", "Lettrage sequence"),
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        flag("REQUIREPROJECT", "Project", default="false"),
        flag("REQUIRECUSTOMER", "Customer", default="false"),
        flag("REQUIREVENDOR", "Vendor", default="false"),
        flag("REQUIREEMPLOYEE", "Employee", default="false"),
        flag("REQUIREITEM", "Item", default="false"),
        flag("REQUIRECLASS", "Class", default="false"),
        *RECORD_URL,
        given("REQUIRETASK"),
        given("REQUIRECONTRACT"),
        given("REQUIREWAREHOUSE"),
        given("REQUIREGLDIM"),
    ),
    unique=(("ACCOUNTNO",),),
    taken=TAKEN,
    relationships=(
        to_one("CRWGLACCTGROUP", "CRWGLACCTGROUP", "RECORDNO"),
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
    ),
)

BASEACCOUNT: Final = replace(
    GLACCOUNT,
    name="BASEACCOUNT",
    label="Account",
    plural="Accounts",
    keeping=Keeping.VIEW,
    kind="",
    verbs=READ_ONLY,
    internal=True,
)
"""Any account: what lines and paths refer to; a number stands for one account over both kinds."""
