"""Rules of contacts: a country is known by name and by code, and both say the same (catalog README 6.17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.catalog.countries import COUNTRIES
from ledgergate.engine.hooks import Rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.engine.call import Call
    from ledgergate.engine.draft import Draft

COUNTRY: Final = "MAILADDRESS.COUNTRY"
CODE: Final = "MAILADDRESS.COUNTRYCODE"
ISO_CODE: Final = "MAILADDRESS.ISOCOUNTRYCODE"
NAMES: Final[Mapping[str, str]] = dict(COUNTRIES)
CODES: Final[Mapping[str, str]] = {name.casefold(): code for code, name in COUNTRIES}


def prepare(_call: Call, drafts: Sequence[Draft]) -> None:
    """Let the code name the country, and a known name find its code; a name nobody knows stands without code."""
    for draft in drafts:
        given = draft.given
        if ISO_CODE in given:
            given.setdefault(CODE, given[ISO_CODE])
        if given.get(CODE):
            given[COUNTRY] = NAMES.get(given[CODE].strip().upper(), given.get(COUNTRY, ""))
        elif COUNTRY in given:
            given[CODE] = CODES.get(given[COUNTRY].strip().casefold(), "")


RULES: Final = Rules(prepare=prepare)
