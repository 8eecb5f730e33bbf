"""Journals: the books of first entry, financial and statistical, and the common face of both kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ledgergate.catalog.fields import choice, flag, given, mark, recordno, text
from ledgergate.catalog.groups import AUDIT, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_INACTIVE
from ledgergate.catalog.objects import READ_ONLY, Keeping, declared

if TYPE_CHECKING:
    from ledgergate.catalog.fields import Field


def _fields(statistical: str) -> tuple[Field, ...]:
    """Give the fields of a journal; only symbol, title and status are documented, the rest is inferred (catalog README 3)."""
    return (
        recordno(read_only=True),
        text("SYMBOL", "Symbol", 40, required=True, required_on_create=True),
        text("TITLE", "Title", 80, required=True, required_on_create=True),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        mark("ADJ", "Adjustment journal", default="false", unlisted=True),
        text("BOOKID", "Book ID", 40, default="ACCRUAL"),
        text("BOOKTYPE", "Book type", 40, default="accrual"),
        flag("BILLABLE", "Billable", default="false"),
        *AUDIT,
        *ENTITY_OWNED,
        *RECORD_URL,
        mark("STATISTICAL", "Statistical", writable=False, in_lookup=False, default=statistical),
        given("BOOKKEY"),
    )


GLJOURNAL: Final = declared(
    "GLJOURNAL",
    "GL Journal",
    application="General Ledger",
    table="journal",
    keeping=Keeping.MEMBER,
    kind_column="kind",
    kind="G",
    key="SYMBOL",
    fields=_fields("false"),
    relationships=(*AUDIT_RELATIONSHIPS, *OWNER_RELATIONSHIP),
    unique=(("SYMBOL",),),
)
STATJOURNAL: Final = replace(
    GLJOURNAL,
    name="STATJOURNAL",
    label="Statistical Journal",
    plural="Statistical Journals",
    kind="S",
    fields=_fields("true"),
)
JOURNAL: Final = replace(
    GLJOURNAL,
    name="JOURNAL",
    label="Journal",
    plural="Journals",
    keeping=Keeping.VIEW,
    kind="",
    verbs=READ_ONLY,
    internal=True,
)
"""Any journal: what entries and paths refer to; a symbol stands for one journal over both kinds."""
