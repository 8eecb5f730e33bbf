"""What somebody writes who handles a function or rules an object."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_type

from ledgergate.base.fault import Fault, refuse
from ledgergate.base.money import cents, parse, shortest
from ledgergate.base.tree import Node
from ledgergate.engine.call import Call
from ledgergate.engine.draft import Draft
from ledgergate.engine.hooks import Application, Handler, Rules, Step
from ledgergate.wire.answer import Data, Key, Outcome


def count_coins(call: Call, body: Node) -> Outcome:
    """Run a function of one's own: words in, an outcome out, faults raised."""
    found = parse(body.word("amount"))
    assert_type(found, Decimal | None)
    if found is None:
        raise Fault(description2="Not an amount.", correction="Give an amount.", why=f"company {call.actor.company}")
    return Data(attributes=(("listtype", "coins"),), nodes=(Node("coin", text=shortest(cents(found))),))


def only_small_safes(_call: Call, drafts: Sequence[Draft]) -> None:
    """Check all records of a function at once; trouble stays with the record that has it."""
    for draft in drafts:
        if len(draft.given.get("SAFEID", "")) > 3:
            draft.faults.append(Fault(description2="The safe's ID is too long."))


handler: Handler = count_coins
step: Step = only_small_safes

APPLICATION = Application(name="Cash Management", functions={"count_coins": count_coins}, rules={"SAFE": Rules(check=only_small_safes)})
assert_type(APPLICATION, Application)
assert_type(Key("35").text, str)
refuse(())
