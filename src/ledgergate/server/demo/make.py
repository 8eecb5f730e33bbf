"""Make the demo company through the engine, keep it as a template, and copy it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ledgergate.base.dates import month_end, wire_date
from ledgergate.base.fault import Defect, Refusal, refuse
from ledgergate.base.tree import Node
from ledgergate.engine import lifecycle
from ledgergate.engine.draft import Draft
from ledgergate.server.demo import chart
from ledgergate.store import companies, fork
from ledgergate.store.periods import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.engine.call import Call
    from ledgergate.server.office import Office
    from ledgergate.server.premises import Urls

DEMO: Final = "demo"
TEMPLATE: Final = "demo-template"
SENDER: Final = "ledgergate"
USERS: Final = ("admin", "api")
FIRST_MONTH: Final = date(2025, 1, 1)
FIRST_JOURNAL: Final = date(2025, 1, 7)
DAYS_BETWEEN: Final = 6
JOURNALS: Final = 100
STORIES: Final = (
    ("Cash sale", "1000", "4000", Decimal("2980.40")),
    ("Rent paid", "6000", "1000", Decimal("1250.00")),
    ("Goods bought", "1300", "1000", Decimal("502.30")),
    ("Office supplies", "6200", "1000", Decimal("74.35")),
    ("Software renewed", "6300", "1000", Decimal("49.90")),
    ("Goods sold", "5000", "1300", Decimal("411.17")),
)
"""What the journals tell: title, account debited, account credited, amount of the first of its kind."""


def demo_company(office: Office, urls: Urls) -> None:
    """Have the company `demo`: made from the template, which is made first where it is missing."""
    with office.database.directory() as work:
        if companies.find(work, DEMO) is not None:
            return
        template = companies.find(work, TEMPLATE)
    if template is None:
        template = _template(office)
    fork.fork(urls.owner, fork.plan(office.house.registry), template.key, DEMO)


def _template(office: Office) -> companies.Company:
    with office.database.directory() as work:
        made = companies.create(work, TEMPLATE, template=True)
        work.commit()
    try:
        office.add_sender(SENDER, SENDER)
    except Exception as taken:  # the sender of an earlier demo stays as it is
        if "already" not in str(taken):
            raise
    office.authorise(SENDER, made)
    for name in USERS:
        words = {"EMAIL": f"{name}@example.com", "CONTACTINFO.LASTNAME": name, "CONTACTINFO.PRINTAS": name, "ADMIN": "Full"}
        office.add_user(made, name, name, words | {"LOGINDISABLED": "true" if name == "api" else "false"})
    with office.at_work(made, USERS[0]) as call:
        _masters(call)
        _journals(call)
        call.work.commit()
    return made


def put(call: Call, name: str, records: Iterable[Mapping[str, str]], owned: Mapping[str, tuple[Node, ...]] | None = None) -> None:
    """Create records of one object in one go, in the order given; none of them may fail."""
    declared = call.registry.target(name)
    if declared is None:
        raise Defect(f"{name} is not declared")
    drafts = [Draft(object=declared, given=dict(words), owned=dict(owned or {})) for words in records]
    lifecycle.create(call, declared, drafts)
    try:
        refuse(fault for draft in drafts for fault in draft.faults)
    except Refusal as refusal:
        raise Defect(f"the demo company's {name} does not stand: {refusal}") from refusal


def periods(call: Call, through: date) -> None:
    """Make the monthly reporting periods that are missing, January 2025 to the end of the year after a day's."""
    have = names(call.work)
    missing = [words for words in _months(date(through.year + 1, 12, 31)) if words["NAME"] not in have]
    if missing:
        put(call, "REPORTINGPERIOD", missing)


def _months(last: date) -> Iterable[Mapping[str, str]]:
    day = FIRST_MONTH
    while day <= last:
        title = f"Month Ended {day:%B %Y}"
        ends = month_end(day)
        yield {
            "NAME": title,
            "HEADER1": "Month Ended",
            "HEADER2": f"{day:%B %Y}",
            "START_DATE": wire_date(day),
            "END_DATE": wire_date(ends),
            "BUDGETING": "true",
        }
        day = ends + timedelta(days=1)


