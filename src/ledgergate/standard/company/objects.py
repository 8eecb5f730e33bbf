"""Company: the objects of this application, in the order they are told."""

from __future__ import annotations

from typing import Final

from ledgergate.standard.company.classes import CLASS
from ledgergate.standard.company.contact import CONTACT
from ledgergate.standard.company.department import DEPARTMENT
from ledgergate.standard.company.entity import LOCATIONENTITY
from ledgergate.standard.company.location import LOCATION
from ledgergate.standard.company.term import TERM
from ledgergate.standard.company.user import USERINFO

OBJECTS: Final = (
    LOCATION,
    LOCATIONENTITY,
    DEPARTMENT,
    CLASS,
    CONTACT,
    USERINFO,
    TERM,
)
