"""What runs beside the requests: balances folded, reversals marked, sessions and result sets swept, reporting periods made in time."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from ledgergate.applications.general_ledger import reversing
from ledgergate.store import balances, companies, session_rows
from ledgergate.store.health import keeps_house
from ledgergate.store.work import Conflict, Unreachable

if TYPE_CHECKING:
    from ledgergate.base.clock import Clock
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

PAUSE: Final = 5.0
"""Seconds between rounds: how long lines stay unfolded, which reading balances bears well (house decision 8)."""
SWEEP_EACH: Final = 120
"""Every so many rounds ended sessions are removed."""

log = structlog.get_logger(__name__)


class Housekeeping:
    """One thread per process, of which one in the whole database works at a time."""

    def __init__(self, database: Database, house: House, clock: Clock) -> None:
        """Take what the rounds need."""
        self._database = database
        self._house = house
        self._clock = clock
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._rounds, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the round that runs."""
        self._ended.set()
        self._thread.join()

    def _rounds(self) -> None:
        number = 0
        while not self._ended.wait(PAUSE):
            try:
                if keeps_house(self._database):
                    self._round(sweeping=number % SWEEP_EACH == 0)
                    number += 1
            except (Unreachable, Conflict):
                log.warning("housekeeping waits for the database")
            except Exception:
                log.exception("defect in housekeeping")

    def _round(self, *, sweeping: bool) -> None:
        with self._database.directory() as work:
            known = companies.everyone(work)
        for company in known:
            if self._ended.is_set():
                return
            self._keep(company, sweeping=sweeping)

    def _keep(self, company: Company, *, sweeping: bool) -> None:
        with self._database.work(company.key) as work:
            if balances.due(work):
                balances.fold(work)
            reversing.come(work, self._clock)
            if sweeping:
                session_rows.sweep(work, self._clock.now() - timedelta(days=1))
            work.commit()
