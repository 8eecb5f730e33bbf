"""The books at rest: what ledger lines carry beside their declared fields, folded balances, closures, and their guards.

The guards stand in the database, so that no path above can unbalance the books (house decision 7). Each statement must
leave every batch as balanced as it found it, which makes the check a look at the rows of that statement alone.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

SCHEMA: Final = "ledgergate"
TEXT: Final = sa.Text(collation="C")
MONEY: Final = sa.Numeric(38, 3)
DIMENSIONS: Final = ("department", "location", "customer", "vendor", "employee", "item", "project", "class")


class TransactionId(sa.types.UserDefinedType[str]):
    """The type `xid8`: the id of a transaction, never reused in one cluster."""

    cache_ok = True

    def get_col_spec(self, **_options: object) -> str:
        """Name the type as PostgreSQL does."""
        return "xid8"


XID: Final = TransactionId()


def extend(metadata: sa.MetaData) -> None:
    """Add the columns that ledger lines need beyond GLENTRY's, and the tables of balances and closures."""
    _line_columns(metadata.tables[f"{SCHEMA}.gl_line"])
    batch = metadata.tables[f"{SCHEMA}.gl_batch"]
    sa.Index("gl_batch_pending", batch.c.company, batch.c.reversed, postgresql_where=sa.text("state = 'L'"))
    _fold(metadata)
    _closures(metadata)


def _line_columns(line: sa.Table) -> None:
    """Say of each line its book, entity, origin, and the transaction that wrote it.

    `entity` is 0 at top level; the book `STAT` holds quantities. `source_kind` and `source` link a line to the document
    that made it (nothing: a journal by hand).
    """
    for column in (
        sa.Column("book", TEXT, nullable=False),
        sa.Column("entity", sa.BigInteger, nullable=False),
        sa.Column("posted", sa.Boolean, nullable=False),
        sa.Column("module", TEXT, nullable=False),
        sa.Column("source_kind", TEXT),
        sa.Column("source", sa.BigInteger),
        sa.Column("written", XID, nullable=False, server_default=sa.text("pg_current_xact_id()")),
    ):
        line.append_column(column)
    for name in ("batchno", "line_no", "tr_type", "entry_date", "amount", "trx_amount", "basecurr", "currency"):
        line.c[name].nullable = False
    line.append_constraint(sa.CheckConstraint("amount >= 0 and trx_amount >= 0 and tr_type in (1, -1)", name="gl_line_side"))
    line.append_constraint(sa.CheckConstraint("accountkey is not null or not posted", name="gl_line_placed"))
    sa.Index("gl_line_batch", line.c.company, line.c.batchno, line.c.line_no)
    sa.Index("gl_line_written", line.c.company, line.c.written)
    sa.Index("gl_line_account", line.c.company, line.c.accountkey, line.c.entry_date)
    sa.Index("gl_line_day", line.c.company, line.c.entry_date)


def _fold(metadata: sa.MetaData) -> None:
    """Keep balances in two grains, what changed below the watermark since, and the watermark (house decision 8)."""
    company = sa.Column("company", sa.BigInteger, primary_key=True, autoincrement=False)
    sa.Table("gl_fold", metadata, company, sa.Column("watermark", XID, nullable=False), schema=SCHEMA)
    sa.Table(
        "gl_balance_account",
        metadata,
        *_keys(primary_key=True),
        sa.Column("debit", MONEY, nullable=False),
        sa.Column("credit", MONEY, nullable=False),
        schema=SCHEMA,
    )
    names = [column.name for column in _keys()] + list(DIMENSIONS)
    sa.Table(
        "gl_balance_set",
        metadata,
        sa.Column("number", sa.BigInteger, sa.Identity(always=False), nullable=False),
        *_keys(),
        *(sa.Column(name, sa.BigInteger) for name in DIMENSIONS),
        sa.Column("debit", MONEY, nullable=False),
        sa.Column("credit", MONEY, nullable=False),
        sa.PrimaryKeyConstraint("company", "number"),
        sa.UniqueConstraint(*names, name="gl_balance_set_key", postgresql_nulls_not_distinct=True),
        schema=SCHEMA,
    )
    sa.Table(
        "gl_delta",
        metadata,
        sa.Column("company", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, sa.Identity(always=False), nullable=False),
        sa.Column("book", TEXT, nullable=False),
        sa.Column("entity", sa.BigInteger, nullable=False),
        sa.Column("account", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        *(sa.Column(name, sa.BigInteger) for name in DIMENSIONS),
        sa.Column("debit", MONEY, nullable=False),
        sa.Column("credit", MONEY, nullable=False),
        sa.Column("written", XID, nullable=False, server_default=sa.text("pg_current_xact_id()")),
        sa.PrimaryKeyConstraint("company", "number"),
        sa.Index("gl_delta_written", "company", "written"),
        schema=SCHEMA,
    )


def _keys(*, primary_key: bool = False) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("company", sa.BigInteger, primary_key=primary_key, autoincrement=False, nullable=False),
        sa.Column("book", TEXT, primary_key=primary_key, nullable=False),
        sa.Column("entity", sa.BigInteger, primary_key=primary_key, autoincrement=False, nullable=False),
        sa.Column("account", sa.BigInteger, primary_key=primary_key, autoincrement=False, nullable=False),
        sa.Column("month", sa.Date, primary_key=primary_key, nullable=False),
    )


