"""Decisions at the door, over what the database knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ledgergate.access import authenticate, faults
from ledgergate.access.secrets import Secrets, hash_secret
from ledgergate.store.doors import Door
from ledgergate.wire.envelope import Login

NOW = datetime(2025, 3, 1, 10, tzinfo=UTC)
LOGIN = Login(userid="API", companyid="DEMO", password="pw")
SECRETS = Secrets()
OPEN = Door(
    sender=1,
    sender_hash=hash_secret("sp"),
    sender_version=1,
    sender_status="active",
    company=7,
    company_id="demo",
    company_status="active",
    subscribed=True,
    connections=2,
    session_seconds=43_200,
    authorised=True,
    user_no=3,
    user_id="api",
    user_status="T",
    user_type="R",
    admin="false",
    web_only=True,
    user_hash=hash_secret("pw"),
    user_version=4,
    session=None,
    started=None,
    expires=None,
    seconds=None,
    session_version=None,
    entity=None,
    entity_id=None,
)
HELD = replace(OPEN, session=9, started=NOW, expires=NOW + timedelta(hours=1), seconds=3600, session_version=4)


def test_the_right_sender_is_known() -> None:
    assert authenticate.sender_fault(SECRETS, OPEN, "sp") is None


@pytest.mark.parametrize(
    ("door", "password"),
    [
        (OPEN, "SP"),
        (OPEN, ""),
        (replace(OPEN, sender=None, sender_hash=None, sender_version=None, sender_status=None), "sp"),
        (replace(OPEN, sender_status="inactive"), "sp"),
    ],
)
def test_5_unknown_switched_off_and_wrong_senders_read_the_same(door: Door, password: str) -> None:
    assert authenticate.sender_fault(SECRETS, door, password) == faults.WRONG_SENDER


def test_the_right_user_is_let_in_under_the_stored_spelling() -> None:
    assert authenticate.login_fault(SECRETS, OPEN, LOGIN) is None
    entry = authenticate.entry(OPEN, sender="acme", ip="::1")
    assert (entry.actor.user_id, entry.actor.company_id, entry.actor.sender_id) == ("api", "demo", "acme")
    assert entry.actor.user_type == "view only user"
    assert entry.actor.web_services_only
    assert entry.connections == 2


@pytest.mark.parametrize(
    ("door", "login"),
    [
        (OPEN, replace(LOGIN, password="PW")),
        (replace(OPEN, company=None, user_no=None, user_hash=None), LOGIN),
        (replace(OPEN, user_no=None, user_hash=None), LOGIN),
        (replace(OPEN, user_status="F"), LOGIN),
        (replace(OPEN, user_status="L"), LOGIN),
        (replace(OPEN, company_status="inactive"), LOGIN),
        (OPEN, replace(LOGIN, locationid="E999")),
        (OPEN, replace(LOGIN, clientid="client")),
    ],
)
def test_5_whatever_is_wrong_with_a_log_in_reads_the_same(door: Door, login: Login) -> None:
    assert authenticate.login_fault(SECRETS, door, login) == faults.SIGN_IN


def test_a_log_in_may_name_an_entity() -> None:
    door = replace(OPEN, entity=5, entity_id="E100")
    assert authenticate.login_fault(SECRETS, door, replace(LOGIN, locationid="E100")) is None
    assert authenticate.entry(door, sender="acme", ip="").actor.entity_id == "E100"


def test_a_living_session_is_accepted() -> None:
    assert authenticate.session_fault(HELD, "qwerty..", NOW) is None


@pytest.mark.parametrize(
    "door",
    [
        OPEN,
        replace(HELD, expires=NOW - timedelta(minutes=10)),
        replace(HELD, user_status="F"),
        replace(HELD, user_status=None, user_no=None),
        replace(HELD, company_status="inactive"),
        replace(HELD, user_version=5),
    ],
)
def test_8_a_session_ends_with_its_time_its_user_or_its_users_password(door: Door) -> None:
    fault = authenticate.session_fault(door, "qwerty..", NOW)
    assert fault == faults.invalid_session("qwerty..")
    assert fault is not None
    assert fault.description2 == "Invalid session q...."


def test_7_an_unauthorised_sender_is_told_in_all_three_texts() -> None:
    fault = authenticate.company_fault(replace(OPEN, authorised=False), "acme")
    assert fault is not None
    assert fault.description == "Invalid Web Services Authorization"
    assert fault.description2 == "The sender ID 'acme' is not authorized to make Web Services requests to company ID 'demo'."
    assert fault.correction == "Contact the company administrator to grant Web Services authorization to this sender ID."


def test_a_company_without_the_subscription_takes_no_requests() -> None:
    fault = authenticate.company_fault(replace(OPEN, subscribed=False), "acme")
    assert fault == faults.NOT_SUBSCRIBED
