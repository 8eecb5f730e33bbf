"""Everything a handler may lean on, passed by hand and never ambient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledgergate.access.actor import Actor
    from ledgergate.base.clock import Clock
    from ledgergate.catalog.registry import Registry
    from ledgergate.engine.hooks import House
    from ledgergate.store.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """The quirks of protocol.md 15.2 that a company's operator may turn; defaults are the documented behaviour."""

    abort_culprit_status: str = "aborted"
    readbyquery_case: str = "lower"
    aggregate_prefix_for_sum: str = "SUM."
    support_id: bool = True
    readbyquery_words: bool = False
    session_timeout_seconds: int = 43_200
    duplicate_result_without_status: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One function being run: for whom, with what, in which unit of work."""

    actor: Actor
    house: House
    work: Work
    clock: Clock
    function: str
    pretty: bool = True
    endpoint: str = ""
    switches: Switches = Switches()

    @property
    def registry(self) -> Registry:
        """Give the declarations."""
        return self.house.registry
