"""What an operator may say, and what is refused in which profile."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from ledgergate.engine.call import Switches
from ledgergate.server.app import switches
from ledgergate.server.settings import Settings


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("LEDGERGATE_"):
            monkeypatch.delenv(name)


def test_the_data_folder_by_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert Settings().data == Path("/var/lib/ledgergate")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", "/home/somebody")
    assert Settings().data == Path("/home/somebody/.ledgergate")


def test_variables_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGERGATE_DATA", "/srv/books")
    monkeypatch.setenv("LEDGERGATE_CLOCK", "2026-03-01")
    monkeypatch.setenv("LEDGERGATE_PUBLIC_ENDPOINT", "http://local.intacct.com:8080/ia/xml/xmlgw.phtml")
    found = Settings()
    assert (found.data, found.clock) == (Path("/srv/books"), date(2026, 3, 1))
    assert found.public_endpoint == "http://local.intacct.com:8080/ia/xml/xmlgw.phtml"


def test_a_fixed_day_is_refused_in_production() -> None:
    assert Settings(clock=date(2026, 3, 1)).clock == date(2026, 3, 1)
    with pytest.raises(ValidationError, match="refused in the production profile"):
        Settings(clock=date(2026, 3, 1), profile="production")


@pytest.mark.parametrize("given", [{"database_url": "postgresql://x/y"}, {"owner_url": "postgresql://x/y"}])
def test_both_addresses_or_none(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="given together or not at all"):
        Settings(**given)  # pyright: ignore[reportArgumentType]


def test_switches_are_as_documented_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """The defaults of protocol.md 15.2."""
    assert switches(Settings()) == Switches()
    monkeypatch.setenv("LEDGERGATE_ABORT_CULPRIT_STATUS", "failure")
    monkeypatch.setenv("LEDGERGATE_READBYQUERY_CASE", "upper")
    monkeypatch.setenv("LEDGERGATE_SUPPORT_ID", "false")
    turned = switches(Settings())
    assert (turned.abort_culprit_status, turned.readbyquery_case, turned.support_id) == ("failure", "upper", False)
    monkeypatch.setenv("LEDGERGATE_READBYQUERY_CASE", "middle")
    with pytest.raises(ValidationError):
        Settings()
