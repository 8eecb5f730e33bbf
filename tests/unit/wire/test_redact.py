"""Secrets are masked before a body is kept."""

from __future__ import annotations

import pytest

from ledgergate.wire.redact import MASK, redacted


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
        "xmlrequest=%3Cpassword%3ESECRET%3C%2Fpassword%3E",
    ],
)
def test_a_secret_is_masked(body: str) -> None:
    assert "SECRET" not in redacted(body)
    assert MASK in redacted(body)


def test_everything_else_is_kept() -> None:
    body = "<userid>u</userid><companyid>c</companyid><NAME>password</NAME>"
    assert redacted(body) == body


def test_a_long_body_is_cut_after_masking() -> None:
    assert redacted("x" * 100, most=10) == "x" * 10 + "..."
    assert "SECRET" not in redacted("<password>SECRET</password>", most=16)
