"""Every command of `ledgergate`, on a data folder of its own, with no server running."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Final

import pytest

from folders import data_folder
from ledgergate.cli import main
from ledgergate.cli.commands import run
from ledgergate.store.embedded import embedded

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

COMMANDS: Final = (
    "serve",
    "demo",
    "send",
    "verify",
    "doctor",
    "company create",
    "company list",
    "company show",
    "company copy",
    "company drop",
    "company set",
    "sender create",
    "sender authorise",
    "sender revoke",
    "sender list",
    "user create",
    "user list",
    "user password",
    "books close",
    "books open",
    "database url",
)


@pytest.fixture(scope="module")
def data() -> Generator[Path]:
    """Give a data folder whose PostgreSQL stays up, so that each command is quick."""
    with data_folder() as place, embedded(place):
        yield place


class Desk:
    """Somebody at a terminal."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data = data
        self._capsys = capsys

    def does(self, words: str, code: int = 0) -> str:
        """Type a command and give what it says; it must end with that code."""
        ended = run([*words.split(), "--data", str(self._data)])
        said = self._capsys.readouterr()
        assert ended == code, said
        return said.err if code else said.out


@pytest.fixture
def desk(data: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(data, capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--help"]) == 0
    said = capsys.readouterr().out
    assert f"ledgergate {command}" in said
    assert "Example:" in said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_data_folder(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run([*command.split(), "--help"])
    assert "--data" in capsys.readouterr().out


def test_a_company_lives_from_its_creation_to_its_end(desk: Desk) -> None:
    assert desk.does("company create Life") == "Company Life is there.\n"
    assert desk.does("company create LIFE", code=1) == "There is a company LIFE already.\n"
    assert "connections\t2" in desk.does("company show life")
    assert desk.does("company set life --connections 7") == "Company Life has 7 connections.\n"
    assert "connections\t7" in desk.does("company show life")
    assert desk.does("company copy life twin") == "Company twin is a copy of Life.\n"
    assert {line.split("\t")[0] for line in desk.does("company list").splitlines()} >= {"Life", "twin"}
    assert desk.does("company drop Life") == "Company Life is gone.\n"
    assert "There is no company Life" in desk.does("company show Life", code=1)
    assert desk.does("company show twin")


def test_senders_are_let_in_and_shut_out(desk: Desk) -> None:
    desk.does("company create Senders")
    desk.does("sender create snd --password one")
    assert desk.does("sender create snd --password two", code=1) == "There is a sender snd already.\n"
    assert "senders\tnone" in desk.does("company show Senders")
    desk.does("sender authorise snd senders")
    assert "senders\tsnd" in desk.does("company show Senders")
    desk.does("sender revoke snd senders")
    assert desk.does("sender revoke snd senders", code=1) == "Sender snd was not authorised in company Senders.\n"
    assert "snd\tactive" in desk.does("sender list")


def test_users_get_passwords_from_standard_input(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.does("company create Users")
    monkeypatch.setattr(sys, "stdin", io.StringIO("s3cret word\n"))
    assert desk.does("user create api --company users --password - --web-services-only") == "User api is in company Users.\n"
    assert desk.does("user list --company users") == "api\tT\tFull\tweb services\n" or "api\tactive" in desk.does(
        "user list --company users"
    )
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert desk.does("user password api --company users --password -", code=1) == "The password is empty.\n"
    assert desk.does("user password api --company users --password n3w") == "User api of company Users has a new password.\n"
    assert "has no user nobody" in desk.does("user password nobody --company users --password x", code=1)


def test_books_close_through_the_end_of_a_month_and_open_again(desk: Desk) -> None:
    desk.does("company create Books")
    assert "are closed through 2025-12-31" in desk.does("books close --company books --through 2025-12-05")
    assert "are open from 2025-12-01 on" in desk.does("books open --company books --through 2025-12-05")
    assert desk.does("books close --company books --through 2025-12-05 --entity E9", code=1) == "Invalid Entity 'E9' specified.\n"


def test_verify_tells_what_it_checked(desk: Desk) -> None:
    desk.does("company create Checked")
    said = desk.does("verify checked")
    assert said.endswith("The books keep every promise.\n")
    assert said.count(" ok ") >= 5


def test_addresses_of_the_database_are_printed_whole(desk: Desk) -> None:
    server, owner = desk.does("database url").strip(), desk.does("database url --owner").strip()
    assert server.startswith("postgresql://")
    assert owner.startswith("postgresql://")
    assert "\n" not in server
    assert server != owner


def test_the_doctor_finds_nothing_wrong_here(desk: Desk) -> None:
    said = desk.does("doctor")
    assert "WRONG" not in said
    assert "PostgreSQL" in said


@pytest.mark.parametrize("name", ["''", "' '", "a<b", "tab\there", "x" * 81, "-dash"])
def test_names_that_could_not_be_told_apart_are_refused(name: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = name.strip("'")
    for command in (["company", "create"], ["company", "copy", "nothing"], ["sender", "create", "--password", "x"]):
        assert run([*command, "--data", str(data), "--", word]) == 1
        assert "Traceback" not in capsys.readouterr().err
    assert run(["company", "list", "--data", str(data)]) == 0
    assert word not in {line.split("\t")[0] for line in capsys.readouterr().out.splitlines()}


@pytest.mark.parametrize("command", ["company list", "company show x", "sender list", "verify", "database url", "doctor"])
def test_a_folder_that_holds_nothing_is_named_and_left_alone(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with data_folder() as nothing:
        assert run([*command.split(), "--data", str(nothing)]) == 1
        said = capsys.readouterr()
        assert f"There is no ledgergate in {nothing}" in said.out + said.err
        assert not nothing.exists()


def test_a_request_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<request/>")))
    assert run(["send", "-", "--url", "http://127.0.0.1:9/"]) == 1
    assert "http://127.0.0.1:9/ does not answer" in capsys.readouterr().err


def test_a_request_needs_a_file_and_a_server(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["send", str(tmp_path / "none.xml")]) == 1
    assert "cannot be read" in capsys.readouterr().err
    (tmp_path / "some.xml").write_text("<request/>")
    assert run(["send", str(tmp_path / "some.xml"), "--url", "http://127.0.0.1:9/ia/xml/xmlgw.phtml"]) == 1
    assert "does not answer" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["nonsense", "company", "company create", "serve --port eleven", "company set x --connections 0"])
def test_trouble_is_one_sentence(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    ended = run(words.split())
    said = capsys.readouterr()
    if words == "company":
        assert "Usage" in said.out
        return
    assert ended == 1
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err


def test_production_has_no_demo_and_no_fixed_clock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "refused in the production profile" in desk.does("serve --demo --port 0 --profile production", code=1)
    monkeypatch.setenv("LEDGERGATE_CLOCK", "2026-01-01")
    assert "refused in the production profile" in desk.does("serve --port 0 --profile production", code=1)


def test_a_missing_part_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in [each for each in sys.modules if each.startswith(("ledgergate.cli.", "cyclopts"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cyclopts", None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == "This needs cyclopts, which is not installed: pip install 'ledgergate[cli]'.\n"
