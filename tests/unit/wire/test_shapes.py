"""Every shape of an answer against the bytes of tests/goldens, pretty and compact."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledgergate.access import faults as refusals
from ledgergate.base.fault import Fault
from ledgergate.base.tree import Node
from ledgergate.wire.answer import Data, Key, Outcome, Result
from ledgergate.wire.envelope import Authentication, Echo, GatewayRefusal, OperationAnswer, Response
from ledgergate.wire.render import render, render_refusal

GOLDENS = Path(__file__).parents[2] / "goldens"
SUPPORT = "abc%7EDEF"
ECHO = Echo(senderid="acme_sender", controlid="c1", uniqueid="false", dtdversion="3.0")
SIGNED_IN = Authentication(
    status="success",
    userid="apiuser",
    companyid="demo",
    timestamp="2025-03-01T10:00:00+00:00",
    timeout="2025-03-01T22:00:00+00:00",
)
NOT_SIGNED_IN = Authentication(status="failure", userid="apiuser", companyid="demo")
ROLLED_BACK = Fault("XL03000009", "The entire transaction in this operation has been rolled back due to an error.")
UNIQUE = "Use a unique value instead."


def succeeded(function: str, controlid: str, outcome: Outcome = None) -> Result:
    return Result(status="success", function=function, controlid=controlid, outcome=outcome)


def failed(function: str, controlid: str, *faults: Fault, outcome: Outcome = None, status: str = "failure") -> Result:
    return Result(status=status, function=function, controlid=controlid, outcome=outcome, faults=faults)


def ran(*results: Result) -> Response:
    return Response(echo=ECHO, operations=(OperationAnswer(authentication=SIGNED_IN, results=results),))


def refused(fault: Fault, who: Authentication = NOT_SIGNED_IN) -> Response:
    return Response(echo=ECHO, operations=(OperationAnswer(authentication=who, faults=(fault,)),))


def saved(*records: Node) -> Data:
    return Data(attributes=(("listtype", "objects"), ("count", str(len(records)))), nodes=records)


EMPTY_LIST = Data(attributes=(("listtype", "department"), ("count", "0"), ("totalcount", "0"), ("numremaining", "0"), ("resultId", "")))
CLASS = Node("class", children=(Node("RECORDNO", "5"), Node("CLASSID", "UT01")))
PROJECT = Node("project", children=(Node("RECORDNO", "1424"), Node("PROJECTID", "P-2")))
TAG_MISMATCH = (
    "XML Parse schema error: Fatal Error 76: Opening and ending tag mismatch: PROJECTID line 18 and PROJECT. Line: 18, column: 62."
)
ENDPOINT = "https://api.intacct.com/ia/xml/xmlgw.phtml"
SESSION = Node(
    "api",
    children=(Node("sessionid", "4dfZhgdAZ3jR-tyznJZ_UUbCeND_3A.."), Node("endpoint", ENDPOINT), Node("locationid")),
)

SHAPES = {
    "A_success": ran(succeeded("readByQuery", "a1", EMPTY_LIST), succeeded("create", "a2", saved(CLASS))),
    "B_wrong_sender": Response(echo=ECHO, faults=(refusals.WRONG_SENDER,)),
    "C_broken_xml": Response(echo=ECHO, faults=(Fault("XL03000003", TAG_MISMATCH),)),
    "F_sign_in": refused(refusals.SIGN_IN),
    "G_bad_session": refused(refusals.invalid_session("q-1234567890.."), Authentication(status="failure")),
    "H_sender_not_authorised": refused(refusals.not_authorised("acme_sender", "demo")),
    "I_function_failure": ran(failed("delete", "d1", Fault(description2="Cannot find class with key 'UT01' to delete."))),
    "J_create_failure": ran(
        failed(
            "create",
            "p",
            Fault("BL34000061", "Another Class with the given value(s) UT01  already exists", correction=UNIQUE),
            Fault(description2="Could not create class record!"),
            Fault(description2="Could not create Class record!"),
            outcome=saved(),
        )
    ),
    "K_partial_create": ran(
        failed(
            "create",
            "p",
            Fault("BL34000061", "Another Project with the given value(s) P-1  already exists", correction=UNIQUE),
            Fault(description2="Could not create project record!"),
            Fault(description2="Error while saving the Project info"),
            outcome=saved(PROJECT),
        )
    ),
    "L_rolled_back": ran(
        failed("create", "f1", ROLLED_BACK, status="aborted"),
        failed("readByQuery", "f2", Fault("Query Failed", "Object definition VENDOR9 not found"), ROLLED_BACK, status="aborted"),
    ),
    "M_legacy_create": ran(succeeded("create_supdoc", "x", Key("35"))),
    "N_delete": ran(succeeded("delete", "d1")),
    "P_api_session": ran(succeeded("getAPISession", "s1", Data(nodes=(SESSION,)))),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_written_as_it_stands_in_the_golden_file(shape: str) -> None:
    assert render(SHAPES[shape], SUPPORT).decode() == (GOLDENS / f"{shape}.xml").read_text()


@pytest.mark.parametrize("shape", SHAPES)
def test_without_white_space_a_shape_is_the_same_less_the_indents(shape: str) -> None:
    compact = Echo(senderid=ECHO.senderid, controlid=ECHO.controlid, uniqueid="false", dtdversion="3.0", pretty=False)
    prolog, body = (GOLDENS / f"{shape}.xml").read_text().split("\n", 1)
    asked = Response(echo=compact, operations=SHAPES[shape].operations, faults=SHAPES[shape].faults)
    assert render(asked, SUPPORT).decode() == f"{prolog}\n" + re.sub(r"\n *", "", body)


def test_the_gateway_tier_writes_its_stripped_shape() -> None:
    refusal = GatewayRefusal(400, "GW-0011", "Invalid Request [Request ID: AC47C2BE:D9EE_63EBC07F.59]")
    assert render_refusal(refusal).decode() == (GOLDENS / "E_gateway_tier.xml").read_text()


def test_every_golden_file_is_compared() -> None:
    assert {path.stem for path in GOLDENS.glob("*.xml")} == {*SHAPES, "E_gateway_tier"}


def test_a_switched_off_support_id_leaves_the_bare_text() -> None:
    assert "Support ID" not in render(SHAPES["J_create_failure"]).decode()


def test_of_several_faults_only_the_first_carries_the_support_id() -> None:
    assert render(SHAPES["J_create_failure"], SUPPORT).decode().count("[Support ID: abc%7EDEF]") == 1


def test_32_white_space_is_left_alone_inside_values() -> None:
    words = "  two  spaces\n\tand a line  "
    answer = ran(succeeded("read", "r", Data(nodes=(Node("CLASS", children=(Node("DESCRIPTION", words),)),))))
    assert f"                    <DESCRIPTION>{words}</DESCRIPTION>\n" in render(answer).decode()


def test_a_broken_request_without_a_control_block_answers_with_empty_elements() -> None:
    answer = render(Response(echo=Echo(), faults=(Fault("XL03000003", "x"),))).decode()
    assert "<senderid></senderid>" in answer
    assert "<controlid></controlid>" in answer
    assert "uniqueid" not in answer
    assert "dtdversion" not in answer


def test_additional_information_is_the_fifth_child_when_asked_for() -> None:
    explained = Echo(senderid="s", controlid="c", pretty=False, explain=True)
    fault = Fault(
        description="Duplicate account number",
        description2="The account number '5000.11' already exists",
        correction="Enter unique account number",
    )
    answer = Response(
        echo=explained,
        operations=(OperationAnswer(authentication=SIGNED_IN, results=(failed("create", "g", fault),)),),
    )
    assert (
        "<correction>Enter unique account number</correction>"
        "<additionalinfo><errorid>GL-0493</errorid><category>Duplication Prevention</category>"
        '<target domain="" requestinfo="abc%7EDEF" object="" field="" businessinfo=""></target>'
        "<description><messageid>IA.DUPLICATE_ACCOUNT_NUMBER</messageid>"
        '<target domain="" requestinfo="" object="" field="" businessInfo=""></target><placeholders></placeholders></description>'
        "<cdescription><messageid>IA.THE_ACCOUNT_NUMBER_ALREADY_EXISTS</messageid>"
        '<target domain="" requestinfo="[Support ID: abc%7EDEF]" object="" field="" businessInfo=""></target>'
        '<placeholders><placeholder name="ACCOUNTNO" value="5000.11"></placeholder></placeholders></cdescription>'
        "<correction><messageid>IA.ENTER_UNIQUE_ACCOUNT_NUMBER</messageid>"
        '<target domain="" requestinfo="" object="" field="" businessInfo=""></target><placeholders></placeholders></correction>'
        "</additionalinfo></error>"
    ) in render(answer, SUPPORT).decode()


def test_a_part_without_a_message_has_no_request_information() -> None:
    explained = Echo(senderid="s", controlid="c", pretty=False, explain=True)
    answer = Response(echo=explained, faults=(Fault("XL03000006", "Something is wrong"),))
    assert (
        "<correction><messageid></messageid><category></category>"
        '<target domain="" object="" field="" businessInfo=""></target><placeholders></placeholders></correction>'
    ) in render(answer).decode()
