"""What a request says and what a response says, without the XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledgergate.base.fault import Fault
    from ledgergate.base.tree import Node
    from ledgergate.wire.answer import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What of the control block shapes the answer, also of a request that is broken or refused.

    Four words are repeated (empty where the request did not get that far), two say how the answer is written.
    """

    senderid: str = ""
    controlid: str = ""
    uniqueid: str = ""
    dtdversion: str = ""
    pretty: bool = True
    explain: bool = False
    """Whether errors carry `additionalinfo`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The control block of a request (protocol.md 2.2)."""

    echo: Echo
    password: str
    unique: bool
    """False only for the word `false`: an empty or strange one protects too."""
    policyid: str

    def __repr__(self) -> str:
        """Leave the password out of every log and traceback."""
        return f"Control({self.echo!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A user's credentials; an empty `locationid` asks for the top level, as an absent one does."""

    userid: str
    companyid: str
    password: str
    clientid: str = ""
    locationid: str = ""

    def __repr__(self) -> str:
        """Leave the password out of every log and traceback."""
        return f"Login(userid={self.userid!r}, companyid={self.companyid!r})"


@dataclass(frozen=True, slots=True)
class SessionLogin:
    """A session id in place of credentials."""

    sessionid: str

    def __repr__(self) -> str:
        """Leave the session id out of every log and traceback."""
        return "SessionLogin()"


@dataclass(frozen=True, slots=True)
class BearerLogin:
    """A bearer token of another service, which this house does not know."""


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """One function to run: its element name, its control id and its body element."""

    name: str
    controlid: str
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation: who asks, and the functions in document order."""

    login: Login | SessionLogin | BearerLogin
    transaction: bool
    functions: tuple[FunctionCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A whole request that passed the grammar."""

    control: Control
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """The authentication block of an answer; times and entity stand on success only (protocol.md 3.2)."""

    status: str
    userid: str = ""
    companyid: str = ""
    locationid: str = ""
    timestamp: str = ""
    timeout: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationAnswer:
    """One `operation` of a response: either faults of its own or results."""

    authentication: Authentication
    results: tuple[Result, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A whole response: `faults` on the control level, or operations."""

    echo: Echo
    operations: tuple[OperationAnswer, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class GatewayRefusal:
    """An answer of the gateway tier: an HTTP status, and the stripped envelope (protocol.md 3.4 E)."""

    status: int
    errorno: str
    description: str
