"""The gateway behind the real HTTP server: lengths that lie, chunks, and clients that leave (needs.md 6.4 items 22 to 24)."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest
import uvicorn

from desk import SESSION, Desk, class_
from ledgergate.base.limits import MOST_BODY_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = "POST /ia/xml/xmlgw.phtml HTTP/1.1\r\nHost: local.intacct.com\r\nContent-Type: application/xml\r\n"


class Line:
    """A TCP connection to a server of this test's own."""

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk = desk
        self.port = port

    def send(self, *parts: bytes, wait: bool = True) -> str:
        """Send bytes as they are and give what comes back until the server has nothing more to say."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            for part in parts:
                line.sendall(part)
            if not wait:
                return ""
            line.settimeout(5)
            return _answer(line)

    def post(self, body: bytes, *headers: str) -> str:
        return self.send(_head(*headers) + body)


def _head(*headers: str) -> bytes:
    return (HEAD + "".join(f"{each}\r\n" for each in headers) + "\r\n").encode()


def _answer(line: socket.socket) -> str:
    said = b""
    while b"\r\n\r\n" not in said:
        more = line.recv(65_536)
        if not more:
            return said.decode()
        said += more
    head, body = said.split(b"\r\n\r\n", 1)
    lengths = [int(each.split(b":")[1]) for each in head.split(b"\r\n") if each.lower().startswith(b"content-length:")]
    while lengths and len(body) < lengths[0]:
        body += line.recv(65_536)
    return (head + b"\r\n\r\n" + body).decode()


@pytest.fixture
def line(desk: Desk) -> Iterator[Line]:
    config = uvicorn.Config(desk.gateway, host="127.0.0.1", port=0, log_config=None, lifespan="off", http="httptools")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield Line(desk, server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join()


@pytest.fixture
def document(desk: Desk) -> bytes:
    return desk.asked.xml(class_("a", "A")).encode()


def test_a_good_request_is_answered(line: Line, document: bytes) -> None:
    answer = line.post(document, f"Content-Length: {len(document)}")
    assert answer.startswith("HTTP/1.1 200")
    assert "<CLASSID>A</CLASSID>" in answer


def test_23_chunks_of_one_byte_are_put_together(line: Line, document: bytes) -> None:
    chunks = b"".join(b"1\r\n" + document[n : n + 1] + b"\r\n" for n in range(len(document)))
    assert "<CLASSID>A</CLASSID>" in line.post(chunks + b"0\r\n\r\n", "Transfer-Encoding: chunked")


def test_23_a_request_without_a_length_has_an_empty_body(line: Line) -> None:
    assert "Document is empty" in line.post(b"")


@pytest.mark.parametrize("length", ["-1", "abc", "1, 2", "99999999999999999999999"])
def test_23_a_length_that_is_none_is_refused(line: Line, document: bytes, length: str) -> None:
    assert line.post(document, f"Content-Length: {length}").startswith(("HTTP/1.1 400", "HTTP/1.1 413"))
    assert line.desk.count("class") == 0


def test_23_two_lengths_are_refused(line: Line, document: bytes) -> None:
    answer = line.post(document, f"Content-Length: {len(document)}", "Content-Length: 3")
    assert answer.startswith("HTTP/1.1 400")
    assert line.desk.count("class") == 0


def test_23_a_length_beside_chunks_is_refused(line: Line, document: bytes) -> None:
    chunked = f"{len(document):x}\r\n".encode() + document + b"\r\n0\r\n\r\n"
    answer = line.post(chunked, f"Content-Length: {len(chunked)}", "Transfer-Encoding: chunked")
    assert answer.startswith("HTTP/1.1 400")
    assert line.desk.count("class") == 0


def test_23_a_length_that_is_too_short_gives_a_broken_document(line: Line, document: bytes) -> None:
    answer = line.post(document[:-20], f"Content-Length: {len(document) - 20}")
    assert "XL03000003" in answer
    assert line.desk.count("class") == 0


def test_23_a_length_that_is_too_long_does_nothing_when_the_client_leaves(line: Line, document: bytes) -> None:
    line.send(_head(f"Content-Length: {len(document) + 5}") + document, wait=False)
    time.sleep(0.1)
    assert line.desk.count("class") == 0


def test_23_a_body_above_the_cap_is_refused_by_its_length(line: Line) -> None:
    answer = line.send(_head(f"Content-Length: {MOST_BODY_BYTES + 1}"))
    assert answer.startswith("HTTP/1.1 413")
    assert "GW-0011" in answer


def test_22_a_client_that_leaves_after_its_request_has_its_work_done(line: Line, document: bytes) -> None:
    line.send(_head(f"Content-Length: {len(document)}") + document, wait=False)
    for _ in range(100):
        if line.desk.count("class") == 1:
            break
        time.sleep(0.02)
    assert line.desk.count("class") == 1


def test_24_a_packed_body_is_no_xml(line: Line, document: bytes) -> None:
    packed = gzip.compress(document)
    answer = line.post(packed, f"Content-Length: {len(packed)}", "Content-Encoding: gzip")
    assert "XL03000003" in answer


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "DELETE"])
def test_1_other_verbs_are_refused_over_http(line: Line, document: bytes, method: str) -> None:
    answer = line.send(_head(f"Content-Length: {len(document)}").replace(b"POST", method.encode(), 1) + document)
    assert answer.startswith("HTTP/1.1 405")
    assert "allow: POST" in answer
    assert "GW-0011" in answer
    assert line.desk.count("class") == 0


def test_1_head_has_no_body(line: Line) -> None:
    with socket.create_connection(("127.0.0.1", line.port), timeout=10) as connection:
        connection.sendall(_head("Connection: close").replace(b"POST", b"HEAD", 1))
        said = b""
        while more := connection.recv(65_536):
            said += more
    assert said.startswith(b"HTTP/1.1 405")
    assert said.endswith(b"\r\n\r\n")


def test_several_requests_share_a_connection(line: Line) -> None:
    body = line.desk.asked.xml(SESSION).encode()
    request = _head(f"Content-Length: {len(body)}") + body
    with socket.create_connection(("127.0.0.1", line.port), timeout=10) as connection:
        for _ in range(3):
            connection.sendall(request)
            assert "<status>success</status>" in _answer(connection)
