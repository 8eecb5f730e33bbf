"""`read` and `readByName`: records by number or by natural key, with their owned lines (protocol.md 9.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ledgergate.base.limits import MOST_RECORDS
from ledgergate.catalog.objects import Verb
from ledgergate.engine import faults
from ledgergate.engine.generic.selection import answer, format_of, selection
from ledgergate.engine.generic.sight import asked_object, may, scope
from ledgergate.query.ast import OneOf
from ledgergate.query.compare import Terms
from ledgergate.query.plan import Chosen, Listed, Operand, Order, Picks, Plan
from ledgergate.query.resolve import face, own, root_of
from ledgergate.store import rows
from ledgergate.wire import values
from ledgergate.wire.render import DATA_DEPTH
from ledgergate.wire.values import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.base.tree import Node
    from ledgergate.catalog.objects import Lines, Object
    from ledgergate.engine.call import Call
    from ledgergate.engine.generic.selection import Selection
    from ledgergate.query.plan import Test
    from ledgergate.query.resolve import Face
    from ledgergate.store.rows import Row
    from ledgergate.wire.answer import Outcome

UNKNOWN: Final = "XXX"
"""The number of the fault for an unknown object in a read."""
LONGEST_NUMBER: Final = 18
INSIDE: Final = DATA_DEPTH + 1


def read(call: Call, node: Node) -> Outcome:
    """Read records by number; those that are not there are left out, no keys at all give the first hundred.

    Faults: unknown object, no permission, unknown field, more than 100 keys.
    """
    declared = asked_object(call, node, UNKNOWN)
    taken = may(call, declared, Verb.READ, "READ")
    if taken is not None:
        return taken(call, node)
    chosen = selection(call.house, declared, node.word("fields").strip(), owned=True)
    plan = Plan(root=root_of(declared), picks=chosen.picks, scope=scope(call.actor))
    keys = _keys(node)
    if not keys:
        return _answered(call, node, chosen, _first(call, plan))
    numbers = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) <= LONGEST_NUMBER]
    found = {row[0]: row for row in rows.records(call.work, _asked(call, plan), numbers)} if numbers else {}
    return _answered(call, node, chosen, [found[str(number)] for number in numbers if str(number) in found])


def read_by_name(call: Call, node: Node) -> Outcome:
    """Read records by natural key (VENDORID, LOGINID, …), otherwise as `read`.

    Faults: as `read`.
    """
    declared = asked_object(call, node, UNKNOWN)
    taken = may(call, declared, Verb.READ, "READ_BY_NAME")
    if taken is not None:
        return taken(call, node)
    chosen = selection(call.house, declared, node.word("fields").strip(), owned=True)
    plan = Plan(root=root_of(declared), picks=chosen.picks, scope=scope(call.actor))
    keys = _keys(node)
    if not keys:
        return _answered(call, node, chosen, _first(call, plan))
    named = own(call.registry, declared, declared.key)
    if named is None or named.column.name == "recordno":
        return read(call, node)
    return _answered(call, node, chosen, _by_name(call, plan, named, keys))


def _keys(node: Node) -> list[str]:
    keys = list(dict.fromkeys(key for each in node.word("keys").split(",") if (key := each.strip())))
    if len(keys) > MOST_RECORDS:
        raise faults.too_many("keys", MOST_RECORDS)
    return keys


def _asked(call: Call, plan: Plan, *parameters: str | list[str]) -> rows.Asked:
    return rows.Asked(plan=plan, parameters=parameters, entity=call.actor.entity)


def _first(call: Call, plan: Plan) -> Sequence[Row]:
    return rows.page(call.work, _asked(call, plan), limit=MOST_RECORDS).rows


def _by_name(call: Call, plan: Plan, named: Face, keys: list[str]) -> list[Row]:
    """Read by key and give the records in the order of the keys; the key is read beside what was asked for."""
    terms = Terms(find=lambda _name: named, words=False)
    test = terms.test(OneOf(named.name, tuple(keys)))
    picks = _with_key(plan.picks, named)
    found = rows.everything(call.work, _asked(call, replace(plan, picks=picks, test=test), *terms.parameters))
    by_key: dict[str, list[Row]] = {}
    for row in found:
        by_key.setdefault(row[-1] or "", []).append(row[:-1])
    return [row for key in keys for row in by_key.get(key, ())]


def _with_key(picks: Picks, named: Face) -> Picks:
    return Picks((*picks.chosen, Chosen(named.column)))


def _answered(call: Call, node: Node, chosen: Selection, found: Sequence[Row]) -> Outcome:
    declared = chosen.declared
    form = format_of(node.word("returnFormat"))
    columns = chosen.columns([row[1:] for row in found])
    inside = _owned(call, chosen.lines, [int(row[0] or 0) for row in found]) if chosen.lines and found else ()
    name = declared.name.upper()
    layout = Layout(name, chosen.names, nested=True, pretty=call.pretty, inside=bool(inside))
    return answer(form, (("listtype", name), ("count", str(len(found)))), layout, columns, inside)


def _owned(call: Call, several: Sequence[Lines], owners: Sequence[int]) -> list[str]:
    """Write the owned lines of each record: the collection in upper case, its entries in lower (protocol.md 9.1)."""
    texts = [""] * len(owners)
    before, after = (values.INDENT * INSIDE, "\n") if call.pretty else ("", "")
    for lines in several:
        held = _lines(call, lines, owners)
        for place, owner in enumerate(owners):
            name = lines.collection.upper()
            texts[place] += f"{before}<{name}>{after}{held.get(owner, '')}{before}</{name}>{after}"
    return texts


def _lines(call: Call, lines: Lines, owners: Sequence[int]) -> dict[int, str]:
    """Read the lines of all records at once, in line order, and write those of each record."""
    declared = call.registry.objects[lines.object]
    chosen = selection(call.house, declared, "*")
    link = own(call.registry, declared, lines.link)
    if link is None:
        return {}
    slot: Test = Listed(Operand(column=link.column, kind=link.column.stored), 0, negated=False)
    picks = _with_key(chosen.picks, link)
    plan = Plan(root=root_of(declared), picks=picks, test=slot, order=_line_order(call, declared), scope=scope(call.actor))
    held: dict[int, list[Row]] = {}
    for row in rows.everything(call.work, _asked(call, plan, [str(owner) for owner in owners])):
        held.setdefault(int(row[-1] or 0), []).append(row[1:-1])
    layout = Layout(lines.element.lower(), chosen.names, nested=True, pretty=call.pretty, depth=INSIDE + 1)
    return {owner: values.xml(layout, chosen.columns(mine)) for owner, mine in held.items()}


def _line_order(call: Call, declared: Object) -> tuple[Order, ...]:
    number = declared.field("LINE_NO")
    return () if number is None else (Order(Chosen(face(call.registry, declared, number).column)),)
