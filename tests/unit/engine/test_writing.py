"""Generic create, update and delete on a real database: what is saved, what is listed, what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pytest

from ledgergate.access.actor import Actor
from ledgergate.base.clock import Clock
from ledgergate.base.tree import Node
from ledgergate.engine import dispatch
from ledgergate.engine.call import Switches
from ledgergate.engine.generic import write
from ledgergate.engine.hooks import House
from ledgergate.wire.answer import Data, Result
from ledgergate.wire.envelope import FunctionCall, Operation, SessionLogin

if TYPE_CHECKING:
    from ledgergate.catalog.registry import Registry
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

ROLLED_BACK: Final = "The entire transaction in this operation has been rolled back due to an error."


def record(name: str, **words: str) -> Node:
    return Node(name, children=tuple(Node(field, word) for field, word in words.items()))


def create(*records: Node) -> Node:
    return Node("create", children=records)


def update(*records: Node) -> Node:
    return Node("update", children=records)


def delete(name: str, keys: str) -> Node:
    return Node("delete", children=(Node("object", name), Node("keys", keys)))


def class_of(key: str, **words: str) -> Node:
    return record("CLASS", CLASSID=key, **({"NAME": f"Class {key}"} | words))


class Desk:
    """Somebody who sends functions to one company."""

    def __init__(self, database: Database, registry: Registry, company: Company) -> None:
        self.database = database
        self.company = company.key
        handlers = {"create": write.create, "update": write.update, "delete": write.delete}
        self.house = House(registry=registry, functions=handlers, rules={}, computed={}, overrides={})

    def send(
        self, *functions: Node, transaction: bool = False, unique: bool = False, sender: int = 1, entity: int | None = None
    ) -> tuple[Result, ...]:
        """Run functions, with the control ids f0, f1 and so on."""
        calls = tuple(FunctionCall(each.name, f"f{n}", each) for n, each in enumerate(functions))
        actor = Actor(company=self.company, company_id="x", user=1, user_id="tester", admin="Full", sender=sender, entity=entity)
        errand = dispatch.Errand(
            house=self.house,
            database=self.database,
            actor=actor,
            clock=Clock(),
            switches=Switches(),
            endpoint="",
            pretty=False,
            unique=unique,
        )
        return dispatch.run(errand, Operation(login=SessionLogin(""), transaction=transaction, functions=calls))

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Look at the company's rows."""
        with self.database.work(self.company) as work:
            return work.rows(sql, {"company": self.company})

    def classes(self) -> list[object]:
        """Give the ids of the classes there are, in order of number."""
        return [row[0] for row in self.rows("select classid from class where company = %(company)s order by recordno")]


@pytest.fixture
def desk(database: Database, registry: Registry, company: Company) -> Desk:
    return Desk(database, registry, company)


def texts(result: Result) -> list[str]:
    return [fault.description2 or fault.errorno for fault in result.faults]


def listed(result: Result) -> list[tuple[str, ...]]:
    if not isinstance(result.outcome, Data):
        return []
    return [tuple(child.text for child in node.children) for node in result.outcome.nodes]


def test_created_records_are_listed_in_lower_case_with_number_and_key(desk: Desk) -> None:
    (result,) = desk.send(create(class_of("A"), class_of("B", PARENTID="A")))
    assert (result.status, result.faults) == ("success", ())
    assert isinstance(result.outcome, Data)
    assert result.outcome.attributes == (("listtype", "objects"), ("count", "2"))
    assert [(node.name, [child.name for child in node.children]) for node in result.outcome.nodes] == [
        ("class", ["RECORDNO", "CLASSID"])
    ] * 2
    assert desk.classes() == ["A", "B"]


def test_the_good_records_stay_beside_a_bad_one_also_those_after_it(desk: Desk) -> None:
    desk.send(create(class_of("A")))
    (result,) = desk.send(create(class_of("B"), class_of("A"), class_of("C")))
    assert result.status == "failure"
    assert [key for _number, key in listed(result)] == ["B", "C"]
    assert texts(result) == [
        "Another Class with the given value(s) A  already exists",
        "Could not create class record!",
        "Could not create Class record!",
    ]
    assert [fault.errorno for fault in result.faults] == ["BL34000061", "BL01001973", "BL01001973"]
    assert result.faults[0].correction == "Use a unique value instead."
    assert desk.classes() == ["A", "B", "C"]


