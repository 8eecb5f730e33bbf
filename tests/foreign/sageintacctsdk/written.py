"""What the play writes: records of each object, and journal entries, as the client takes them."""

from __future__ import annotations

from typing import Any


def records(mark: str, contact: str) -> dict[str, tuple[dict[str, Any], dict[str, str]]]:
    """Give for each object a record to create, and a change to make to it, in an order that respects references."""
    return {
        "contacts": (
            {"CONTACTNAME": contact, "PRINTAS": "Client & Sons", "MAILADDRESS": {"CITY": "Porto", "COUNTRYCODE": "PT"}},
            {"PRINTAS": "Client and daughters"},
        ),
        "classes": ({"CLASSID": f"K{mark}", "NAME": "Class"}, {"DESCRIPTION": "changed"}),
        "departments": ({"DEPARTMENTID": f"D{mark}", "TITLE": "Department"}, {"TITLE": "Department changed"}),
        "locations": ({"LOCATIONID": f"L{mark}", "NAME": "Location", "PARENTID": "E100"}, {"NAME": "Location changed"}),
        "accounts": (
            {
                "ACCOUNTNO": f"8{mark[:7]}",
                "TITLE": "Account",
                "ACCOUNTTYPE": "balancesheet",
                "NORMALBALANCE": "debit",
                "CLOSINGTYPE": "non-closing account",
            },
            {"TITLE": "Account changed"},
        ),
        "vendors": (
            {"VENDORID": f"V{mark}", "NAME": "Vendor", "DISPLAYCONTACT": {"PRINTAS": "Vendor", "EMAIL1": "v@example.com"}},
            {"NAME": "Vendor changed"},
        ),
        "customers": (
            {"CUSTOMERID": f"C{mark}", "NAME": "Customer", "DISPLAYCONTACT": {"PRINTAS": "Customer"}},
            {"NAME": "Customer changed"},
        ),
        "employees": (
            {"EMPLOYEEID": f"E{mark}", "PERSONALINFO": {"CONTACTNAME": contact}, "LOCATIONID": "E100"},
            {"TITLE": "Bookkeeper"},
        ),
        "items": ({"ITEMID": f"I{mark}", "NAME": "Item", "ITEMTYPE": "Non-Inventory"}, {"NAME": "Item changed"}),
        "projects": (
            {"PROJECTID": f"P{mark}", "NAME": "Project", "PROJECTCATEGORY": "Contract"},
            {"NAME": "Project changed"},
        ),
    }


def journal(reference: str, debit: str, credit: str) -> dict[str, Any]:
    """Give a journal entry of two lines at one entity."""
    return {
        "JOURNAL": "GJ",
        "BATCH_DATE": "03/15/2026",
        "BATCH_TITLE": f"Rent {reference}",
        "REFERENCENO": reference,
        "ENTRIES": {
            "GLENTRY": [
                {"ACCOUNTNO": "6000", "TR_TYPE": "1", "AMOUNT": debit, "LOCATION": "E100", "DESCRIPTION": "March"},
                {"ACCOUNTNO": "1000", "TR_TYPE": "-1", "AMOUNT": credit, "LOCATION": "E100", "DESCRIPTION": "March"},
            ]
        },
    }
