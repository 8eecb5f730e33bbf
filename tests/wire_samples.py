"""Requests for tests of the wire, and the function names of the grammar in schema order."""

from __future__ import annotations

from ledgergate.catalog.functions import el, legacy
from ledgergate.catalog.objects import Verb

CONTROL = "<senderid>s</senderid><password>p</password><controlid>c</controlid><dtdversion>3.0</dtdversion>"

NAMES = (
    "create_apaccountlabel",
    "create_apadjustment",
    "create_apadjustmentbatch",
    "create_araccountlabel",
    "create_aradjustment",
    "create_aradjustmentbatch",
    "create_arpayment",
    "create_arpaymentbatch",
    "create_bill",
    "create_recurringbill",
    "create_class",
    "get",
    "get_list",
    "getAPISession",
    "inspect",
    "lookup",
    "create",
    "update",
    "delete",
    "read",
    "readByName",
    "readByQuery",
    "query",
    "readMore",
)
"""Enough names for the messages that list the first ten."""

EXAMPLE_LEGACY = (
    legacy(
        "create_class",
        Verb.CREATE,
        "CLASS",
        el("classid", "CLASSID", required=True),
        el("name", "NAME", required=True),
        application="company",
    ),
)


def request(functions: str, *, control: str = CONTROL, authentication: str = "<sessionid>s</sessionid>") -> str:
    """Write a request around functions, on one line so that all messages speak of line 1."""
    return (
        f"<request><control>{control}</control><operation><authentication>{authentication}</authentication>"
        f"<content>{functions}</content></operation></request>"
    )
