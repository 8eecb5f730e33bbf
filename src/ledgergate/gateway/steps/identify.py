"""Identify: the sender of the request, then for each operation the company and the user or session behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.access import authenticate, faults, sessions
from ledgergate.base.dates import iso_stamp
from ledgergate.base.fault import Defect
from ledgergate.base.ids import digest
from ledgergate.store import doors, session_rows
from ledgergate.wire.envelope import Authentication, BearerLogin, Login, OperationAnswer, SessionLogin

if TYPE_CHECKING:
    from ledgergate.access.authenticate import Entry
    from ledgergate.base.fault import Fault
    from ledgergate.gateway.exchange import Exchange, Visit
    from ledgergate.store.doors import Door
    from ledgergate.wire.envelope import Operation


def know_sender(exchange: Exchange) -> None:
    """Check the sender's name and password; nothing of the answer depends on company or user (easy-to-miss 5).

    The same round trip brings what the first operation needs.
    """
    request = exchange.request
    if request is None:
        raise Defect("a request is read before its sender is known")
    exchange.door = _knock(exchange, request.operations[0])
    fault = authenticate.sender_fault(exchange.parts.secrets, exchange.door, request.control.password)
    exchange.faults = () if fault is None else (fault,)


def refuse_policy(exchange: Exchange) -> None:
    """Refuse transport policies: no sender has one, since nothing is delivered later; an empty name asks for none."""
    policy = "" if exchange.request is None else exchange.request.control.policyid
    if policy:
        exchange.faults = (faults.no_policy(policy),)


def identify(visit: Visit) -> OperationAnswer | None:
    """Sign the operation in, by log-in or session; the user's state counts at each request (easy-to-miss 8)."""
    exchange, login = visit.exchange, visit.operation.login
    door, exchange.door = exchange.door or _knock(exchange, visit.operation), None
    fault = _fault(visit, door)
    if isinstance(login, Login):
        visit.authentication = Authentication(status="failure", userid=login.userid, companyid=login.companyid)
    if fault is not None:
        return OperationAnswer(authentication=visit.authentication, faults=(fault,))
    entry = authenticate.entry(door, sender=exchange.echo.senderid, ip=exchange.arrival.ip)
    visit.door, visit.entry = door, entry
    visit.authentication = Authentication(status="failure", userid=entry.actor.user_id, companyid=entry.actor.company_id)
    return None


def welcome(visit: Visit, entry: Entry) -> Authentication:
    """Write who is in and until when; a session's life is moved on, also by calls that fail (easy-to-miss 9, 10)."""
    now = visit.exchange.now
    door, actor = visit.door, entry.actor
    expires = sessions.expiry(now, actor.session_seconds)
    kept = None if door is None else door.expires
    if actor.session is not None and kept is not None and sessions.worth_writing(kept, now, actor.session_seconds):
        session_rows.slide(visit.exchange.parts.database, actor.company, actor.session, expires)
    return Authentication(
        status="success",
        userid=actor.user_id,
        companyid=actor.company_id,
        locationid=actor.entity_id,
        timestamp=iso_stamp(now),
        timeout=iso_stamp(expires),
    )


def _fault(visit: Visit, door: Door) -> Fault | None:
    exchange = visit.exchange
    match visit.operation.login:
        case Login() as login:
            return authenticate.login_fault(exchange.parts.secrets, door, login)
        case SessionLogin(sessionid):
            return authenticate.session_fault(door, sessionid, exchange.now)
        case BearerLogin():
            return faults.SIGN_IN


def _knock(exchange: Exchange, operation: Operation) -> Door:
    database, sender = exchange.parts.database, exchange.echo.senderid
    match operation.login:
        case Login() as login:
            return doors.knock(
                database,
                sender=sender,
                company=login.companyid.casefold(),
                user=login.userid.casefold(),
                entity=login.locationid,
            )
        case SessionLogin(sessionid):
            return doors.knock(database, sender=sender, session=digest(sessionid))
        case BearerLogin():
            return doors.knock(database, sender=sender)
