"""Somebody who reads in one company: sends one function at a time and looks at what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ledgergate.access.actor import Actor
from ledgergate.base.clock import Clock
from ledgergate.base.fault import Fault, Refusal
from ledgergate.base.tree import Node
from ledgergate.engine.call import Call, Switches
from ledgergate.wire.answer import Data, Raw

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from ledgergate.engine.hooks import House
    from ledgergate.store.connections import Database
    from ledgergate.wire.answer import Outcome


def element(name: str, *parts: Node | str, **attributes: str) -> Node:
    """Write an element: a text, or children."""
    text = "".join(part for part in parts if isinstance(part, str))
    return Node(name, text, tuple(part for part in parts if isinstance(part, Node)), attributes)


def from_xml(text: str) -> Node:
    """Read an element from XML."""
    return _node(ET.fromstring(text))  # noqa: S314 (a text of this test)


def _node(found: Element) -> Node:
    return Node(found.tag, found.text or "", tuple(_node(child) for child in found), dict(found.attrib))


@dataclass(kw_only=True, repr=False)
class Reader:
    """One who reads, at a level of a company, in a session or without."""

    house: House
    database: Database
    company: int
    entity: int | None = None
    session: int | None = 1
    user: int = 1
    user_type: str = "business user"
    pretty: bool = False
    switches: Switches = field(default_factory=Switches)

    def run(self, node: Node) -> Outcome:
        """Run one function and keep what it did. Raises its Fault or Refusal."""
        with self.database.work(self.company) as work:
            call = Call(
                actor=Actor(
                    company=self.company,
                    company_id="x",
                    user=self.user,
                    user_id="tester",
                    user_type=self.user_type,
                    admin="Full",
                    entity=self.entity,
                    session=self.session,
                ),
                house=self.house,
                work=work,
                clock=Clock(),
                function=node.name,
                pretty=self.pretty,
                switches=self.switches,
            )
            outcome = self.house.functions[node.name](call, node)
            work.commit()
            return outcome

    def data(self, node: Node) -> Data:
        """Run a function that answers data."""
        found = self.run(node)
        assert isinstance(found, Data), found
        return found

    def raw(self, node: Node) -> Raw:
        """Run a function that answers a bare body."""
        found = self.run(node)
        assert isinstance(found, Raw), found
        return found

    def fault(self, node: Node) -> Fault:
        """Run a function that fails, and give its first fault."""
        try:
            answered = self.run(node)
        except Fault as fault:
            return fault
        except Refusal as refusal:
            return refusal.faults[0]
        raise AssertionError(f"no fault: {answered}")

    def create(self, name: str, *records: Mapping[str, str]) -> list[int]:
        """Create records and give their numbers."""
        numbers: list[int] = []
        for start in range(0, len(records), 100):
            nodes = tuple(self._record(name, words) for words in records[start : start + 100])
            data = self.data(Node("create", children=nodes))
            numbers += [int(node.word("RECORDNO")) for node in data.nodes]
        return numbers

    def _record(self, name: str, words: Mapping[str, str]) -> Node:
        return Node(name, children=tuple(_nested(field.split("."), word) for field, word in words.items()))

    def read(self, name: str, keys: str = "", fields: str = "", **more: str) -> Data:
        """Run `read`."""
        return self.data(reading("read", name, keys=keys, fields=fields, **more))

    def by_query(self, name: str, where: str = "", fields: str = "", **more: str) -> Data:
        """Run `readByQuery`."""
        return self.data(reading("readByQuery", name, query=where, fields=fields, **more))

    def query(self, name: str, select: str, filters: str = "", more: str = "") -> Data:
        """Run `query`: fields to select by spaces, the filter and everything else as XML."""
        return self.data(querying(name, select, filters, more))


def _nested(way: list[str], word: str) -> Node:
    return Node(way[0], word) if len(way) == 1 else Node(way[0], children=(_nested(way[1:], word),))


def reading(function: str, name: str, **words: str) -> Node:
    """Write a function of the read family."""
    return element(function, element("object", name), *(element(word, text) for word, text in words.items()))


def querying(name: str, select: str, filters: str = "", more: str = "") -> Node:
    """Write a `query`; `sum:TOTALDUE` selects an aggregate."""
    chosen = "".join(_pick(each) for each in select.split())
    filtered = f"<filter>{filters}</filter>" if filters else ""
    return from_xml(f"<query><object>{name}</object><select>{chosen}</select>{filtered}{more}</query>")


def _pick(said: str) -> str:
    kind, _, name = said.rpartition(":")
    return f"<{kind or 'field'}>{name}</{kind or 'field'}>"


def records(data: Data) -> list[dict[str, str]]:
    """Give the records of an answer, each by element name; nested elements by dotted name."""
    return [_spread(each) for each in ET.fromstring(f"<data>{data.text}</data>")]  # noqa: S314 (our own answer)


def _spread(found: Element, before: str = "") -> dict[str, str]:
    words: dict[str, str] = {}
    for child in found:
        words |= _spread(child, f"{before}{child.tag}.") if len(child) else {f"{before}{child.tag}": child.text or ""}
    return words


def column(data: Data, name: str) -> list[str]:
    """Give one field of every record of an answer."""
    return [record[name] for record in records(data)]
