"""Lines of journal entries: written with their header, read by themselves."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import amount, choice, day, flag, key, rate, recordno, text, via, whole, word
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, LINE_DIMENSIONS, RECORD_URL
from ledgergate.catalog.kinds import DataType, words
from ledgergate.catalog.objects import READ_ONLY, declared, to_one

STATES: Final = words(
    ("Draft", "I"),
    ("Submitted", "S"),
    ("Partially Approved", "X"),
    ("Approved", "A"),
    ("Posted", "P"),
    ("Declined", "R"),
    ("Reversal Pending", "L"),
    ("Reversed", "Z"),
)
"""As lines tell them: `Reversal Pending`, where headers say `Reversal pending`."""
TR_TYPES: Final = ("1", "-1")

GLENTRY: Final = declared(
    "GLENTRY",
    "Journal Entry Line",
    plural="Journal Entry Lines",
    application="General Ledger",
    table="gl_line",
    owner="GLBATCH",
    verbs=READ_ONLY,
    key="RECORDNO",
    beside=("book",),
    fields=(
        recordno(read_only=True),
        key("BATCHNO", "Batch number", "GLBATCH", writable=False),
        via("USERNO", "User number", "BATCHNO", "USERKEY", datatype=DataType.INTEGER, required=True),
        whole("LINE_NO", "Line number"),
        whole("TR_TYPE", "TR type", required_on_create=True, listed=TR_TYPES),
        day("ENTRY_DATE", "Entry date"),
        amount("AMOUNT", "Amount"),
        amount("TRX_AMOUNT", "Txn amount", required_on_create=True),
        via("BATCH_NUMBER", "Batch number", "BATCHNO", "BATCHNO", datatype=DataType.INTEGER),
        via("BATCH_DATE", "Batch date", "BATCHNO", "BATCH_DATE", datatype=DataType.DATE),
        via("BATCHTITLE", "Batch title", "BATCHNO", "BATCH_TITLE"),
        key("ACCOUNTKEY", "GL account key", "BASEACCOUNT"),
        via("ACCOUNTNO", "Account", "ACCOUNTKEY", "ACCOUNTNO", required_on_create=True),
        via("ACCOUNTTITLE", "Account title", "ACCOUNTKEY", "TITLE"),
        via("STATISTICAL", "No label specified", "BATCHNO", "STATISTICAL"),
        key("DEPARTMENTKEY", "Department key", "DEPARTMENT"),
        via("DEPARTMENT", "Department", "DEPARTMENTKEY", "DEPARTMENTID"),
        via("DEPARTMENTTITLE", "Department title", "DEPARTMENTKEY", "TITLE"),
        key("LOCATIONKEY", "Location key", "LOCATION"),
        via("LOCATION", "Location", "LOCATIONKEY", "LOCATIONID"),
        via("LOCATIONNAME", "Location name", "LOCATIONKEY", "NAME"),
        text("DOCUMENT", "Doc"),
        text("DESCRIPTION", "Memo", 1000),
        whole("UNITS", "Units"),
        text("BASECURR", "Base currency", 3, read_only=True),
        text("CURRENCY", "Txn currency", 3),
        choice("CLEARED", "Cleared", words("T", "F", "M")),
        day("CLRDATE", "No label specified"),
        whole("TIMEPERIOD", "Time period"),
        via("ADJ", "Adj", "BATCHNO", "ADJ", listed=("T", "F")),
        day("EXCH_RATE_DATE", "Exchange rate date"),
        word("EXCH_RATE_TYPE_ID", "Exchange rate type", "EXCHANGERATETYPES", "NAME"),
        rate("EXCHANGE_RATE", "Exchange rate"),
        day("RECON_DATE", "Reconciliation date"),
        via("ALLOCATION", "Allocation", "ALLOCATIONKEY", "ALLOCATIONID"),
        key("ALLOCATIONKEY", "No label specified", "ALLOCATION"),
        *AUDIT,
        via("STATE", "State", "BATCHNO", "STATE", choices=STATES, required=True),
        flag("BILLABLE", "Billable", default="false"),
        flag("BILLED", "Billed", read_only=True),
        *AUDIT_LOGINS,
        *LINE_DIMENSIONS,
        *RECORD_URL,
        word("TASKID", "Task", "TASK", "TASKID", in_lookup=False),
        word("COSTTYPEID", "Cost type", "COSTTYPE", "COSTTYPEID", in_lookup=False),
        word("CONTRACTID", "Contract", "CONTRACT", "CONTRACTID", in_lookup=False),
        word("WAREHOUSEID", "Warehouse", "WAREHOUSE", "WAREHOUSEID", in_lookup=False),
    ),
    relationships=(
        to_one("GLACCOUNT", "GLACCOUNT", "ACCOUNTNO"),
        *AUDIT_RELATIONSHIPS,
    ),
)
