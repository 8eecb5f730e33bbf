"""Somebody who posts requests to a gateway in process, through everything but the HTTP server."""

from __future__ import annotations

import secrets as random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from ledgergate.access.secrets import hash_secret
from ledgergate.gateway.app import Gateway
from ledgergate.gateway.exchange import Arrival
from ledgergate.store import records

if TYPE_CHECKING:
    from ledgergate.gateway.exchange import Parts, Reply
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

    Element = etree._Element  # pyright: ignore[reportPrivateUsage] # noqa: SLF001 (lxml names its element so)

SENDER_PASSWORD = "s3nd3r"
USER_PASSWORD = "pw"
SENDER_HASH = hash_secret(SENDER_PASSWORD)
USER_HASH = hash_secret(USER_PASSWORD)


@dataclass(slots=True)
class Answer:
    """An answer, and what tests ask of it."""

    reply: Reply

    @property
    def root(self) -> Element:
        return etree.fromstring(self.reply.body)

    @property
    def text(self) -> str:
        return self.reply.body.decode()

    def words(self, path: str) -> list[str]:
        return [each.text or "" for each in self.root.findall(path)]

    def word(self, path: str) -> str:
        (found,) = self.words(path)
        return found

    @property
    def control(self) -> str:
        return self.word("control/status")

    @property
    def authentication(self) -> str:
        return self.word("operation/authentication/status")

    @property
    def statuses(self) -> list[str]:
        return self.words("operation/result/status")

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Give number and description2 of every error, wherever it stands, without its support id."""
        found = [(each.findtext("errorno") or "", each.findtext("description2") or "") for each in self.root.iter("error")]
        return [(number, words.split(" [Support ID")[0]) for number, words in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, said in the words that tests vary."""

    sender: str
    company: str
    sender_password: str = SENDER_PASSWORD
    user: str = "api"
    password: str = USER_PASSWORD
    location: str | None = None
    session: str | None = None
    unique: str | None = "false"
    transaction: str = ""
    controlid: str = "c1"
    control: str = ""
    """Further elements of the control block, after dtdversion."""

    def xml(self, functions: str) -> str:
        unique = "" if self.unique is None else f"<uniqueid>{self.unique}</uniqueid>"
        transaction = f' transaction="{self.transaction}"' if self.transaction else ""
        return (
            f"<request><control><senderid>{self.sender}</senderid><password>{self.sender_password}</password>"
            f"<controlid>{self.controlid}</controlid>{unique}<dtdversion>3.0</dtdversion>{self.control}</control>"
            f"<operation{transaction}><authentication>{self._who}</authentication>"
            f"<content>{functions}</content></operation></request>"
        )

    @property
    def _who(self) -> str:
        if self.session is not None:
            return f"<sessionid>{self.session}</sessionid>"
        location = "" if self.location is None else f"<locationid>{self.location}</locationid>"
        who = f"<userid>{self.user}</userid><companyid>{self.company}</companyid><password>{self.password}</password>"
        return f"<login>{who}{location}</login>"


class Desk:
    """Somebody who writes requests: as the user `api` of a company, through a sender that the company let in."""

    def __init__(self, parts: Parts, company: Company, sender: str) -> None:
        self.parts = parts
        self.company = company
        self.gateway = Gateway(parts, threads=4)
        self.asked = Asked(sender=sender, company=company.id)

    def send(self, document: str | bytes, content_type: str = "application/xml", host: str = "local.intacct.com:8080") -> Reply:
        body = document.encode() if isinstance(document, str) else document
        return self.gateway.answer(Arrival(content_type=content_type, body=body, scheme="http", host=host, ip="127.0.0.1"))

    def post(self, document: str | bytes, content_type: str = "application/xml", host: str = "local.intacct.com:8080") -> Answer:
        return Answer(self.send(document, content_type, host))

    def ask(self, functions: str, **words: str) -> Answer:
        return self.post(replace(self.asked, **words).xml(functions))

    def run(self, sql: str, **params: object) -> int:
        """Change the company's own rows past the gateway."""
        with self.parts.database.work(self.company.key) as work:
            done = work.run(sql, {"company": self.company.key, **params})
            work.commit()
        return done

    def count(self, table: str) -> int:
        with self.parts.database.work(self.company.key) as work:
            query = f"select count(*) from {table} where company = %(company)s"  # noqa: S608 (the names are the tests' own)
            return work.rows(query, {"company": self.company.key})[0][0]

    def open_session(self, **words: str) -> str:
        return self.ask(SESSION, **words).word("operation/result/data/api/sessionid")


SESSION = '<function controlid="s"><getAPISession/></function>'


def class_(controlid: str, *names: str) -> str:
    """Write a function that creates classes."""
    made = "".join(f"<CLASS><CLASSID>{name}</CLASSID><NAME>{name}</NAME></CLASS>" for name in names)
    return f'<function controlid="{controlid}"><create>{made}</create></function>'


def user(database: Database, company: Company, name: str, number: int, **facts: object) -> None:
    """Keep a user with the common password."""
    row = {"recordno": number, "loginid": name, "status": "T", "usertype": "B", "admin": "false", "logindisabled": True, **facts}
    with database.work(company.key) as work:
        records.insert(work, "userinfo", tuple(row), [tuple(row.values())])
        work.run(
            "insert into user_secret (company, recordno, folded, hash) values (%(company)s, %(number)s, %(name)s, %(hash)s)",
            {"company": company.key, "number": number, "name": name.casefold(), "hash": USER_HASH},
        )
        work.commit()


def sender(database: Database, *companies: Company) -> str:
    """Keep a sender that these companies let in."""
    name = f"sender-{random.token_hex(4)}"
    with database.directory() as work:
        (row,) = work.rows(
            "insert into sender (id, hash) values (%(id)s, %(hash)s) returning key /* company: above them */",
            {"id": name, "hash": SENDER_HASH},
        )
        work.commit()
    for company in companies:
        with database.work(company.key) as work:
            work.run(
                "insert into sender_authorisation (company, sender) values (%(company)s, %(sender)s)",
                {"company": company.key, "sender": row[0]},
            )
            work.commit()
    return name
