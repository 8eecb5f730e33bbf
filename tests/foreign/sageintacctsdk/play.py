"""Play the calls that `sageintacctsdk` offers on this company's objects, and say after each whether it held.

Run by the client's own environment: `python play.py http://127.0.0.1:PORT`. Prints one JSON line for each step.
"""

from __future__ import annotations

import importlib
import json
import secrets
import sys
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from written import journal, records

if TYPE_CHECKING:
    from collections.abc import Callable

CREDENTIALS: Final = {
    "sender_id": "ledgergate",
    "sender_password": "ledgergate",
    "user_id": "admin",
    "company_id": "demo",
    "user_password": "admin",
}

MASTERS: Final = {
    "accounts": ("GLACCOUNT", "ACCOUNTNO"),
    "classes": ("CLASS", "CLASSID"),
    "contacts": ("CONTACT", "CONTACTNAME"),
    "customers": ("CUSTOMER", "CUSTOMERID"),
    "departments": ("DEPARTMENT", "DEPARTMENTID"),
    "employees": ("EMPLOYEE", "EMPLOYEEID"),
    "items": ("ITEM", "ITEMID"),
    "location_entities": ("LOCATIONENTITY", "LOCATIONID"),
    "locations": ("LOCATION", "LOCATIONID"),
    "projects": ("PROJECT", "PROJECTID"),
    "vendors": ("VENDOR", "VENDORID"),
}
"""The client's collections that stand for objects with a status: object, natural key."""

BOOKS: Final = {"journal_entries": "GLBATCH", "gl_detail": "GLDETAIL"}
"""The client's collections without a status."""


@dataclass(slots=True)
class Visit:
    """What one run keeps between its steps: the module, an open client, and names nobody used before."""

    sdk: Any
    client: Any = None
    mark: str = field(default_factory=lambda: secrets.token_hex(4).upper())


def open_a_session(visit: Visit) -> None:
    """Log in; the client takes session id and endpoint from the answer."""
    visit.client = visit.sdk.SageIntacctSDK(**CREDENTIALS)


def open_a_session_in_an_entity(visit: Visit) -> None:
    """Log in at an entity: what is made there belongs to it."""
    client = visit.sdk.SageIntacctSDK(**CREDENTIALS, entity_id="E100")
    key = f"ENT{visit.mark}"
    client.classes.post({"CLASSID": key, "NAME": "Made at an entity"})
    found = rows(client.classes.get("CLASSID", key), "class")
    assert [each["MEGAENTITYID"] for each in found] == ["E100"]
    assert client.classes.delete(found[0]["RECORDNO"])["status"] == "success"


def take_over_a_session(visit: Visit) -> None:
    """Hand a session id to a second client, which then does not log in."""
    session = visit.client.api_base.get_session_id("admin", "demo", "admin", None)
    second = visit.sdk.SageIntacctSDK(**CREDENTIALS, session_id=session)
    assert second.locations.count() >= 1


def show_a_wrong_password(visit: Visit) -> None:
    """Refuse a login in the words that the client passes on."""
    trouble = refused("InvalidTokenError", lambda: visit.sdk.SageIntacctSDK(**CREDENTIALS | {"user_password": "wrong"}))
    assert trouble["error"]["errorno"] == "XL03000006"


def show_a_wrong_sender(visit: Visit) -> None:
    """Refuse a sender in the control block."""
    refused("WrongParamsError", lambda: visit.sdk.SageIntacctSDK(**CREDENTIALS | {"sender_password": "wrong"}))


def count_active_records(visit: Visit) -> None:
    """Count by the default filter, which is on the status in words."""
    for name in MASTERS:
        assert getattr(visit.client, name).count() >= 1, name


