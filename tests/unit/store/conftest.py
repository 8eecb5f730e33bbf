"""The tests of `store` run on both sets of programs that the wheel carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.store.premises import NEWEST, OLDER

if TYPE_CHECKING:
    from conftest import Servers
    from ledgergate.catalog.registry import Registry
    from ledgergate.store.connections import Database
    from ledgergate.store.embedded import Embedded


@pytest.fixture(params=[NEWEST, OLDER])
def programs(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def postgres(servers: Servers, programs: str) -> Embedded:
    return servers.postgres(programs)


@pytest.fixture
def database(servers: Servers, programs: str, registry: Registry) -> Database:
    return servers.database(programs, registry)
