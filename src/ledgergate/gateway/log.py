"""The request log's writer: entries wait in memory for a moment and go out in bundles, off the way of requests."""

from __future__ import annotations

import threading
from collections import deque
from itertools import groupby
from typing import TYPE_CHECKING, Final

import structlog

from ledgergate.store import request_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.store.connections import Database
    from ledgergate.store.request_log import Entry

PAUSE_SECONDS: Final = 0.25
MOST_WAITING: Final = 10_000
"""Entries kept while the database is away; then the oldest go."""

log = structlog.get_logger(__name__)


class RequestLog:
    """Write entries some time after they are handed in; one per process.

    An entry is made from what a request left behind by a function that runs here, in this thread, so that masking a
    body costs no request anything. What waits is written when the log is closed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[Callable[[], Entry]] = deque(maxlen=MOST_WAITING)
        self._ended = threading.Event()
        self._writer: threading.Thread | None = None
        self._starting = threading.Lock()

    def add(self, entry: Callable[[], Entry]) -> None:
        """Hand in an entry."""
        self._waiting.append(entry)
        if self._writer is None:
            self._start()

    def close(self) -> None:
        """Write what waits and stop."""
        self._ended.set()
        if self._writer is not None:
            self._writer.join()

    def _start(self) -> None:
        with self._starting:
            if self._writer is None:
                self._writer = threading.Thread(target=self._write_on, name="request-log", daemon=True)
                self._writer.start()

    def _write_on(self) -> None:
        while not self._ended.wait(PAUSE_SECONDS):
            self.flush()
        self.flush()

    def flush(self) -> None:
        """Write what waits now; entries that cannot be written are dropped, and that is logged."""
        entries: list[Entry] = []
        while self._waiting:
            entries.append(self._waiting.popleft()())
        entries.sort(key=lambda entry: entry.company)
        for company, group in groupby(entries, key=lambda entry: entry.company):
            bundle = tuple(group)
            try:
                request_log.write(self._database, company, bundle)
            except Exception:
                log.exception("request log", company=company, lost=len(bundle))