def _masters(call: Call) -> None:
    put(call, "LOCATIONENTITY", ({"LOCATIONID": each, "NAME": f"Entity {each[1:]}", "CURRENCY": "USD"} for each in chart.ENTITIES))
    put(call, "LOCATION", ({"LOCATIONID": key, "NAME": name, "PARENTID": parent} for key, name, parent in chart.PLACES))
    put(call, "DEPARTMENT", ({"DEPARTMENTID": key, "TITLE": title} for key, title in chart.DEPARTMENTS))
    put(call, "CLASS", ({"CLASSID": key, "NAME": name} for key, name in chart.CLASSES))
    put(call, "GLACCOUNT", (_sheet_account(*each) for each in chart.BALANCE_SHEET))
    put(call, "GLACCOUNT", (_income_account(*each) for each in chart.INCOME_STATEMENT))
    put(call, "STATACCOUNT", [{"ACCOUNTNO": "9001", "TITLE": "Headcount", "ACCOUNTTYPE": "forperiod"}])
    put(call, "GLJOURNAL", ({"SYMBOL": symbol, "TITLE": title} for symbol, title in chart.JOURNALS))
    cash = {"BOOKID": "CASH", "BOOKTYPE": "cash"}
    put(call, "GLJOURNAL", ({"SYMBOL": symbol, "TITLE": title, **cash} for symbol, title in chart.CASH_JOURNALS))
    put(call, "STATJOURNAL", [{"SYMBOL": "SJ", "TITLE": "Statistical journal"}])
    put(call, "APTERM", (chart.NET_30, chart.DISCOUNTED))
    put(call, "ARTERM", [chart.NET_30])
    periods(call, call.clock.today())
    kind = "Non-Inventory (Sales only)"
    put(call, "ITEM", ({"ITEMID": key, "NAME": name, "ITEMTYPE": kind} for key, name in chart.ITEMS))
    put(call, "CONTACT", ({"CONTACTNAME": title, "PRINTAS": title, "LASTNAME": title} for _key, title in chart.EMPLOYEES))
    put(call, "EMPLOYEE", (_employee(*each) for each in chart.EMPLOYEES))
    put(call, "PROJECT", ({"PROJECTID": key, "NAME": name, "PROJECTCATEGORY": "Contract"} for key, name in chart.PROJECTS))
    put(call, "VENDTYPE", [{"NAME": "Supplier"}])
    put(call, "CUSTTYPE", [{"NAME": "Shop"}])
    put(call, "VENDOR", [_party("VENDORID", "CARD-ISSUER", "Card issuer")])
    terms = {"TERMNAME": "Net 30"}
    put(
        call, "VENDOR", (_party("VENDORID", f"V{n:03}", name) | terms | {"VENDTYPE": "Supplier"} for n, name in enumerate(chart.VENDORS, 1))
    )
    put(
        call,
        "CUSTOMER",
        (_party("CUSTOMERID", f"C{n:03}", name) | terms | {"CUSTTYPE": "Shop"} for n, name in enumerate(chart.CUSTOMERS, 1)),
    )


def _sheet_account(number: str, title: str, normal: str, control: str) -> Mapping[str, str]:
    words = {"ACCOUNTNO": number, "TITLE": title, "ACCOUNTTYPE": "balancesheet", "NORMALBALANCE": normal}
    return words | {"CLOSINGTYPE": "non-closing account"} | ({"ALTERNATIVEACCOUNT": control} if control else {})


def _income_account(number: str, title: str, normal: str) -> Mapping[str, str]:
    words = {"ACCOUNTNO": number, "TITLE": title, "ACCOUNTTYPE": "incomestatement", "NORMALBALANCE": normal}
    return words | {"CLOSINGTYPE": "closing account", "CLOSINGACCOUNTNO": chart.RETAINED}


def _employee(key: str, title: str) -> Mapping[str, str]:
    return {"EMPLOYEEID": key, "PERSONALINFO.CONTACTNAME": title, "LOCATIONID": "E100", "DEPARTMENTID": "D1"}


def _party(field: str, key: str, name: str) -> dict[str, str]:
    return {field: key, "NAME": name, "DISPLAYCONTACT.PRINTAS": name}


def _journals(call: Call) -> None:
    """Post the journals, in turn in the entities E100 and E200; E310 and E320 stay empty for whoever plays there."""
    for n in range(JOURNALS):
        title, debit, credit, first = STORIES[n % len(STORIES)]
        entity = chart.ENTITIES[n // len(STORIES) % 2]
        amount = first + n
        words = {
            "JOURNAL": "GJ",
            "BATCH_DATE": wire_date(FIRST_JOURNAL + timedelta(days=n * DAYS_BETWEEN)),
            "BATCH_TITLE": title,
            "BASELOCATION_NO": entity,
        }
        department = chart.DEPARTMENTS[n % len(chart.DEPARTMENTS)][0]
        lines = (_line(debit, "1", amount, entity, department), _line(credit, "-1", amount, entity, department))
        put(call, "GLBATCH", [words], {"ENTRIES": lines})


def _line(account: str, side: str, amount: Decimal, entity: str, department: str) -> Node:
    words = {"ACCOUNTNO": account, "TR_TYPE": side, "TRX_AMOUNT": str(amount), "LOCATION": entity, "DEPARTMENT": department}
    return Node("GLENTRY", children=tuple(Node(name, word) for name, word in words.items()))
