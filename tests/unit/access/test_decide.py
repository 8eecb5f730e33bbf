"""Who may do what to which object."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledgergate.access.actor import Actor
from ledgergate.access.decide import permit
from ledgergate.catalog.objects import Verb, declared

ADMIN = Actor(company=1, company_id="demo", user=1, user_id="admin", admin="Full")
CLERK = replace(ADMIN, admin="false")
READER = replace(ADMIN, user_type="view only user")
VENDOR = declared("VENDOR", "Vendor", application="AP", table="vendor", key="VENDORID", fields=())
USERINFO = declared("USERINFO", "User", application="CO", table="userinfo", key="LOGINID", fields=())


@pytest.mark.parametrize("verb", list(Verb))
def test_a_business_user_does_everything_to_a_master(verb: Verb) -> None:
    assert permit(CLERK, verb, VENDOR) is None


@pytest.mark.parametrize("kind", ["view only user", "dashboard user", "employee user", "payment approver", "a type of tomorrow"])
@pytest.mark.parametrize("verb", list(Verb))
def test_the_type_of_a_user_caps_the_verbs_even_of_an_administrator(kind: str, verb: Verb) -> None:
    assert (permit(replace(ADMIN, user_type=kind), verb, VENDOR) is None) == (verb in {Verb.READ, Verb.QUERY})


@pytest.mark.parametrize(
    ("verb", "operation"),
    [(Verb.CREATE, "CREATE"), (Verb.UPDATE, "UPDATE"), (Verb.DELETE, "DELETE")],
)
def test_a_refusal_names_operation_and_object(verb: Verb, operation: str) -> None:
    fault = permit(READER, verb, VENDOR)
    assert fault is not None
    assert fault.errorno == "PL04000005"
    assert fault.description2 == f"You do not have permission for API operation {operation} on objects of type vendor"


@pytest.mark.parametrize("verb", [Verb.CREATE, Verb.UPDATE, Verb.DELETE])
def test_only_administrators_write_users(verb: Verb) -> None:
    assert permit(CLERK, verb, USERINFO) is not None
    assert permit(ADMIN, verb, USERINFO) is None
    assert permit(replace(ADMIN, admin="true"), verb, USERINFO) is None
    assert permit(CLERK, Verb.READ, USERINFO) is None
