"""Faces of a contact: the contact's fields as other records show them under a prefix of their own.

A face is declared once with its bare name and label; `behind` puts it under a prefix, reached through a reference.
Which face says which label was recorded with `lookup`, and differs by object more than one would wish.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ledgergate.catalog.countries import COUNTRY_CODES
from ledgergate.catalog.fields import via

if TYPE_CHECKING:
    from ledgergate.catalog.fields import Field

ADDRESS_PREFIX: Final = "MAILADDRESS."


def behind(prefix: str, through: str, faces: tuple[Field, ...], label: str = "") -> tuple[Field, ...]:
    """Show fields of the contact behind `through` under a prefix, labels led by `label`."""
    return tuple(
        replace(face, name=f"{prefix}.{face.name}", label=f"{label}{face.label}", through=through, target=face.name) for face in faces
    )


def _address(*labels: str) -> tuple[Field, ...]:
    names = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE", "ZIP", "COUNTRY")
    plain = tuple(via(f"{ADDRESS_PREFIX}{name}", label, "", "") for name, label in zip(names, labels, strict=True))
    return *plain, via(f"{ADDRESS_PREFIX}COUNTRYCODE", "Country code", "", "", choices=COUNTRY_CODES)


_REST: Final = ("City", "State or territory", "ZIP or postal code", "Country")
ADDRESS: Final = _address("Address line 1", "Address line 2", "Address line 3", *_REST)
PARTY_ADDRESS: Final = _address("Line 1", "Line 2", "Line 3", *_REST)

PERSON: Final = (
    via("PREFIX", "Prefix", "", ""),
    via("FIRSTNAME", "First name", "", ""),
    via("INITIAL", "Middle name", "", ""),
    via("LASTNAME", "Last name", "", ""),
    via("COMPANYNAME", "Company name", "", ""),
    via("PRINTAS", "Print as", "", "", required=True),
)
PERSON_PHONES: Final = (
    via("PHONE1", "Primary phone", "", ""),
    via("PHONE2", "Secondary phone", "", ""),
    via("CELLPHONE", "Mobile phone", "", ""),
    via("PAGER", "Pager", "", ""),
    via("FAX", "Fax", "", ""),
)
PERSON_MAILS: Final = (
    via("EMAIL1", "Primary email address", "", ""),
    via("EMAIL2", "Secondary email addresses", "", ""),
    via("URL1", "Primary URL", "", ""),
    via("URL2", "Secondary URL", "", ""),
)
PARTY: Final = (
    via("PREFIX", "Prefix", "", ""),
    via("FIRSTNAME", "First name", "", ""),
    via("INITIAL", "MI", "", ""),
    via("LASTNAME", "Last name", "", ""),
    via("COMPANYNAME", "Company name", "", ""),
    via("PRINTAS", "Print as", "", "", required=True),
)
PARTY_REACH: Final = (
    via("PHONE1", "Phone 1", "", ""),
    via("PHONE2", "Phone 2", "", ""),
    via("CELLPHONE", "Mobile phone", "", ""),
    via("PAGER", "Pager", "", ""),
    via("FAX", "Fax", "", ""),
    via("EMAIL1", "Email 1", "", ""),
    via("EMAIL2", "Email 2", "", ""),
    via("URL1", "URL 1", "", ""),
    via("URL2", "URL 2", "", ""),
)
PLACE: Final = (
    via("LASTNAME", "Last name", "", ""),
    via("FIRSTNAME", "First name", "", ""),
    via("INITIAL", "Middle name", "", ""),
    via("PREFIX", "Prefix", "", ""),
)
PLACE_REACH: Final = (
    via("PHONE1", "Primary phone", "", ""),
    via("PHONE2", "Secondary phone", "", ""),
    via("EMAIL1", "Primary email address", "", ""),
    via("EMAIL2", "Secondary email addresses", "", ""),
    via("CELLPHONE", "Mobile phone", "", ""),
    via("PAGER", "Pager", "", ""),
    via("URL1", "Primary URL", "", ""),
    via("URL2", "Secondary URL", "", ""),
    via("COMPANYNAME", "Company name", "", ""),
    via("FAX", "Fax", "", ""),
)
