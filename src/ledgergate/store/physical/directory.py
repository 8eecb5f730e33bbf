"""What stands above companies, and who may enter one: companies, senders, authorisations, secrets, sessions."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

SCHEMA: Final = "ledgergate"
TEXT: Final = sa.Text(collation="C")
STAMP: Final = postgresql.TIMESTAMP(timezone=True)
ABOVE_COMPANIES: Final = frozenset({"company", "sender"})
"""Tables whose rows belong to no company."""


def extend(metadata: sa.MetaData) -> None:
    """Add the tables of the directory and of identity."""
    _companies(metadata)
    _senders(metadata)
    _users(metadata)


def _companies(metadata: sa.MetaData) -> None:
    """Keep companies by key; `folded` is the name with case taken away, by which clients find it."""
    sa.Table(
        "company",
        metadata,
        sa.Column("key", sa.BigInteger, sa.Identity(always=False), primary_key=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False, unique=True),
        sa.Column("pod", TEXT, nullable=False, server_default="main"),
        sa.Column("status", TEXT, nullable=False, server_default="active"),
        sa.Column("subscribed", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("template", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("connections", sa.Integer, nullable=False, server_default="2"),
        sa.Column("base_currency", TEXT, nullable=False, server_default="USD"),
        sa.Column("first_month", sa.Integer, nullable=False, server_default="1"),
        sa.Column("session_seconds", sa.Integer, nullable=False, server_default="43200"),
        sa.Column("created", STAMP, nullable=False, server_default=sa.func.now()),
        schema=SCHEMA,
    )


def _senders(metadata: sa.MetaData) -> None:
    """Keep senders, and per company which of them it lets in."""
    sa.Table(
        "sender",
        metadata,
        sa.Column("key", sa.BigInteger, sa.Identity(always=False), primary_key=True),
        sa.Column("id", TEXT, nullable=False, unique=True),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("status", TEXT, nullable=False, server_default="active"),
        schema=SCHEMA,
    )
    sa.Table(
        "sender_authorisation",
        metadata,
        sa.Column("company", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sender", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.ForeignKeyConstraint(["sender"], [f"{SCHEMA}.sender.key"]),
        schema=SCHEMA,
    )


def _users(metadata: sa.MetaData) -> None:
    """Keep users' secrets apart from USERINFO, and sessions by the hash of their id."""
    sa.Table(
        "user_secret",
        metadata,
        sa.Column("company", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("recordno", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.UniqueConstraint("company", "folded", name="user_secret_folded"),
        schema=SCHEMA,
    )
    sa.Table(
        "session",
        metadata,
        sa.Column("company", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, sa.Identity(always=False), primary_key=True),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("user_no", sa.BigInteger, nullable=False),
        sa.Column("entity", sa.BigInteger),
        sa.Column("sender", sa.BigInteger, nullable=False),
        sa.Column("secret_version", sa.Integer, nullable=False),
        sa.Column("started", STAMP, nullable=False),
        sa.Column("expires", STAMP, nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Index("session_hash", "hash", unique=True),
        schema=SCHEMA,
    )
