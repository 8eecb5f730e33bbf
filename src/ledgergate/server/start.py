"""What is made ready before a server answers: the demo company where it is wanted, reporting periods that run out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.clock import Clock
from ledgergate.server.demo.make import DEMO, TEMPLATE, demo_company, periods
from ledgergate.server.office import Office
from ledgergate.store import companies
from ledgergate.store.connections import Database
from ledgergate.store.premises import Refused

if TYPE_CHECKING:
    from ledgergate.server.premises import Urls
    from ledgergate.server.settings import Settings


def prepared(settings: Settings, urls: Urls, *, demo: bool) -> None:
    """Have the demo company if wanted, and its periods extended where it is there. Raises Refused: no demo in production."""
    if demo and settings.profile == "production":
        raise Refused("The demo company's passwords are public: it is refused in the production profile.")
    database = Database(urls.server, most=2)
    try:
        if not demo and not _there(database):
            return
        office = Office(database, Clock(day=settings.clock))
        if demo:
            demo_company(office, urls)
        for name in (TEMPLATE, DEMO):
            _extend(office, name)
    finally:
        database.close()


def _there(database: Database) -> bool:
    """Tell whether an earlier start made the demo company: its periods are extended at each start."""
    with database.directory() as work:
        return any(companies.find(work, name) is not None for name in (TEMPLATE, DEMO))


def _extend(office: Office, name: str) -> None:
    with office.database.directory() as work:
        found = companies.find(work, name)
    if found is not None:
        with office.at_work(found) as call:
            periods(call, call.clock.today())
            call.work.commit()
