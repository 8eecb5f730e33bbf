"""Write the snapshot that fresh databases are made from: `python -m ledgergate.store.snapshot`."""

from __future__ import annotations

from ledgergate.standard.everything import registry
from ledgergate.store.schema import SNAPSHOT
from ledgergate.store.script import script


def main() -> None:
    """Write snapshot.sql from the declarations as they stand."""
    SNAPSHOT.write_text(script(registry()))


if __name__ == "__main__":
    main()
