"""`readByQuery` and `query`: records by condition (protocol.md 9.5, 9.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Fault
from ledgergate.base.ids import result_id
from ledgergate.base.limits import QUERY_PAGE, READ_PAGE, READ_PAGE_MOST
from ledgergate.catalog.objects import Verb
from ledgergate.engine.generic.picking import Asking, picked
from ledgergate.engine.generic.selection import answer, format_of, selection
from ledgergate.engine.generic.sight import asked_object, may, scope
from ledgergate.query import faults
from ledgergate.query.compare import Terms
from ledgergate.query.languages import filter_xml, where
from ledgergate.query.plan import Plan
from ledgergate.query.resolve import own, root_of
from ledgergate.store import results, rows
from ledgergate.wire.values import Layout

if TYPE_CHECKING:
    from ledgergate.base.tree import Node
    from ledgergate.catalog.objects import Object
    from ledgergate.engine.call import Call
    from ledgergate.engine.generic.selection import Columns, Selection
    from ledgergate.query.resolve import Face
    from ledgergate.wire.answer import Outcome

FURTHEST: Final = 2**62
"""No table is longer: an offset beyond it is an empty page, not a number too large for the database."""
UNKNOWN: Final = "Query Failed"
"""The number of the fault for an unknown object in a query."""


def read_by_query(call: Call, node: Node) -> Outcome:
    """Read by a query string: the first page, and a result to go on with when there is more.

    Faults: unknown object, no permission, unknown field, a query string that cannot be read.
    """
    declared = asked_object(call, node, UNKNOWN)
    taken = may(call, declared, Verb.QUERY, "READ_BY_QUERY")
    if taken is not None:
        return taken(call, node)
    said = node.word("fields").strip()
    chosen = selection(call.house, declared, said)
    size, form = _page_size(node.word("pagesize")), format_of(node.word("returnFormat"))
    terms = Terms(find=lambda name: _stored(call, declared, name), words=False, lenient=call.switches.readbyquery_words)
    condition = where.parse(node.word("query"))
    test = None if condition is None else terms.test(condition)
    plan = Plan(root=root_of(declared), picks=chosen.picks, test=test, scope=scope(call.actor))
    asked = rows.Asked(plan=plan, parameters=terms.parameters, entity=call.actor.entity)
    read = rows.first(call.work, asked, limit=size + 1)
    found = read[:size]
    total, kept = len(found), ""
    if len(read) > size:
        kept = result_id()
        result = results.Kept(id=kept, session=owner_of(call), object=declared.name, fields=said, page=size, format=form, given=size)
        total = results.keep(call.work, asked, result, int(found[-1][0] or 0))
    remaining = total - len(found)
    columns = chosen.columns([row[1:] for row in found])
    return paged(call, chosen, columns, form, counts=(len(found), total, remaining), result=kept if remaining else "")


def owner_of(call: Call) -> int:
    """Say whose a kept result is: the session's, or the user's where a request carried a login."""
    return call.actor.session if call.actor.session is not None else -call.actor.user


def paged(call: Call, chosen: Selection, columns: Columns, form: str, *, counts: tuple[int, int, int], result: str) -> Outcome:
    """Write a page of `readByQuery` or `readMore`: names of the object in lower case (protocol.md 3.5)."""
    count, total, remaining = (str(each) for each in counts)
    name = chosen.declared.name
    name = name.upper() if call.switches.readbyquery_case == "upper" else name.lower()
    attributes = (("listtype", name), ("count", count), ("totalcount", total), ("numremaining", remaining), ("resultId", result))
    return answer(form, attributes, Layout(name, chosen.names, pretty=call.pretty), columns)


def _page_size(said: str) -> int:
    """Read the page size of `readByQuery`; more than a page may hold is a full page."""
    word = said.strip()
    if not word:
        return READ_PAGE
    if not (word.isascii() and word.isdigit()) or not int(word[:10]):
        raise Fault(description2=f"Invalid pagesize '{word}'. Use a number from 1 to {READ_PAGE_MOST}.")
    return min(int(word[:10]), READ_PAGE_MOST)


def _stored(call: Call, declared: Object, name: str) -> Face:
    found = own(call.registry, declared, name)
    if found is None:
        raise faults.bad_query(f"{declared.name} has no field {name}")
    if found.computed:
        raise faults.bad_query(f"{declared.name}.{name} is computed and cannot be compared")
    return found


def query(call: Call, node: Node) -> Outcome:
    """Read by a filter: fields, paths along relationships, aggregates; each page is a query of its own.

    Faults: unknown object, no permission, unknown field, field that cannot be queried, value outside an enumeration.
    """
    declared = asked_object(call, node, UNKNOWN)
    taken = may(call, declared, Verb.QUERY, "QUERY")
    if taken is not None:
        return taken(call, node)
    options = node.child("options")
    form = format_of("" if options is None else options.word("returnformat"))
    asking = Asking(call=call, declared=declared)
    chosen = picked(asking, node)
    terms = Terms(find=asking.compared, words=True, folded=_yes(options, "caseinsensitive"))
    element = node.child("filter")
    condition = None if element is None else filter_xml.parse(element)
    test = None if condition is None else terms.test(condition)
    order = asking.order(chosen, node)
    asking.refuse()
    plan = Plan(
        root=root_of(declared),
        picks=chosen.picks,
        test=test,
        order=order,
        scope=scope(call.actor, private=_yes(options, "showprivate")),
    )
    offset = min(int(node.word("offset").strip() or 0), FURTHEST)
    asked = rows.Asked(plan=plan, parameters=terms.parameters, entity=call.actor.entity)
    page = rows.page(call.work, asked, limit=int(node.word("pagesize").strip() or QUERY_PAGE), offset=offset)
    columns = chosen.columns([row[1:] for row in page.rows])
    count = len(page.rows)
    attributes = (
        ("listtype", declared.name),
        ("totalcount", str(page.total)),
        ("offset", str(offset)),
        ("count", str(count)),
        ("numremaining", str(max(0, page.total - offset - count))),
    )
    return answer(form, attributes, Layout(declared.name, chosen.names, pretty=call.pretty), columns)


def _yes(options: Node | None, name: str) -> bool:
    return options is not None and options.word(name).strip() in {"true", "1"}
