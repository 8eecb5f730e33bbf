"""`ledgergate sender …`: who may call at all, and which companies let them in."""

from __future__ import annotations

from cyclopts import App

from ledgergate.cli.manner import Data, Secret, office, say, secret, table
from ledgergate.store import senders

GROUP = App(name="sender", help="Web Services senders.\n\nExample: `ledgergate sender create acme_sender --password -`")


@GROUP.command
def create(name: str, *, password: Secret, data: Data = None) -> None:
    """Make a sender.

    Example: `echo s3cret | ledgergate sender create acme_sender --password -`
    """
    with office(data, new=True) as desk:
        desk.add_sender(name, secret(password))
    say(f"Sender {name} is there; no company has authorised it yet.")


@GROUP.command
def authorise(name: str, company: str, *, data: Data = None) -> None:
    """Let a sender into a company.

    Example: `ledgergate sender authorise acme_sender demo`
    """
    with office(data) as desk:
        found = desk.company(company)
        desk.authorise(name, found)
    say(f"Sender {name} is authorised in company {found.id}.")


@GROUP.command
def revoke(name: str, company: str, *, data: Data = None) -> None:
    """Shut a sender out of a company; its next request is refused.

    Example: `ledgergate sender revoke acme_sender demo`
    """
    with office(data) as desk:
        found = desk.company(company)
        desk.revoke(name, found)
    say(f"Sender {name} is no longer authorised in company {found.id}.")


@GROUP.command(name="list")
def list_(*, data: Data = None) -> None:
    """Name the senders.

    Example: `ledgergate sender list`
    """
    with office(data) as desk, desk.database.directory() as work:
        rows = [(each.id, each.status) for each in senders.everyone(work)]
    table(("sender", "status"), rows)
