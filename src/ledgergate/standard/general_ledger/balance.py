"""Balances of accounts by period, book, entity and dimensions: derived at each reading."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.fields import amount, big, recordno, text
from ledgergate.catalog.groups import AUDIT, LINE_DIMENSIONS, RECORD_URL
from ledgergate.catalog.objects import READ_ONLY, Keeping, declared

GLACCOUNTBALANCE: Final = declared(
    "GLACCOUNTBALANCE",
    "Raw Account Balance",
    application="General Ledger",
    table="",
    keeping=Keeping.COMPUTED,
    verbs=READ_ONLY,
    key="RECORDNO",
    fields=(
        recordno("Record no."),
        text("BOOKID", "Reporting method"),
        text("CURRENCY", "Currency", 3),
        text("PERIOD", "Period"),
        amount("OPENBAL", "Opening balance"),
        amount("TOTDEBIT", "Total debit"),
        amount("TOTCREDIT", "Total credit"),
        amount("TOTADJDEBIT", "Total adjustment debit"),
        amount("TOTADJCREDIT", "Total adjustment credit"),
        amount("FORBAL", "For the period balance"),
        amount("ENDBAL", "Ending balance"),
        big("ACCOUNTREC", "GL account record number"),
        text("ACCOUNTNO", "Account no."),
        text("ACCOUNTTITLE", "Account title"),
        text("DEPARTMENTID", "Department ID"),
        text("LOCATIONID", "Location ID"),
        *AUDIT,
        big("LOCATIONNO", "Location no."),
        *LINE_DIMENSIONS,
        *RECORD_URL,
    ),
)