def test_all_faults_of_a_record_are_told_at_once_and_nothing_is_written(desk: Desk) -> None:
    (result,) = desk.send(create(record("CLASS", CLASSID="A", STATUS="gone", PARENTID="nowhere")))
    assert set(texts(result)[:3]) == {
        "There's an error with the value for field STATUS. Value: [gone]. Expected values: [active, active non-posting, inactive].",
        "Invalid Class 'nowhere' specified.",
        "Required field Name is missing.",
    }
    assert isinstance(result.outcome, Data)
    assert result.outcome.attributes == (("listtype", "objects"), ("count", "0"))
    assert desk.classes() == []


def test_a_transaction_leaves_nothing_and_marks_every_result(desk: Desk) -> None:
    first, second, third = desk.send(create(class_of("A")), create(record("CLASS")), create(class_of("B")), transaction=True)
    assert [each.status for each in (first, second, third)] == ["aborted"] * 3
    assert texts(first) == texts(third) == [ROLLED_BACK]
    assert texts(second)[-1] == ROLLED_BACK
    assert len(second.faults) > 1
    assert all(each.outcome is None for each in (first, second, third))
    assert desk.classes() == []


def test_ids_of_a_rolled_back_transaction_may_be_used_again(desk: Desk) -> None:
    desk.send(create(class_of("A")), create(record("CLASS")), transaction=True, unique=True)
    first, second = desk.send(create(class_of("A")), create(class_of("B")), transaction=True, unique=True)
    assert (first.status, second.status) == ("success", "success")


def test_a_done_function_is_refused_by_name_and_the_others_go_on(desk: Desk) -> None:
    desk.send(create(class_of("A")), unique=True)
    first, second = desk.send(create(class_of("X")), create(class_of("B")), unique=True)
    assert (first.status, texts(first)) == (
        "failure",
        ["A request's function with the control ID f0 has already been processed."],
    )
    assert second.status == "success"
    assert desk.classes() == ["A", "B"]


def test_a_failed_function_may_be_sent_again_under_its_id(desk: Desk) -> None:
    desk.send(create(record("CLASS")), unique=True)
    (result,) = desk.send(create(class_of("A")), unique=True)
    assert result.status == "success"


def test_an_id_is_free_for_another_sender_and_another_company(
    desk: Desk, database: Database, registry: Registry, other_company: Company
) -> None:
    desk.send(create(class_of("A")), unique=True)
    assert desk.send(create(class_of("B")), unique=True, sender=2)[0].status == "success"
    assert Desk(database, registry, other_company).send(create(class_of("A")), unique=True)[0].status == "success"


def test_one_id_from_many_threads_is_executed_once(desk: Desk) -> None:
    with ThreadPoolExecutor(6) as threads:
        asked = [threads.submit(desk.send, create(class_of(f"T{n}")), unique=True) for n in range(12)]
        results = [each.result()[0] for each in asked]
    assert [each.status for each in results].count("success") == 1
    assert len(desk.classes()) == 1
    refused = {text for each in results if each.status == "failure" for text in texts(each)}
    assert refused <= {
        "A request's function with the control ID f0 is in process.",
        "A request's function with the control ID f0 has already been processed.",
    }


def test_one_key_from_many_threads_is_created_once(desk: Desk) -> None:
    with ThreadPoolExecutor(6) as threads:
        asked = [threads.submit(desk.send, create(class_of("SAME"), class_of("SAME"))) for _ in range(6)]
        results = [each.result()[0] for each in asked]
    assert desk.classes() == ["SAME"]
    assert sum(len(listed(each)) for each in results) == 1


def test_update_keeps_what_is_absent_and_clears_what_is_empty(desk: Desk) -> None:
    desk.send(create(class_of("A", DESCRIPTION="old"), class_of("B", PARENTID="A", DESCRIPTION="stays")))
    (result,) = desk.send(update(record("CLASS", CLASSID="A", DESCRIPTION=""), record("class", CLASSID="B", NAME="New", PARENTID="")))
    assert result.status == "success"
    rows = desk.rows("select classid, name, description, parentkey from class where company = %(company)s order by recordno")
    assert rows == [("A", "Class A", None, None), ("B", "New", "stays", None)]


def test_update_names_a_record_that_is_not_there(desk: Desk) -> None:
    (result,) = desk.send(update(record("CLASS", CLASSID="UT99", NAME="x")))
    assert result.faults[0].errorno == "Cannot update non-existing CLASS with CLASSID=UT99."


def test_update_does_not_empty_a_required_field(desk: Desk) -> None:
    desk.send(create(class_of("A")))
    (result,) = desk.send(update(record("CLASS", CLASSID="A", NAME="")))
    assert texts(result)[0] == "Required field Name is missing."


