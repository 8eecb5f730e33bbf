"""Take the addresses out of an npm lock: who sponsors a package does not install it.

Run by `make lock` as `python tools/plain_lock.py path/package-lock.json`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def plain(lock: dict[str, object]) -> dict[str, object]:
    """Give the lock without `funding` and `resolved`, at every depth."""
    return {
        name: plain(value) if isinstance(value, dict) else value  # pyright: ignore[reportUnknownArgumentType]
        for name, value in lock.items()
        if name not in {"funding", "resolved"}
    }


def main() -> None:
    """Rewrite each lock named on the command line."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(json.dumps(plain(json.loads(path.read_text())), indent=2) + "\n")


if __name__ == "__main__":
    main()
