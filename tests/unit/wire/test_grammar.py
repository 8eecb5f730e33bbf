"""The messages of protocol.md 9.15, word for word, from a grammar emitted from our own declarations."""

from __future__ import annotations

import pytest

from ledgergate.catalog.functions import Function
from ledgergate.standard.everything import registry as standard
from ledgergate.standard.generic.functions import FUNCTIONS
from ledgergate.wire.envelope import Login, Request, SessionLogin
from ledgergate.wire.reader import Broken, Reader
from wire_samples import EXAMPLE_LEGACY, NAMES, request

OWN = {each.name: each for each in (*FUNCTIONS, *EXAMPLE_LEGACY)}
EVERYTHING = Reader(standard().functions.values())
READER = Reader(OWN.get(name) or Function(name=name) for name in NAMES)
TEN = (
    "create_apaccountlabel, create_apadjustment, create_apadjustmentbatch, create_araccountlabel, create_aradjustment, "
    "create_aradjustmentbatch, create_arpayment, create_arpaymentbatch, create_bill, create_recurringbill"
)
TEN_CONDITIONS = "and, or, equalto, notequalto, lessthan, lessthanorequalto, greaterthan, greaterthanorequalto, between, in"
SELECT = "<object>A</object><select><field>B</field></select>"
ISNULL = "<isnull><field>A</field></isnull>"


def read(document: str) -> Request | Broken:
    return READER.read(document.encode())


def faults(document: str) -> list[str]:
    found = read(document)
    assert isinstance(found, Broken)
    assert {fault.errorno for fault in found.faults} == {"XL03000003"}
    assert not any(fault.description or fault.correction for fault in found.faults)
    return [fault.description2 for fault in found.faults]


def schema_fault(code: int, words: str) -> list[str]:
    return [f"XML Parse schema error: Error {code}: {words}. Line: 1, column: 0."]


def filtered(conditions: str) -> str:
    return f"<query>{SELECT}<filter>{conditions}</filter></query>"


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        ("<nofunc/>", 1871, f"Element 'nofunc': This element is not expected. Expected is one of ( {TEN} )"),
        ("<getAPISession/><getAPISession/>", 1871, "Element 'getAPISession': This element is not expected"),
        ("", 1871, f"Element 'function': Missing child element(s). Expected is one of ( {TEN} )"),
        ("<create/>", 1871, "Element 'create': Missing child element(s). Expected is one of ( {*}*, * )"),
        ("<update/>", 1871, "Element 'update': Missing child element(s). Expected is one of ( {*}*, * )"),
        (
            "<readByQuery><object>A</object></readByQuery>",
            1871,
            "Element 'readByQuery': Missing child element(s). Expected is one of ( query, pagesize, fields, returnFormat, docparid )",
        ),
        ("<readByQuery><object>A</object><query/><foo/></readByQuery>", 1871, "Element 'foo': This element is not expected"),
        (
            "<read><object>A</object><object>A</object></read>",
            1871,
            "Element 'object': This element is not expected. Expected is one of ( keys, fields, returnFormat, docparid )",
        ),
        (
            "<query><object>A</object></query>",
            1871,
            (
                "Element 'query': Missing child element(s). "
                "Expected is one of ( select, docparid, filter, orderby, options, pagesize, offset )"
            ),
        ),
        (
            "<query><object>A</object><select/></query>",
            1871,
            "Element 'select': Missing child element(s). Expected is one of ( field, count, avg, min, max, sum )",
        ),
        (
            f"<query>{SELECT}<pagesize>5000</pagesize></query>",
            1834,
            "Element 'pagesize': [facet 'maxInclusive'] The value '5000' is greater than the maximum value allowed ('2000')",
        ),
        (
            f"<query>{SELECT}<pagesize>abc</pagesize></query>",
            1824,
            "Element 'pagesize': 'abc' is not a valid value of the local atomic type",
        ),
        (
            f"<query>{SELECT}<offset>-1</offset></query>",
            1833,
            "Element 'offset': [facet 'minInclusive'] The value '-1' is less than the minimum value allowed ('0')",
        ),
        (
            f"<query>{SELECT}<options><caseinsensitive>True</caseinsensitive></options></query>",
            1824,
            "Element 'caseinsensitive': 'True' is not a valid value of the atomic type 'xs:boolean'",
        ),
        (
            f"<query>{SELECT}<options><showprivate>true</showprivate><caseinsensitive>true</caseinsensitive></options></query>",
            1871,
            "Element 'caseinsensitive': This element is not expected. Expected is ( returnformat )",
        ),
        (
            f"<query>{SELECT}<options><returnformat>csv</returnformat><caseinsensitive>true</caseinsensitive></options></query>",
            1871,
            "Element 'caseinsensitive': This element is not expected",
        ),
        (
            filtered(f"<and>{ISNULL}</and>"),
            1871,
            f"Element 'and': Missing child element(s). Expected is one of ( {TEN_CONDITIONS} )",
        ),
        (filtered(ISNULL + ISNULL), 1871, "Element 'isnull': This element is not expected"),
        (
            filtered("<between><field>A</field><value>1</value></between>"),
            1871,
            "Element 'between': Missing child element(s). Expected is ( value )",
        ),
        (
            filtered("<equals/>"),
            1871,
            f"Element 'equals': This element is not expected. Expected is one of ( {TEN_CONDITIONS} )",
        ),
        (
            "<create_class><name>n</name><classid>c</classid></create_class>",
            1871,
            "Element 'name': This element is not expected. Expected is ( classid )",
        ),
    ],
)
def test_a_function_outside_the_grammar_gets_the_message_of_the_table(function: str, code: int, words: str) -> None:
    assert faults(request(f'<function controlid="f1">{function}</function>')) == schema_fault(code, words)


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        ("<function><getAPISession/></function>", 1868, "Element 'function': The attribute 'controlid' is required but missing"),
        (
            '<function controlid="f" foo="1"><getAPISession/></function>',
            1866,
            "Element 'function', attribute 'foo': The attribute 'foo' is not allowed",
        ),
        (
            '<function controlid=""><getAPISession/></function>',
            1831,
            (
                "Element 'function', attribute 'controlid': [facet 'minLength'] "
                "The value '' has a length of '0'; this underruns the allowed minimum length of '1'"
            ),
        ),
    ],
)
def test_34_a_function_without_a_control_id_refuses_the_whole_request(function: str, code: int, words: str) -> None:
    good = '<function controlid="g"><getAPISession/></function>'
    assert faults(request(good + function)) == schema_fault(code, words)


