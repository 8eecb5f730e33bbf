"""Authorise: does the company take XML requests at all, and from this sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.access import authenticate
from ledgergate.base.fault import Defect
from ledgergate.gateway.steps.identify import welcome
from ledgergate.wire.envelope import OperationAnswer

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Visit


def authorise(visit: Visit) -> OperationAnswer | None:
    """Check subscription and sender, at each request and also for a session (easy-to-miss 6)."""
    if visit.door is None or visit.entry is None:
        raise Defect("a company is asked about somebody it knows")
    fault = authenticate.company_fault(visit.door, visit.exchange.echo.senderid)
    if fault is not None:
        return OperationAnswer(authentication=visit.authentication, faults=(fault,))
    visit.refused, visit.authentication = visit.authentication, welcome(visit, visit.entry)
    visit.exchange.actor = visit.entry.actor
    return None
