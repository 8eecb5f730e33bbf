"""Where a server may live: as root and as an ordinary account, under awkward paths, with nobody else let in."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from faults.serving import command, is_root, serving

ORDINARY: Final = 1
"""An account that is not root's, by number: it need not have a name."""
STRANGER: Final = 54_321
AWKWARD: Final = {"a space": "with a space", "150 characters": "x" * 70 + "/" + "y" * 79}
MODES: Final = 0o7777

pytestmark = pytest.mark.xdist_group("faults")


def as_ordinary() -> tuple[str, ...]:
    """Give what to put in front of a command, so that an ordinary account runs it.

    Where the interpreter itself stands in a folder of root's, the account is lent the right to read; it is no way around
    what is tested: files that it makes, and what a stranger sees of them.
    """
    account = ("setpriv", "--reuid", str(ORDINARY), "--regid", str(ORDINARY), "--clear-groups")
    tried = subprocess.run([*account, sys.executable, "-c", ""], capture_output=True, check=False)
    return account if tried.returncode == 0 else (*account, "--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search")


WHO: Final = ("root", "an ordinary account") if is_root() else ("this account",)


@pytest.mark.parametrize("name", AWKWARD.values(), ids=AWKWARD)
@pytest.mark.parametrize("who", WHO)
def test_serves_and_lets_nobody_in(place: Path, who: str, name: str) -> None:
    home = place / "home"
    home.mkdir(mode=0o755)
    before: tuple[str, ...] = ()
    if who == "an ordinary account":
        shutil.chown(home, ORDINARY, ORDINARY)
        before = as_ordinary()
    data = home / name
    outside = {each: marks(each) for each in (home, *home.parents)}
    with serving(data, before=before) as server:
        assert server.healthy()
        look_around(data)
        assert {each: marks(each) for each in outside} == outside
    assert {each: marks(each) for each in outside} == outside


def look_around(data: Path) -> None:
    """See that files and socket are closed to everybody else, by their permissions and by trying."""
    door = Path((data / "socket").read_text())
    for each in (data / "postgresql", data / "postgresql" / "data", door):
        assert stat.S_IMODE(each.stat().st_mode) == 0o700, each
    for each in ("passwords.json", "lock", "postgresql.log"):
        assert stat.S_IMODE((data / each).stat().st_mode) == 0o600, each
    assert len(os.fsencode(door / ".s.PGSQL.5432")) <= 100
    if is_root():
        private = [data / "passwords.json", data / "postgresql.log", data / "postgresql" / "data" / "PG_VERSION"]
        assert [each for each in private if stranger_may(lambda path=each: path.read_bytes())] == []
        assert [each for each in (data, data / "postgresql", door) if stranger_may(lambda path=each: list(path.iterdir()))] == []
        assert not stranger_may(lambda: connect(door / ".s.PGSQL.5432"))


def connect(path: Path) -> None:
    """Connect to a socket; by a short way, because a long path does not fit."""
    with socket.socket(socket.AF_UNIX) as trying:
        trying.connect(str(path))


def stranger_may(act: object) -> bool:
    """Tell whether an account that has nothing to do with the server may do something."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    try:
        os.setgroups([])
        os.setgid(STRANGER)
        os.setuid(STRANGER)
        act()  # type: ignore[operator]
    except BaseException:  # noqa: BLE001 (a forked test must never return)
        os._exit(1)
    os._exit(0)


def marks(path: Path) -> tuple[int, int, int]:
    """Give permissions and owner of a folder."""
    found = path.stat()
    return stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid


@pytest.mark.skipif(not is_root(), reason="only root runs PostgreSQL under another account")
def test_an_unreachable_folder_is_refused_by_name(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    done = command(closed / "data", "serve", "--port", "0")
    assert done.returncode != 0
    assert str(closed) in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_file_in_the_way_is_refused_by_name(place: Path) -> None:
    (place / "data").write_text("a file")
    done = command(place / "data", "serve", "--port", "0")
    assert done.returncode != 0
    assert str(place / "data") in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert (place / "data").read_text() == "a file"


def test_a_taken_port_is_refused(place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = command(place / "data", "serve", "--port", port)
    assert done.returncode != 0
    assert port in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
