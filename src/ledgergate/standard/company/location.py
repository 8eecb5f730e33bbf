"""Locations: places of business in a tree; entities are locations too, and this object shows them all."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.contacts import ADDRESS, PLACE, PLACE_REACH, behind
from ledgergate.catalog.countries import COUNTRY_NAMES
from ledgergate.catalog.fields import amount, choice, day, flag, key, recordno, stamp, text, via, whole, word
from ledgergate.catalog.groups import AUDIT_LOGINS, AUDIT_RELATIONSHIPS, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_NON_POSTING, DataType, words
from ledgergate.catalog.objects import declared, to_one

MONTHS: Final = words("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "")
WEEK_STARTS: Final = words("1", "2", "3", "4", "5", "6", "7", "9", "")
LOCATION_TYPES: Final = words("E", "N", "C")
"""`E` is an entity, `N` any other place; `C` is listed by `lookup`, and nobody published what it means."""

ENTITY_KEY: Final = key("ENTITYKEY", "Entity key", "LOCATION", soft=True, in_lookup=False, queryable=False, writable=False)
"""The entity a place belongs to, kept by the rules of locations; an entity belongs to itself."""

LOCATION: Final = declared(
    "LOCATION",
    "Location",
    application="Company",
    table="location",
    kind_column="locationtype",
    key="LOCATIONID",
    fields=(
        text("LOCATIONID", "ID", required_on_create=True, required=True),
        recordno(read_only=True),
        text("NAME", "Name", required_on_create=True, required=True),
        via("PARENTID", "Parent", "PARENTKEY", "LOCATIONID"),
        via("PARENTNAME", "Parent - Name", "PARENTKEY", "NAME"),
        via("SUPERVISORNAME", "No label specified", "SUPERVISORKEY", "PERSONALINFO.CONTACTNAME"),
        via("SUPERVISORID", "Manager", "SUPERVISORKEY", "EMPLOYEEID"),
        via("CONTACTINFO.CONTACTNAME", "Location contact", "CONTACTKEY", "CONTACTNAME"),
        *behind("CONTACTINFO", "CONTACTKEY", PLACE),
        via("CONTACTINFO.PRINTAS", "Location contact", "CONTACTKEY", "PRINTAS"),
        *behind("CONTACTINFO", "CONTACTKEY", PLACE_REACH),
        *behind("CONTACTINFO", "CONTACTKEY", ADDRESS),
        day("STARTDATE", "Start date"),
        day("ENDDATE", "End date"),
        via("SHIPTO.CONTACTNAME", "Ship to", "SHIPTOKEY", "CONTACTNAME"),
        *behind("SHIPTO", "SHIPTOKEY", PLACE),
        via("SHIPTO.PRINTAS", "Print as", "SHIPTOKEY", "PRINTAS", required=True),
        *behind("SHIPTO", "SHIPTOKEY", PLACE_REACH),
        *behind("SHIPTO", "SHIPTOKEY", ADDRESS),
        choice("STATUS", "Status", ACTIVE_NON_POSTING, default="active"),
        stamp("WHENCREATED", "When created", read_only=True),
        stamp("WHENMODIFIED", "When modified", read_only=True),
        text("FEDERALID", "Federal ID"),
        choice("FIRSTMONTH", "First fiscal month", MONTHS),
        choice("WEEKSTART", "Week begins on", WEEK_STARTS),
        via("IEPAYABLE.ACCOUNT", "Inter-entity payable account", "IEPAYABLEACCTKEY", "ACCOUNTNO"),
        via("IEPAYABLE.NUMBER", "No label specified", "IEPAYABLEACCTKEY", "ACCOUNTNO"),
        via("IERECEIVABLE.ACCOUNT", "Inter-entity receivable account", "IERECEIVABLEACCTKEY", "ACCOUNTNO"),
        via("IERECEIVABLE.NUMBER", "No label specified", "IERECEIVABLEACCTKEY", "ACCOUNTNO"),
        text("MESSAGE_TEXT", "No label specified"),
        text("MARKETING_TEXT", "No label specified"),
        text("FOOTNOTETEXT", "No label specified"),
        text("REPORTPRINTAS", "Report print as"),
        text("ISROOT", "No label specified"),
        amount("RESERVEAMT", "Reserve amount", datatype=DataType.TEXT),
        via("VENDORNAME", "Vendor name", "VENDORID", "NAME"),
        word("VENDORID", "Vendor tied with", "VENDOR", "VENDORID", soft=True),
        word("CUSTOMERID", "Customer tied with", "CUSTOMER", "CUSTOMERID", soft=True),
        via("CUSTOMERNAME", "Customer name", "CUSTOMERID", "NAME"),
        text("CURRENCY", "Base currency", 3),
        via("ENTITY", "Parent entity", "ENTITYKEY", "LOCATIONID", read_only=True),
        flag("HAS_IE_RELATION", "Enable different accounts based on the target entity"),
        text("CUSTTITLE", "Location title"),
        text("BUSINESSDAYS", "Work days", read_only=True),
        text("WEEKENDS", "Weekends", read_only=True),
        choice("FIRSTMONTHTAX", "First tax month", MONTHS),
        key("CONTACTKEY", "Contact record number", "CONTACT"),
        key("SUPERVISORKEY", "Supervisor record number", "EMPLOYEE", soft=True),
        key("PARENTKEY", "Parent location key", "LOCATION"),
        key("SHIPTOKEY", "Ship-to contact record number", "CONTACT"),
        key("IEPAYABLEACCTKEY", "IE payable account record number", "GLACCOUNT"),
        key("IERECEIVABLEACCTKEY", "IE receivable account record number", "GLACCOUNT"),
        via("VENDENTITY", "Vendor entity", "VENDORID", "ENTITY"),
        via("CUSTENTITY", "Customer entity", "CUSTOMERID", "ENTITY"),
        text("TAXID", "Tax ID"),
        text("SIRET", "SIREN"),
        text("LEGAL_CATEGORY", "Legal category"),
        text("MAIN_ACTIVITY", "Main activity"),
        text("TYPE_OF_COMPANY", "Type of company"),
        whole("REGISTERED_CAPITAL", "Registered capital"),
        text("VAT_REGIME", "VAT regime"),
        key("CREATEDBY", "Created by", "USERINFO", read_only=True, soft=True),
        key("MODIFIEDBY", "Modified by", "USERINFO", read_only=True, soft=True),
        choice("ADDRESSCOUNTRYDEFAULT", "Default country for addresses", COUNTRY_NAMES, datatype=DataType.ENUM),
        choice("LOCATIONTYPE", "Location type", LOCATION_TYPES, datatype=DataType.ENUM, writable=False, default="N"),
        via("ENTITYNAME", "Entity name", "ENTITYKEY", "NAME", read_only=True),
        *AUDIT_LOGINS,
        *RECORD_URL,
        ENTITY_KEY,
    ),
    relationships=(
        to_one("PARENT", "LOCATION", "PARENTID", "Parent location"),
        to_one("CONTACT", "CONTACT", "CONTACTINFO.CONTACTNAME"),
        to_one("MANAGER", "EMPLOYEE", "SUPERVISORID", "Manager"),
        to_one("SHIPTO", "CONTACT", "SHIPTO.CONTACTNAME", "Ship-to contact"),
        *AUDIT_RELATIONSHIPS,
    ),
)
