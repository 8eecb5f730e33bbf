"""The command `ledgergate`: one group of commands per file."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; say in one sentence what to install where a part is missing."""
    try:
        from ledgergate.cli.commands import run  # noqa: PLC0415 (the light SDK has no command line)
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("ledgergate"):
            raise
        extra = "cli" if missing.name in {"cyclopts", "rich"} else "cli,server"
        sys.stderr.write(f"This needs {missing.name}, which is not installed: pip install 'ledgergate[{extra}]'.\n")
        sys.exit(1)
    sys.exit(run(sys.argv[1:]))
