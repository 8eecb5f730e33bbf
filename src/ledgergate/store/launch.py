"""Running PostgreSQL's programs: making a cluster, starting a server with a watcher beside it, preparing roles and database."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Final, TypedDict

import psycopg
from psycopg import sql

from ledgergate.store.premises import NEWEST, Premises, Refused, hand_over, open_private, passwords

DATABASE: Final = "ledgergate"
OWNER: Final = "ledgergate_owner"
SERVER: Final = "ledgergate_server"
STOP_SECONDS: Final = 5
"""How long each way of stopping may take before a harder one is used."""
LARGEST_LOG: Final = 10_000_000

SETTINGS: Final = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=100",
    "shared_buffers=64MB",
    "work_mem=8MB",
    "maintenance_work_mem=64MB",
    "max_wal_size=1GB",
    "min_wal_size=80MB",
    "wal_level=replica",
    "max_wal_senders=2",
    "autovacuum_max_workers=2",
    "jit=off",
    "autovacuum_naptime=15s",
    "huge_pages=off",
    "timezone=GMT",
    "log_timezone=GMT",
    "log_destination=stderr",
    "log_checkpoints=off",
    "log_min_messages=log",
    "log_min_error_statement=panic",
    "cluster_name=ledgergate",
)
"""Small in memory and quiet: statements hold people's data, so a failed one leaves no trace in the log."""
SINCE_18: Final = ("io_method=sync",)

LAUNCH: Final = """exec 3<&0
( ( if read -r _ <&3; then :; else kill -INT $$; fi ) >/dev/null 2>&1 & )
exec "$@" </dev/null 3<&-"""
"""Become PostgreSQL, and leave a watcher on our end of a pipe: when we are gone, however that came, it ends the server.

A line sent down the pipe sends the watcher home. (A signal on the parent's death would not do: it follows the thread
that started the child, and is lost when the child changes its account.)
"""


class Manner(TypedDict):
    """How a program is run."""

    cwd: Path
    env: dict[str, str]
    start_new_session: bool
    umask: int
    user: int | None
    group: int | None
    extra_groups: list[str | int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A started server: its process, and our end of the pipe that its watcher holds."""

    process: subprocess.Popen[bytes]
    pipe: FileIO
    premises: Premises

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server, harder when it does not stop; it is gone when this returns."""
        for each in (how, signal.SIGQUIT, signal.SIGKILL):
            self.process.send_signal(each)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
                break
        self.gone()

    def gone(self) -> None:
        """Send the watcher home once the server is gone."""
        with contextlib.suppress(BrokenPipeError, ValueError):
            self.pipe.write(b"\n")
        self.pipe.close()


def _manner(premises: Premises) -> Manner:
    """Say how to run a program of PostgreSQL: its account, nothing of our environment, a session of its own."""
    account = premises.account
    return {
        "cwd": premises.home,
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "GMT"},
        "start_new_session": True,
        "umask": 0o077,
        "user": None if account is None else account.user,
        "group": None if account is None else account.group,
        "extra_groups": None if account is None else [],
    }


def initialise(premises: Premises) -> None:
    """Make the cluster, when there is none: beside its place first, so that half of one is never taken for it."""
    if premises.cluster.exists():
        return
    fresh = premises.home / "fresh"
    # Removed by its own account, which owns what an interrupted first start left behind.
    subprocess.run(["/bin/rm", "-rf", "--", str(fresh)], check=True, **_manner(premises))  # noqa: S603 (a fixed program)
    provider = ["--locale-provider=builtin", "--locale=C.UTF-8"] if _since_18(premises) else ["--locale=C"]
    arguments = [str(premises.programs / "bin" / "initdb"), "-D", str(fresh), "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8"]
    word = premises.home / "word"
    hand_over(premises, word, passwords(premises.data)["postgres"])
    try:
        made = subprocess.run(  # noqa: S603 (a program of ours)
            [*arguments, *provider, f"--pwfile={word}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **_manner(premises),
        )
    finally:
        word.unlink()
    if made.returncode:
        raise Refused(f"PostgreSQL cannot make its data in {premises.home}: {' '.join(made.stdout.split())[-300:]}")
    fresh.rename(premises.cluster)


def _since_18(premises: Premises) -> bool:
    return premises.programs.name == NEWEST


def launch(premises: Premises) -> Running:
    """Start the server process, and the watcher that ends it should we die."""
    folder = str(premises.socket).replace('"', '""')
    given = (*SETTINGS, *(SINCE_18 if _since_18(premises) else ()), f'unix_socket_directories="{folder}"')
    arguments = [str(premises.programs / "bin" / "postgres"), "-D", str(premises.cluster)]
    for each in given:
        arguments += ["-c", each]
    if premises.log.exists() and premises.log.stat().st_size > LARGEST_LOG:
        premises.log.rename(premises.log.with_suffix(".log.1"))
    reading, writing = os.pipe()
    written = open_private(premises.log, os.O_WRONLY | os.O_APPEND)
    try:
        process = subprocess.Popen(  # noqa: S603 (programs of ours)
            ["/bin/sh", "-c", LAUNCH, "sh", *arguments], stdin=reading, stdout=written, stderr=written, **_manner(premises)
        )
    except OSError:
        os.close(writing)
        raise
    finally:
        os.close(reading)
        os.close(written)
    return Running(process=process, pipe=FileIO(writing, "w"), premises=premises)


def last_words(file: Path) -> str:
    """Give the end of PostgreSQL's log, for people who want to know why it does not start."""
    with contextlib.suppress(OSError):
        return " ".join(file.read_text(errors="replace").splitlines()[-3:])[-500:]
    return "nothing"


def prepare(superuser: str, words: dict[str, str]) -> None:
    """Make the roles and the database; each only when it is not there, for an interrupted first start."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for role in (OWNER, SERVER):
            there = connection.execute("select from pg_roles where rolname = %s", [role]).fetchone()
            verb = sql.SQL("create" if there is None else "alter")
            connection.execute(sql.SQL("{} role {} login password {}").format(verb, sql.Identifier(role), sql.Literal(words[role])))
        if connection.execute("select from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            made = sql.SQL("create database {} owner {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            connection.execute(made)
        connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(DATABASE)))
        connection.execute(sql.SQL("grant connect on database {} to {}").format(sql.Identifier(DATABASE), sql.Identifier(SERVER)))
        connection.execute(sql.SQL("grant set on parameter session_replication_role to {}").format(sql.Identifier(OWNER)))
