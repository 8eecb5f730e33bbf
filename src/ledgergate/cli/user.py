"""`ledgergate user …`: the users of a company."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from ledgergate.cli.manner import Data, InCompany, Secret, office, say, secret, table
from ledgergate.store import users

STATES = {"T": "active", "F": "inactive", "L": "lockedout"}
GROUP = App(name="user", help="Users of a company.\n\nExample: `ledgergate user create integration --company demo --password -`")


@GROUP.command
def create(
    name: str,
    *,
    company: InCompany,
    password: Secret,
    email: Annotated[str | None, Parameter(help="The user's mail address; an example address without.")] = None,
    web_services_only: Annotated[bool, Parameter(negative="", help="A user of the gateway alone, without a way into web pages.")] = False,
    data: Data = None,
) -> None:
    """Make a user with full administrator rights and a password.

    Example: `echo s3cret | ledgergate user create integration --company demo --password - --web-services-only`
    """
    words = {"ADMIN": "Full", "EMAIL": email or f"{name}@example.com", "CONTACTINFO.LASTNAME": name, "CONTACTINFO.PRINTAS": name}
    with office(data) as desk:
        found = desk.company(company)
        desk.add_user(found, name, secret(password), {**words, "LOGINDISABLED": "true" if web_services_only else "false"})
    say(f"User {name} is in company {found.id}.")


@GROUP.command(name="list")
def list_(*, company: InCompany, data: Data = None) -> None:
    """Name the users of a company.

    Example: `ledgergate user list --company demo`
    """
    with office(data) as desk:
        found = desk.company(company)
        with desk.database.work(found.key) as work:
            rows = [_row(each) for each in users.everyone(work)]
    table(("user", "status", "admin", ""), rows)


def _row(user: users.User) -> tuple[str, ...]:
    return user.login, STATES.get(user.status, user.status), user.admin, "web services" if user.web_services_only else ""


@GROUP.command
def password(name: str, *, company: InCompany, password: Secret, data: Data = None) -> None:
    """Change a user's password; the user's sessions end.

    Example: `echo n3w | ledgergate user password integration --company demo --password -`
    """
    with office(data) as desk:
        found = desk.company(company)
        desk.set_password(found, name, secret(password))
    say(f"User {name} of company {found.id} has a new password.")
