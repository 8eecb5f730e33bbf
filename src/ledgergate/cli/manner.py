"""How every command speaks: options they share, secrets, one plain sentence when something cannot be done."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.console import Console

from ledgergate.base.clock import Clock
from ledgergate.server.logs import configure
from ledgergate.server.office import Office
from ledgergate.server.premises import database
from ledgergate.server.settings import Settings
from ledgergate.store.premises import Refused, look_in

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

Data = Annotated[
    Path | None,
    Parameter(
        name="--data",
        env_var="LEDGERGATE_DATA",
        help="Folder of the embedded PostgreSQL and all data; ~/.ledgergate without, as root /var/lib/ledgergate.",
    ),
]
Secret = Annotated[str, Parameter(name="--password", allow_leading_hyphen=True, help="The password; `-` reads it from standard input.")]
InCompany = Annotated[str, Parameter(name="--company", help="The company's name, in any case.")]


def settings(data: Path | None, **said: object) -> Settings:
    """Give the settings with what a command's options say."""
    options = {name: value for name, value in said.items() if value is not None}
    found = Settings(**options) if data is None else Settings(data=data.expanduser().absolute(), **options)  # type: ignore[arg-type]
    configure(found.log_level)
    return found


@contextmanager
def office(data: Path | None, *, new: bool = False) -> Generator[Office]:
    """Work as an operator, whether or not a server is running on the data.

    Only a command that makes the first thing of a database makes the database too (`new`). Raises Refused.
    """
    found = settings(data)
    if not new:
        there(found)
    with database(found) as opened:
        yield Office(opened, Clock(day=found.clock))


def there(found: Settings) -> None:
    """Refuse a data folder in which nothing was ever kept: it is a slip of the hand more often than a wish."""
    if not found.database_url and look_in(found.data) is None:
        raise Refused(f"There is no ledgergate in {found.data}: name its folder with --data, or begin with `ledgergate serve`.")


def secret(word: str) -> str:
    """Give a secret as said, or read from standard input for `-`."""
    said = sys.stdin.readline().rstrip("\r\n") if word == "-" else word
    if not said:
        raise Refused("The password is empty.")
    return said


def say(text: str) -> None:
    """Print a line."""
    Console(highlight=False, soft_wrap=True).print(text, markup=False)


def table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under titles, in columns; on a pipe one line a row, parted by tabs."""
    console = Console(highlight=False)
    if not console.is_terminal:
        for row in rows:
            sys.stdout.write("\t".join(str(each) for each in row) + "\n")
        return
    from rich.table import Table  # noqa: PLC0415 (only where somebody looks)

    shown = Table(*titles)
    for row in rows:
        shown.add_row(*(str(each) for each in row))
    console.print(shown)