def test_delete_takes_what_it_can_and_names_the_rest(desk: Desk) -> None:
    (made,) = desk.send(create(class_of("A"), class_of("B", PARENTID="A"), class_of("C")))
    numbers = [number for number, _key in listed(made)]
    (result,) = desk.send(delete("CLASS", f"{numbers[0]},{numbers[2]},999"))
    assert result.status == "failure"
    assert "Cannot find class with key '999' to delete." in texts(result)
    assert any("'A' cannot be deleted" in text for text in texts(result))
    assert desk.classes() == ["A", "B"]


def test_deleting_what_nothing_needs_answers_nothing(desk: Desk) -> None:
    (made,) = desk.send(create(class_of("A")))
    (result,) = desk.send(delete("CLASS", listed(made)[0][0]))
    assert (result.status, result.outcome, desk.classes()) == ("success", None, [])


def test_an_unknown_object_and_an_owned_one_are_refused(desk: Desk) -> None:
    first, second, third = desk.send(create(record("VENDOR9")), delete("VENDOR9", "1"), create(record("GLENTRY", AMOUNT="1")))
    assert texts(first) == ["Object definition VENDOR9 not found"]
    assert (second.faults[0].errorno, texts(second)) == ("WS", ["Object definition VENDOR9 not found"])
    assert (third.faults[0].errorno, texts(third)) == (
        "PL04000005",
        ["API operation 'CREATE' cannot be performed on objects of type glentry"],
    )


def test_more_than_a_hundred_records_are_refused_whole(desk: Desk) -> None:
    (result,) = desk.send(create(*(class_of(f"C{n}") for n in range(101))))
    assert (result.status, result.faults[0].errorno, desk.classes()) == ("failure", "BL01001973", [])
    assert result.outcome == Data(attributes=(("listtype", "objects"), ("count", "0")))
    assert desk.send(create(*(class_of(f"C{n}") for n in range(100))))[0].status == "success"


def test_each_change_leaves_a_trail_that_outlives_the_record(desk: Desk) -> None:
    (made,) = desk.send(create(class_of("A")))
    desk.send(update(record("CLASS", CLASSID="A", NAME="New")))
    desk.send(delete("CLASS", listed(made)[0][0]))
    trail = desk.rows(
        "select mode, source, user_id, sender, before ->> 'name', after ->> 'name' from audit where company = %(company)s order by number"
    )
    assert trail == [
        ("create", "api", "tester", 1, None, "Class A"),
        ("update", "api", "tester", 1, "Class A", "New"),
        ("delete", "api", "tester", 1, "New", None),
    ]


def test_two_companies_with_equal_ids_do_not_meet(desk: Desk, database: Database, registry: Registry, other_company: Company) -> None:
    other = Desk(database, registry, other_company)
    for each in (desk, other):
        assert each.send(create(class_of("A")))[0].status == "success"
    other.send(update(record("CLASS", CLASSID="A", NAME="theirs")))
    assert desk.rows("select name from class where company = %(company)s") == [("Class A",)]


@pytest.mark.parametrize("key", [" ", "\t\n", "\u00a0"])
def test_a_key_of_white_space_is_none(desk: Desk, key: str) -> None:
    (result,) = desk.send(create(class_of(key)))
    assert texts(result)[0] == "Required field Class ID is missing."
    desk.send(create(class_of("A")))
    (result,) = desk.send(update(record("CLASS", CLASSID="A", NAME=key)))
    assert texts(result)[0] == "Required field Name is missing."


def test_an_emptied_state_is_what_it_was_at_the_beginning(desk: Desk) -> None:
    desk.send(create(class_of("A", STATUS="inactive")))
    (result,) = desk.send(update(record("CLASS", CLASSID="A", STATUS="")))
    assert result.status == "success"
    assert desk.rows("select status from class where company = %(company)s") == [("T",)]


def test_an_element_of_one_value_stands_once(desk: Desk) -> None:
    twice = Node("CLASS", children=(Node("CLASSID", "A"), Node("CLASSID", "B"), Node("NAME", "x")))
    (result,) = desk.send(create(twice))
    assert texts(result)[0] == "Field CLASSID holds one value and was given several."
    assert desk.classes() == []


def test_an_entity_neither_changes_nor_deletes_what_the_top_level_owns(desk: Desk) -> None:
    (made,) = desk.send(create(class_of("TOP")))
    (own,) = desk.send(create(class_of("OWN")), entity=77)
    (changed,) = desk.send(update(record("CLASS", CLASSID="TOP", NAME="x")), entity=77)
    (deleted,) = desk.send(delete("CLASS", listed(made)[0][0]), entity=77)
    for refused in (changed, deleted):
        assert texts(refused)[0] == "Not owned: the Class 'TOP' can only be changed at the level that owns it."
    (gone,) = desk.send(delete("CLASS", listed(own)[0][0]), entity=77)
    assert gone.status == "success"
    assert desk.classes() == ["TOP"]
