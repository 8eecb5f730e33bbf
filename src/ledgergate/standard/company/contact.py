"""Contacts: people and addresses, shared by vendors, customers, employees, users and locations."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.countries import COUNTRY_CODES
from ledgergate.catalog.fields import choice, day, flag, given, key, mark, rate, recordno, text, via, whole, word
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import ACTIVE_INACTIVE, DataType
from ledgergate.catalog.objects import declared, to_one

CONTACT: Final = declared(
    "CONTACT",
    "Contact",
    application="Company",
    table="contact",
    key="CONTACTNAME",
    fields=(
        recordno(read_only=True),
        text("CONTACTNAME", "Contact name", required_on_create=True, required=True),
        text("COMPANYNAME", "Company name", 200),
        text("PREFIX", "Prefix"),
        text("FIRSTNAME", "First name"),
        text("LASTNAME", "Last name"),
        text("INITIAL", "Middle name"),
        text("PRINTAS", "Print as", 200, required_on_create=True, required=True),
        flag("TAXABLE", "Taxable", default="true"),
        via("TAXGROUP", "Contact tax group", "TAXGROUPKEY", "NAME"),
        text("PHONE1", "Primary phone", 30),
        text("PHONE2", "Secondary phone", 30),
        text("CELLPHONE", "Mobile phone", 30),
        text("PAGER", "Pager"),
        text("FAX", "Fax"),
        text("EMAIL1", "Primary email address"),
        text("EMAIL2", "Secondary email addresses"),
        text("URL1", "Primary URL"),
        text("URL2", "Secondary URL"),
        flag("VISIBLE", "Visible", default="true"),
        text("MAILADDRESS.ADDRESS1", "Address line 1", 255),
        text("MAILADDRESS.ADDRESS2", "Address line 2", 255),
        text("MAILADDRESS.ADDRESS3", "Address line 3"),
        text("MAILADDRESS.CITY", "City", 80),
        text("MAILADDRESS.STATE", "State or territory"),
        text("MAILADDRESS.ZIP", "ZIP or postal code", 30),
        text("MAILADDRESS.COUNTRY", "Country"),
        choice("STATUS", "Status", ACTIVE_INACTIVE, default="active"),
        choice("MAILADDRESS.COUNTRYCODE", "Country code", COUNTRY_CODES),
        rate("MAILADDRESS.LATITUDE", "Latitude"),
        rate("MAILADDRESS.LONGITUDE", "Longitude"),
        via("PRICESCHEDULE", "Price schedule", "PRICESCHEDULEKEY", "NAME"),
        rate("DISCOUNT", "Discount percent"),
        via("PRICELIST", "Price list", "PRICELISTKEY", "NAME"),
        key("PRICELISTKEY", "Price list record number", "PRICELIST"),
        text("TAXID", "Tax ID"),
        text("SIRET", "SIRET"),
        text("LEGAL_CATEGORY", "Legal category"),
        text("MAIN_ACTIVITY", "Main activity"),
        text("TYPE_OF_COMPANY", "Type of company"),
        whole("REGISTERED_CAPITAL", "Registered capital"),
        text("VAT_REGIME", "VAT regime"),
        key("TAXGROUPKEY", "Tax group record number", "TAXGROUP"),
        word("TAXSOLUTIONID", "Tax solution", "TAXSOLUTION", "RECORDNO"),
        word("TAXSCHEDULE", "Default tax schedule", "TAXSCHEDULE", "SCHEDULEID"),
        key("PRICESCHEDULEKEY", "Price schedule record number", "PRICELIST"),
        *AUDIT,
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        *RECORD_URL,
        given("MAILADDRESS.ISOCOUNTRYCODE"),
        day("TAXIDVALIDATIONDATE", "No label specified", read_only=True, in_lookup=False),
        mark("GSTREGISTERED", "GST registered", read_only=True, in_lookup=False, datatype=DataType.ENUM),
        text("TAXCOMPANYNAME", "No label specified", read_only=True, in_lookup=False),
        text("TAXADDRESS", "No label specified", read_only=True, in_lookup=False),
    ),
    relationships=(
        to_one("MAILADDRESS", "MAILADDRESS", "MAILADDRESS.RECORDKEY"),
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
    ),
)
