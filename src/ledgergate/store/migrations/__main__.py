"""Two errands: `python -m ledgergate.store.migrations NAME` writes a migration, `--upgrade` runs those that are missing."""

from __future__ import annotations

import os
import subprocess
import sys

from sqlalchemy.exc import DBAPIError

from ledgergate.standard.everything import registry
from ledgergate.store.migrations.run import upgrade
from ledgergate.store.migrations.write import write
from ledgergate.store.schema import OWNER_URL


def main(said: list[str]) -> int:
    """Do what the words of the command line ask for."""
    match said:
        case ["--upgrade"]:
            try:
                upgrade(os.environ[OWNER_URL])
            except DBAPIError as trouble:
                sys.stderr.write(f"{trouble.orig}\n")
                return 1
        case [name]:
            path = write(name, registry())
            if path is None:
                sys.stdout.write("Nothing has changed.\n")
            else:
                subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(path)], check=False)  # noqa: S603 (the file just written)
                sys.stdout.write(f"Written: {path}. Read it, and commit it with snapshot.sql.\n")
        case _:
            sys.stderr.write("Say what changes, as a name for the migration.\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