def count_with_filters(visit: Visit) -> None:
    """Count by one condition, by several, and by none."""
    vendors = visit.client.vendors
    everything = vendors.count(None)
    active = vendors.count(and_filter=[("equalto", "STATUS", "active")])
    assert active == vendors.count()
    assert everything >= active
    assert vendors.count(and_filter=[("equalto", "STATUS", "active"), ("like", "VENDORID", "%")]) == active
    assert vendors.count(or_filter=[("equalto", "STATUS", "active"), ("equalto", "STATUS", "inactive")]) <= everything
    assert vendors.count(filter_payload={"equalto": {"field": "STATUS", "value": "active"}}) == active


def get_all_records(visit: Visit) -> None:
    """Ask for every field that the client lists for an object, of all its records."""
    for name, (_, key) in MASTERS.items():
        collection = getattr(visit.client, name)
        found = collection.get_all()
        assert len(found) == collection.count(None), name
        assert all(each[key] for each in found), name


def get_all_of_the_books(visit: Visit) -> None:
    """Ask for all journal entries and ledger lines with every field that the client lists."""
    for name in BOOKS:
        collection = getattr(visit.client, name)
        found = collection.get_all()
        assert len(found) == collection.count(None) >= 100, name


def get_all_with_a_condition(visit: Visit) -> None:
    """Ask for some fields of the records that meet one condition."""
    found = visit.client.accounts.get_all(field="ACCOUNTNO", value="1100", fields=["RECORDNO", "ACCOUNTNO", "TITLE", "NORMALBALANCE"])
    assert [(each["ACCOUNTNO"], each["TITLE"], each["NORMALBALANCE"]) for each in found] == [("1100", "Accounts receivable", "debit")]


def walk_pages_in_order(visit: Visit) -> None:
    """Walk the pages of a query that is ordered and filtered by the time of the last change."""
    for name in ("vendors", "customers", "items"):
        pages = list(
            getattr(visit.client, name).get_all_generator(updated_at="01/01/2020 00:00:00", order_by_field="RECORDNO", order="descending")
        )
        numbers = [int(each["RECORDNO"]) for page in pages for each in page]
        assert numbers == sorted(numbers, reverse=True), name
        assert len(numbers) == getattr(visit.client, name).count(None), name


def query_with_filters(visit: Visit) -> None:
    """Query by and, by or, by both, and by a filter written out."""
    accounts = visit.client.accounts
    fields = ["ACCOUNTNO", "NORMALBALANCE"]

    def numbers(**filters: Any) -> set[str]:  # noqa: ANN401 (what the client takes)
        return {each["ACCOUNTNO"] for each in accounts.get_by_query(fields=fields, **filters)}

    assert numbers(and_filter=[("equalto", "ACCOUNTNO", "2000")]) == {"2000"}
    assert numbers(and_filter=[("like", "ACCOUNTNO", "60%"), ("equalto", "NORMALBALANCE", "debit")]) == {"6000"}
    assert numbers(or_filter=[("equalto", "ACCOUNTNO", "2000"), ("equalto", "ACCOUNTNO", "1000")]) == {"1000", "2000"}
    assert numbers(and_filter=[("in", "ACCOUNTNO", ["1000", "2000", "3000"])]) == {"1000", "2000", "3000"}
    assert numbers(and_filter=[("between", "ACCOUNTNO", ["6100", "6110"])]) == {"6100", "6110"}
    assert numbers(filter_payload={"notequalto": {"field": "NORMALBALANCE", "value": "debit"}}) >= {"2000", "4000"}
    both = numbers(
        and_filter=[("equalto", "NORMALBALANCE", "debit")],
        or_filter=[("equalto", "ACCOUNTNO", "1000"), ("like", "ACCOUNTNO", "2%")],
    )
    assert both == {"1000"}


