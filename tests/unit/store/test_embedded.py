"""The embedded PostgreSQL: where it runs, for whom, and that it comes back whatever was killed (house decision 1)."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from ledgergate.store.connections import Database
from ledgergate.store.embedded import Embedded, embedded
from ledgergate.store.premises import NEWEST, OLDER, Refused

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

ROOT = os.geteuid() == 0
RECOVERY_SECONDS = 10
OWN_IT = """
import sys, time
from pathlib import Path
from ledgergate.store.connections import Database
from ledgergate.store.embedded import Embedded
found = Embedded(Path(sys.argv[1]))
print(found.owns, found.owner_url, flush=True)
sys.stdin.read()
found.close()
"""

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


@pytest.fixture
def place() -> Iterator[Path]:
    """Give a folder that every account may enter: pytest's own may be entered by nobody else."""
    made = Path(tempfile.mkdtemp(prefix="embedded-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)  # a server that leaves takes its own files along


@contextmanager
def another_process(data: Path) -> Generator[tuple[subprocess.Popen[str], bool, str]]:
    """Use the data folder in a second process; gives whether it owns the server, and the owner's address."""
    process = subprocess.Popen([sys.executable, "-c", OWN_IT, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        owns, url = process.stdout.readline().split()
        yield process, owns == "True", url
    finally:
        process.stdin.close()
        process.wait(20)
        process.stdout.close()


def ask(url: str, query: str = "select 1") -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(query.encode()).fetchone()
    return None if found is None else found[0]


def until(url: str, seconds: float = RECOVERY_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            assert ask(url) == 1
        except psycopg.Error:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def servers_of(data: Path) -> set[int]:
    """Give the processes that work in the data folder's cluster."""
    cluster = data / "postgresql" / "data"
    found: set[int] = set()
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if (each / "cwd").readlink() == cluster:
                found.add(int(each.name))
        except OSError:
            continue
    return found


def postmaster(data: Path) -> int:
    return int((data / "postgresql" / "data" / "postmaster.pid").read_text().split()[0])


def kill_watcher(server: int) -> None:
    """Kill the shells of a server's session, which would end it with its owner."""
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = each.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        if name in {"sh", "dash", "bash"} and int(rest.split()[3]) == server:
            os.kill(int(each.parent.name), signal.SIGKILL)


@pytest.mark.parametrize(("programs", "major"), [(NEWEST, "18"), (OLDER, "16")])
def test_serves_two_roles_and_stops(place: Path, programs: str, major: str) -> None:
    data = place / "data"
    with embedded(data, programs=programs) as found:
        assert found.owns
        assert str(ask(found.server_url, "show server_version")).startswith(major)
        assert ask(found.server_url, "select current_user::text") == "ledgergate_server"
        assert ask(found.owner_url, "select current_user::text") == "ledgergate_owner"
        assert ask(found.owner_url, "select bool_or(rolsuper) from pg_roles where rolname like 'ledgergate%'") is False
        assert ask(found.owner_url, "select pg_encoding_to_char(encoding) from pg_database where datname = current_database()") == "UTF8"
        for name, value in (("listen_addresses", ""), ("jit", "off"), ("TimeZone", "GMT")):
            assert ask(found.server_url, f"show {name}") == value
        with psycopg.connect(found.owner_url) as connection:
            connection.execute("create table kept as select 7 as n")
    assert servers_of(data) == set()
    with embedded(data, programs=programs) as found:
        assert ask(found.owner_url, "select n from kept") == 7


@pytest.mark.parametrize("name", ["with a space", "x" * 40 + "/" + "y" * 110, "it's 100% né, so"])
def test_any_path_will_do(place: Path, name: str) -> None:
    with embedded(place / name) as found:
        assert ask(found.server_url) == 1
        socket = Path((place / name / "socket").read_text())
        assert len(os.fsencode(socket / ".s.PGSQL.5432")) <= 100
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        inside = place / name in socket.parents
    assert socket.exists() == inside, "a folder beside the data folder goes when the server goes"


def test_a_name_taken_by_others_is_not_used(place: Path) -> None:
    """Names in a common folder can be guessed; one that others may enter is passed over, and left as it is."""
    data = place / ("z" * 120)
    squatted = Path("/tmp") / f"ledgergate-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}-0"  # noqa: S108 (where such folders stand)
    squatted.mkdir()
    squatted.chmod(0o777)
    try:
        with embedded(data) as found:
            assert ask(found.server_url) == 1
            assert Path((data / "socket").read_text()).name.endswith("-1")
        assert stat.S_IMODE(squatted.stat().st_mode) == 0o777
    finally:
        squatted.rmdir()


def test_nobody_else_gets_in(place: Path) -> None:
    data = place / "data"
    with embedded(data) as found:
        for private in ("passwords.json", "socket", "lock", "postgresql.log"):
            assert stat.S_IMODE((data / private).stat().st_mode) == 0o600
        for private in ("postgresql", "postgresql/data", "postgresql/socket"):
            assert stat.S_IMODE((data / private).stat().st_mode) == 0o700
        assert stat.S_IMODE(data.stat().st_mode) == (0o711 if ROOT else 0o700)
        with pytest.raises(psycopg.OperationalError, match="password"):
            ask(found.server_url.replace(":", ":not-", 2).replace(":not-//", "://"))
        if ROOT:
            tries = "cat passwords.json; ls; ls postgresql; ls postgresql/socket; cat postgresql/data/PG_VERSION; cat postgresql.log"
            said = subprocess.run(
                ["/bin/sh", "-c", tries], cwd=data, user="daemon", group="daemon", extra_groups=[], capture_output=True, check=False
            )
            assert said.stdout == b""
            assert said.stderr.count(b"ermission denied") == 6


def test_statements_leave_no_trace_in_the_log(place: Path) -> None:
    with embedded(place / "data") as found:
        with pytest.raises(psycopg.errors.UndefinedTable):
            ask(found.server_url, "select 'planted-secret' from nowhere")
        assert "planted-secret" not in (place / "data" / "postgresql.log").read_text()


def test_permissions_of_others_stay(place: Path) -> None:
    """Folders that were there keep their permissions, the data folder itself included."""
    data = place / "made" / "by" / "hand"
    data.mkdir(parents=True)
    for each, mode in ((data, 0o755), (data.parent, 0o775), (data.parent.parent, 0o711)):
        each.chmod(mode)
    before = {each: each.stat()[:6] for each in (data, *data.parents)}
    with embedded(data) as found:
        assert ask(found.server_url) == 1
    after = {each: each.stat()[:6] for each in (data, *data.parents)}
    assert [each for each in before if (before[each][0], before[each][4:6]) != (after[each][0], after[each][4:6])] == []


@pytest.mark.skipif(not ROOT, reason="only root runs PostgreSQL under another account")
def test_a_closed_folder_on_the_way_is_refused_by_name(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Refused, match=f"may not enter {closed}: "):
        Embedded(closed / "below" / "data")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@pytest.mark.skipif(not ROOT, reason="needs a second account")
def test_an_ordinary_account_runs_its_own(place: Path) -> None:
    """What an account made stays its own, also after root used it in between."""
    home = place / "home"
    home.mkdir(mode=0o700)
    shutil.chown(home, "daemon", "daemon")
    data = home / "data"

    def as_daemon() -> int:
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.setgroups([])
        os.setgid(1)
        os.setuid(1)
        try:
            with embedded(data) as found:
                os._exit(0 if found.owns and ask(found.server_url) == 1 else 2)
        except BaseException:  # noqa: BLE001 (a forked test must never return)
            os._exit(1)

    assert as_daemon() == 0
    assert {each.stat().st_uid for each in data.rglob("*")} == {1}
    assert not (data / "programs").exists(), "binaries are copied only where another account must reach them"
    deadline = time.monotonic() + RECOVERY_SECONDS
    while servers_of(data) and time.monotonic() < deadline:
        time.sleep(0.05)
    with embedded(data) as found:
        assert Path(f"/proc/{postmaster(data)}").stat().st_uid == 1
        assert ask(found.server_url) == 1
    assert as_daemon() == 0


def test_who_comes_second_connects_and_takes_over(place: Path) -> None:
    data = place / "data"
    with another_process(data) as (owner, owns, url):
        assert owns
        with embedded(data) as second:
            assert not second.owns
            assert ask(second.server_url) == 1
            owner.kill()
            owner.wait()
            until(url)
            deadline = time.monotonic() + RECOVERY_SECONDS
            while not second.owns:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            until(url)
            with another_process(data) as (_, third_owns, _):
                assert not third_owns
    assert servers_of(data) == set()


@pytest.mark.parametrize("watched", [True, False], ids=["server ends with its owner", "orphaned server"])
def test_recovers_when_the_owner_is_killed(place: Path, *, watched: bool) -> None:
    data = place / "data"
    with another_process(data) as (owner, _, url):
        with psycopg.connect(url) as connection:
            connection.execute("create table kept as select 7 as n")
        server = postmaster(data)
        if not watched:
            kill_watcher(server)
        owner.kill()
        owner.wait()
        if not watched:
            assert ask(url) == 1, "the server outlives its owner here"
        started = time.monotonic()
        with embedded(data) as found:
            assert found.owns
            assert ask(found.owner_url, "select n from kept") == 7
            assert time.monotonic() - started < RECOVERY_SECONDS
            assert postmaster(data) != server
            assert server not in servers_of(data)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_server_is_started_again_when_it_ends(place: Path, how: signal.Signals) -> None:
    data = place / "data"
    with embedded(data) as found:
        os.kill(postmaster(data), how)
        deadline = time.monotonic() + RECOVERY_SECONDS
        while found.owns and time.monotonic() < deadline:
            time.sleep(0.01)
        until(found.server_url)


def test_no_request_pays_for_a_server_that_was_started_again(place: Path) -> None:
    """Connections that wait in the pool are dead after a restart; nobody is handed one (needs.md 6.2, item 11)."""
    data = place / "data"
    with embedded(data) as found:
        with psycopg.connect(found.owner_url) as connection:
            connection.execute("create schema mine")
        database = Database(found.server_url, most=3)
        with ExitStack() as several:
            for _ in range(3):
                assert several.enter_context(database.work(1)).rows("select 1") == [(1,)]
        process = database.process()
        os.kill(postmaster(data), signal.SIGINT)
        until_gone = time.monotonic() + RECOVERY_SECONDS
        while found.owns and time.monotonic() < until_gone:
            time.sleep(0.01)
        until(found.server_url)
        for _ in range(4):
            with database.work(1) as work:
                assert work.rows("select 1") == [(1,)]
        assert database.process() == process
        database.close()


def test_an_interrupted_first_start_is_begun_again(place: Path) -> None:
    data = place / "data"
    with embedded(data):
        pass
    cluster = data / "postgresql" / "data"
    half = data / "postgresql" / "fresh"
    cluster.rename(half)
    (half / "PG_VERSION").unlink()
    (data / "prepared").unlink()
    with embedded(data) as found:
        assert ask(found.server_url) == 1
    assert not half.exists()


def test_what_cannot_be_is_refused_in_one_sentence(place: Path) -> None:
    (place / "file").write_text("")
    with pytest.raises(Refused, match=r"^.*/file is a file, where the data folder should be\.$"):
        Embedded(place / "file")
    with pytest.raises(Refused, match=r"pip install 'ledgergate\[server\]'"):
        Embedded(place / "data", programs="no such set")
    with embedded(place / "data", programs=OLDER):
        pass
    with pytest.raises(Refused, match=r"was made by PostgreSQL 16, and this is PostgreSQL 18\.$"):
        Embedded(place / "data")
