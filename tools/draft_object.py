"""Print a draft declaration of one object, from a folder of recorded answers and suggestions.

    python tools/draft_object.py REFERENCE OBJECT [TABLE] > src/ledgergate/standard/<application>/<noun>.py

REFERENCE holds `lookup.jsonl`, `objects/*.yaml` and `field_kinds.csv`. The suggestions are made by rule and are wrong in
one field of thirty: read what you take. From then on the Python file is the truth, and this tool is not run on it again.
"""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from ledgergate.catalog import contacts, groups
from ledgergate.catalog.countries import COUNTRY_CODES, COUNTRY_NAMES, COUNTRY_NAMES_OR_NONE
from ledgergate.catalog.kinds import ACTIVE_INACTIVE, ACTIVE_NON_POSTING, Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.catalog.fields import Field

Row = dict[str, str]

KNOWN_CHOICES: Final[Mapping[tuple[Choice, ...], str]] = {
    ACTIVE_INACTIVE: "ACTIVE_INACTIVE",
    ACTIVE_NON_POSTING: "ACTIVE_NON_POSTING",
    COUNTRY_CODES: "COUNTRY_CODES",
    COUNTRY_NAMES: "COUNTRY_NAMES",
    COUNTRY_NAMES_OR_NONE: "COUNTRY_NAMES_OR_NONE",
}
"""Choices that are declared once; the codes of an enumeration are part of it."""

WHOLE_GROUPS: Final = {
    "AUDIT": groups.AUDIT,
    "AUDIT_LOGINS": groups.AUDIT_LOGINS,
    "ENTITY_OWNED": groups.ENTITY_OWNED,
    "LINE_DIMENSIONS": groups.LINE_DIMENSIONS,
    "RECORD_URL": groups.RECORD_URL,
}
FACES: Final = {
    "PARTY": contacts.PARTY,
    "PARTY_REACH": contacts.PARTY_REACH,
    "PARTY_ADDRESS": contacts.PARTY_ADDRESS,
    "PERSON": contacts.PERSON,
    "PERSON_PHONES": contacts.PERSON_PHONES,
    "PERSON_MAILS": contacts.PERSON_MAILS,
    "PLACE": contacts.PLACE,
    "PLACE_REACH": contacts.PLACE_REACH,
    "ADDRESS": contacts.ADDRESS,
}
TYPES: Final = {
    "boolean": "flag",
    "integer": "whole",
    "bigint": "big",
    "numeric(38,3)": "amount",
    "numeric(38,10)": "rate",
    "date": "day",
    "timestamptz": "stamp",
    "json": "several",
}
DEFAULT_DATATYPE: Final = {
    "flag": "BOOLEAN",
    "whole": "INTEGER",
    "big": "INTEGER",
    "recordno": "INTEGER",
    "key": "INTEGER",
    "amount": "DECIMAL",
    "rate": "DECIMAL",
    "day": "DATE",
    "stamp": "TIMESTAMP",
}
AUDIT_NAMES: Final = {"CREATEDBY", "MODIFIEDBY"}
SHORT: Final = 70


@dataclass(slots=True)
class Sources:
    """What is known of one object: the recorded answer, the described fields, the storage suggestions."""

    name: str
    lookup: dict[str, list[Row]]
    described: dict[str, object]
    by_name: dict[str, dict[str, object]]
    kinds: dict[str, Row]
    natural_keys: Mapping[str, str]


@dataclass(slots=True)
class Draft:
    """Lines written so far, and what they need around them."""

    lines: list[str] = field(default_factory=list[str])
    constants: dict[str, str] = field(default_factory=dict[str, str])
    helpers: set[str] = field(default_factory=set[str])
    doubts: list[str] = field(default_factory=list[str])


def read(reference: Path, name: str) -> Sources:
    """Gather everything about one object."""
    recorded = [json.loads(line) for line in (reference / "lookup.jsonl").read_text().splitlines() if line.strip()]
    found = {each["object"]: each for each in recorded}.get(name, {"fields": [], "relationships": []})
    described = yaml.safe_load((reference / "objects" / f"{name}.yaml").read_text())
    with (reference / "field_kinds.csv").open() as opened:
        kinds = {row["field"]: row for row in csv.DictReader(opened) if row["object"] == name}
    natural = {}
    for path in (reference / "objects").glob("*.yaml"):
        for line in path.read_text().splitlines():
            if line.startswith("id_field: "):
                natural[path.stem] = line.removeprefix("id_field: ").strip()
    by_name = {each["name"]: each for each in described["fields"]}
    return Sources(name, found, described, by_name, kinds, natural)


def rows_of(sources: Sources) -> list[Row]:
    """Give the fields in recorded order, then those that writes take and `lookup` does not list."""
    seen = {each["id"] for each in sources.lookup["fields"]}
    rest = [
        {"id": name, "label": name, "type": str(each.get("dt", "TEXT")), "hidden": "yes"}
        for name, each in sources.by_name.items()
        if name not in seen
    ]
    return [*sources.lookup["fields"], *rest]


