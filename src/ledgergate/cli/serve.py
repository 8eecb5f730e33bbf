"""`ledgergate serve`: the server in the foreground."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from ledgergate.cli.manner import Data, say, settings
from ledgergate.server.run import run
from ledgergate.server.start import prepared


def serve(
    *,
    host: Annotated[str, Parameter(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port to listen on; 0 takes a free one.", validator=Number(gte=0, lte=65535))] = 8080,
    data: Data = None,
    demo: Annotated[bool, Parameter(negative="", help="Have the demo company `demo`.")] = False,
    workers: Annotated[int, Parameter(help="Processes that answer requests.", validator=Number(gte=1))] = 1,
    profile: Annotated[Literal["dev", "production"] | None, Parameter(help="What is allowed; LEDGERGATE_PROFILE, or dev.")] = None,
) -> None:
    """Serve requests until interrupted; one line says where, once it is healthy.

    Example: `ledgergate serve --demo --port 8080 --data ./data`
    """
    found = settings(data, profile=profile)
    run(
        found,
        host=host,
        port=port,
        workers=workers,
        prepare=lambda urls: prepared(found, urls, demo=demo),
        ready=lambda endpoint, _stop: say(f"ledgergate is ready: {endpoint}"),
    )


COMMAND = serve
