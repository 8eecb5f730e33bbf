"""All groups of commands, and the one place where trouble becomes a sentence."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import structlog
from cyclopts import App, CycloptsError
from pydantic import ValidationError

from ledgergate import __version__
from ledgergate.base.fault import Fault, Refusal, faults_of
from ledgergate.cli import books, company, database, demo, doctor, send, sender, serve, user, verify
from ledgergate.store.premises import Refused
from ledgergate.store.work import Unreachable

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP = """A self-hosted accounting system behind an XML gateway.

Example: `ledgergate serve --demo`
"""


def app() -> App:
    """Put the groups together."""
    made = App(name="ledgergate", help=HELP, version=__version__)
    for group in (serve, demo, send, verify, doctor):
        made.command(group.COMMAND)
    for each in (company.GROUP, sender.GROUP, user.GROUP, books.GROUP, database.GROUP):
        made.command(each)
    return made


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; what cannot be done is one sentence on standard error."""
    try:
        return _code(app()(list(arguments), exit_on_error=False, print_error=False, result_action="return_value"))
    except KeyboardInterrupt:
        return 130
    except CycloptsError as trouble:
        sentence = f"{str(trouble).strip()} See `ledgergate --help`."
    except (Refused, Unreachable) as trouble:
        sentence = str(trouble)
    except (Fault, Refusal) as trouble:
        sentence = " ".join(fault.description2 or fault.description or fault.errorno for fault in faults_of(trouble))
    except ValidationError as trouble:
        said = (f"{'.'.join(map(str, each['loc']))} {each['msg'].removeprefix('Value error, ')}" for each in trouble.errors())
        sentence = "; ".join(each.strip() for each in said)
    except Exception as trouble:  # noqa: BLE001 (the rim: a person is told in a sentence; who looks deeper asks for the log)
        structlog.get_logger(__name__).debug("defect", exc_info=True)
        sentence = f"This should not have happened: {trouble or type(trouble).__name__}. LEDGERGATE_LOG_LEVEL=debug shows where."
    return _sorry(sentence)


def _code(result: object) -> int:
    return result if isinstance(result, int) and not isinstance(result, bool) else 0


def _sorry(sentence: str) -> int:
    sys.stderr.write(f"{' '.join(sentence.split())}\n")
    return 1
