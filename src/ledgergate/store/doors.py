"""Who stands at the door: sender, company, user or session, entity, all in one round trip.

The function runs with the owner's rights, because the question comes before any company is known; it answers about
exactly what was asked and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from ledgergate.store.connections import Database

IDENTIFY: Final = """
create or replace function mine.identify(
    asked_sender text, asked_company text, asked_user text, asked_session bytea, asked_entity text
) returns table (
    sender bigint, sender_hash text, sender_version integer, sender_status text,
    company bigint, company_id text, company_status text, subscribed boolean, connections integer, session_seconds integer,
    authorised boolean,
    user_no bigint, user_id text, user_status text, user_type text, admin text, web_only boolean, user_hash text, user_version integer,
    session bigint, started timestamptz, expires timestamptz, seconds integer, session_version integer,
    entity bigint, entity_id text
) language plpgsql stable security definer set search_path = ledgergate, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with e as (
        select * from session where hash = asked_session
    ), c as (
        select * from company where key = coalesce(
            (select e.company from e), (select f.key from company f where asked_session is null and f.folded = asked_company))
    ), p as (
        select p.* from c join user_secret p on p.company = c.key and p.recordno = coalesce(
            (select e.user_no from e),
            (select f.recordno from user_secret f where asked_session is null and f.company = c.key and f.folded = asked_user))
    ), l as (
        select l.* from c join location l on l.company = c.key and l.locationtype = 'E' and l.recordno = coalesce(
            (select e.entity from e),
            (select f.recordno from location f
             where asked_session is null and f.company = c.key and f.locationtype = 'E' and f.locationid = asked_entity))
    )
    select s.key, s.hash, s.version, s.status,
           c.key, c.id, c.status, c.subscribed, c.connections, c.session_seconds,
           exists (select from sender_authorisation a where a.company = c.key and a.sender = s.key),
           u.recordno, u.loginid, u.status, u.usertype, u.admin, coalesce(u.logindisabled, false), p.hash, p.version,
           e.number, e.started, e.expires, e.seconds, e.secret_version,
           l.recordno, l.locationid
    from (select 1) as one
    left join sender s on s.id = asked_sender
    left join e on true
    left join c on true
    left join p on true
    left join userinfo u on u.company = p.company and u.recordno = p.recordno
    left join l on true;
end $$
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What the database knows of those a request names; None where it knows nobody of that name."""

    sender: int | None
    sender_hash: str | None
    sender_version: int | None
    sender_status: str | None
    company: int | None
    company_id: str | None
    company_status: str | None
    subscribed: bool | None
    connections: int | None
    session_seconds: int | None
    authorised: bool
    user_no: int | None
    user_id: str | None
    user_status: str | None
    user_type: str | None
    admin: str | None
    web_only: bool | None
    user_hash: str | None
    user_version: int | None
    session: int | None
    started: datetime | None
    expires: datetime | None
    seconds: int | None
    session_version: int | None
    entity: int | None
    entity_id: str | None


ASK: Final = (
    "select * from identify(%(sender)s::text, %(company)s::text, %(user)s::text, %(session)s::bytea, %(entity)s::text)"
    " /* company: found here */"
)


def knock(database: Database, *, sender: str, company: str = "", user: str = "", session: bytes | None = None, entity: str = "") -> Door:
    """Ask about a sender and either a company's user or a session; company and user come with case taken away.

    Raises Unreachable.
    """
    asked = {"sender": sender, "company": company, "user": user, "session": session, "entity": entity}
    row = database.once(ASK, asked)[0]
    return Door(**dict(zip(Door.__slots__, row, strict=True)))
