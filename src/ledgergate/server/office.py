"""What an operator does beside the wire: companies, senders and users, through the same engine as everybody."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ledgergate.access.actor import Actor
from ledgergate.access.secrets import hash_secret
from ledgergate.base.fault import Defect
from ledgergate.catalog.objects import Verb
from ledgergate.engine.call import Call
from ledgergate.engine.generic.write import write_one
from ledgergate.server.assemble import assemble
from ledgergate.store import companies, senders, users
from ledgergate.store.premises import Refused

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from ledgergate.base.clock import Clock
    from ledgergate.catalog.objects import Object
    from ledgergate.engine.hooks import House
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database
    from ledgergate.store.senders import Sender
    from ledgergate.store.users import User

NAMES: Final = re.compile(r"[^\W_](?:[\w.@& -]{0,78}[\w.])?")


class Office:
    """One operator at work on one database. Raises Refused with a sentence for a person."""

    def __init__(self, database: Database, clock: Clock, house: House | None = None) -> None:
        """Take the database; the house is assembled unless given."""
        self.database = database
        self.clock = clock
        self.house = house or assemble()

    def company(self, name: str) -> Company:
        """Give a company by name, in any case."""
        with self.database.directory() as work:
            found = companies.find(work, name)
        if found is None:
            raise Refused(f"There is no company {name}; `ledgergate company list` names those there are.")
        return found

    def sender(self, name: str) -> Sender:
        """Give a sender by name."""
        with self.database.directory() as work:
            found = senders.find(work, name)
        if found is None:
            raise Refused(f"There is no sender {name}; `ledgergate sender list` names those there are.")
        return found

    def user(self, company: Company, login: str) -> User:
        """Give a user of a company by login."""
        with self.database.work(company.key) as work:
            found = users.find(work, login)
        if found is None:
            raise Refused(f"Company {company.id} has no user {login}; `ledgergate user list --company {company.id}` names those there are.")
        return found

    def add_company(self, name: str) -> None:
        """Make an empty company."""
        self.fit("company", name)
        with self.database.directory() as work:
            if companies.find(work, name) is not None:
                raise Refused(f"There is a company {name} already.")
            companies.create(work, name)
            work.commit()

    def fit(self, what: str, name: str) -> None:
        """Refuse a name that could not be told apart, typed or sent."""
        if not NAMES.fullmatch(name):
            raise Refused(f"'{name}' cannot be the name of a {what}: use 1 to 80 letters, digits, and - _ . @ & inside.")

    def add_sender(self, name: str, password: str) -> None:
        """Make a sender."""
        self.fit("sender", name)
        with self.database.directory() as work:
            if senders.find(work, name) is not None:
                raise Refused(f"There is a sender {name} already.")
            senders.create(work, name, hash_secret(password))
            work.commit()

    def authorise(self, sender: str, company: Company) -> None:
        """Let a sender into a company."""
        found = self.sender(sender)
        with self.database.work(company.key) as work:
            companies.authorise(work, found.key)
            work.commit()

    def revoke(self, sender: str, company: Company) -> None:
        """Shut a sender out of a company."""
        found = self.sender(sender)
        with self.database.work(company.key) as work:
            if not companies.revoke(work, found.key):
                raise Refused(f"Sender {sender} was not authorised in company {company.id}.")
            work.commit()

    def add_user(self, company: Company, login: str, password: str, words: Mapping[str, str]) -> None:
        """Make a user of USERINFO's fields, with a password."""
        self.fit("user", login)
        with self.at_work(company) as call:
            if users.find(call.work, login) is not None:
                raise Refused(f"Company {company.id} has a user {login} already.")
            draft = write_one(call, _object(call, "USERINFO"), Verb.CREATE, {"LOGINID": login, **words}, {})
            users.set_secret(call.work, draft.recordno or 0, login, hash_secret(password))
            call.work.commit()

    def set_password(self, company: Company, login: str, password: str) -> None:
        """Change a user's password; the user's sessions end."""
        found = self.user(company, login)
        with self.database.work(company.key) as work:
            users.set_secret(work, found.recordno, found.login, hash_secret(password))
            work.commit()

    @contextmanager
    def at_work(self, company: Company, login: str | None = None) -> Generator[Call]:
        """Give a call of a user's, or of the operator's own, in a company, in a unit of work that the caller commits."""
        number = 0 if login is None else self.user(company, login).recordno
        actor = Actor(company=company.key, company_id=company.id, user=number, user_id=login or "operator", admin="Full")
        with self.database.work(company.key) as work:
            yield Call(actor=actor, house=self.house, work=work, clock=self.clock, function="create")


def _object(call: Call, name: str) -> Object:
    found = call.registry.target(name)
    if found is None:
        raise Defect(f"{name} is not declared")
    return found
