"""Companies, senders and users as the command line makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgergate.store import companies, records, senders, users
from ledgergate.store.work import Taken

if TYPE_CHECKING:
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database
    from ledgergate.store.work import Work


def test_a_company_is_found_in_any_case_and_its_name_stands_once(database: Database, company: Company) -> None:
    with database.directory() as work:
        assert companies.find(work, company.id.upper()) == company
        with pytest.raises(companies.NameTaken):
            companies.create(work, company.id.swapcase())
        assert company in companies.everyone(work)


def test_facts_of_a_company_change_and_others_do_not(database: Database, company: Company) -> None:
    with database.directory() as work:
        companies.change(work, company, {"connections": 5, "subscribed": False})
        changed = companies.find(work, company.id)
        assert changed is not None
        assert (changed.connections, changed.subscribed, changed.status) == (5, False, "active")
        with pytest.raises(KeyError):
            companies.change(work, company, {"key": 1})


def test_senders_are_let_in_and_shut_out(database: Database, company: Company, work: Work) -> None:
    with database.directory() as above:
        sender = senders.create(above, f"Sender {company.id}", "hash")
        with pytest.raises(companies.NameTaken):
            senders.create(above, sender.id, "other hash")
        assert senders.find(above, sender.id.lower()) is None
        above.commit()
    companies.authorise(work, sender.key)
    companies.authorise(work, sender.key)
    assert companies.authorised(work) == [sender.id]
    assert companies.revoke(work, sender.key)
    assert not companies.revoke(work, sender.key)
    assert companies.authorised(work) == []


def test_a_new_secret_counts_a_version_up(work: Work) -> None:
    records.insert(work, "userinfo", ("recordno", "loginid", "status", "admin"), [(7, "Alice", "T", "false")])
    assert users.set_secret(work, 7, "Alice", "first")
    assert users.set_secret(work, 7, "Alice", "second")
    assert not users.set_secret(work, 8, "Bob", "nobody")
    found = users.find(work, "aLICE")
    assert found is not None
    assert (found.recordno, found.login, found.secret) == (7, "Alice", True)
    assert work.rows("select folded, hash, version from user_secret where company = %(company)s", {"company": work.company}) == [
        ("alice", "second", 2)
    ]
    assert [user.secret for user in users.everyone(work)] == [True]


def test_the_name_of_a_removed_user_is_free_again(work: Work) -> None:
    records.insert(work, "userinfo", ("recordno", "loginid"), [(7, "Alice")])
    users.set_secret(work, 7, "Alice", "first")
    records.delete(work, "userinfo", [7])
    records.insert(work, "userinfo", ("recordno", "loginid"), [(8, "alice")])
    assert users.set_secret(work, 8, "alice", "second")
    found = users.find(work, "ALICE")
    assert found is not None
    assert (found.recordno, found.secret) == (8, True)


def test_two_users_whose_names_differ_in_case_only_do_not_both_sign_in(work: Work) -> None:
    records.insert(work, "userinfo", ("recordno", "loginid"), [(7, "Alice"), (8, "ALICE")])
    users.set_secret(work, 7, "Alice", "first")
    with pytest.raises(Taken):
        users.set_secret(work, 8, "ALICE", "second")


def test_a_dropped_company_leaves_nothing(database: Database, company: Company, work: Work) -> None:
    records.insert(work, "userinfo", ("recordno", "loginid"), [(1, "a")])
    users.set_secret(work, 1, "a", "hash")
    companies.drop(work, company, ["userinfo", "user_secret"])
    work.commit()
    assert work.rows("select count(*) from user_secret where company = %(company)s", {"company": work.company}) == [(0,)]
    with database.directory() as above:
        assert companies.find(above, company.id) is None
