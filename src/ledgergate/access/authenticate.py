"""Let somebody in, or say why not: decisions over what the database knows of those a request names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.access import faults, sessions
from ledgergate.access.actor import Actor
from ledgergate.access.secrets import Kept
from ledgergate.base.fault import Defect
from ledgergate.base.limits import CONNECTIONS_DEFAULT, SESSION_SECONDS
from ledgergate.standard.company.user import USERTYPE

if TYPE_CHECKING:
    from datetime import datetime

    from ledgergate.access.secrets import Secrets
    from ledgergate.base.fault import Fault
    from ledgergate.store.doors import Door
    from ledgergate.wire.envelope import Login

ACTIVE_USER: Final = "T"
ACTIVE: Final = "active"
USER_TYPES: Final = {each.code: each.word for each in USERTYPE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody who was let in, and how many connections their company has."""

    actor: Actor
    connections: int


def sender_fault(secrets: Secrets, door: Door, password: str) -> Fault | None:
    """Say why the sender is not who it says it is; unknown, switched off and wrong password cost and read the same."""
    kept = None
    if door.sender is not None and door.sender_status == ACTIVE:
        kept = Kept(f"sender {door.sender}", door.sender_hash or "", door.sender_version or 0)
    return None if secrets.proves(kept, password) else faults.WRONG_SENDER


def login_fault(secrets: Secrets, door: Door, login: Login) -> Fault | None:
    """Say why a log-in fails; there is one text and one cost for unknown company, unknown user and wrong password.

    A log-in with `clientid` asks for a console, which no company here is; it is refused the same way, after the same work.
    """
    kept = None
    if door.company is not None and door.user_no is not None:
        kept = Kept(f"user {door.company} {door.user_no}", door.user_hash or "", door.user_version or 0)
    proven = secrets.proves(kept, login.password)
    if not proven or not _open(door) or login.clientid or (login.locationid and door.entity is None):
        return faults.SIGN_IN
    return None


def session_fault(door: Door, sessionid: str, now: datetime) -> Fault | None:
    """Say why a session is not accepted: unknown, ended, its user switched off, or the user's password changed since."""
    if door.session is None or door.expires is None or door.seconds is None:
        return faults.invalid_session(sessionid)
    if not _open(door) or door.session_version != door.user_version or not sessions.alive(door.expires, now, door.seconds):
        return faults.invalid_session(sessionid)
    return None


def company_fault(door: Door, sender: str) -> Fault | None:
    """Say why the company does not let this sender in; asked at each request, also with a session (easy-to-miss 6)."""
    if not door.subscribed:
        return faults.NOT_SUBSCRIBED
    if not door.authorised:
        return faults.not_authorised(sender, door.company_id or "")
    return None


def entry(door: Door, *, sender: str, ip: str) -> Entry:
    """Give the one who was let in, with names in their stored spelling. Raises Defect for a door that is not open."""
    if door.company is None or door.user_no is None or door.sender is None:
        raise Defect("nobody is let in who is not known")
    actor = Actor(
        company=door.company,
        company_id=door.company_id or "",
        user=door.user_no,
        user_id=door.user_id or "",
        user_type=USER_TYPES.get(door.user_type or "B", door.user_type or ""),
        admin=door.admin or "false",
        entity=door.entity,
        entity_id=door.entity_id or "",
        sender=door.sender,
        sender_id=sender,
        session=door.session,
        web_services_only=bool(door.web_only),
        ip=ip,
        session_seconds=door.seconds or door.session_seconds or SESSION_SECONDS,
    )
    return Entry(actor=actor, connections=door.connections or CONNECTIONS_DEFAULT)


def _open(door: Door) -> bool:
    return door.company_status == ACTIVE and door.user_status == ACTIVE_USER
