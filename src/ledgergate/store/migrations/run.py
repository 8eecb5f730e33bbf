"""Run migrations, in a process that may carry the tool for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy.pool import NullPool

from ledgergate.store.tables import SCHEMA

MARK: Final = "schema_version"


def engine(url: str) -> sa.Engine:
    """Give SQLAlchemy's way to a database."""
    return sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=NullPool)


def script() -> ScriptDirectory:
    """Give the migrations of this release."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return ScriptDirectory.from_config(config)


def upgrade(url: str) -> None:
    """Run the migrations that a database lacks, all or none."""
    with engine(url).begin() as connection:
        run(connection)


def run(connection: sa.Connection) -> None:
    """Run what is missing on a connection, in its transaction."""
    known = script()

    def steps(found: tuple[str, ...], _context: object) -> Any:  # noqa: ANN401 (steps of the tool)
        return known._upgrade_revs("head", found)  # type: ignore[arg-type]  # noqa: SLF001 (as the tool's own command does)

    connection.execute(sa.schema.CreateSchema(SCHEMA, if_not_exists=True))
    with EnvironmentContext(Config(), known, fn=steps, destination_rev="head") as environment:
        environment.configure(connection=connection, version_table=MARK, version_table_schema=SCHEMA)
        environment.run_migrations()