@pytest.mark.parametrize("word", ["yes", "", "TRUE", "1"])
def test_17_transaction_is_true_or_false_and_nothing_else(word: str) -> None:
    said = request('<function controlid="f"><getAPISession/></function>').replace("<operation", f'<operation transaction="{word}"')
    assert faults(said) == schema_fault(
        1840,
        f"Element 'operation', attribute 'transaction': [facet 'enumeration'] The value '{word}' is not an element of the set "
        "{'true', 'false'}",
    )


def test_an_object_outside_the_enumeration_of_get_list_is_named_with_all_that_are_inside() -> None:
    (message,) = faults(request('<function controlid="f"><get_list object="whatever"/></function>'))
    assert message.startswith(
        "XML Parse schema error: Error 1840: Element 'get_list', attribute 'object': [facet 'enumeration'] "
        "The value 'whatever' is not an element of the set {'accountgroup', 'adjjournal', 'statjournal', "
    )
    assert message.endswith("'vendorentityaccount', 'vendorpref', 'employeepref'}. Line: 1, column: 0.")


CONTROL = "<senderid>s</senderid><password>p</password><controlid>c</controlid><dtdversion>3.0</dtdversion>"


@pytest.mark.parametrize(
    ("control", "code", "words"),
    [
        (
            "<controlid>c</controlid><dtdversion>3.0</dtdversion>",
            1871,
            "Element 'controlid': This element is not expected. Expected is one of ( appid, senderid )",
        ),
        (
            f"<senderid>s</senderid><controlid>{'x' * 300}</controlid><dtdversion>3.0</dtdversion>",
            1832,
            "Element 'controlid': [facet 'maxLength'] The value has a length of '300'; this exceeds the allowed maximum length of '256'",
        ),
        (
            f"{CONTROL}<includewhitespace>yes</includewhitespace>",
            1824,
            "Element 'includewhitespace': 'yes' is not a valid value of the atomic type 'xs:boolean'",
        ),
        (
            "<senderid>s</senderid><password>p</password><controlid>c</controlid>",
            1871,
            "Element 'control': Missing child element(s). Expected is one of ( uniqueid, dtdversion )",
        ),
        (
            CONTROL.replace("3.0", ""),
            1871,
            "Element 'control': Missing child element(s). Expected is ( dtdversion )",
        ),
    ],
)
def test_a_control_block_outside_the_grammar_gets_the_message_of_the_table(control: str, code: int, words: str) -> None:
    assert faults(request('<function controlid="f"><getAPISession/></function>', control=control)) == schema_fault(code, words)


