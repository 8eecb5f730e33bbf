"""Run the server in the foreground until it is told to end."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import uvicorn
from uvicorn.supervisors import Multiprocess

from ledgergate.gateway.endpoint import PATH
from ledgergate.server.app import HEALTH, App
from ledgergate.server.logs import configure
from ledgergate.server.premises import urls
from ledgergate.store.premises import Refused

if TYPE_CHECKING:
    from ledgergate.server.premises import Urls
    from ledgergate.server.settings import Settings

PATIENCE: Final = 60.0
Ready = Callable[[str, Callable[[], None]], None]
"""Told the endpoint once it answers, and handed what ends the server."""
BACKLOG: Final = 2048


def run(settings: Settings, *, host: str, port: int, workers: int, prepare: Callable[[Urls], None], ready: Ready) -> None:
    """Serve until a signal ends it; `prepare` works on the database first, `ready` hears the endpoint once it is healthy.

    One worker serves in this process; several are processes of their own under uvicorn's supervision, and this one
    keeps the database. Raises Refused.
    """
    configure(settings.log_level)
    signal.signal(signal.SIGTERM, _leave)
    with _listening(host, port) as listener, urls(settings) as found:
        prepare(found)
        base = f"http://{_shown(host)}:{listener.getsockname()[1]}"
        if workers == 1:
            server = uvicorn.Server(_config(App(settings, found.server)))
            _announce(base, lambda endpoint: ready(endpoint, partial(setattr, server, "should_exit", True)))
            server.run(sockets=[listener])
            return
        _announce(base, lambda endpoint: ready(endpoint, partial(os.kill, os.getpid(), signal.SIGTERM)))
        os.environ |= {"LEDGERGATE_DATABASE_URL": found.server, "LEDGERGATE_OWNER_URL": found.owner} | _said(settings)
        config = _config("ledgergate.server.app:worker", factory=True, workers=workers)
        Multiprocess(config, sockets=[listener]).run()


def _leave(_number: int, _frame: object) -> None:
    """End as a command does, so that the database is closed too: uvicorn raises the signal again once it has stopped."""
    raise SystemExit(0)


def _config(app: App | str, *, factory: bool = False, workers: int = 1) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=factory,
        workers=workers,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=30,
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as trouble:
        listener.close()
        raise Refused(f"Port {port} of {host} cannot be used: {trouble.strerror}.") from trouble
    listener.listen(BACKLOG)
    listener.set_inheritable(True)
    return listener


def _shown(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (shown, not bound)
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _announce(base: str, ready: Callable[[str], None]) -> None:
    """Say once, from a thread of its own, that the server answers as healthy."""

    def wait() -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{base}{HEALTH}", timeout=PATIENCE):  # noqa: S310 (our own address)
                    ready(f"{base}{PATH}")
                    return
            except OSError:
                time.sleep(0.02)

    threading.Thread(target=wait, name="announce", daemon=True).start()


def _said(settings: Settings) -> dict[str, str]:
    """Hand the settings of this process to its workers."""
    told = settings.model_dump(mode="json", exclude={"database_url", "owner_url"}, exclude_none=True)
    return {f"LEDGERGATE_{name.upper()}": str(value) for name, value in told.items()}