def draft(sources: Sources) -> Draft:
    """Write all lines, groups folded."""
    made = Draft()
    rows = rows_of(sources)
    position = 0
    while position < len(rows):
        folded = _group(made, rows, position) or _face(made, sources, rows, position)
        if folded:
            position += folded
            continue
        made.lines.append(_line(made, sources, rows[position]))
        position += 1
    return made


def _group(made: Draft, rows: Sequence[Row], position: int) -> int:
    for name, fields in WHOLE_GROUPS.items():
        if _same(rows[position : position + len(fields)], fields, "", ""):
            made.lines.append(f"*{name},")
            made.helpers.add(name)
            return len(fields)
    return 0


def _face(made: Draft, sources: Sources, rows: Sequence[Row], position: int) -> int:
    prefix, dot, _ = rows[position]["id"].partition(".")
    if not dot:
        return 0
    for name, fields in FACES.items():
        part = rows[position : position + len(fields)]
        label = part[0]["label"].removesuffix(fields[0].label)
        if _same(part, fields, f"{prefix}.", label):
            through = _through(sources, rows[position]["id"])[0]
            said = f', "{label}"' if label else ""
            made.lines.append(f'*behind("{prefix}", "{through}", {name}{said}),')
            made.helpers |= {"behind", name}
            return len(fields)
    return 0


def _same(rows: Sequence[Row], fields: Sequence[Field], prefix: str, label: str) -> bool:
    return len(rows) == len(fields) and all(
        row["id"] == f"{prefix}{each.name}"
        and row["label"] == f"{label}{each.label}"
        and bool(row.get("required")) == each.required
        and bool(row.get("readonly")) == each.read_only
        and "hidden" not in row
        for row, each in zip(rows, fields, strict=True)
    )


def _through(sources: Sources, name: str) -> tuple[str, str]:
    """Give reference field and target field of a path; a path that starts at a path starts where that one starts."""
    path = sources.kinds[name]["path"]
    start, _, end = path.partition("->")
    if start in sources.kinds and sources.kinds[start]["storage"] == "path":
        start = _through(sources, start)[0]
    return start, end.partition(".")[2]


def _line(made: Draft, sources: Sources, row: Row) -> str:
    name, label = row["id"], row["label"]
    kind = sources.kinds.get(name, {"storage": "stored", "stored_type": "text", "references": "", "rule": "?", "path": ""})
    helper, arguments = _shape(made, sources, row, kind)
    if helper == "given":
        made.helpers.add(helper)
        return f'given("{name}"),'
    facts = _facts(made, sources, row, helper, kind)
    made.helpers.add(helper)
    first = [f'"{label}"'] if helper == "recordno" else [f'"{name}"', json.dumps(label, ensure_ascii=False)]
    if helper == "recordno" and label == "Record number":
        first = []
    return f"{helper}({', '.join([*first, *arguments, *facts])}),"


def _shape(made: Draft, sources: Sources, row: Row, kind: Row) -> tuple[str, list[str]]:
    name = row["id"]
    if name == "RECORDNO":
        return "recordno", []
    if kind["storage"] == "input-only":
        return "given", []
    if kind["storage"] == "path":
        return _reached(made, sources, name)
    if kind["storage"] == "computed":
        made.doubts.append(f"{name} is suggested as computed ({kind['rule']})")
    if not kind["references"]:
        return _plain(made, sources, row, kind)
    shown = [f'"{sources.natural_keys.get(kind["references"], "NAME")}"'] if kind["rule"] == "N" else []
    return ("word" if shown else "key"), [f'"{kind["references"]}"', *shown]


def _reached(made: Draft, sources: Sources, name: str) -> tuple[str, list[str]]:
    start, end = _through(sources, name)
    if sources.kinds[name]["rule"] == "A":
        return "alias", [f'"{start}"']
    if start not in sources.kinds:
        made.doubts.append(f"{name} goes through {start}, which is no field")
    return "via", [f'"{start}"', f'"{end}"']


def _plain(made: Draft, sources: Sources, row: Row, kind: Row) -> tuple[str, list[str]]:
    stored = kind["stored_type"] or {"DATE": "date", "DECIMAL": "numeric(38,3)", "BOOLEAN": "boolean", "TIMESTAMP": "timestamptz"}.get(
        row["type"], "text"
    )
    if stored == "boolean" and set(row.get("values") or ()) <= {"true", "false", "T", "F"}:
        return ("mark" if "T" in (row.get("values") or ()) else "flag"), []
    if row.get("values") and row["id"] != "TR_TYPE":
        return "choice", [_choices(made, sources, row)]
    if stored in TYPES:
        return TYPES[stored], []
    size = str(sources.by_name.get(row["id"], {}).get("type", ""))
    return "text", [size.removeprefix("string(").removesuffix(")")] if size.startswith("string(") else []