@pytest.mark.parametrize(
    ("authentication", "words"),
    [
        ("", "Element 'authentication': Missing child element(s). Expected is one of ( login, sessionid, oauth )"),
        (
            "<login><userid>u</userid><password>p</password><companyid>c</companyid></login>",
            "Element 'password': This element is not expected. Expected is ( companyid )",
        ),
        (
            "<login><userid>u</userid><companyid>c</companyid><password>p</password></login><sessionid>s</sessionid>",
            "Element 'sessionid': This element is not expected",
        ),
    ],
)
def test_11_authentication_is_one_of_three_and_in_order(authentication: str, words: str) -> None:
    document = request('<function controlid="f"><getAPISession/></function>', authentication=authentication)
    assert faults(document) == schema_fault(1871, words)


def test_a_wrong_root_is_no_request() -> None:
    assert faults("<foo/>") == schema_fault(1845, "Element 'foo': No matching global declaration available for the validation root")


def test_31_another_dialect_is_refused_before_anything_runs() -> None:
    document = request('<function controlid="f"><getAPISession/></function>', control=CONTROL.replace("3.0", "2.1"))
    assert faults(document) == ["The dtdversion '2.1' is not available. Use 3.0."]


@pytest.mark.parametrize(("word", "unique"), [("false", False), ("true", True), ("", True), ("maybe", True)])
def test_anything_but_false_makes_control_ids_count(word: str, unique: bool) -> None:  # noqa: FBT001 (a column of the table)
    control = CONTROL.replace("<dtdversion>", f"<uniqueid>{word}</uniqueid><dtdversion>")
    found = read(request('<function controlid="f"><getAPISession/></function>', control=control))
    assert isinstance(found, Request)
    assert found.control.unique is unique
    assert found.control.echo.uniqueid == ("true" if unique else "false")


def test_a_name_that_is_known_and_not_declared_passes_with_any_content() -> None:
    found = read(request('<function controlid="f"><create_bill x="1"><anything/>at all</create_bill></function>'))
    assert isinstance(found, Request)
    assert found.operations[0].functions[0].name == "create_bill"


def test_a_request_becomes_values() -> None:
    found = read(
        request(
            '<function controlid="a"><read><object>A</object><keys>1</keys></read></function>'
            '<function controlid="b"><getAPISession/></function>',
            authentication="<login><userid>u</userid><companyid>c</companyid><password> p </password><locationid/></login>",
        )
    )
    assert isinstance(found, Request)
    (operation,) = found.operations
    assert operation.login == Login(userid="u", companyid="c", password=" p ")
    assert not operation.transaction
    assert [(each.name, each.controlid) for each in operation.functions] == [("read", "a"), ("getAPISession", "b")]
    assert operation.functions[0].node.word("keys") == "1"


def test_several_operations_stay_apart() -> None:
    block = '<operation transaction="true"><authentication><sessionid>s2</sessionid></authentication></operation>'
    found = read(request('<function controlid="f"><getAPISession/></function>').replace("</request>", f"{block}</request>"))
    assert isinstance(found, Request)
    assert [(each.login, each.transaction, len(each.functions)) for each in found.operations] == [
        (SessionLogin("s"), False, 1),
        (SessionLogin("s2"), True, 0),
    ]


def test_the_grammar_of_everything_declared_compiles_and_says_the_same() -> None:
    found = EVERYTHING.read(request('<function controlid="f"><nofunc/></function>').encode())
    assert isinstance(found, Broken)
    words = f"Element 'nofunc': This element is not expected. Expected is one of ( {TEN} )"
    assert [fault.description2 for fault in found.faults] == schema_fault(1871, words)


@pytest.mark.parametrize("name", [each.name for each in standard().functions.values() if each.body is None])
def test_every_name_of_the_wire_is_in_the_grammar(name: str) -> None:
    found = EVERYTHING.read(request(f'<function controlid="f"><{name}/></function>').encode())
    assert isinstance(found, Request)
