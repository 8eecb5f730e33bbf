"""Functions in order, control ids, transactions, connections; tests named by number show that item of easy-to-miss.md."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desk import Desk, class_, sender, user
from ledgergate.engine.hooks import House
from ledgergate.store import control_ids, slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgergate.base.tree import Node
    from ledgergate.engine.call import Call
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

ROLLED_BACK = ("XL03000009", "The entire transaction in this operation has been rolled back due to an error.")
TOO_MANY = [("XL03000011", "There are too many operations running for this company (200024).")]
FAILING = '<function controlid="f"><delete><object>CLASS</object><keys>99</keys></delete></function>'


def done(control_id: str) -> tuple[str, str]:
    return ("XL03000007", f"A request's function with the control ID {control_id} has already been processed.")


def test_27_functions_run_in_document_order_each_seeing_what_came_before(desk: Desk) -> None:
    child = '<function controlid="b"><create><CLASS><CLASSID>B</CLASSID><NAME>B</NAME><PARENTID>A</PARENTID></CLASS></create></function>'
    for transaction in ("false", "true"):
        desk.run("delete from class where company = %(company)s")
        assert desk.ask(child + class_("a", "A"), transaction="false").statuses == ["failure", "success"]
        desk.run("delete from class where company = %(company)s")
        assert desk.ask(class_("a", "A") + child, transaction=transaction).statuses == ["success", "success"]
        assert desk.ask(child.replace("<CLASSID>B", "<CLASSID>C").replace("<NAME>B", "<NAME>C")).statuses == ["success"]


def test_records_saved_before_a_failing_one_stay_and_are_listed(desk: Desk) -> None:
    desk.ask(class_("a", "A"))
    answer = desk.ask(class_("p", "B", "A", "C"))
    assert answer.statuses == ["failure"]
    assert answer.words("operation/result/data/class/CLASSID") == ["B", "C"]
    assert answer.errors[0] == ("BL34000061", "Another Class with the given value(s) A  already exists")
    assert [str(each.tag) for each in answer.root.findall("operation/result/*")] == [
        "status",
        "function",
        "controlid",
        "data",
        "errormessage",
    ]
    assert desk.count("class") == 3


def test_19_the_culprit_keeps_its_own_error_and_the_innocent_have_the_roll_back_only(desk: Desk) -> None:
    answer = desk.ask(class_("a", "A") + FAILING + class_("c", "C"), transaction="true")
    assert answer.statuses == ["aborted", "aborted", "aborted"]
    assert answer.words("operation/result/controlid") == ["a", "f", "c"]
    errors = [[error.findtext("errorno") for error in each.iter("error")] for each in answer.root.findall("operation/result")]
    assert errors[0] == errors[2] == ["XL03000009"]
    assert errors[1][-1] == "XL03000009"
    assert errors[1][0] == "BL01001973"
    assert answer.errors[0] == ROLLED_BACK


def test_18_a_rolled_back_operation_leaves_nothing_and_shows_nothing(desk: Desk) -> None:
    both = class_("a", "A") + FAILING
    answer = desk.ask(both, transaction="true", unique="true")
    assert answer.statuses == ["aborted", "aborted"]
    assert answer.root.find("operation/result/data") is None
    assert answer.root.find("operation/result/key") is None
    assert desk.count("class") == 0
    assert desk.count("control_id") == 0
    assert desk.ask(class_("a", "A"), unique="true").statuses == ["success"]


def test_20_repeating_a_whole_request_refuses_what_was_done_and_runs_the_rest(desk: Desk) -> None:
    first = desk.ask(class_("a", "A") + FAILING, unique="true")
    assert first.statuses == ["success", "failure"]
    again = desk.ask(class_("a", "A") + FAILING.replace("<delete>", "<delete>") + class_("n", "N"), unique="true")
    assert again.statuses == ["failure", "failure", "success"]
    assert again.errors[0] == done("a")
    assert again.control == again.authentication == "success"
    assert desk.count("class") == 2


@pytest.mark.parametrize("unique", [None, "", "true", "maybe"])
def test_control_ids_count_unless_uniqueid_is_false(desk: Desk, unique: str | None) -> None:
    words = {"unique": unique}
    assert desk.ask(class_("a", "A"), **words).statuses == ["success"]  # type: ignore[arg-type]
    assert desk.ask(class_("a", "B"), **words).errors == [done("a")]  # type: ignore[arg-type]
    assert desk.ask(class_("a", "C"), unique="false").statuses == ["success"]


def test_21_an_id_counts_once_within_a_request(desk: Desk) -> None:
    answer = desk.ask(class_("a", "A") + class_("a", "B"), unique="true")
    assert answer.statuses == ["success", "failure"]
    assert answer.errors == [done("a")]
    assert desk.count("class") == 1


def test_21_a_repeated_id_rolls_a_transaction_back(desk: Desk) -> None:
    answer = desk.ask(class_("a", "A") + class_("a", "B"), unique="true", transaction="true")
    assert answer.statuses == ["aborted", "aborted"]
    assert done("a") in answer.errors
    assert desk.count("class") == 0


def test_21_an_id_of_another_company_or_another_sender_is_another_id(desk: Desk, database: Database, other_company: Company) -> None:
    user(database, other_company, "api", 1)
    assert desk.ask(class_("a", "A"), unique="true").statuses == ["success"]
    elsewhere = Desk(desk.parts, other_company, sender(database, other_company, desk.company))
    assert elsewhere.ask(class_("a", "A"), unique="true").statuses == ["success"]
    assert desk.ask(class_("a", "B"), unique="true", sender=elsewhere.asked.sender).statuses == ["success"]


def test_a_switch_leaves_the_status_out_of_a_refused_duplicate(desk: Desk) -> None:
    switches = replace(desk.parts.switches, duplicate_result_without_status=True)
    strange = Desk(replace(desk.parts, switches=switches), desk.company, desk.asked.sender)
    assert strange.ask(class_("a", "A"), unique="true").statuses == ["success"]
    answer = strange.ask(class_("a", "A") + class_("b", "B"), unique="true")
    assert answer.statuses == ["success"]
    assert answer.words("operation/result/controlid") == ["a", "b"]


def test_an_id_in_process_is_told_so_at_once(desk: Desk) -> None:
    with desk.parts.database.directory() as directory:
        rows = directory.rows("select key from sender where id = %(id)s /* company: above them */", {"id": desk.asked.sender})
    with desk.parts.database.work(desk.company.key) as work:
        assert control_ids.claim(work, rows[0][0], "a") is control_ids.Claim.FREE
        answer = desk.ask(class_("a", "A"), unique="true")
        assert answer.errors == [("XL03000007", "A request's function with the control ID a is in process.")]
    assert desk.ask(class_("a", "A"), unique="true").statuses == ["success"]


def test_a_broken_promise_inside_a_function_is_one_result_and_tells_nothing(desk: Desk) -> None:
    broken = _with(desk, lambda _call, _node: 1 / 0)
    answer = broken.ask('<function controlid="x"><lookup><object>A</object></lookup></function>' + class_("a", "A"))
    assert answer.statuses == ["failure", "success"]
    assert answer.errors == [("DL02000001", "There was an error processing the request.")]
    assert "ZeroDivision" not in answer.text


def _with(desk: Desk, lookup: Callable[[Call, Node], object]) -> Desk:
    """Give a desk whose `lookup` does as the test wants, to hold functions at a point of their way."""
    house = desk.parts.house
    functions = {**house.functions, "lookup": lookup}
    held = House(registry=house.registry, functions=functions, rules=house.rules, computed=house.computed, overrides=house.overrides)  # type: ignore[arg-type]
    return Desk(replace(desk.parts, house=held), desk.company, desk.asked.sender)


class Held:
    """A function that waits until the test lets it go."""

    def __init__(self, desk: Desk) -> None:
        self.begun = threading.Semaphore(0)
        self.go = threading.Event()
        self.desk = _with(desk, self._wait)
        self._threads: list[threading.Thread] = []

    def _wait(self, _call: Call, _node: Node) -> None:
        self.begun.release()
        assert self.go.wait(20)

    def start(self) -> None:
        """Send a request that holds a connection of the company, and wait until its function runs."""
        thread = threading.Thread(target=self.desk.ask, args=('<function controlid="h"><lookup><object>A</object></lookup></function>',))
        thread.start()
        self._threads.append(thread)
        assert self.begun.acquire(timeout=10)

    def end(self) -> None:
        self.go.set()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def held(desk: Desk) -> Iterator[Held]:
    made = Held(desk)
    yield made
    made.end()


def test_23_a_third_request_of_a_company_is_refused_at_once_and_runs_nothing(desk: Desk, held: Held) -> None:
    held.start()
    held.start()
    answer = desk.ask(class_("a", "A"), unique="true")
    assert answer.control == "success"
    assert answer.words("operation/authentication/*") == ["failure", "api", desk.company.id]
    assert answer.errors == TOO_MANY
    assert answer.word("control/controlid") == "c1"
    assert desk.count("class") == 0
    held.end()
    assert desk.ask(class_("a", "A"), unique="true").statuses == ["success"]


def test_23_users_senders_and_sessions_share_the_limit_and_other_companies_do_not(
    desk: Desk, held: Held, database: Database, other_company: Company
) -> None:
    session = desk.open_session()
    user(database, desk.company, "second", 2)
    user(database, other_company, "api", 1)
    held.start()
    held.start()
    assert desk.ask(class_("a", "A"), session=session).errors == TOO_MANY
    assert desk.ask(class_("a", "A"), user="second").errors == TOO_MANY
    assert desk.ask(class_("a", "A"), sender=sender(database, desk.company)).errors == TOO_MANY
    assert Desk(desk.parts, other_company, sender(database, other_company)).ask(class_("a", "A")).statuses == ["success"]


def test_23_the_limit_is_the_companys_own(desk: Desk, held: Held, database: Database) -> None:
    with database.directory() as work:
        work.run("update company set connections = 3 where key = %(company)s", {"company": desk.company.key})
        work.commit()
    held.start()
    held.start()
    assert desk.ask(class_("a", "A")).statuses == ["success"]
    held.start()
    assert desk.ask(class_("a", "B")).errors == TOO_MANY


def test_24_wrong_senders_log_ins_and_broken_documents_take_no_place_and_do_not_wait(desk: Desk, held: Held) -> None:
    held.start()
    held.start()
    assert desk.ask(class_("a", "A"), sender_password="wrong").errors[0][1] == "Incorrect Intacct XML Partner ID or password."
    assert desk.ask(class_("a", "A"), password="wrong").errors[0][1] == "Sign-in information is incorrect"
    assert desk.post("<request>").errors[0][0] == "XL03000003"
    with desk.parts.database.work(desk.company.key) as work:
        assert work.rows("select count(*) from slot where company = %(company)s", {"company": desk.company.key})[0][0] == 2


def test_a_place_is_free_again_after_every_kind_of_end(desk: Desk) -> None:
    broken = _with(desk, lambda _call, _node: 1 / 0)
    for functions in (class_("a", "A"), FAILING, '<function controlid="x"><lookup><object>A</object></lookup></function>'):
        for transaction in ("false", "true"):
            broken.ask(functions, transaction=transaction)
    assert desk.count("slot") == 0
    tickets = [slots.take(desk.parts.database, desk.company.key, 2) for _ in range(2)]
    assert None not in tickets
    for ticket in tickets:
        slots.give_back(desk.parts.database, desk.company.key, ticket or 0)
