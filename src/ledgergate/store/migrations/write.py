"""Write the migration that the declarations ask for, by comparing them with what the migrations so far make."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from sqlalchemy.exc import SAWarning

from ledgergate.store import schema
from ledgergate.store.embedded import embedded
from ledgergate.store.migrations.run import MARK, engine, run
from ledgergate.store.physical.books import TransactionId
from ledgergate.store.script import beside, script, tidy
from ledgergate.store.tables import SCHEMA, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sqlalchemy as sa

    from ledgergate.catalog.registry import Registry

PAGE: Final = '''"""{title}."""

from __future__ import annotations

from typing import Final

{imports}

revision: Final = "{number}"
down_revision: Final = "{before}"


def upgrade() -> None:
    """Bring the schema to version {number}."""
    {code}
'''
OF_COLUMNS: Final = (ops.AddColumnOp, ops.DropColumnOp, ops.AlterColumnOp)


def write(name: str, registry: Registry, *, versions: Path = schema.VERSIONS, snapshot: Path = schema.SNAPSHOT) -> Path | None:
    """Write migration and snapshot, on a database of its own that is gone afterwards; None when nothing has changed."""
    place = Path(tempfile.mkdtemp(prefix="ledgergate-migration-"))
    place.chmod(0o711)
    try:
        with embedded(place / "data") as postgres, engine(postgres.owner_url).connect() as connection:
            run(connection)
            code = changes(connection, registry, snapshot.read_text())
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if not code:
        return None
    before = schema.versions()[-1]
    number = f"{int(before) + 1:04}"
    words = "_".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())
    path = versions / f"r{number}_{words}.py"
    path.write_text(page(words.replace("_", " ").capitalize(), number, before, code))
    snapshot.write_text(script(registry))
    return path


def changes(connection: sa.Connection, registry: Registry, snapshot: str) -> list[str]:
    """Write the statements that lead from a database to the declarations, as lines of a migration."""
    wanted = metadata(registry)
    context = MigrationContext.configure(connection, opts=_options(wanted))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Did not recognize type 'xid8'", category=SAWarning)
        upgrade = produce_migrations(context, wanted).upgrade_ops
    if upgrade is None:
        return []
    touched = list(_touched(upgrade.ops))
    tables = {table.name: table for table in wanted.tables.values()}
    gone = sorted({name for name, aside in touched if aside})
    body = render_python_code(upgrade, render_item=_render, migration_context=context) if upgrade.ops else ""
    lines = [line.removeprefix("    ") for line in body.splitlines() if line.strip() and not line.strip().startswith("#")]
    again = [part for each in beside(wanted) if (part := tidy(each)) + ";\n" not in snapshot]
    again += [tidy(part) for name in sorted({name for name, _ in touched} & tables.keys()) if (part := _view(wanted, name)) not in again]
    return [
        *(f'op.execute("drop view if exists mine.{name}")' for name in gone),
        *lines,
        *(_execute(part) for part in again),
    ]


def _options(wanted: sa.MetaData) -> dict[str, Any]:
    def ours(name: str | None, kind: str, parents: Any) -> bool:  # noqa: ANN401 (names by kind)
        if kind == "schema":
            return name == SCHEMA
        return kind != "table" or (parents.get("schema_name") == SCHEMA and name != MARK)

    def other_type(_context: object, _column: object, _declared: object, _found: object, declared: object) -> bool | None:
        return False if isinstance(declared, TransactionId) else None

    return {
        "target_metadata": wanted,
        "include_schemas": True,
        "include_name": ours,
        "compare_type": other_type,
        "version_table": MARK,
        "version_table_schema": SCHEMA,
    }


def _touched(found: Sequence[ops.MigrateOperation]) -> Iterator[tuple[str, bool]]:
    """Name the tables whose columns change, and whether their views must step aside first."""
    for each in found:
        match each:
            case ops.ModifyTableOps():
                yield from ((each.table_name, _narrows(one)) for one in each.ops if isinstance(one, OF_COLUMNS))
            case ops.DropTableOp():
                yield each.table_name, True
            case ops.CreateTableOp():
                yield each.table_name, False
            case _:
                pass


def _narrows(change: ops.MigrateOperation) -> bool:
    return isinstance(change, ops.DropColumnOp) or (isinstance(change, ops.AlterColumnOp) and change.modify_type is not None)


def _view(wanted: sa.MetaData, name: str) -> str:
    return tidy(next(part for part in beside(wanted) if part.startswith(f"create or replace view mine.{name} as ")))


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write what the tool has no words for: the type of transaction ids."""
    return "TransactionId()" if kind == "type" and isinstance(item, TransactionId) else False


def _execute(statement: str) -> str:
    indented = "\n".join(f"        {line}" if line else line for line in statement.splitlines())
    return f'op.execute(\n        """\n{indented}\n        """\n    )'


def page(title: str, number: str, before: str, code: list[str]) -> str:
    """Write the file of a migration."""
    body = "\n    ".join(code)
    imports = [
        ("import sqlalchemy as sa", "sa." in body),
        ("from alembic import op", True),
        ("from sqlalchemy.dialects import postgresql", "postgresql." in body),
        ("\nfrom ledgergate.store.physical.books import TransactionId", "TransactionId" in body),
    ]
    return PAGE.format(title=title, number=number, before=before, code=body, imports="\n".join(line for line, needed in imports if needed))
