"""A company with books for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unit.books.world import World, assemble, furnish

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database


@pytest.fixture(scope="session")
def books_house(registry: Registry) -> House:
    return assemble(registry)


@pytest.fixture
def world(database: Database, company: Company, books_house: House) -> World:
    found = World(database=database, company=company, house=books_house)
    furnish(found)
    return found
