"""Kill -9 while journals are posted: what was acknowledged stays, what was not can be sent again, nothing stands twice.

Every function carries a control id of its own and may run once (protocol.md 5). After the kill all of them are sent again,
those that were acknowledged too: a client that lost the answer does the same.
"""

from __future__ import annotations

import http.client
import os
import signal
import time
from dataclasses import dataclass, field, replace
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

import pytest

from faults.serving import DEMO, children, journal, postmaster, references, running, serving, start, told, until_healthy

if TYPE_CHECKING:
    from pathlib import Path

    from desk import Answer, Asked
    from faults.serving import Server

CLIENTS: Final = 4
ENOUGH: Final = 40
"""Journals acknowledged before the kill comes."""
PATIENCE: Final = 60

pytestmark = pytest.mark.xdist_group("faults")


@dataclass(slots=True)
class Poster:
    """One client that posts journals one after the other, until it hears no more."""

    server: Server
    asked: Asked
    mark: str
    over: Event
    sent: list[str] = field(default_factory=list[str])
    acknowledged: set[str] = field(default_factory=set[str])

    def post(self) -> None:
        """Post until an answer fails to come, or says that nothing was done."""
        while not self.over.is_set():
            control = f"{self.mark}-{len(self.sent)}"
            self.sent.append(control)
            try:
                answer = self.server.ask(journal(control, control), self.asked)
            except (OSError, http.client.HTTPException):
                return
            if not well(answer):
                return
            self.acknowledged.add(control)


def well(answer: Answer) -> bool:
    """Tell whether the one function of a request was done."""
    return answer.control == "success" and answer.statuses == ["success"]


def post_until(server: Server, asked: Asked, mark: str) -> tuple[list[Poster], list[Thread]]:
    """Let several clients post until enough journals are acknowledged; they go on posting."""
    over = Event()
    posters = [Poster(server, asked, f"{mark}-{n}", over) for n in range(CLIENTS)]
    threads = [Thread(target=each.post) for each in posters]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + PATIENCE
    while sum(len(each.acknowledged) for each in posters) < ENOUGH:
        if time.monotonic() > deadline or not any(thread.is_alive() for thread in threads):
            over.set()
            raise AssertionError(f"only {[len(each.acknowledged) for each in posters]} journals were posted")
        time.sleep(0.005)
    return posters, threads


def send_all_again(server: Server, asked: Asked, posters: list[Poster]) -> None:
    """Send every function again: those acknowledged must be known as done, the others are done now or were before."""
    for poster in posters:
        for control in poster.sent:
            answer = server.ask(journal(control, control), asked)
            known = answer.errors[:1] == [("XL03000007", f"A request's function with the control ID {control} has already been processed.")]
            if control in poster.acknowledged:
                assert known, answer.text
            else:
                assert known or well(answer), answer.text


def check(server: Server, data: Path, asked: Asked, mark: str, posters: list[Poster]) -> None:
    """Look for lost journals, then send all again and look for doubled ones; then let the books be verified."""
    there = references(server, asked, mark)
    lost = {control for each in posters for control in each.acknowledged} - set(there)
    assert lost == set(), "acknowledged and not there"
    assert len(there) == len(set(there)), "there twice before anything was sent again"
    send_all_again(server, asked, posters)
    assert sorted(references(server, asked, mark)) == sorted(control for each in posters for control in each.sent)
    told(data, "verify", asked.company)


def asking(company: str) -> Asked:
    """Ask as the administrator of a company, for functions that may run once."""
    return replace(DEMO, company=company, unique="true")


def prepared(data: Path, company: str) -> Asked:
    told(data, "company", "set", company, "--connections", "16")
    return asking(company)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_server_is_killed(furnished: Path, company: str, workers: int) -> None:
    """Also with several processes: those that the killed one started must not outlive it and hold the port."""
    asked = prepared(furnished, company)
    server = start(furnished, "--workers", str(workers))
    posters, threads = post_until(server, asked, "K")
    started = children(server.process.pid)
    server.kill()
    for thread in threads:
        thread.join(PATIENCE)
    with serving(furnished, "--workers", str(workers), port=server.port) as again:
        assert again.took < server.recovery
        check(again, furnished, asked, "K", posters)
        until = time.monotonic() + server.recovery
        while any(running(each) for each in started) and time.monotonic() < until:
            time.sleep(0.05)
        assert [each for each in started if running(each)] == []


def test_the_database_is_killed(furnished: Path, company: str) -> None:
    """The server outlives its PostgreSQL, starts it again, and answers as before."""
    asked = prepared(furnished, company)
    with serving(furnished) as server:
        posters, threads = post_until(server, asked, "D")
        os.kill(postmaster(furnished), signal.SIGKILL)
        for each in posters:
            each.over.set()
        for thread in threads:
            thread.join(PATIENCE)
        until_healthy(server, server.recovery)
        check(server, furnished, asked, "D", posters)


def test_everything_is_killed_at_once(furnished: Path, company: str) -> None:
    """As when the machine stops: server and PostgreSQL end together."""
    asked = prepared(furnished, company)
    server = start(furnished)
    posters, threads = post_until(server, asked, "E")
    os.kill(postmaster(furnished), signal.SIGKILL)
    server.kill()
    for thread in threads:
        thread.join(PATIENCE)
    with serving(furnished) as again:
        assert again.took < server.recovery
        check(again, furnished, asked, "E", posters)


def test_a_worker_is_killed(furnished: Path, company: str) -> None:
    """One of several processes ends; another takes its place, and nothing acknowledged is gone."""
    asked = prepared(furnished, company)
    with serving(furnished, "--workers", "2") as server:
        posters, threads = post_until(server, asked, "W")
        os.kill(workers_of(server)[0], signal.SIGKILL)
        for each in posters:
            each.over.set()
        for thread in threads:
            thread.join(PATIENCE)
        deadline = time.monotonic() + server.recovery
        while len(workers_of(server)) < 2:
            assert time.monotonic() < deadline, "nobody took the place of the killed worker"
            time.sleep(0.05)
        check(server, furnished, asked, "W", posters)


def workers_of(server: Server) -> list[int]:
    """Give the processes that answer requests, of a server that has several."""
    return [each for each in children(server.process.pid) if b"multiprocessing.spawn" in command_line(each)]


def command_line(process: int) -> bytes:
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:  # noqa: PTH123 (no file, but a view of a process)
            return file.read()
    except OSError:
        return b""
