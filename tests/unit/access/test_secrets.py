"""Passwords: how they are kept, what is remembered, what nobody costs."""

from __future__ import annotations

import time

import pytest
from argon2 import extract_parameters

from ledgergate.access.secrets import Kept, Secrets, hash_secret


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept("user 1 2", hash_secret("right"), 1)


def seconds(secrets: Secrets, kept: Kept | None, secret: str) -> float:
    """Give the processor's time of one proof, which other work on the machine hardly changes."""
    began = time.thread_time()
    secrets.proves(kept, secret)
    return time.thread_time() - began


def test_a_hash_keeps_to_the_floor_of_memory_and_passes(kept: Kept) -> None:
    found = extract_parameters(kept.hash)
    assert found.type.name == "ID"
    assert found.memory_cost >= 19 * 1024
    assert found.time_cost >= 2


def test_the_same_secret_never_hashes_alike(kept: Kept) -> None:
    assert hash_secret("right") != kept.hash


def test_the_right_secret_is_proven_and_a_wrong_one_is_not(kept: Kept) -> None:
    secrets = Secrets()
    assert secrets.proves(kept, "right")
    assert not secrets.proves(kept, "wrong")
    assert not secrets.proves(kept, "")
    assert not secrets.proves(None, "right")
    assert not secrets.proves(Kept("user 1 3", "no hash at all", 1), "right")


def test_a_proven_secret_is_remembered_and_a_wrong_one_never(kept: Kept) -> None:
    secrets = Secrets()
    first = seconds(secrets, kept, "right")
    assert seconds(secrets, kept, "right") < first / 10
    assert seconds(secrets, kept, "wrong") > first / 4
    assert seconds(secrets, kept, "wrong") > first / 4


def test_a_new_version_or_another_owner_forgets(kept: Kept) -> None:
    secrets = Secrets()
    assert secrets.proves(kept, "right")
    changed = Kept(kept.owner, hash_secret("new"), 2)
    assert not secrets.proves(changed, "right")
    assert secrets.proves(changed, "new")
    assert not secrets.proves(Kept("user 2 2", changed.hash, 2), "right")


def test_nobody_costs_as_much_as_a_wrong_secret(kept: Kept) -> None:
    secrets = Secrets()
    secrets.proves(None, "warm up")
    pairs = [(seconds(secrets, None, "x"), seconds(secrets, kept, "x")) for _ in range(25)]
    nobody, wrong = (min(each) for each in zip(*pairs, strict=True))
    assert 0.5 < nobody / wrong < 2
