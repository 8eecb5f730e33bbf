"""The worked scenarios of business.md 19, as far as what they need exists (S02, S15: their journals; S12: its journals)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import sender, user
from ledgergate.access.secrets import Secrets
from ledgergate.base.clock import Clock
from ledgergate.engine.call import Switches
from ledgergate.gateway.exchange import Parts
from ledgergate.gateway.log import RequestLog
from ledgergate.wire.reader import Reader
from scenarios.play import Stage, load, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database


@pytest.fixture(scope="module")
def parts(database: Database, house: House) -> Iterator[Parts]:
    log = RequestLog(database)
    reader = Reader(house.registry.functions.values())
    yield Parts(house=house, database=database, reader=reader, secrets=Secrets(), clock=Clock(), switches=Switches(), log=log)
    log.close()


@pytest.mark.parametrize("name", names())
def test_scenario(parts: Parts, database: Database, company: Company, name: str) -> None:
    user(database, company, "api", 1)
    Stage(parts, company, sender(database, company)).play(load(name))
