"""What the steps of one request share: the parts of the house, what arrived, and what was found out on the way."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from ledgergate.wire.envelope import Authentication, Echo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.access.actor import Actor
    from ledgergate.access.authenticate import Entry
    from ledgergate.access.secrets import Secrets
    from ledgergate.base.clock import Clock
    from ledgergate.base.fault import Fault
    from ledgergate.engine.call import Switches
    from ledgergate.engine.hooks import House
    from ledgergate.gateway.log import RequestLog
    from ledgergate.store.connections import Database
    from ledgergate.store.doors import Door
    from ledgergate.wire.envelope import Operation, OperationAnswer, Request
    from ledgergate.wire.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every request leans on; one value per process."""

    house: House
    database: Database
    reader: Reader
    secrets: Secrets
    clock: Clock
    switches: Switches
    log: RequestLog
    public_endpoint: str = ""
    """The address that `getAPISession` answers; empty: scheme and host of the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A request as it came over HTTP."""

    content_type: str
    body: bytes
    scheme: str
    host: str
    ip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as it goes over HTTP."""

    status: int
    content_type: str
    body: bytes


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One request on its way; steps fill in what they find, in the order of the pipeline."""

    parts: Parts
    arrival: Arrival
    now: datetime
    began: float = field(default_factory=monotonic)
    support: str
    echo: Echo = field(default_factory=Echo)
    request: Request | None = None
    door: Door | None = None
    """What the database said of the sender and the first operation's user, until that operation takes it."""
    actor: Actor | None = None
    """The last one who was let in, for the log."""
    answers: list[OperationAnswer] = field(default_factory=list["OperationAnswer"])
    faults: Sequence[Fault] = ()
    """Faults of the whole request, on the level of its control block."""


@dataclass(slots=True, kw_only=True)
class Visit:
    """One operation on its way through its own steps."""

    exchange: Exchange
    operation: Operation
    door: Door | None = None
    entry: Entry | None = None
    """The one who was let in, once that is so."""
    authentication: Authentication = field(default_factory=lambda: Authentication(status="failure"))
    refused: Authentication = field(default_factory=lambda: Authentication(status="failure"))
    """The same names with the status of a failure, for a company that is full."""
    held: ExitStack = field(default_factory=ExitStack)
    """What is given back when the operation ends: its place among the company's connections."""
