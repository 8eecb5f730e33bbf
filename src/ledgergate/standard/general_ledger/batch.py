"""Journal entries: the header; its lines are GLENTRY."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import alias, amount, choice, day, given, key, recordno, text, via, whole, word
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import DataType, words
from ledgergate.catalog.objects import Lines, declared, to_one

STATES: Final = words(
    ("Draft", "I"),
    ("Submitted", "S"),
    ("Partially Approved", "X"),
    ("Approved", "A"),
    ("Posted", "P"),
    ("Declined", "R"),
    ("Reversal pending", "L"),
    ("Reversed", "Z"),
)

GLBATCH: Final = declared(
    "GLBATCH",
    "Journal Entry",
    plural="Journal Entries",
    application="General Ledger",
    table="gl_batch",
    key="RECORDNO",
    fields=(
        recordno(read_only=True),
        whole("BATCHNO", "Transaction number", required=True, read_only=True),
        text("BATCH_TITLE", "Description", required_on_create=True, required=True),
        amount("BALANCE", "Balance", writable=False),
        word("JOURNAL", "Journal", "JOURNAL", "SYMBOL", required_on_create=True, required=True),
        via("STATISTICAL", "Statistical", "JOURNAL", "STATISTICAL", datatype=DataType.BOOLEAN),
        day("BATCH_DATE", "Posting date", required_on_create=True, required=True),
        text("MODULE", "Module", required=True, writable=False),
        key("USERKEY", "User", "USERINFO", soft=True, writable=False),
        text("REFERENCENO", "Reference number"),
        day("REVERSED", "Automatic reversal date", writable=False),
        key("REVERSEDKEY", "Reversed key", "GLBATCH", writable=False),
        via("REVERSEDFROM", "Reversed from", "REVERSEDKEY", "BATCH_DATE", read_only=True),
        key("TEMPLATEKEY", "Template key", "RECURGLBATCH"),
        via("TEMPLATEID", "Template ID", "TEMPLATEKEY", "NAME", read_only=True),
        key("PRBATCHKEY", "PRBatch key", "PRBATCH"),
        alias("MODIFIED", "Last modified date and time", "WHENMODIFIED", datatype=DataType.TIMESTAMP, read_only=True),
        via("MODIFIEDBYID", "Last modified by", "MODIFIEDBY", "LOGINID", read_only=True),
        key("SCHOPKEY", "Scheduled operation key", "SCHEDULEDOPERATION"),
        key("GLACCTALLOCATIONRUNKEY", "GL account allocation run key", "GLACCTALLOCATIONRUN", read_only=True),
        via("GLACCTALLOCATIONID", "GL account allocation ID", "GLACCTALLOCATIONRUNKEY", "GLACCTALLOCATION", read_only=True),
        key("BASELOCATION", "No label specified", "LOCATION", datatype=DataType.TEXT),
        via("BASELOCATION_NO", "Source entity", "BASELOCATION", "LOCATIONID"),
        via("USERINFO.LOGINID", "User ID", "USERKEY", "LOGINID", required=True, writable=False),
        *AUDIT,
        choice("STATE", "State", STATES, required=True, default="Posted"),
        text("JOURNALSEQNO", "Accounting sequence number", read_only=True),
        choice("TAXIMPLICATIONS", "Tax implications", words("None", "Inbound", "Outbound"), datatype=DataType.ENUM, default="None"),
        word("VATVENDORID", "Vendor", "VENDOR", "VENDORID"),
        word("VATCUSTOMERID", "Customer", "CUSTOMER", "CUSTOMERID"),
        word("VATCONTACTID", "Contact", "CONTACT", "CONTACTNAME"),
        word("TAXSOLUTIONID", "Tax solution", "TAXSOLUTION", "RECORDNO"),
        choice("TRANSACTIONSOURCE", "Transaction source", words("BANK")),
        via("SUPDOCID", "Attachment", "SUPDOCKEY", "supdocid"),
        key("SUPDOCKEY", "Attachment key", "SUPDOC"),
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        key("RPESENTRY", "Prepaid Expense Schedule Entry", "PESENTRY", datatype=DataType.TEXT),
        *RECORD_URL,
        via("ADJ", "Adjusting entry", "JOURNAL", "ADJ", in_lookup=False, listed=("T", "F")),
        via("BOOKID", "Reporting method", "JOURNAL", "BOOKID", in_lookup=False, queryable=False),
        given("REVERSEDATE"),
        given("HISTORY_COMMENT"),
    ),
    lines=(Lines(collection="ENTRIES", element="GLENTRY", object="GLENTRY", link="BATCHNO"),),
    relationships=(
        to_one("JOURNAL", "JOURNAL", "JOURNAL"),
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
        to_one("RPESENTRYGLBATCH", "PESENTRY", "RPESENTRY", "Prepaid Expense Schedule Entry", kind="ONE2ONE"),
    ),
)
