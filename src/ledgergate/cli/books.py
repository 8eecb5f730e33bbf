"""`ledgergate books …`: what no function of the wire does with the books."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import App, Parameter

from ledgergate.applications.general_ledger import closing
from ledgergate.base.dates import month_start
from ledgergate.cli.manner import Data, InCompany, office, say

GROUP = App(name="books", help="Open and close the books.\n\nExample: `ledgergate books close --company demo --through 2025-12-31`")

Through = Annotated[date, Parameter(name="--through", help="A day of the month in question, YYYY-MM-DD.")]
Entity = Annotated[str | None, Parameter(name="--entity", help="One entity's books; all of them and the top level without.")]


@GROUP.command
def close(*, company: InCompany, through: Through, entity: Entity = None, data: Data = None) -> None:
    """Close all applications through the end of a month; earlier months close with it.

    Example: `ledgergate books close --company demo --through 2025-12-31 --entity E310`
    """
    with office(data) as desk:
        found = desk.company(company)
        with desk.at_work(found) as call:
            number = None if entity is None else closing.entity_of(call.work, entity)
            day = closing.close(call.work, call.actor, through, moment=call.clock.now(), entity=number)
            call.work.commit()
    say(f"The books of {found.id}{f', entity {entity},' if entity else ''} are closed through {day}.")


@GROUP.command(name="open")
def open_(*, company: InCompany, through: Through, entity: Entity = None, data: Data = None) -> None:
    """Open all applications back through a month; earlier months stay closed.

    Example: `ledgergate books open --company demo --through 2025-12-01`
    """
    with office(data) as desk:
        found = desk.company(company)
        with desk.at_work(found) as call:
            number = None if entity is None else closing.entity_of(call.work, entity)
            closing.open_from(call.work, call.actor, through, moment=call.clock.now(), entity=number)
            call.work.commit()
    say(f"The books of {found.id}{f', entity {entity},' if entity else ''} are open from {month_start(through)} on.")