def _choices(made: Draft, sources: Sources, row: Row) -> str:
    codes = sources.by_name.get(row["id"], {}).get("codes_readByQuery")
    by_word = {str(word): str(code) for code, word in codes.items()} if isinstance(codes, dict) else {}
    pairs = [(word, by_word.get(word, word)) for word in row["values"]]
    for known, constant in KNOWN_CHOICES.items():
        if tuple(choice.word for choice in known) == tuple(row["values"]):
            made.helpers.add(constant)
            return constant
    made.helpers.add("words")
    inner = ", ".join(
        json.dumps(word, ensure_ascii=False) if word == code else f"({json.dumps(word, ensure_ascii=False)}, {json.dumps(code)})"
        for word, code in pairs
    )
    if len(inner) <= SHORT:
        return f"words({inner})"
    constant = row["id"].replace(".", "_")
    for other, text in made.constants.items():
        if text == f"words({inner})":
            return other
    made.constants[constant] = f"words({inner})"
    return constant


def _facts(made: Draft, sources: Sources, row: Row, helper: str, kind: Row) -> list[str]:
    described = sources.by_name.get(row["id"], {})
    facts: list[str] = []
    if helper == "via" and row.get("values") and row["type"] != "BOOLEAN":
        facts.append(f"choices={_choices(made, sources, row)}")
    if row["type"] != DEFAULT_DATATYPE.get(helper, "TEXT"):
        made.helpers.add("DataType")
        facts.append(f"datatype=DataType.{row['type']}")
    audited = kind["rule"] == "U"
    said = {
        "required_on_create=True": described.get("required_on_create") is True,
        "required=True": bool(row.get("required")),
        "read_only=True": bool(row.get("readonly")),
        f'default="{described.get("default")}"': "default" in described and helper not in {"via", "given"},
        "soft=True": audited and row["id"] in AUDIT_NAMES,
        "writable=False": audited and not row.get("readonly"),
        "in_lookup=False": "hidden" in row and helper != "given",
        "unlisted=True": helper in {"flag", "mark"} and "values" not in row,
    }
    return [*facts, *(fact for fact, holds in said.items() if holds)]


def relationships(made: Draft, sources: Sources) -> list[str]:
    """Write the paths, the usual three folded."""
    told = sources.lookup["relationships"]
    lines: list[str] = []
    folds = (("AUDIT_RELATIONSHIPS", groups.AUDIT_RELATIONSHIPS), ("OWNER_RELATIONSHIP", groups.OWNER_RELATIONSHIP))
    position = 0
    while position < len(told):
        for name, fixed in folds:
            part = told[position : position + len(fixed)]
            if [each["objectpath"] for each in part] == [each.path for each in fixed]:
                lines.append(f"*{name},")
                made.helpers.add(name)
                position += len(fixed)
                break
        else:
            each = told[position]
            said = [each["objectpath"], each["objectname"], each["relatedby"]]
            rest = [f'"{each["label"]}"'] if each.get("label") else []
            if each["relationshiptype"] != "MANY2ONE":
                rest.append(f'kind="{each["relationshiptype"]}"')
            made.helpers.add("to_one")
            lines.append(f"to_one({', '.join([*(json.dumps(word) for word in said), *rest])}),")
            position += 1
    return lines


ROOMS: Final = {
    "contacts": {"behind", *FACES},
    "countries": {"COUNTRY_CODES", "COUNTRY_NAMES", "COUNTRY_NAMES_OR_NONE"},
    "groups": {*WHOLE_GROUPS, "AUDIT_RELATIONSHIPS", "OWNER_RELATIONSHIP"},
    "kinds": {"ACTIVE_INACTIVE", "ACTIVE_NON_POSTING", "DataType", "words"},
    "objects": {"declared", "to_one"},
}


def written(sources: Sources, table: str) -> str:
    """Give the text of the file."""
    made = draft(sources)
    paths = relationships(made, sources)
    made.helpers.add("declared")
    rooms = {room: sorted(made.helpers & names) for room, names in ROOMS.items()}
    rooms["fields"] = sorted(made.helpers - {name for names in ROOMS.values() for name in names})
    label = str(sources.described["label"])
    lines = [
        f'"""{label}: say in one sentence what it is."""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
    ]
    lines += [f"from ledgergate.catalog.{room} import {', '.join(names)}" for room, names in sorted(rooms.items()) if names]
    lines += ["", *(f"{name}: Final = {text}" for name, text in made.constants.items()), ""]
    lines += [f"{sources.name}: Final = declared(", f'    "{sources.name}",', f'    "{label}",']
    lines += [f'    application="{sources.described["application"]}",', f'    table="{table}",']
    lines += [f'    key="{sources.described["id_field"]}",', "    fields=(", *(f"        {line}" for line in made.lines), "    ),"]
    if paths:
        lines += ["    relationships=(", *(f"        {line}" for line in paths), "    ),"]
    lines += [")", *(f"# doubtful: {doubt}" for doubt in made.doubts)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the draft named on the command line."""
    try:
        reference, name, *rest = sys.argv[1:]
    except ValueError:
        print(__doc__)
        return 2
    print(written(read(Path(reference), name), rest[0] if rest else name.lower()), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
