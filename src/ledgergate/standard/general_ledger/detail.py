"""Posted lines for reading: each line with its header, journal and, later, the document it comes from.

A view over the rows of GLENTRY. What belongs to a subledger document is reached through a reference to documents, which
read empty until documents exist.
"""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import day, key, recordno, side, stamp, text, via, whole
from ledgergate.catalog.groups import LINE_DIMENSIONS, RECORD_URL
from ledgergate.catalog.kinds import DataType
from ledgergate.catalog.objects import READ_ONLY, Keeping, declared, to_one
from ledgergate.standard.general_ledger.entry import STATES, TR_TYPES

NUMBER: Final = DataType.INTEGER

GLDETAIL: Final = declared(
    "GLDETAIL",
    "General Ledger Detail",
    plural="General Ledger Details",
    application="General Ledger",
    table="gl_line",
    keeping=Keeping.VIEW,
    kind_column="posted",
    kind="true",
    verbs=READ_ONLY,
    key="RECORDNO",
    fields=(
        recordno(datatype=DataType.TEXT),
        key("BATCHKEY", "GL batch key", "GLBATCH", kept="batchno"),
        via("BATCH_DATE", "Batch posting date", "BATCHKEY", "BATCH_DATE", datatype=DataType.DATE),
        via("BATCH_TITLE", "Batch description", "BATCHKEY", "BATCH_TITLE"),
        via("SYMBOL", "Journal", "BATCHKEY", "JOURNAL"),
        via("BATCH_NO", "Transaction no.", "BATCHKEY", "BATCHNO", datatype=NUMBER),
        text("BOOKID", "Reporting method", kept="book"),
        via("CHILDENTITY", "Child subsidiary", "OWNERSHIPKEY", "CHILDENTITY"),
        via("MODIFIED", "Journal entry modified date", "BATCHKEY", "WHENMODIFIED", datatype=DataType.TIMESTAMP),
        via("REFERENCENO", "Journal entry reference no.", "BATCHKEY", "REFERENCENO"),
        via("ADJ", "Is adjusting entry", "BATCHKEY", "ADJ", datatype=DataType.BOOLEAN, unlisted=True),
        via("MODULEKEY", "Module ID", "BATCHKEY", "MODULE"),
        key("OWNERSHIPKEY", "Ownership key", "GCOWNERSHIP"),
        whole("LINE_NO", "Line no."),
        day("ENTRY_DATE", "Entry date"),
        whole("TR_TYPE", "Debit or credit", listed=TR_TYPES),
        text("DOCUMENT", "Journal entry doc column"),
        via("ACCOUNTNO", "Account no.", "ACCOUNTKEY", "ACCOUNTNO"),
        via("ACCOUNTTITLE", "Account title", "ACCOUNTKEY", "TITLE"),
        via("STATISTICAL", "Statistical", "BATCHKEY", "STATISTICAL"),
        via("DEPARTMENTID", "Department ID", "DEPARTMENTKEY", "DEPARTMENTID"),
        via("DEPARTMENTTITLE", "Department name", "DEPARTMENTKEY", "TITLE"),
        via("LOCATIONID", "Location ID", "LOCATIONKEY", "LOCATIONID"),
        via("LOCATIONNAME", "Location name", "LOCATIONKEY", "NAME"),
        text("CURRENCY", "Transaction currency", 3),
        text("BASECURR", "Base currency", 3),
        text("DESCRIPTION", "Journal entry line description", 1000),
        side("DEBITAMOUNT", "Debit amount", "AMOUNT", "debit"),
        side("CREDITAMOUNT", "Credit amount", "AMOUNT", "credit"),
        side("AMOUNT", "Amount", "AMOUNT", "signed"),
        side("TRX_DEBITAMOUNT", "Txn debit amount", "TRX_AMOUNT", "debit"),
        side("TRX_CREDITAMOUNT", "Txn credit amount", "TRX_AMOUNT", "credit"),
        side("TRX_AMOUNT", "Txn amount", "TRX_AMOUNT", "signed"),
        text("CLEARED", "Cleared bank"),
        day("CLRDATE", "Cleared bank date"),
        via("CUSTENTITY", "Customer", "PRRECORDKEY", "CUSTENTITY"),
        via("VENDENTITY", "Vendor", "PRRECORDKEY", "VENDENTITY"),
        via("EMPENTITY", "Employee", "PRRECORDKEY", "EMPENTITY"),
        via("LOCENTITY", "IET source entity", "PRRECORDKEY", "LOCENTITY"),
        via("RECORDTYPE", "Record type", "PRRECORDKEY", "RECORDTYPE"),
        via("RECORDID", "Document number", "PRRECORDKEY", "RECORDID"),
        via("DOCNUMBER", "Document reference", "PRRECORDKEY", "DOCNUMBER"),
        via("STATE", "State", "PRRECORDKEY", "STATE"),
        via("WHENCREATED", "Created date", "PRRECORDKEY", "WHENCREATED", datatype=DataType.DATE),
        via("WHENDUE", "Due date", "PRRECORDKEY", "WHENDUE", datatype=DataType.DATE),
        via("WHENPAID", "Paid date", "PRRECORDKEY", "WHENPAID", datatype=DataType.DATE),
        stamp("WHENMODIFIED", "Modified date"),
        via("PRDESCRIPTION", "Document description", "PRRECORDKEY", "DESCRIPTION"),
        via("PRCLEARED", "Txn cleared", "PRRECORDKEY", "CLEARED"),
        via("PRCLRDATE", "Txn cleared date", "PRRECORDKEY", "CLRDATE", datatype=DataType.DATE),
        via("FINANCIALENTITY", "Financial entity", "PRRECORDKEY", "FINANCIALENTITY"),
        via("TOTALENTERED", "Total entered", "PRRECORDKEY", "TOTALENTERED", datatype=DataType.DECIMAL),
        via("TOTALPAID", "Total paid", "PRRECORDKEY", "TOTALPAID", datatype=DataType.DECIMAL),
        via("TOTALDUE", "Total due", "PRRECORDKEY", "TOTALDUE", datatype=DataType.DECIMAL),
        via("ENTRYDESCRIPTION", "Document entry memo", "PRENTRYKEY", "ENTRYDESCRIPTION"),
        key("GLENTRYKEY", "GL entry key", "GLENTRY", kept="recordno"),
        via("CREATEDBY", "User ID", "AUCREATEDBY", "LOGINID"),
        via("BATCH_STATE", "GL transaction state", "BATCHKEY", "STATE", choices=STATES, unlisted=True),
        via("ENTRY_STATE", "GL entry state", "BATCHKEY", "STATE", choices=STATES, unlisted=True),
        stamp("AUWHENCREATED", "Audit when created", read_only=True, kept="whencreated"),
        key("AUCREATEDBY", "Created by", "USERINFO", read_only=True, kept="createdby"),
        key("MODIFIEDBY", "Modified by", "USERINFO", read_only=True),
        *LINE_DIMENSIONS,
        *RECORD_URL,
        key("ACCOUNTKEY", "GL account key", "BASEACCOUNT", in_lookup=False),
        key("DEPARTMENTKEY", "Department key", "DEPARTMENT", in_lookup=False),
        key("LOCATIONKEY", "Location key", "LOCATION", in_lookup=False),
        key("PRRECORDKEY", "Document key", "PRRECORD", in_lookup=False, queryable=False),
        key("PRENTRYKEY", "Document line key", "PRENTRY", in_lookup=False, queryable=False),
    ),
    relationships=(
        to_one("JOURNAL", "JOURNAL", "JOURNALKEY"),
        to_one("SUB_EMPLOYEE", "EMPLOYEE", "EMPLOYEERID", "Subledger employee", through="EMPLOYEEDIMKEY"),
        to_one("GLENTRY", "GLENTRY", "RECORD#", through="GLENTRYKEY"),
    ),
)
