"""How long sessions live, and when their end is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergate.access import sessions

NOW = datetime(2025, 3, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "slack"), [(43_200, 864), (7_800, 156), (3_000, 60), (600, 60), (60, 6), (10, 1)])
def test_the_slack_is_two_percent_but_a_minute_and_never_more_than_a_tenth(seconds: int, slack: int) -> None:
    assert sessions.slack(seconds) == timedelta(seconds=slack)


def test_a_call_soon_after_the_last_write_writes_nothing() -> None:
    kept = sessions.expiry(NOW, 43_200)
    assert not sessions.worth_writing(kept, NOW + timedelta(seconds=864), 43_200)
    assert sessions.worth_writing(kept, NOW + timedelta(seconds=865), 43_200)


@settings(deadline=None)
@given(st.integers(10, 90_000), st.lists(st.floats(0.0, 1.0), max_size=40))
def test_a_session_lives_as_long_as_somebody_calls_within_its_duration(seconds: int, waits: list[float]) -> None:
    now, kept = NOW, sessions.expiry(NOW, seconds)
    for share in waits:
        now += timedelta(seconds=seconds * share)
        assert sessions.alive(kept, now, seconds)
        if sessions.worth_writing(kept, now, seconds):
            kept = sessions.expiry(now, seconds)
    assert not sessions.alive(kept, now + timedelta(seconds=seconds) + sessions.slack(seconds) + timedelta(seconds=1), seconds)
