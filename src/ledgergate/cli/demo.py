"""`ledgergate demo`: a server, the demo company, and somebody else's client telling a story in a copy of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from ledgergate.base.clock import Clock
from ledgergate.cli.manner import Data, say, settings
from ledgergate.gateway.endpoint import PATH
from ledgergate.server.demo import story
from ledgergate.server.demo.make import DEMO
from ledgergate.server.office import Office
from ledgergate.server.run import run
from ledgergate.server.start import prepared
from ledgergate.store import companies, fork
from ledgergate.store.connections import Database

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.server.premises import Urls
    from ledgergate.server.settings import Settings

STORY_COMPANY = "story"


class Play:
    """The story in one server's life: prepared before it answers, played once it does."""

    def __init__(self, found: Settings, python: Path, *, once: bool) -> None:
        """Take the settings and the Python that has the client."""
        self.ended = 0
        self._settings = found
        self._python = python
        self._once = once

    def prepare(self, urls: Urls) -> None:
        """Have the demo company, and a fresh copy of it."""
        prepared(self._settings, urls, demo=True)
        database = Database(urls.server, most=2)
        try:
            office = Office(database, Clock(day=self._settings.clock))
            planned = fork.plan(office.house.registry)
            with database.directory() as work:
                old = companies.find(work, STORY_COMPANY)
            if old is not None:
                with database.work(old.key) as work:
                    companies.drop(work, old, planned.tables)
                    work.commit()
            fork.fork(urls.owner, planned, office.company(DEMO).key, STORY_COMPANY)
        finally:
            database.close()

    def ready(self, endpoint: str, stop: Callable[[], None]) -> None:
        """Play, then say how to reach the server, or end it."""
        say(f"ledgergate is ready: {endpoint}")
        base = endpoint.removesuffix(PATH)
        told = subprocess.run([self._python, story.__file__, base, STORY_COMPANY], check=False, stdin=subprocess.DEVNULL)  # noqa: S603 (our own story)
        self.ended = told.returncode
        if self._once:
            stop()
            return
        say(f"\nStill serving at {endpoint}; stop with Ctrl+C.")
        say("Sender ledgergate/ledgergate, company demo, users admin/admin and api/api. These credentials are public.")
        say(f"Try: ledgergate send examples/session.xml --url {endpoint}")


def demo(
    *,
    port: Annotated[int, Parameter(help="Port to listen on; 0 takes a free one.", validator=Number(gte=0, lte=65535))] = 8080,
    data: Data = None,
    once: Annotated[bool, Parameter(negative="", help="End after the story; exit code 0 when it held.")] = False,
    client_python: Annotated[Path, Parameter(help="A Python that has `sageintacctsdk`, the client that tells the story.")] = Path(
        sys.executable
    ),
) -> int:
    """Serve the demo company and let somebody else's client tell a story in a fresh copy of it.

    Example: `ledgergate demo --port 8080 --once`
    """
    found = settings(data)
    play = Play(found, client_python, once=once)
    run(found, host="127.0.0.1", port=port, workers=1, prepare=play.prepare, ready=play.ready)
    return play.ended


COMMAND = demo
