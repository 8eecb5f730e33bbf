"""The tool that drafts declarations: what it prints is Python that says what the recording said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ledgergate.catalog.kinds import DataType, Storage, Stored
from ledgergate.catalog.objects import Object

TOOL = Path(__file__).resolve().parents[3] / "tools" / "draft_object.py"

RECORDED: list[dict[str, Any]] = [
    {"id": "RECORDNO", "label": "Record number", "type": "INTEGER", "readonly": True},
    {"id": "SHIPID", "label": "Ship ID", "type": "TEXT", "required": True},
    {"id": "STATUS", "label": "Status", "type": "TEXT", "values": ["active", "inactive"]},
    {"id": "SIZE", "label": "Size", "type": "TEXT", "values": ["Small", "Large"]},
    {"id": "CONTACTINFO.CONTACTNAME", "label": "Owner", "type": "ENUM"},
    {"id": "CONTACTINFO.PHONE1", "label": "Primary phone", "type": "TEXT"},
    {"id": "CONTACTINFO.PHONE2", "label": "Secondary phone", "type": "TEXT"},
    {"id": "CONTACTINFO.CELLPHONE", "label": "Mobile phone", "type": "TEXT"},
    {"id": "CONTACTINFO.PAGER", "label": "Pager", "type": "TEXT"},
    {"id": "CONTACTINFO.FAX", "label": "Fax", "type": "TEXT"},
    {"id": "CONTACTKEY", "label": "Contact key", "type": "INTEGER"},
    {"id": "FAST", "label": "Fast", "type": "BOOLEAN", "values": ["true", "false"]},
    {"id": "WHENCREATED", "label": "When created", "type": "TIMESTAMP", "readonly": True},
    {"id": "WHENMODIFIED", "label": "When modified", "type": "TIMESTAMP", "readonly": True},
    {"id": "CREATEDBY", "label": "Created by", "type": "INTEGER", "readonly": True},
    {"id": "MODIFIEDBY", "label": "Modified by", "type": "INTEGER", "readonly": True},
]
PATHS = [{"objectpath": "CONTACT", "objectname": "CONTACT", "relatedby": "CONTACTINFO.CONTACTNAME", "relationshiptype": "MANY2ONE"}]
DESCRIBED = """
object: SHIP
label: Ship
application: Fleet
id_field: SHIPID
fields:
  - {name: SHIPID, type: string(20), required_on_create: true}
  - {name: SIZE, type: enum, codes_readByQuery: {S: Small, L: Large}}
  - {name: FAST, type: boolean, default: 'false'}
  - {name: LAUNCH, type: string, dt: TEXT, in_lookup: false}
"""
KINDS = """object,field,storage,path,stored_type,references,rule
SHIP,RECORDNO,stored,,bigint,,K0
SHIP,SHIPID,stored,,text,,K0
SHIP,STATUS,stored,,text,,S
SHIP,SIZE,stored,,text,,S
SHIP,CONTACTINFO.CONTACTNAME,path,CONTACTKEY->CONTACT.CONTACTNAME,,CONTACT,P2
SHIP,CONTACTINFO.PHONE1,path,CONTACTKEY->CONTACT.PHONE1,,CONTACT,P2
SHIP,CONTACTKEY,stored,,bigint,CONTACT,K1
SHIP,FAST,stored,,boolean,,S
SHIP,WHENCREATED,audit,,timestamptz,,U
SHIP,WHENMODIFIED,audit,,timestamptz,,U
SHIP,CREATEDBY,audit,,bigint,USERINFO,U
SHIP,MODIFIEDBY,audit,,bigint,USERINFO,U
SHIP,LAUNCH,input-only,,text,,I
"""


@pytest.fixture
def drafted(tmp_path: Path) -> str:
    (tmp_path / "objects").mkdir()
    (tmp_path / "objects" / "SHIP.yaml").write_text(DESCRIBED)
    (tmp_path / "field_kinds.csv").write_text(KINDS)
    recording = {"object": "SHIP", "fields": RECORDED, "relationships": PATHS}
    (tmp_path / "lookup.jsonl").write_text(json.dumps(recording) + "\n")
    command = [sys.executable, str(TOOL), str(tmp_path), "SHIP", "ship"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_groups_are_folded(drafted: str) -> None:
    assert '*behind("CONTACTINFO", "CONTACTKEY", PERSON_PHONES),' in drafted
    assert "*AUDIT," in drafted
    assert 'choice("STATUS", "Status", ACTIVE_INACTIVE),' in drafted


def test_the_draft_says_what_was_recorded(drafted: str, tmp_path: Path) -> None:
    module: dict[str, object] = {}
    exec(compile(drafted, str(tmp_path / "ship.py"), "exec"), module)  # noqa: S102 (the draft is Python, and this is its test)
    ship = module["SHIP"]
    assert isinstance(ship, Object)
    told = [{"id": each.name, "label": each.label, "type": each.datatype} for each in ship.fields if each.in_lookup]
    assert told == [{key: each[key] for key in ("id", "label", "type")} for each in RECORDED]
    found = {each.name: each for each in ship.fields}
    assert (found["SHIPID"].size, found["SHIPID"].required_on_create, found["SHIPID"].required) == (20, True, True)
    assert [(choice.word, choice.code) for choice in found["SIZE"].choices] == [("Small", "S"), ("Large", "L")]
    assert (found["FAST"].stored, found["FAST"].default) == (Stored.BOOLEAN, "false")
    assert (found["CONTACTINFO.CONTACTNAME"].through, found["CONTACTINFO.CONTACTNAME"].datatype) == ("CONTACTKEY", DataType.ENUM)
    assert (found["CONTACTKEY"].references, found["LAUNCH"].storage) == ("CONTACT", Storage.INPUT)
    assert [each.path for each in ship.relationships] == ["CONTACT"]
