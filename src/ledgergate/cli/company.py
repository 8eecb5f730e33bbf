"""`ledgergate company …`: companies made, copied, shown, dropped."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from ledgergate.cli.manner import Data, office, say, settings, table, there
from ledgergate.server.premises import urls
from ledgergate.store import companies, fork
from ledgergate.store.premises import Refused

GROUP = App(name="company", help="Companies of this database.\n\nExample: `ledgergate company create acme --template demo`")


@GROUP.command
def create(
    name: str,
    *,
    template: Annotated[str | None, Parameter(help="A company to copy; empty without.")] = None,
    data: Data = None,
) -> None:
    """Make a company, empty or as a copy of another.

    Example: `ledgergate company create acme --template demo`
    """
    if template is not None:
        _copy(template, name, data)
        return
    with office(data, new=True) as desk:
        desk.add_company(name)
    say(f"Company {name} is there.")


@GROUP.command(name="list")
def list_(*, data: Data = None) -> None:
    """Name the companies.

    Example: `ledgergate company list`
    """
    with office(data) as desk, desk.database.directory() as work:
        rows = [(each.id, each.status, each.connections, "template" if each.template else "") for each in companies.everyone(work)]
    table(("company", "status", "connections", ""), rows)


@GROUP.command
def show(name: str, *, data: Data = None) -> None:
    """Tell what is known of a company.

    Example: `ledgergate company show demo`
    """
    with office(data) as desk:
        found = desk.company(name)
        with desk.database.work(found.key) as work:
            senders = ", ".join(companies.authorised(work)) or "none"
    facts = (
        ("company", found.id),
        ("status", found.status),
        ("web services", "subscribed" if found.subscribed else "not subscribed"),
        ("connections", found.connections),
        ("base currency", found.base_currency),
        ("first fiscal month", found.first_month),
        ("session seconds", found.session_seconds),
        ("senders", senders),
    )
    table(("fact", "value"), facts)


@GROUP.command
def copy(source: str, target: str, *, data: Data = None) -> None:
    """Copy a company with its books, users and senders under another name.

    Example: `ledgergate company copy demo acme`
    """
    _copy(source, target, data)


def _copy(source: str, target: str, data: Data) -> None:
    there(settings(data))
    with urls(settings(data)) as found, office(data) as desk:
        company = desk.company(source)
        desk.fit("company", target)
        try:
            fork.fork(found.owner, fork.plan(desk.house.registry), company.key, target)
        except companies.NameTaken:
            raise Refused(f"There is a company {target} already.") from None
    say(f"Company {target} is a copy of {company.id}.")


@GROUP.command
def drop(name: str, *, data: Data = None) -> None:
    """Remove a company and everything in it.

    Example: `ledgergate company drop acme`
    """
    with office(data) as desk:
        found = desk.company(name)
        with desk.database.work(found.key) as work:
            companies.drop(work, found, fork.plan(desk.house.registry).tables)
            work.commit()
    say(f"Company {found.id} is gone.")


@GROUP.command(name="set")
def set_(
    name: str,
    *,
    connections: Annotated[int, Parameter(help="How many requests the company runs at one time, over all servers.")],
    data: Data = None,
) -> None:
    """Change what a company is allowed.

    Example: `ledgergate company set demo --connections 64`
    """
    if connections < 1:
        raise Refused("A company needs at least one connection.")
    with office(data) as desk:
        found = desk.company(name)
        with desk.database.directory() as work:
            companies.change(work, found, {"connections": connections})
            work.commit()
    say(f"Company {found.id} has {connections} connections.")
