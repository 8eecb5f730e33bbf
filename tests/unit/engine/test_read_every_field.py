"""Every field of every object at every place of a query: shown, compared, sorted by, grouped by, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from ledgergate.catalog.kinds import Stored
from ledgergate.query.resolve import along, shown
from ledgergate.standard.everything import registry
from reading import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.engine.hooks import House
    from ledgergate.query.resolve import Face
    from ledgergate.store.companies import Company
    from ledgergate.store.connections import Database

DECLARED: Final = registry()
NAMES: Final = [each.name for each in DECLARED.objects.values() if not each.internal and each.keeping != "computed"]
NUMBERS: Final = {Stored.BIGINT, Stored.INTEGER, Stored.MONEY, Stored.RATE}
TIMES: Final = {Stored.DATE, Stored.TIMESTAMP}


@pytest.fixture
def desk(house: House, database: Database, company: Company) -> Reader:
    return Reader(house=house, database=database, company=company.key)


def faces(name: str) -> list[Face]:
    """Give every field that can be compared, and the record number behind every path."""
    owner = DECLARED.objects[name]
    names = [field.name for field in shown(owner)] + [f"{path.path}.RECORDNO" for path in owner.relationships]
    found = [along(DECLARED, owner, each) for each in names]
    return [each for each in found if each is not None and not each.computed]


def said(face: Face) -> str:
    if face.field.choices:
        return face.field.choices[0].word
    if face.column.stored is Stored.BOOLEAN:
        return "true"
    return "1" if face.column.stored in NUMBERS else "01/01/2025" if face.column.stored in TIMES else "x"


def some(found: Sequence[Face], size: int) -> Iterator[Sequence[Face]]:
    return (found[start : start + size] for start in range(0, len(found), size))


@pytest.mark.parametrize("name", NAMES)
def test_every_field(desk: Reader, name: str) -> None:
    every = faces(name)
    for part in some(every, 40):
        names = " ".join(face.name for face in part)
        tests = "".join(
            f"<{test}><field>{face.name}</field><value>{said(face)}</value></{test}>"
            for face in part
            for test in ("equalto", "notequalto", "lessthan", "in", "like")
        )
        absent = "".join(f"<isnull><field>{face.name}</field></isnull>" for face in part)
        order = "".join(f"<order><field>{face.name}</field><descending/></order>" for face in part)
        desk.query(name, "RECORDNO", f"<or>{tests}{absent}</or>", "<options><caseinsensitive>true</caseinsensitive></options>")
        desk.query(name, names, f"<and>{tests}<isnull><field>RECORDNO</field></isnull></and>", f"<orderby>{order}</orderby>")
        desk.query(name, names + " count:RECORDNO", "", f"<orderby>{order}</orderby>")
        sums = " ".join(f"sum:{face.name} avg:{face.name}" for face in part if face.column.stored in NUMBERS)
        extremes = " ".join(f"min:{face.name} max:{face.name} count:{face.name}" for face in part)
        desk.query(name, f"{extremes} {sums}")
        own = [face for face in part if not face.name.endswith(".RECORDNO")]
        where = " OR ".join(f"{face.name} = '{stored(face)}' OR {face.name} IS NULL OR NOT {face.name} LIKE '%x_'" for face in own)
        desk.by_query(name, where, ",".join(face.name for face in own))


def stored(face: Face) -> str:
    if face.column.stored is Stored.BOOLEAN:
        return "T"
    return face.field.choices[0].code if face.field.choices else said(face)
