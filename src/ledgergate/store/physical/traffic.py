"""What requests leave behind: control ids, slots, result sets, audit, the request log, number counters."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

SCHEMA: Final = "ledgergate"
TEXT: Final = sa.Text(collation="C")
STAMP: Final = postgresql.TIMESTAMP(timezone=True)


def _company() -> sa.Column[int]:
    return sa.Column("company", sa.BigInteger, primary_key=True, autoincrement=False)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.BigInteger, sa.Identity(always=False), primary_key=True)


def extend(metadata: sa.MetaData) -> None:
    """Add the tables of traffic."""
    _guards(metadata)
    _results(metadata)
    _trails(metadata)


def _guards(metadata: sa.MetaData) -> None:
    """Keep function ids done, connections in use, and how far each family of record numbers is taken."""
    sa.Table(
        "control_id",
        metadata,
        _company(),
        sa.Column("sender", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("control_id", TEXT, primary_key=True),
        sa.Column("function", TEXT, nullable=False),
        sa.Column("done", STAMP, nullable=False, server_default=sa.func.now()),
        schema=SCHEMA,
    )
    sa.Table(
        "slot",
        metadata,
        _company(),
        _number(),
        sa.Column("process", sa.BigInteger, nullable=False),
        sa.Column("taken", STAMP, nullable=False, server_default=sa.func.clock_timestamp()),
        schema=SCHEMA,
        prefixes=["UNLOGGED"],
    )
    sa.Table(
        "record_number",
        metadata,
        _company(),
        sa.Column("family", TEXT, primary_key=True),
        sa.Column("next", sa.BigInteger, nullable=False),
        schema=SCHEMA,
    )


def _results(metadata: sa.MetaData) -> None:
    """Keep the frozen keys of reads that have a second page, by session and object.

    Unlogged, so that a read does not wait for the disk; after a crash readers begin again.
    """
    sa.Table(
        "result_set",
        metadata,
        _company(),
        _number(),
        sa.Column("result_id", TEXT, nullable=False),
        sa.Column("session", sa.BigInteger, nullable=False),
        sa.Column("object", TEXT, nullable=False),
        sa.Column("fields", postgresql.ARRAY(TEXT), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("format", TEXT, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("given", sa.Integer, nullable=False),
        sa.Column("keys", postgresql.ARRAY(sa.BigInteger), nullable=False),
        sa.Column("made", STAMP, nullable=False, server_default=sa.func.now()),
        sa.UniqueConstraint("company", "result_id", name="result_set_id"),
        sa.Index("result_set_session", "company", "session", "object"),
        schema=SCHEMA,
        prefixes=["UNLOGGED"],
    )


def _trails(metadata: sa.MetaData) -> None:
    """Keep who changed which record and how, and each request as it may be shown."""
    sa.Table(
        "audit",
        metadata,
        _company(),
        _number(),
        sa.Column("object", TEXT, nullable=False),
        sa.Column("object_key", TEXT, nullable=False),
        sa.Column("recordno", sa.BigInteger),
        sa.Column("mode", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("user_no", sa.BigInteger),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("sender", sa.BigInteger),
        sa.Column("ip", TEXT, nullable=False),
        sa.Column("at", STAMP, nullable=False),
        sa.Column("before", postgresql.JSONB),
        sa.Column("after", postgresql.JSONB),
        sa.Index("audit_record", "company", "object", "recordno"),
        schema=SCHEMA,
    )
    sa.Table(
        "request_log",
        metadata,
        _company(),
        _number(),
        sa.Column("at", STAMP, nullable=False, server_default=sa.func.clock_timestamp()),
        sa.Column("sender_id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("control_id", TEXT, nullable=False),
        sa.Column("functions", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("millis", sa.Integer, nullable=False),
        sa.Column("bytes_in", sa.Integer, nullable=False),
        sa.Column("bytes_out", sa.Integer, nullable=False),
        sa.Column("request", TEXT),
        sa.Column("why", TEXT),
        sa.Index("request_log_at", "company", "at"),
        schema=SCHEMA,
    )
