"""The ASGI application of one process: the gateway, the health answer, and what runs beside them."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from multiprocessing import parent_process
from typing import TYPE_CHECKING, Any

from ledgergate.access.secrets import Secrets
from ledgergate.base.clock import Clock
from ledgergate.engine.call import Switches
from ledgergate.gateway.app import Gateway
from ledgergate.gateway.exchange import Parts
from ledgergate.gateway.log import RequestLog
from ledgergate.server.assemble import assemble
from ledgergate.server.housekeeping import Housekeeping
from ledgergate.server.logs import configure
from ledgergate.server.settings import Settings
from ledgergate.store.connections import Database
from ledgergate.store.health import answers
from ledgergate.wire.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

HEALTH = "/healthz"


class App:
    """One per process. Requests wait for threads, threads for connections; each has as many as the other."""

    def __init__(self, settings: Settings, server_url: str) -> None:
        """Wire the parts; nothing connects before the application starts."""
        self._settings = settings
        self._url = server_url
        self._gateway: Gateway | None = None
        self._database: Database | None = None
        self._housekeeping: Housekeeping | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http" and scope["path"] == HEALTH:
            await self._health(send)
        elif scope["type"] == "http" and self._gateway is not None:
            await self._gateway(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await asyncio.to_thread(self._start)
                await send({"type": "lifespan.startup.complete"})
            else:
                await asyncio.to_thread(self._stop)
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _start(self) -> None:
        settings = self._settings
        self._database = Database(self._url, most=settings.threads)
        house = assemble()
        clock = Clock(day=settings.clock)
        parts = Parts(
            house=house,
            database=self._database,
            reader=Reader(house.registry.functions.values()),
            secrets=Secrets(),
            clock=clock,
            switches=switches(settings),
            log=RequestLog(self._database),
            public_endpoint=settings.public_endpoint,
        )
        self._gateway = Gateway(parts, threads=settings.threads)
        self._housekeeping = Housekeeping(self._database, house, clock)
        self._housekeeping.start()

    def _stop(self) -> None:
        if self._gateway is not None:
            self._gateway.close()
        if self._housekeeping is not None:
            self._housekeeping.stop()
        if self._database is not None:
            self._database.close()

    async def _health(self, send: Send) -> None:
        """Say 200 when the database answers, 503 when it does not."""
        well = self._database is not None and await asyncio.to_thread(answers, self._database)
        body = b"ok\n" if well else b"no database\n"
        head = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200 if well else 503, "headers": head})
        await send({"type": "http.response.body", "body": body})


def switches(settings: Settings) -> Switches:
    """Give the switches as settings say."""
    return Switches(
        abort_culprit_status=settings.abort_culprit_status,
        readbyquery_case=settings.readbyquery_case,
        aggregate_prefix_for_sum=settings.aggregate_prefix_for_sum,
        support_id=settings.support_id,
        readbyquery_words=settings.readbyquery_words,
        duplicate_result_without_status=settings.duplicate_result_without_status,
    )


def worker() -> App:
    """Make the application of a worker process; the process that started it says where the database is."""
    settings = Settings()
    configure(settings.log_level)
    threading.Thread(target=_end_with_supervisor, name="supervisor", daemon=True).start()
    return App(settings, settings.database_url)


def _end_with_supervisor() -> None:
    """End this process once the one that started it is gone, however that came: nobody else would free the port."""
    supervisor = parent_process()
    if supervisor is not None:
        supervisor.join()
        os.kill(os.getpid(), signal.SIGTERM)
