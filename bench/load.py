"""Drive a server over keep-alive connections and count what it answers.

One process, raw sockets: a client library would cost more of the two cores than the server under test.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

HEAD = "POST /ia/xml/xmlgw.phtml HTTP/1.1\r\nHost: bench.intacct.com\r\nContent-Type: application/xml\r\nContent-Length: {}\r\n\r\n"


@dataclass(slots=True)
class Tally:
    """What a round of requests did: how many, in how many seconds, and each one's seconds."""

    done: int = 0
    seconds: float = 0.0
    each: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.done / self.seconds


Body = Callable[[int], bytes]
"""The nth request's body."""


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> bytes:
    """Send one request and give the answer's body. Raises RuntimeError when the answer is a failure."""
    writer.write(HEAD.format(len(body)).encode() + body)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    answer = await reader.readexactly(length)
    if not head.startswith(b"HTTP/1.1 200") or b"<status>failure" in answer or b"<status>aborted" in answer:
        raise RuntimeError(answer[:2000].decode(errors="replace"))
    return answer


async def _client(port: int, body: Body, numbers: list[int], tally: Tally, most: int, until: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while numbers[0] < most and time.perf_counter() < until:
            numbers[0] += 1
            started = time.perf_counter()
            await ask(reader, writer, body(numbers[0]))
            tally.each.append(time.perf_counter() - started)
            tally.done += 1
    finally:
        writer.close()


async def drive(port: int, body: Body, *, clients: int, most: int = 10**9, seconds: float = 10.0, first: int = 0) -> Tally:
    """Let so many clients send requests until the count or the time is up."""
    tally, numbers = Tally(), [first]
    started = time.perf_counter()
    await asyncio.gather(*(_client(port, body, numbers, tally, first + most, started + seconds) for _ in range(clients)))
    tally.seconds = time.perf_counter() - started
    return tally
