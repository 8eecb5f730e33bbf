"""Users: who may sign in. Their passwords are kept elsewhere and never shown."""

from __future__ import annotations

from typing import Final

from ledgergate.catalog.contacts import PERSON_PHONES, behind
from ledgergate.catalog.countries import COUNTRY_CODES
from ledgergate.catalog.fields import choice, flag, given, key, recordno, text, via
from ledgergate.catalog.groups import AUDIT, AUDIT_LOGINS, AUDIT_RELATIONSHIPS, ENTITY_OWNED, OWNER_RELATIONSHIP, RECORD_URL
from ledgergate.catalog.kinds import words
from ledgergate.catalog.objects import declared, to_one

USERTYPE: Final = words(
    ("business user", "B"),
    ("employee user", "E"),
    ("view only user", "R"),
    ("dashboard user", "D"),
    ("project manager user", "P"),
    ("payment approver", "A"),
    ("platform user", "T"),
    ("CRM user", "S"),
    ("warehouse user", "H"),
    ("Construction manager user", "C"),
)

USERINFO: Final = declared(
    "USERINFO",
    "User",
    application="Company",
    table="userinfo",
    key="LOGINID",
    fields=(
        text("LOGINID", "User ID", required_on_create=True, required=True),
        text("DESCRIPTION", "Username", 1000),
        text("EMAIL", "Account email address", required=True, required_on_create=True),
        text("OLD_EMAIL", "Old account email address"),
        via("CONTACTINFO.CONTACTNAME", "Contact name", "CONTACTKEY", "CONTACTNAME", required=True),
        via("CONTACTINFO.PREFIX", "Prefix", "CONTACTKEY", "PREFIX"),
        via("CONTACTINFO.FIRSTNAME", "First name", "CONTACTKEY", "FIRSTNAME", required=True),
        via("CONTACTINFO.INITIAL", "Middle name", "CONTACTKEY", "INITIAL"),
        via("CONTACTINFO.LASTNAME", "Last name", "CONTACTKEY", "LASTNAME", required=True),
        via("CONTACTINFO.COMPANYNAME", "Company name", "CONTACTKEY", "COMPANYNAME"),
        via("CONTACTINFO.PRINTAS", "Print as", "CONTACTKEY", "PRINTAS", required=True),
        *behind("CONTACTINFO", "CONTACTKEY", PERSON_PHONES),
        via("CONTACTINFO.EMAIL1", "Primary email address", "CONTACTKEY", "EMAIL1", read_only=True),
        via("CONTACTINFO.EMAIL2", "Secondary email addresses", "CONTACTKEY", "EMAIL2"),
        via("CONTACTINFO.URL1", "Primary URL", "CONTACTKEY", "URL1"),
        via("CONTACTINFO.URL2", "Secondary URL", "CONTACTKEY", "URL2"),
        via("CONTACTINFO.MAILADDRESS.ADDRESS1", "Address line 1", "CONTACTKEY", "MAILADDRESS.ADDRESS1"),
        via("CONTACTINFO.MAILADDRESS.ADDRESS2", "Address line 2", "CONTACTKEY", "MAILADDRESS.ADDRESS2"),
        via("CONTACTINFO.MAILADDRESS.CITY", "City", "CONTACTKEY", "MAILADDRESS.CITY"),
        via("CONTACTINFO.MAILADDRESS.STATE", "State or territory", "CONTACTKEY", "MAILADDRESS.STATE"),
        via("CONTACTINFO.MAILADDRESS.ZIP", "ZIP or postal code", "CONTACTKEY", "MAILADDRESS.ZIP"),
        via("CONTACTINFO.MAILADDRESS.COUNTRY", "Country", "CONTACTKEY", "MAILADDRESS.COUNTRY"),
        via("CONTACTINFO.MAILADDRESS.COUNTRYCODE", "Country code", "CONTACTKEY", "MAILADDRESS.COUNTRYCODE", choices=COUNTRY_CODES),
        choice("ADMIN", "Admin privileges", words("false", "true", "Full"), required=True, default="false"),
        choice("USERTYPE", "User type", USERTYPE, default="business user"),
        flag("VISIBLE", "Visible", default="true"),
        choice("STATUS", "Status", words(("active", "T"), ("inactive", "F"), ("lockedout", "L")), default="active"),
        flag("UNRESTRICTED", "Unrestricted", default="true"),
        flag("LOGINDISABLED", "Restrict user access to Web Services only"),
        flag("PWDNEVEREXPIRES", "Keep password until admin resets it"),
        flag("RESETPASSWORD", "Reset password"),
        flag("PWDQLYNOTENFORCED", "Disable password requirements"),
        *AUDIT,
        recordno(read_only=True),
        key("CONTACTKEY", "Contact record number", "CONTACT"),
        flag("CHATTER_DISABLED", "Disable Intacct Collaborate"),
        flag("HIDENODEPT", "Hide transactions that do not belong to the user departments"),
        *AUDIT_LOGINS,
        *ENTITY_OWNED,
        *RECORD_URL,
        given("SSO_ENABLED"),
        given("SSO_FEDERATED_ID"),
        given("USERLOCATIONS.LOCATIONID"),
        given("USERDEPARTMENTS.DEPARTMENTID"),
        given("USERTERRITORIES.TERRITORYID"),
    ),
    relationships=(
        to_one("CONTACT", "CONTACT", "CONTACTINFO.CONTACTNAME", kind="ONE2ONE"),
        *AUDIT_RELATIONSHIPS,
        *OWNER_RELATIONSHIP,
    ),
)
