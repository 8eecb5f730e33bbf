"""The way of one journal through the rooms is the one that ARCHITECTURE.md shows."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

import pytest

from desk import Desk, sender, user
from house.source import ROOT, SOURCE
from ledgergate.access.secrets import Secrets
from ledgergate.base.clock import Clock
from ledgergate.engine.call import Switches
from ledgergate.gateway.exchange import Parts
from ledgergate.gateway.log import RequestLog
from ledgergate.wire.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

MASTERS: Final = """
<function controlid="masters"><create>
  <REPORTINGPERIOD><NAME>Month Ended March 2026</NAME><HEADER1>Month Ended</HEADER1><HEADER2>March 2026</HEADER2>
    <START_DATE>03/01/2026</START_DATE><END_DATE>03/31/2026</END_DATE><BUDGETING>true</BUDGETING></REPORTINGPERIOD>
  <GLACCOUNT><ACCOUNTNO>1000</ACCOUNTNO><TITLE>Checking</TITLE><ACCOUNTTYPE>balancesheet</ACCOUNTTYPE>
    <NORMALBALANCE>debit</NORMALBALANCE></GLACCOUNT>
  <GLACCOUNT><ACCOUNTNO>6000</ACCOUNTNO><TITLE>Rent</TITLE><ACCOUNTTYPE>balancesheet</ACCOUNTTYPE>
    <NORMALBALANCE>debit</NORMALBALANCE></GLACCOUNT>
  <GLJOURNAL><SYMBOL>GJ</SYMBOL><TITLE>General</TITLE></GLJOURNAL>
</create></function>
"""

JOURNAL: Final = """
<function controlid="journal"><create><GLBATCH>
  <JOURNAL>GJ</JOURNAL><BATCH_DATE>03/15/2026</BATCH_DATE><BATCH_TITLE>Rent</BATCH_TITLE>
  <ENTRIES>
    <GLENTRY><ACCOUNTNO>6000</ACCOUNTNO><TR_TYPE>1</TR_TYPE><AMOUNT>250.00</AMOUNT></GLENTRY>
    <GLENTRY><ACCOUNTNO>1000</ACCOUNTNO><TR_TYPE>-1</TR_TYPE><AMOUNT>250.00</AMOUNT></GLENTRY>
  </ENTRIES>
</GLBATCH></create></function>
"""


def described() -> list[str]:
    """Read the numbered files below the heading in ARCHITECTURE.md."""
    text = (ROOT / "ARCHITECTURE.md").read_text()
    chapter = text.partition("## The way of one journal")[2].partition("\n## ")[0]
    return re.findall(r"^\d+\. `([\w/.]+)`", chapter, flags=re.MULTILINE)


@pytest.fixture
def desk(house: House, registry: Registry, database: Database, company: Company) -> Iterator[Desk]:
    log = RequestLog(database)
    parts = Parts(
        house=house,
        database=database,
        reader=Reader(registry.functions.values()),
        secrets=Secrets(),
        clock=Clock(),
        switches=Switches(),
        log=log,
    )
    user(database, company, "api", 1)
    yield Desk(parts, company, sender(database, company))
    log.close()


def test_a_journal_goes_the_way_that_is_described(desk: Desk) -> None:
    assert desk.ask(MASTERS).statuses == ["success"]
    assert desk.ask(JOURNAL).statuses == ["success"]
    entered: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        path = frame.f_code.co_filename
        if event == "call" and path.startswith(str(SOURCE)) and frame.f_code.co_name != "<module>":
            entered.append(path.removeprefix(f"{SOURCE}/"))

    sys.setprofile(note)
    try:
        answer = desk.ask(JOURNAL)
    finally:
        sys.setprofile(None)
    assert answer.statuses == ["success"]
    order = list(dict.fromkeys(entered))
    assert [path for path in order if path in described()] == described()


def test_the_files_of_the_way_exist() -> None:
    assert len(described()) >= 12
    assert [path for path in described() if not (SOURCE / path).is_file()] == []
