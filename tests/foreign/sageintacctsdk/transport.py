"""Lead the client to another address: where its HTTP transport would dial the real service, it dials ours.

The package's files stay as published. Its calls go through `requests`, so the one place every request passes is the
transport adapter; there the scheme, host and port of the real service are exchanged, and nothing else.
"""

from __future__ import annotations

import importlib
from typing import Any

THEIRS = "https://api.intacct.com"


def lead_to(base: str) -> None:
    """Send what is meant for the real service to `base`, such as `http://127.0.0.1:8080`."""
    adapter = importlib.import_module("requests.adapters").HTTPAdapter
    dial = adapter.send

    def send(self: Any, request: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401 (their signature)
        if request.url.startswith(THEIRS):
            request.url = base + request.url.removeprefix(THEIRS)
        return dial(self, request, *args, **options)

    adapter.send = send
