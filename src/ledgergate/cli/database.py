"""`ledgergate database …`: how to reach the database itself."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from ledgergate.cli.manner import Data, say, settings, there
from ledgergate.server.premises import urls

GROUP = App(name="database", help='The database underneath.\n\nExample: `psql "$(ledgergate database url --owner)"`')


@GROUP.command
def url(
    *, owner: Annotated[bool, Parameter(negative="", help="The owner's address: all companies, all tables.")] = False, data: Data = None
) -> None:
    """Print the address of the database, with its password: the server's role unless said otherwise.

    Example: `psql "$(ledgergate database url --owner)"`
    """
    chosen = settings(data)
    there(chosen)
    with urls(chosen) as found:
        say(found.owner if owner else found.server)
