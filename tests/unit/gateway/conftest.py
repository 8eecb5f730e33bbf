"""A gateway on the real database.

- `parts`: what a gateway leans on, one for all tests of the room.
- `desk`: a company, a sender it lets in and its user `api`, all of one test's own, and somebody who posts their requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import structlog

from desk import Desk, sender, user
from ledgergate.access.secrets import Secrets
from ledgergate.base.clock import Clock
from ledgergate.engine.call import Switches
from ledgergate.gateway.exchange import Parts
from ledgergate.gateway.log import RequestLog
from ledgergate.wire.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database


@pytest.fixture(scope="session", autouse=True)
def _plain_log() -> None:
    """Log without drawing tracebacks, which takes seconds and shows the values of variables."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])


@pytest.fixture(scope="session")
def parts(database: Database, house: House) -> Iterator[Parts]:
    log = RequestLog(database)
    yield Parts(
        house=house,
        database=database,
        reader=Reader(house.registry.functions.values()),
        secrets=Secrets(),
        clock=Clock(),
        switches=Switches(),
        log=log,
    )
    log.close()


@pytest.fixture
def desk(parts: Parts, database: Database, company: Company) -> Desk:
    user(database, company, "api", 1)
    return Desk(parts, company, sender(database, company))
