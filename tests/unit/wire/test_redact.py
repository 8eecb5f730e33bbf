"""Secrets are masked before a body is kept."""

from __future__ import annotations

import pytest

from ledgergate.wire.redact import MASK, MOST_KEPT, legible, redacted


@pytest.mark.parametrize(
    "body",
    [
        "<password>SECRET</password>",
        "<password>\n SECRET\n</password>",
        "<PASSWORD a='1'>SECRET</PASSWORD>",
        "<password><![CDATA[SECRET]]></password>",
        "<sessionid>SECRET..</sessionid>",
        "<create><USERINFO><PWD>SECRET</PWD></USERINFO></create>",
        "<description2>Invalid session SECRET....</description2>",
        "<request><control><password>SECRET",
        "<password><![CDATA[a</password>SECRET]]></password>",
        "<password><![CDATA[SECRET",
        "<password>a</password><sessionid>SECRET</other>SECRET",
    ],
)
def test_a_secret_is_masked(body: str) -> None:
    assert "SECRET" not in redacted(body)
    assert MASK in redacted(body)


def test_everything_else_is_kept() -> None:
    body = "<userid>u</userid><companyid>c</companyid><NAME>password</NAME>"
    assert redacted(body) == body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32", "utf-8-sig", "iso-8859-1"])
def test_a_secret_is_masked_in_every_encoding(encoding: str) -> None:
    shown = legible("<request><password>SECRET</password><userid>u</userid></request>".encode(encoding))
    assert shown == f"<request><password>{MASK}</password><userid>u</userid></request>"


def test_a_document_in_an_encoding_that_hides_is_not_shown() -> None:
    assert legible(b'<?xml version="1.0" encoding="UTF-7"?><password>SECRET</password>') is None


@pytest.mark.parametrize("before", range(MOST_KEPT - 40, MOST_KEPT + 2))
def test_a_long_document_is_cut_and_no_cut_shows_a_part_of_a_secret(before: int) -> None:
    start = "<a>" + "x" * (before - 3)
    shown = legible(f"{start}<password>SECRET</password>{'y' * 100}</a>".encode())
    assert shown is not None
    assert shown.endswith("...")
    assert "SE" not in shown