def _closures(metadata: sa.MetaData) -> None:
    """Keep per entity (0: top level) and application through which day the books are closed and locked, and each change."""
    sa.Table(
        "closure",
        metadata,
        sa.Column("company", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entity", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("application", TEXT, primary_key=True),
        sa.Column("closed_through", sa.Date),
        sa.Column("locked_through", sa.Date),
        schema=SCHEMA,
    )
    sa.Table(
        "closure_change",
        metadata,
        sa.Column("company", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, sa.Identity(always=False), nullable=False),
        sa.Column("entity", sa.BigInteger, nullable=False),
        sa.Column("application", TEXT, nullable=False),
        sa.Column("closed_through", sa.Date),
        sa.Column("locked_through", sa.Date),
        sa.Column("changed", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("by_user", sa.BigInteger),
        sa.Column("oldest_running", XID, nullable=False, server_default=sa.text("pg_snapshot_xmin(pg_current_snapshot())")),
        sa.Column("next_written", XID, nullable=False, server_default=sa.text("pg_snapshot_xmax(pg_current_snapshot())")),
        sa.PrimaryKeyConstraint("company", "number"),
        schema=SCHEMA,
    )


BALANCE_INSERTED: Final = """
create or replace function ledgergate.gl_line_balances() returns trigger language plpgsql as $$
declare
    found record;
begin
    select company, book, entity, batchno, sum(tr_type * amount) as off into found
    from moved where posted and book <> 'STAT'
    group by company, book, entity, batchno having sum(tr_type * amount) <> 0 limit 1;
    if found is not null then
        raise exception using errcode = 'check_violation', constraint = 'gl_line_balances', message = concat(
            'batch ', found.batchno, ' of company ', found.company, ' is off by ', found.off,
            ' in book ', found.book, ', entity ', found.entity);
    end if;
    return null;
end $$
"""
"""Refuse a statement whose posted lines do not balance per company, book, entity and batch."""

UNCHANGED: Final = """
create or replace function ledgergate.gl_line_unchanged() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = 'gl_line_unchanged', message = concat(
        'line ', old.recordno, ' of batch ', old.batchno, ' of company ', old.company, ' cannot be changed, only replaced');
end $$
"""

INSERTED: Final = """
create or replace trigger gl_line_inserted after insert on ledgergate.gl_line
referencing new table as moved for each statement execute function ledgergate.gl_line_balances()
"""

DELETED: Final = """
create or replace trigger gl_line_deleted after delete on ledgergate.gl_line
referencing old table as moved for each statement execute function ledgergate.gl_line_balances()
"""

CHANGED: Final = """
create or replace trigger gl_line_changed before update on ledgergate.gl_line for each row
when (
    (old.company, old.batchno, old.book, old.entity, old.accountkey, old.entry_date, old.tr_type, old.amount, old.posted)
    is distinct from
    (new.company, new.batchno, new.book, new.entity, new.accountkey, new.entry_date, new.tr_type, new.amount, new.posted)
)
execute function ledgergate.gl_line_unchanged()
"""

STATEMENTS: Final = (BALANCE_INSERTED, UNCHANGED, INSERTED, DELETED, CHANGED)
"""What stands beside the tables, in order."""
