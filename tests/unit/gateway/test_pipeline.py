"""Who is let in, and what every answer carries; tests named by number show that item of easy-to-miss.md."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desk import SESSION, USER_PASSWORD, Desk, class_, sender, user

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Answer
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

WRONG_SENDER = [("XL03000006", "Incorrect Intacct XML Partner ID or password.")]
SIGN_IN = [("XL03000006", "Sign-in information is incorrect")]
FAILING = '<function controlid="f"><delete><object>CLASS</object><keys>99</keys></delete></function>'
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def times(answer: Answer) -> tuple[datetime, datetime]:
    where = "operation/authentication/session"
    begun, ends = answer.word(f"{where}timestamp"), answer.word(f"{where}timeout")
    assert STAMP.fullmatch(begun)
    assert STAMP.fullmatch(ends)
    return datetime.fromisoformat(begun), datetime.fromisoformat(ends)


def children(answer: Answer, path: str) -> list[str]:
    (found,) = answer.root.findall(path)
    return [str(each.tag) for each in found]


def test_12_a_session_opens_at_the_scheme_and_host_of_the_request(desk: Desk) -> None:
    answer = desk.ask(SESSION)
    assert (answer.control, answer.authentication, answer.statuses) == ("success", "success", ["success"])
    assert answer.word("operation/result/data/api/endpoint") == "http://local.intacct.com:8080/ia/xml/xmlgw.phtml"
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}\.\.", answer.word("operation/result/data/api/sessionid"))


@pytest.mark.parametrize("host", ["evil/<x>", "", "a b", "user@host", "host:port"])
def test_12_a_host_that_is_none_is_not_repeated(desk: Desk, host: str) -> None:
    answer = desk.post(desk.asked.xml(SESSION), host=host)
    assert answer.word("operation/result/data/api/endpoint") == "http://localhost/ia/xml/xmlgw.phtml"


def test_12_a_fixed_address_stands_above_the_host(desk: Desk) -> None:
    fixed = "https://books.intacct.com/ia/xml/xmlgw.phtml"
    there = Desk(replace(desk.parts, public_endpoint=fixed), desk.company, desk.asked.sender)
    assert there.ask(SESSION).word("operation/result/data/api/endpoint") == fixed


def test_a_session_signs_in_like_the_log_in_that_opened_it(desk: Desk) -> None:
    answer = desk.ask(class_("a", "C1"), session=desk.open_session())
    assert answer.statuses == ["success"]
    assert answer.word("operation/authentication/userid") == "api"
    assert answer.word("operation/authentication/companyid") == desk.company.id


@pytest.mark.parametrize("spelling", [str.upper, str.lower])
def test_company_and_user_are_known_in_any_case_and_answered_in_their_own(desk: Desk, spelling: Callable[[str], str]) -> None:
    answer = desk.ask(SESSION, company=spelling(desk.company.id), user=spelling("api"))
    assert answer.word("operation/authentication/companyid") == desk.company.id
    assert answer.word("operation/authentication/userid") == "api"


def test_a_password_is_known_in_its_own_case_only(desk: Desk) -> None:
    assert desk.ask(SESSION, password=USER_PASSWORD.upper()).errors == SIGN_IN


def test_5_a_wrong_sender_gets_no_operation_and_nothing_depends_on_the_rest(desk: Desk) -> None:
    asked = [
        desk.ask(SESSION, sender_password="wrong"),
        desk.ask(SESSION, sender_password="wrong", user="nobody"),
        desk.ask(SESSION, sender_password="wrong", company="nowhere"),
        desk.ask(SESSION, sender_password="wrong", session="nothing"),
        desk.ask(SESSION, sender_password="wrong", session=desk.open_session()),
        desk.ask(SESSION, sender_password=""),
    ]
    for answer in asked:
        assert answer.control == "failure"
        assert answer.errors == WRONG_SENDER
        assert answer.root.find("operation") is None
    assert len({re.sub(r"Support ID: [^\]]*", "", answer.text) for answer in asked}) == 1
    unknown = desk.ask(SESSION, sender="nobody")
    assert unknown.errors == WRONG_SENDER
    assert unknown.word("control/senderid") == "nobody"


@pytest.mark.parametrize(
    "words", [{"user": "nobody"}, {"company": "nowhere"}, {"password": "wrong"}, {"password": ""}, {"location": "E999"}]
)
def test_5_whoever_cannot_sign_in_gets_the_same_text(desk: Desk, words: dict[str, str]) -> None:
    answer = desk.ask(SESSION, **words)
    assert (answer.control, answer.authentication) == ("success", "failure")
    assert answer.errors == SIGN_IN
    assert children(answer, "operation") == ["authentication", "errormessage"]
    assert children(answer, "operation/authentication") == ["status", "userid", "companyid"]
    assert answer.word("operation/authentication/userid") == words.get("user", "api")


@pytest.mark.parametrize("status", ["F", "L"])
def test_8_a_user_switched_off_neither_signs_in_nor_keeps_sessions(desk: Desk, status: str) -> None:
    session = desk.open_session()
    desk.run("update userinfo set status = %(status)s where company = %(company)s and loginid = 'api'", status=status)
    assert desk.ask(SESSION).errors == SIGN_IN
    answer = desk.ask(SESSION, session=session)
    assert answer.errors == [("XL03000006", f"Invalid session {session[0]}....")]
    assert answer.words("operation/authentication/*") == ["failure", "", ""]
    desk.run("update userinfo set status = 'T' where company = %(company)s and loginid = 'api'")
    assert desk.ask(SESSION, session=session).statuses == ["success"]


def test_8_a_changed_password_ends_the_sessions_of_its_user(desk: Desk) -> None:
    session = desk.open_session()
    desk.run("update user_secret set version = version + 1 where company = %(company)s")
    assert desk.ask(SESSION, session=session).authentication == "failure"


@pytest.mark.parametrize("session", ["qwerty..", "q", "", "<![CDATA[<>&'\"]]>"])
def test_10_an_unknown_session_answers_with_empty_elements(desk: Desk, session: str) -> None:
    answer = desk.ask(SESSION, session=session)
    shown = "<" if "CDATA" in session else session[:1]
    assert answer.errors == [("XL03000006", f"Invalid session {shown}....")]
    assert children(answer, "operation/authentication") == ["status", "userid", "companyid"]
    assert answer.words("operation/authentication/*") == ["failure", "", ""]


def test_10_a_session_ends_with_its_time(desk: Desk) -> None:
    session = desk.open_session()
    desk.run("update session set expires = %(then)s where company = %(company)s", then=datetime.now(UTC) - timedelta(hours=1))
    assert desk.ask(SESSION, session=session).authentication == "failure"


def test_10_a_failing_call_moves_the_end_of_a_session(desk: Desk) -> None:
    session = desk.open_session()
    soon = datetime.now(UTC) + timedelta(minutes=1)
    desk.run("update session set expires = %(soon)s where company = %(company)s", soon=soon)
    assert desk.ask(FAILING, session=session).statuses == ["failure"]
    with desk.parts.database.work(desk.company.key) as work:
        ((expires,),) = work.rows("select expires from session where company = %(company)s", {"company": desk.company.key})
    assert expires > soon + timedelta(hours=11)


def test_9_times_stand_in_every_answer_that_got_in(desk: Desk) -> None:
    answers = [
        desk.ask(SESSION),
        desk.ask(FAILING),
        desk.ask(class_("a", "X1") + FAILING, transaction="true"),
        desk.ask(FAILING, session=desk.open_session()),
    ]
    for answer in answers:
        begun, ends = times(answer)
        assert ends - begun == timedelta(hours=12)
        assert abs(datetime.now(UTC) - begun) < timedelta(seconds=10)
        assert children(answer, "operation/authentication") == [
            "status",
            "userid",
            "companyid",
            "locationid",
            "sessiontimestamp",
            "sessiontimeout",
        ]


def test_6_a_senders_right_is_asked_at_each_request_also_of_sessions(desk: Desk, database: Database, company: Company) -> None:
    session = desk.open_session()
    stranger = sender(database)
    for words in ({}, {"session": session}):
        answer = desk.ask(SESSION, sender=stranger, **words)
        assert (answer.control, answer.authentication) == ("success", "failure")
        assert answer.word("operation/authentication/companyid") == company.id
        assert answer.word("operation/errormessage/error/description") == "Invalid Web Services Authorization"
        assert answer.errors[0][1] == (
            f"The sender ID '{stranger}' is not authorized to make Web Services requests to company ID '{company.id}'."
        )
        assert "&#039;" in answer.text
        assert answer.word("operation/errormessage/error/correction") == (
            "Contact the company administrator to grant Web Services authorization to this sender ID."
        )
    desk.run("delete from sender_authorisation where company = %(company)s")
    assert desk.ask(SESSION, session=session).authentication == "failure"


def test_a_session_may_be_used_by_another_sender_that_the_company_let_in(desk: Desk, database: Database, company: Company) -> None:
    assert desk.ask(SESSION, session=desk.open_session(), sender=sender(database, company)).statuses == ["success"]


def test_a_company_without_subscription_takes_nobody(desk: Desk, database: Database) -> None:
    with database.directory() as work:
        work.run("update company set subscribed = false where key = %(company)s", {"company": desk.company.key})
        work.commit()
    assert desk.ask(SESSION).errors == [
        ("XL03000006", "This company is not authorized for XML transactions. Please subscribe to the XML Gateway.")
    ]


def test_a_policy_is_refused_by_name_and_an_empty_one_asks_for_none(desk: Desk) -> None:
    answer = desk.ask(SESSION, control="<policyid>test</policyid>")
    assert answer.errors == [("XL03000006", "test is not a valid transport policy.")]
    assert answer.root.find("operation") is None
    assert desk.ask(SESSION, control="<policyid></policyid>").statuses == ["success"]


def test_a_console_log_in_is_refused_as_any_wrong_one(desk: Desk) -> None:
    document = desk.asked.xml(SESSION).replace("</login>", "<clientid>client</clientid></login>")
    assert desk.post(document).errors == SIGN_IN
    assert desk.ask(SESSION, company=f"console|{desk.company.id}").errors == SIGN_IN


@pytest.mark.parametrize(
    "document",
    ["<request><control><senderid>me</senderid><controlid>c9</controlid><dtdversion>3.0</dtdversion></control></request>"],
)
def test_3_a_failure_on_the_control_level_carries_the_control_id(desk: Desk, document: str) -> None:
    answer = desk.post(document)
    assert answer.words("control/*") == ["failure", "me", "c9", "true", "3.0"]


def test_3_every_failure_carries_the_control_id(desk: Desk) -> None:
    for words in ({}, {"sender_password": "x"}, {"password": "x"}, {"session": "x"}, {"control": "<policyid>p</policyid>"}):
        assert desk.ask(FAILING, controlid="2025-01-01 12:00:00.123456", **words).word("control/controlid") == "2025-01-01 12:00:00.123456"


def test_4_errors_stand_at_the_failing_level_only(desk: Desk) -> None:
    answer = desk.ask(class_("a", "G1") + FAILING)
    assert answer.statuses == ["success", "failure"]
    assert len(answer.root.findall(".//errormessage")) == 1
    assert [each.find("errormessage") is not None for each in answer.root.findall("operation/result")] == [False, True]


def test_17_a_transaction_of_another_word_runs_nothing(desk: Desk) -> None:
    answer = desk.ask(class_("a", "Y1"), transaction="yes")
    assert answer.control == "failure"
    assert answer.errors[0][0] == "XL03000003"
    assert desk.count("class") == 0


def test_34_one_function_without_a_control_id_runs_nothing(desk: Desk) -> None:
    answer = desk.ask(class_("a", "Z1") + "<function><getAPISession/></function>")
    assert answer.control == "failure"
    assert desk.count("class") == 0


def test_a_function_with_two_calls_inside_runs_nothing(desk: Desk) -> None:
    answer = desk.ask(class_("a", "Z1") + '<function controlid="b"><getAPISession/><getAPISession/></function>')
    assert answer.control == "failure"
    assert desk.count("class") == 0


def test_32_white_space_is_left_out_of_failures_too(desk: Desk) -> None:
    bare = "<includewhitespace>false</includewhitespace>"
    for words in ({}, {"sender_password": "x"}, {"password": "x"}, {"session": "x"}, {"transaction": "yes"}):
        answer = desk.ask(FAILING, control=bare, **words)
        assert "\n" not in answer.text.split("\n", 1)[1]
    assert "\n    <control>\n" in desk.ask(FAILING).text


def test_a_function_that_is_known_and_not_built_fails_by_itself(desk: Desk) -> None:
    answer = desk.ask('<function controlid="a"><create_bill/></function>' + class_("b", "N1"))
    assert answer.statuses == ["failure", "success"]
    assert answer.errors == [("BL01001973", "Function create_bill is not available.")]


def test_sessions_move_between_levels(desk: Desk) -> None:
    desk.run("insert into location (company, recordno, locationid, name, locationtype) values (%(company)s, 71, 'E100', 'East', 'E')")
    top = desk.open_session()
    inside = desk.ask('<function controlid="s"><getAPISession><locationid>E100</locationid></getAPISession></function>', session=top)
    east = inside.word("operation/result/data/api/sessionid")
    assert inside.word("operation/result/data/api/locationid") == "E100"
    assert inside.word("operation/authentication/locationid") == ""
    again = desk.ask(SESSION, session=east)
    assert again.word("operation/authentication/locationid") == "E100"
    assert again.word("operation/result/data/api/locationid") == "E100"
    back = desk.ask('<function controlid="s"><getAPISession><locationid/></getAPISession></function>', session=east)
    assert back.word("operation/result/data/api/locationid") == ""
    assert len({top, east, back.word("operation/result/data/api/sessionid")}) == 3
    assert desk.ask(SESSION, location="E100").word("operation/authentication/locationid") == "E100"


def test_a_session_for_an_unknown_entity_is_refused(desk: Desk) -> None:
    answer = desk.ask('<function controlid="s"><getAPISession><locationid>E9</locationid></getAPISession></function>')
    assert answer.statuses == ["failure"]
    assert answer.errors == [("Get API Session Failed", "Sign-in information is incorrect")]
    assert desk.count("session") == 0


def test_a_session_of_a_rolled_back_operation_does_not_exist(desk: Desk) -> None:
    answer = desk.ask(SESSION + FAILING, transaction="true")
    assert answer.statuses == ["aborted", "aborted"]
    assert "sessionid" not in answer.text
    assert desk.count("session") == 0


def test_sessions_are_kept_by_their_hash_only(desk: Desk) -> None:
    session = desk.open_session()
    with desk.parts.database.work(desk.company.key) as work:
        (row,) = work.rows("select hash from session where company = %(company)s", {"company": desk.company.key})
    assert session.encode() not in bytes(row[0])
    assert len(bytes(row[0])) == 32


def test_several_operations_are_answered_one_by_one(desk: Desk, database: Database) -> None:
    user(database, desk.company, "other", 2)
    second = desk.asked.xml(class_("b", "M2")).split("</control>")[1].replace("<userid>api", "<userid>other").replace("</request>", "")
    third = second.replace(f"<password>{USER_PASSWORD}", "<password>wrong")
    answer = desk.post(desk.asked.xml(class_("a", "M1")).replace("</request>", f"{third}{second}</request>"))
    assert answer.words("operation/authentication/status") == ["success", "failure", "success"]
    assert answer.words("operation/authentication/userid") == ["api", "other", "other"]
    assert answer.statuses == ["success", "success"]


def test_an_operation_without_content_only_signs_in(desk: Desk) -> None:
    answer = desk.post(desk.asked.xml("").replace("<content></content>", ""))
    assert (answer.authentication, answer.statuses) == ("success", [])


def test_additional_error_information_comes_when_asked_for(desk: Desk) -> None:
    answer = desk.ask(FAILING, control="<showadditionalerrorinfo>true</showadditionalerrorinfo>")
    assert children(answer, "operation/result/errormessage/error") == [
        "errorno",
        "description",
        "description2",
        "correction",
        "additionalinfo",
    ]
    assert "additionalinfo" not in desk.ask(FAILING).text


def test_requests_are_logged_without_their_secrets(desk: Desk) -> None:
    session = desk.open_session()
    desk.ask(FAILING, session=session, sender_password="planted-secret")
    desk.ask(FAILING)
    desk.post("<request><control><password>planted-secret")
    desk.parts.log.flush()
    with desk.parts.database.work(desk.company.key) as work:
        rows = work.rows("select * from request_log where company = %(company)s order by number", {"company": desk.company.key})
    with desk.parts.database.directory() as work:
        rows += work.rows("select * from request_log where company = 0")
    assert len(rows) >= 4
    for secret in (session, "planted-secret", USER_PASSWORD + "<"):
        assert secret not in str(rows)
    assert "Cannot find class with key '99' to delete." in str(rows)
