"""The address that `getAPISession` tells the client to go on with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Arrival

PATH: Final = "/ia/xml/xmlgw.phtml"
_HOST: Final = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*)|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?\Z")


def endpoint(public: str, arrival: Arrival) -> str:
    """Give the fixed address, or scheme and host that the client itself used (easy-to-miss 12).

    A Host header that is no host is not repeated; the path alone is then the answer's honest rest.
    """
    if public:
        return public
    host = arrival.host if _HOST.match(arrival.host) else "localhost"
    return f"{arrival.scheme}://{host}{PATH}"
