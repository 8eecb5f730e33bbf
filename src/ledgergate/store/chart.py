"""What journals name, found in one round trip: accounts, dimensions, journals, and what the company says about its books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledgergate.base.fault import Defect
from ledgergate.store.arrays import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.store.work import Work

NAMED: Final = ("account", "location", "department", "customer", "vendor", "employee", "item", "project", "class")
"""What lines name by word, as the parts of the statement are called."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a journal or its line names.

    `kind` is `G` or `S` for accounts and journals, the type of place for locations. `book` is a journal's, `entity` the
    entity a location belongs to (0: none). `required` holds the letters of the dimensions that an account asks for.
    """

    word: str
    recordno: int
    owner: int | None
    status: str | None
    kind: str | None
    book: str | None
    entity: int
    required: str
    subledger_only: bool

    @property
    def active(self) -> bool:
        """Whether new lines may use it; a record whose status was never set is active."""
        return self.status in {"T", None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What was found: by kind and word, journals and locations of headers by number, and the company's own words."""

    base_currency: str
    first_month: int
    multi_entity: bool
    """Whether the company has entities, so that every line needs a location (business.md 1.9)."""
    named: Mapping[tuple[str, str], Named]
    numbered: Mapping[tuple[str, int], Named]


FIND: Final = """
select 'company', c.base_currency, c.first_month::bigint, null::bigint, null,
    case when exists (select from location l where l.company = %(company)s and l.locationtype = 'E') then 'M' end,
    null, 0::bigint, '', false
from company c where c.key = %(company)s
union all
select 'account', accountno, recordno, megaentitykey, status, kind, null, 0,
    concat(case when requiredept then 'D' end, case when requireloc then 'L' end, case when requirecustomer then 'C' end,
        case when requirevendor then 'V' end, case when requireemployee then 'E' end, case when requireitem then 'I' end,
        case when requireproject then 'P' end, case when requireclass then 'K' end), coalesce(subledgercontrolon, false)
from account where company = %(company)s and accountno = any(%(account)s::text[])
union all
select 'location', locationid, recordno, null, status, locationtype, null, coalesce(entitykey, 0), '', false
from location where company = %(company)s and locationid = any(%(location)s::text[])
union all
select 'department', departmentid, recordno, megaentitykey, status, null, null, 0, '', false
from department where company = %(company)s and departmentid = any(%(department)s::text[])
union all
select 'customer', customerid, recordno, megaentitykey, status, null, null, 0, '', false
from customer where company = %(company)s and customerid = any(%(customer)s::text[])
union all
select 'vendor', vendorid, recordno, megaentitykey, status, null, null, 0, '', false
from vendor where company = %(company)s and vendorid = any(%(vendor)s::text[])
union all
select 'employee', employeeid, recordno, megaentitykey, status, null, null, 0, '', false
from employee where company = %(company)s and employeeid = any(%(employee)s::text[])
union all
select 'item', itemid, recordno, megaentitykey, status, null, null, 0, '', false
from item where company = %(company)s and itemid = any(%(item)s::text[])
union all
select 'project', projectid, recordno, megaentitykey, status, null, null, 0, '', false
from project where company = %(company)s and projectid = any(%(project)s::text[])
union all
select 'class', classid, recordno, megaentitykey, status, null, null, 0, '', false
from class where company = %(company)s and classid = any(%(class)s::text[])
union all
select 'journal', symbol, recordno, megaentitykey, status, kind, bookid, 0, '', false
from journal where company = %(company)s and recordno = any(%(journals)s::bigint[])
union all
select 'place', locationid, recordno, null, status, locationtype, null, coalesce(entitykey, 0), '', false
from location where company = %(company)s and recordno = any(%(places)s::bigint[])
"""


def look_up(work: Work, named: Mapping[str, Iterable[str]], *, journals: Iterable[int], places: Iterable[int]) -> Chart:
    """Find what lines call by word, and the journals and locations (`place`) that headers hold by number.

    What is not there is absent from the answer. Raises Defect when the company itself is not there.
    """
    params: dict[str, object] = {"company": work.company, "journals": plain(journals), "places": plain(places)}
    params |= {kind: words(named.get(kind, ())) for kind in NAMED}
    company, *rest = work.rows(FIND, params) or [()]
    if not company or company[0] != "company":
        raise Defect(f"company {work.company} is not in the directory")
    found = [(row[0], Named(*row[1:])) for row in rest]
    return Chart(
        base_currency=company[1],
        first_month=company[2],
        multi_entity=company[5] is not None,
        named={(kind, each.word): each for kind, each in found if kind in NAMED},
        numbered={(kind, each.recordno): each for kind, each in found if kind not in NAMED},
    )