def read_by_query(visit: Visit) -> None:
    """Read everything of each object, and some fields of one record."""
    for name, (thing, key) in MASTERS.items():
        collection = getattr(visit.client, name)
        data = collection.read_by_query()["data"]
        assert data["@listtype"] == thing.lower(), name
        assert int(data["@totalcount"]) == collection.count(None), name
        assert all(each[key] for each in rows(data, thing.lower())), name
    for name, thing in BOOKS.items():
        data = getattr(visit.client, name).read_by_query()["data"]
        assert int(data["@count"]) == len(rows(data, thing.lower())), name
    data = visit.client.accounts.get("ACCOUNTNO", "1000", fields=["ACCOUNTNO", "TITLE"])
    assert rows(data, "glaccount") == [{"ACCOUNTNO": "1000", "TITLE": "Checking"}]


def query_one_vendor(visit: Visit) -> None:
    """The client reads vendors by a query with every field that it lists, and one filter in a list."""
    some = visit.client.vendors.get_all(fields=["VENDORID"])[0]["VENDORID"]
    data = visit.client.vendors.get("VENDORID", some)
    assert [each["VENDORID"] for each in data["VENDOR"]] == [some]


def look_up_objects(visit: Visit) -> None:
    """Ask for the fields and relationships of every object."""
    for name, thing in {**{name: each[0] for name, each in MASTERS.items()}, **BOOKS}.items():
        described = getattr(visit.client, name).get_lookup()["Type"]
        assert described["@Name"] == thing
        assert "RECORDNO" in {each["ID"] for each in described["Fields"]["Field"]}, name


def inspect_objects(visit: Visit) -> None:
    """List the objects of the company."""
    listed = visit.client.dimensions.get_objects()["type"]
    assert {"VENDOR", "GLBATCH"} <= {each["@typename"] for each in listed}


def keep_masters(visit: Visit) -> None:
    """Create, update and delete one record of each object that can be made over the wire."""
    contact = f"Contact {visit.mark}"
    made: list[tuple[str, str]] = []
    for name, (record, change) in records(visit.mark, contact).items():
        thing, key = MASTERS[name]
        collection = getattr(visit.client, name)
        answer = collection.post(record)["data"]
        [saved] = rows(answer, thing.lower())
        assert saved[key] == record[key], name
        collection.update({"RECORDNO": saved["RECORDNO"], **change})
        [found] = rows(collection.get(key, record[key]), thing.lower())
        assert {word: found[word] for word in change} == change, name
        made.append((name, saved["RECORDNO"]))
    for name, number in reversed(made):
        answer = getattr(visit.client, name).delete(number)
        assert answer["status"] == "success", name
    assert visit.client.classes.count("CLASSID", f"K{visit.mark}") == 0


def post_a_journal(visit: Visit) -> None:
    """Post a journal entry and find its lines in the ledger."""
    reference = f"PY-{visit.mark}"
    answer = visit.client.journal_entries.post(journal(reference, "250.00", "250.00"))["data"]
    [saved] = rows(answer, "glbatch")
    lines = visit.client.gl_detail.get_by_query(
        fields=["ACCOUNTNO", "LOCATIONID", "DEBITAMOUNT", "CREDITAMOUNT", "AMOUNT", "BATCH_TITLE"],
        and_filter=[("equalto", "BATCHKEY", saved["RECORDNO"])],
    )
    assert sorted((each["ACCOUNTNO"], each["LOCATIONID"], amount(each["AMOUNT"])) for each in lines) == [
        ("1000", "E100", -25000),
        ("6000", "E100", 25000),
    ]


def change_and_remove_a_journal(visit: Visit) -> None:
    """Keep a journal entry as a draft, post it by an update, and delete it: the ledger is as before."""
    entries = visit.client.journal_entries
    before = visit.client.gl_detail.count(None)
    reference = f"PD-{visit.mark}"
    [saved] = rows(entries.post({**journal(reference, "80.00", "80.00"), "STATE": "Draft"})["data"], "glbatch")
    assert visit.client.gl_detail.count(None) == before
    entries.update({"RECORDNO": saved["RECORDNO"], **journal(reference, "90.00", "90.00"), "STATE": "Posted"})
    assert visit.client.gl_detail.count(None) == before + 2
    assert entries.delete(saved["RECORDNO"])["status"] == "success"
    assert visit.client.gl_detail.count(None) == before


