"""Who stands at the door, by log-in or by session; sessions slide and are swept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ledgergate.base.ids import digest
from ledgergate.store import companies, doors, records, senders, session_rows, users

if TYPE_CHECKING:
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database
    from ledgergate.store.senders import Sender

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def sender(database: Database, company: Company, other_company: Company) -> Sender:
    """A sender that one of two companies lets in; both have a user Alice and an entity E100."""
    with database.directory() as work:
        made = senders.create(work, f"Sender {company.id}", "hash of the sender")
        work.commit()
    for each in (company, other_company):
        with database.work(each.key) as work:
            columns = ("recordno", "loginid", "status", "usertype", "admin")
            records.insert(work, "userinfo", columns, [(5, "Alice", "T", "B", "true")])
            records.insert(work, "location", ("recordno", "locationid", "name", "locationtype"), [(9, "E100", "Entity", "E")])
            users.set_secret(work, 5, "Alice", f"hash of {each.key}")
            if each == company:
                companies.authorise(work, made.key)
            work.commit()
    return made


def test_one_question_brings_all(database: Database, company: Company, sender: Sender) -> None:
    door = doors.knock(database, sender=sender.id, company=company.folded, user="alice", entity="E100")
    assert (door.sender, door.sender_hash, door.sender_version) == (sender.key, "hash of the sender", 1)
    assert (door.company, door.company_id, door.connections, door.authorised) == (company.key, company.id, 2, True)
    assert (door.user_no, door.user_id, door.user_hash, door.user_version) == (5, "Alice", f"hash of {company.key}", 1)
    assert (door.entity, door.entity_id, door.session) == (9, "E100", None)


def test_what_is_unknown_is_none(database: Database, company: Company, other_company: Company, sender: Sender) -> None:
    assert not doors.knock(database, sender=sender.id, company=other_company.folded, user="alice").authorised
    assert doors.knock(database, sender=sender.id.upper(), company=company.folded, user="alice").sender is None
    assert doors.knock(database, sender=sender.id, company=company.folded, user="bob").user_no is None
    assert doors.knock(database, sender=sender.id, company=company.folded, user="alice", entity="E999").entity is None
    nobody = doors.knock(database, sender=sender.id, company="no such company", user="alice")
    assert (nobody.company, nobody.user_no, nobody.sender) == (None, None, sender.key)


def test_a_session_leads_to_its_company_user_and_entity(database: Database, company: Company, sender: Sender) -> None:
    word = digest(f"session of {company.id}")
    with database.work(company.key) as work:
        expires = NOW + timedelta(hours=1)
        number = session_rows.open_session(work, digest=word, user=5, entity=9, sender=sender.key, now=NOW, expires=expires, seconds=3600)
        work.commit()
    door = doors.knock(database, sender=sender.id, session=word)
    assert (door.company, door.user_id, door.entity_id, door.session, door.expires) == (company.key, "Alice", "E100", number, expires)
    assert door.session_version == door.user_version == 1
    session_rows.slide(database, company.key, number, expires + timedelta(hours=1))
    with database.work(company.key) as work:
        users.set_secret(work, 5, "Alice", "new hash")
        work.commit()
    door = doors.knock(database, sender=sender.id, session=word)
    assert door.expires == expires + timedelta(hours=1)
    assert (door.session_version, door.user_version) == (1, 2)
    assert doors.knock(database, sender=sender.id, session=digest("another")).session is None


def test_ended_sessions_are_swept_by_company(database: Database, company: Company, other_company: Company, sender: Sender) -> None:
    for each in (company, other_company):
        with database.work(each.key) as work:
            for hours in (-2, 2):
                session_rows.open_session(
                    work,
                    digest=digest(f"{each.id} {hours}"),
                    user=5,
                    entity=None,
                    sender=sender.key,
                    now=NOW,
                    expires=NOW + timedelta(hours=hours),
                    seconds=3600,
                )
            work.commit()
    with database.work(company.key) as work:
        assert session_rows.sweep(work, NOW) == 1
        work.commit()
    with database.work(other_company.key) as work:
        assert work.rows("select count(*) from session where company = %(c)s", {"c": other_company.key}) == [(2,)]
