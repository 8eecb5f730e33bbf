"""The set-up of the demo company: entities, accounts, journals, terms, dimensions (business.md 0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    Words = Mapping[str, str]

ENTITIES: Final = ("E100", "E200", "E310", "E320")
RETAINED: Final = "3000"

BALANCE_SHEET: Final = (
    ("3000", "Retained earnings", "credit", ""),
    ("1000", "Checking", "debit", ""),
    ("1005", "Checking E200", "debit", ""),
    ("1050", "Undeposited funds", "debit", ""),
    ("1100", "Accounts receivable", "debit", "Receivables account"),
    ("1110", "Unbilled AR", "debit", ""),
    ("1190", "Inter-entity receivable", "debit", ""),
    ("1300", "Inventory", "debit", ""),
    ("1310", "Inventory in transit", "debit", ""),
    ("1350", "Input tax", "debit", ""),
    ("1400", "Vendor advances", "debit", ""),
    ("1420", "Employee advances", "debit", ""),
    ("2000", "Accounts payable", "credit", "Payables account"),
    ("2010", "Received not invoiced", "credit", ""),
    ("2050", "Credit card payable", "credit", ""),
    ("2100", "Employee liabilities", "credit", ""),
    ("2150", "Output tax payable", "credit", ""),
    ("2190", "Inter-entity payable", "credit", ""),
    ("2200", "Customer advances", "credit", ""),
    ("2210", "AR overpayments", "credit", ""),
    ("2300", "Deferred revenue billed", "credit", ""),
    ("2310", "Deferred revenue unbilled", "credit", ""),
    ("2320", "Deferred revenue paid", "credit", ""),
    ("3900", "Cumulative translation adjustment", "credit", ""),
)
INCOME_STATEMENT: Final = (
    ("4000", "Sales", "credit"),
    ("4050", "Shipping income", "credit"),
    ("4010U", "Subscription revenue unbilled", "credit"),
    ("4010B", "Subscription revenue billed", "credit"),
    ("4010P", "Subscription revenue paid", "credit"),
    ("4950", "Sales returns", "debit"),
    ("5000", "Cost of goods sold", "debit"),
    ("5050", "Inventory shrinkage and variance", "debit"),
    ("6000", "Rent", "debit"),
    ("6100", "Travel", "debit"),
    ("6110", "Meals", "debit"),
    ("6200", "Office", "debit"),
    ("6300", "Software", "debit"),
    ("6400", "Bad debt", "debit"),
    ("6500", "Card fees", "debit"),
    ("7000", "FX realised", "debit"),
    ("7010", "FX unrealised", "debit"),
    ("7100", "Purchase discounts taken", "credit"),
)
JOURNALS: Final = (
    ("GJ", "General journal"),
    ("APJ", "Bills and adjustments"),
    ("CDJ", "Payments made"),
    ("ARJ", "Invoices and adjustments"),
    ("CRJ", "Receipts"),
    ("EEJ", "Expenses"),
    ("CMJ", "Cash management"),
    ("IJ", "Inventory"),
    ("RRJ", "Revenue recognition"),
    ("CNJ", "Contracts"),
)
CASH_JOURNALS: Final = (("CRJC", "Receipts, cash book"), ("CDJC", "Payments made, cash book"))
DEPARTMENTS: Final = (("D1", "Department 1"), ("D2", "Department 2"), ("D3", "Department 3"))
PLACES: Final = (("L110", "Harbour office", "E100"), ("L120", "Hill store", "E100"), ("L210", "Lake office", "E200"))
CLASSES: Final = (("RETAIL", "Retail"), ("ONLINE", "Online"), ("SERVICE", "Service"))
ITEMS: Final = (
    ("SUBSCRIPTION", "Subscription"),
    ("SETUP", "Set-up fee"),
    ("SUPPORT", "Support hour"),
    ("TRAINING", "Training day"),
    ("HOSTING", "Hosting month"),
)
EMPLOYEES: Final = (("E001", "Front desk"), ("E002", "Back office"), ("E003", "Field service"))
"""Posts rather than persons."""
PROJECTS: Final = (("P001", "Harbour refit"), ("P002", "Web shop"))
VENDORS: Final = (
    "Paper Mill", "City Power", "Water Works", "Fast Freight", "Office Depot Lane", "Cloud Host", "Cleaning Crew", "Print House",
    "Tool Shop", "Coffee Roastery", "Travel Desk", "Phone Line", "Law Office", "Audit Office", "Insurance Pool", "Signs and Lights",
    "Glass and Frames", "Packing Supplies", "Security Watch",
)  # fmt: skip
CUSTOMERS: Final = (
    "Corner Bakery", "River Hotel", "North School", "Old Mill Inn", "Garden Centre", "Bike Shop", "Book Store", "Town Museum", "Sea Clinic",
    "Dance Studio", "Film Club", "Flower Market", "Fruit Stand", "Sport Hall", "Station Kiosk", "Toy Shop", "Wine Cellar", "Wood Shop",
    "Yoga Room", "Zoo Park",
)  # fmt: skip
NET_30: Final[Words] = {"NAME": "Net 30", "DUEDATE": "30", "DUEFROM": "from invoice/bill date"}
DISCOUNTED: Final[Words] = {
    "NAME": "2/10 Net 30",
    "DUEDATE": "30",
    "DUEFROM": "from invoice/bill date",
    "DISCDATE": "10",
    "DISCFROM": "from invoice/bill date",
    "DISCAMOUNT": "2",
    "DISCPERCAMN": "%",
    "DISCCALCON": "Bill total",
}
