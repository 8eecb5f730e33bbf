"""`ledgergate send`: one request from a file, and the answer to look at."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import httpx2
from cyclopts import Parameter
from rich.console import Console
from rich.syntax import Syntax

from ledgergate.cli.manner import Data
from ledgergate.store.premises import Refused
from ledgergate.wire.reader import indented

DEFAULT = "http://127.0.0.1:8080/ia/xml/xmlgw.phtml"
SECONDS = 300.0
OK = 200


def send(
    file: Annotated[Path, Parameter(allow_leading_hyphen=True, help="The request; `-` reads standard input.")],
    *,
    url: Annotated[str, Parameter(help="The gateway's endpoint.")] = DEFAULT,
    data: Annotated[Data, Parameter(help="Not needed here; taken as every command takes it.")] = None,
) -> int:
    """Post a file with one XML request and print the answer; `-` reads standard input. Ends 1 unless HTTP says 200.

    Example: `ledgergate send request.xml --url http://127.0.0.1:8080/ia/xml/xmlgw.phtml`
    """
    del data
    try:
        body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as trouble:
        raise Refused(f"{file} cannot be read: {trouble.strerror}.") from trouble
    try:
        answer = httpx2.post(url, content=body, headers={"Content-Type": "application/xml"}, timeout=SECONDS)
    except (httpx2.HTTPError, httpx2.InvalidURL) as trouble:
        raise Refused(f"{url} does not answer: {str(trouble).rstrip('.')}.") from trouble
    text = indented(answer.content)
    console = Console()
    if console.is_terminal:
        console.print(Syntax(text, "xml", background_color="default", word_wrap=True))
    else:
        sys.stdout.write(text + "\n")
    return 0 if answer.status_code == OK else 1


COMMAND = send