def show_an_unbalanced_journal(visit: Visit) -> None:
    """Refuse a journal entry that does not balance; the client shows the words."""
    trouble = refused("WrongParamsError", lambda: visit.client.journal_entries.post(journal(f"PX-{visit.mark}", "10.00", "9.99")))
    assert "debits" in trouble["error"][0]["description2"]
    assert "credits" in trouble["error"][0]["description2"]


def show_a_duplicate(visit: Visit) -> None:
    """Refuse a second record with the same key; the client decodes the support id."""
    account = {"ACCOUNTNO": "1000", "TITLE": "Again", "ACCOUNTTYPE": "balancesheet", "NORMALBALANCE": "debit"}
    trouble = refused("WrongParamsError", lambda: visit.client.accounts.post(account))
    said = trouble["error"][0]["description2"]
    assert "already exists" in said
    assert "Support ID: " in said
    assert "%7E" not in said


def show_an_unknown_field(visit: Visit) -> None:
    """Refuse a query for a field that the object does not have."""
    trouble = refused("WrongParamsError", lambda: visit.client.vendors.get_all(fields=["RECORDNO", "NOSUCHFIELD"]))
    assert trouble["error"][0]["errorno"] == "XL03000010"


def show_private_records(visit: Visit) -> None:
    """Ask for records of entities too, by the option of the client's constructor."""
    client = visit.sdk.SageIntacctSDK(**CREDENTIALS, show_private=True)
    assert client.departments.count(None) >= visit.client.departments.count(None)


def rows(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Give the records of an answer: the client shows one as a mapping, several as a list, none as nothing."""
    found: Any = data.get(name, data.get(name.upper(), []))
    several: Any = cast("Any", found if isinstance(found, list) else [found])
    return several


def amount(text: str) -> int:
    """Read an amount as cents."""
    whole, _, cents = text.lstrip("-").partition(".")
    return (-1 if text.startswith("-") else 1) * (int(whole) * 100 + int(cents.ljust(2, "0") or "0"))


def refused(kind: str, call: Callable[[], object]) -> dict[str, Any]:
    """Expect one of the client's own exceptions and give the errors that it carries."""
    exceptions = importlib.import_module("sageintacctsdk.exceptions")
    try:
        call()
    except exceptions.SageIntacctSDKError as trouble:
        raised, response = type(trouble).__name__, trouble.response
        told = str(trouble)
    else:
        raised, response, told = "", dict[str, Any](), "nothing was raised"
    assert raised == kind, told
    return response


STEPS: Final = (
    open_a_session,
    open_a_session_in_an_entity,
    take_over_a_session,
    show_a_wrong_password,
    show_a_wrong_sender,
    count_active_records,
    count_with_filters,
    get_all_records,
    get_all_of_the_books,
    get_all_with_a_condition,
    walk_pages_in_order,
    query_with_filters,
    read_by_query,
    query_one_vendor,
    look_up_objects,
    inspect_objects,
    keep_masters,
    post_a_journal,
    change_and_remove_a_journal,
    show_an_unbalanced_journal,
    show_a_duplicate,
    show_an_unknown_field,
    show_private_records,
)


def main() -> None:
    """Play every step against the server named on the command line."""
    importlib.import_module("transport").lead_to(sys.argv[1])
    visit = Visit(importlib.import_module("sageintacctsdk"))
    for step in STEPS:
        try:
            step(visit)
        except Exception:  # noqa: BLE001 (whatever the client raises is the finding)
            trouble = traceback.format_exc()
        else:
            trouble = None
        print(json.dumps({"step": step.__name__, "trouble": trouble}), flush=True)  # noqa: T201 (the way the result leaves)


if __name__ == "__main__":
    main()
