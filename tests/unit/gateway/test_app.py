"""The face to HTTP: verbs, paths, sizes, types, and clients that hang up."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

from desk import SESSION, Answer, Desk, class_
from ledgergate.base.limits import MOST_BODY_BYTES
from ledgergate.gateway.exchange import Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

PATH = "/ia/xml/xmlgw.phtml"
XML = "application/xml"
GATEWAY_SHAPE = ["control/status", "errormessage/error/errorno", "errormessage/error/description"]


class Http:
    """One HTTP exchange as an ASGI server would carry it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sent: list[MutableMapping[str, Any]] = []

    def call(
        self,
        method: str = "POST",
        body: str | bytes | Iterable[bytes] = b"",
        path: str = PATH,
        kind: str = XML,
        *,
        hangs_up: bool = False,
        said: str | None = None,
    ) -> Reply | None:
        """Send a request and give the answer; a client that hangs up leaves before the body has ended."""
        chunks = [body.encode()] if isinstance(body, str) else [body] if isinstance(body, bytes) else list(body)
        messages: list[dict[str, Any]] = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
        messages.append({"type": "http.disconnect"} if hangs_up else {"type": "http.request", "body": b"", "more_body": False})

        async def receive() -> dict[str, Any]:
            return messages.pop(0)

        async def send(message: MutableMapping[str, Any]) -> None:
            self.sent.append(message)

        headers = [(b"content-type", kind.encode()), (b"host", b"local.intacct.com")]
        if said is not None:
            headers.append((b"content-length", said.encode()))
        scope = {"type": "http", "method": method, "path": path, "headers": headers, "scheme": "http", "client": ("127.0.0.1", 1)}
        asyncio.run(self.desk.gateway(scope, receive, send))  # type: ignore[arg-type]
        return self.reply

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.sent[0]["headers"])

    @property
    def reply(self) -> Reply | None:
        if not self.sent:
            return None
        return Reply(status=self.sent[0]["status"], content_type=self.headers[b"content-type"].decode(), body=self.sent[1]["body"])


@pytest.fixture
def http(desk: Desk) -> Http:
    return Http(desk)


def refused(http: Http, reply: Reply | None, status: int, errorno: str) -> None:
    assert reply is not None
    assert reply.status == status
    assert reply.content_type == 'text/xml; charset="UTF-8"'
    assert int(http.headers[b"content-length"]) == len(reply.body)
    answer = Answer(reply)
    assert answer.words("control/*") == ["failure"]
    assert [str(each.tag) for each in answer.root.findall("errormessage/error/*")] == ["errorno", "description"]
    assert answer.word("errormessage/error/errorno") == errorno


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "PATCH", "PUT", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", [PATH, "/"])
def test_1_other_verbs_are_refused_with_what_is_allowed_even_with_a_good_request(http: Http, method: str, path: str) -> None:
    refused(http, http.call(method, http.desk.asked.xml(class_("a", "A")), path), 405, "GW-0011")
    assert http.headers[b"allow"] == b"POST"
    assert http.desk.count("class") == 0


def test_1_head_is_refused_without_a_body(http: Http) -> None:
    reply = http.call("HEAD")
    assert reply is not None
    assert (reply.status, reply.body, http.headers[b"allow"]) == (405, b"", b"POST")


@pytest.mark.parametrize("path", [PATH, "/"])
def test_a_good_request_is_answered_with_type_and_length(http: Http, path: str) -> None:
    reply = http.call(body=http.desk.asked.xml(SESSION), path=path)
    assert reply is not None
    assert reply.status == 200
    assert reply.content_type == 'text/xml; charset="UTF-8"'
    assert int(http.headers[b"content-length"]) == len(reply.body)
    assert Answer(reply).statuses == ["success"]


@pytest.mark.parametrize("path", ["/ia", "/ia/xml/xmlgw.php", "//", "/ia/xml/xmlgw.phtml/", "/admin"])
def test_another_path_is_not_found(http: Http, path: str) -> None:
    refused(http, http.call(body=http.desk.asked.xml(SESSION), path=path), 404, "GW-0011")


@pytest.mark.parametrize("kind", ["application/json", "text/json; charset=utf-8"])
def test_2_json_is_refused_before_it_is_read_and_not_repeated(http: Http, kind: str) -> None:
    reply = http.call(body='{"password": "planted"}', kind=kind)
    refused(http, reply, 400, "GW-0014")
    assert reply is not None
    assert b"planted" not in reply.body
    http.sent.clear()
    refused(http, http.call(body=http.desk.asked.xml(SESSION), kind=kind), 400, "GW-0014")


def test_2_json_that_calls_itself_xml_is_a_parse_fault(http: Http) -> None:
    reply = http.call(body='{"a": 1}')
    assert reply is not None
    assert reply.status == 200
    assert Answer(reply).errors[0][0] == "XL03000003"


@pytest.mark.parametrize("kind", ["x-intacct-xml-request", "text/xml; charset=utf-8", "application/x-intacct-xml-request", ""])
def test_the_types_that_clients_send_are_taken(http: Http, kind: str) -> None:
    reply = http.call(body=http.desk.asked.xml(SESSION), kind=kind)
    assert reply is not None
    assert Answer(reply).statuses == ["success"]


def test_23_a_body_is_taken_up_to_its_cap_and_not_a_byte_further(http: Http) -> None:
    request = http.desk.asked.xml(SESSION).encode()
    comment = b"<!--" + b"x" * (1024 * 1024 - 7) + b"-->"
    padded = request + comment * 31
    padded += b"<!--" + b"x" * (MOST_BODY_BYTES - len(padded) - 7) + b"-->"
    reply = http.call(body=padded)
    assert reply is not None
    assert Answer(reply).statuses == ["success"]
    http.sent.clear()
    refused(http, http.call(body=[padded, b" "]), 413, "GW-0011")
    http.sent.clear()
    refused(http, http.call(body=request, said=str(MOST_BODY_BYTES + 1)), 413, "GW-0011")


def test_23_a_body_may_come_byte_by_byte(http: Http) -> None:
    request = http.desk.asked.xml(SESSION).encode()
    reply = http.call(body=[request[n : n + 1] for n in range(len(request))])
    assert reply is not None
    assert Answer(reply).statuses == ["success"]


def test_22_a_half_received_request_does_nothing(http: Http) -> None:
    assert http.call(body=http.desk.asked.xml(class_("a", "A")), hangs_up=True) is None
    assert http.desk.count("class") == 0


def test_22_work_that_has_begun_is_finished_recorded_and_gives_its_place_back(http: Http) -> None:
    begun = threading.Event()
    work = http.desk.gateway.answer

    def slowly(arrival: Any) -> Reply:  # noqa: ANN401 (passed on as it is)
        begun.set()
        return work(arrival)

    http.desk.gateway.answer = slowly  # type: ignore[method-assign]
    request = http.desk.asked.xml(class_("a", "A")).replace("<uniqueid>false", "<uniqueid>true").encode()

    async def hang_up() -> None:
        messages = [{"type": "http.request", "body": request, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return messages.pop(0)

        async def send(_message: object) -> None:
            raise AssertionError("nobody listens")

        scope = {"type": "http", "method": "POST", "path": PATH, "headers": [(b"content-type", b"text/xml")], "client": None}
        task = asyncio.create_task(http.desk.gateway(scope, receive, send))  # type: ignore[arg-type]
        await asyncio.to_thread(begun.wait, 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(hang_up())
    http.desk.gateway.close()
    assert http.desk.count("class") == 1
    assert http.desk.count("slot") == 0
    assert http.desk.count("control_id") == 1
