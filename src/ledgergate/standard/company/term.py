"""Terms: the common face of the payment terms of vendors and customers."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledgergate.catalog.objects import READ_ONLY, Keeping
from ledgergate.standard.accounts_receivable.term import ARTERM

TERM: Final = replace(
    ARTERM,
    name="TERM",
    label="Term",
    plural="Terms",
    keeping=Keeping.VIEW,
    kind="",
    verbs=READ_ONLY,
    internal=True,
)
