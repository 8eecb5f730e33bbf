"""The measures, each giving one row of the table of results."""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg.rows import tuple_row

from bench import bulk, load, requests, serving

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 5
SECONDS: Final = 3.0
FIELDS: Final = (
    "RECORDNO,VENDORID,NAME,TAXID,CREDITLIMIT,COMMENTS,STATUS,ONHOLD,WHENCREATED,WHENMODIFIED,CREATEDBY,MODIFIEDBY,"
    "DONOTCUTCHECK,CURRENCY,TOTALDUE"
)
BARE: Final = """
select recordno, vendorid, name, taxid, creditlimit, comments, status, onhold, whencreated, whenmodified, createdby, modifiedby,
    donotcutcheck, currency, name1099
from vendor where company = %(company)s and vendorid like 'M%%' order by recordno limit 1000
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the results: what was measured, the figure, the target, and whether it is met."""

    work: str
    figure: str
    target: str
    met: bool
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What the measures share: a served data folder, and the owner's connection to its database."""

    data: Path
    port: int
    server: int
    owner: psycopg.Connection[Any]
    demo: int


def median(values: list[float]) -> float:
    """Give the middle value."""
    return statistics.median(values)


def run(body: load.Body, port: int, *, clients: int, seconds: float = SECONDS, most: int = 10**9, first: int = 0) -> load.Tally:
    """Drive a server for a while."""
    return asyncio.run(load.drive(port, body, clients=clients, seconds=seconds, most=most, first=first))


def open_session(port: int, company: str = "demo") -> str:
    """Log in and give the authentication element of the session."""

    async def once() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            return await load.ask(reader, writer, requests.envelope(requests.login(company), "<getAPISession/>"))
        finally:
            writer.close()

    answer = asyncio.run(once()).decode()
    return requests.session(answer.split("<sessionid>")[1].split("<")[0])


def journals(bench: Bench, floor: int) -> Row:
    """Post journals of ten lines from eight clients, beside the floor, round by round."""
    who = open_session(bench.port)

    def body(n: int) -> bytes:
        return requests.envelope(who, requests.journal(n))

    run(body, bench.port, clients=8, seconds=1.0)
    run(body, floor, clients=8, seconds=1.0)
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        bare.append(run(body, floor, clients=8).rate)
        ours.append(run(body, bench.port, clients=8).rate)
    ratio = median([mine / least for mine, least in zip(ours, bare, strict=True)])
    told = f"{median(ours):.0f} a second beside {median(bare):.0f}"
    return Row(
        work="journal of 10 lines posted, 8 clients", figure=f"{ratio:.1%} of the floor", target="≥ 15 %", met=ratio >= 0.15, told=told
    )


def vendors(bench: Bench, floor: int) -> Row:
    """Create a hundred vendors in one function, beside the floor."""
    who = open_session(bench.port)
    mark = int(time.time()) % 1_000_000 * 1_000

    def body(n: int) -> bytes:
        return requests.envelope(who, requests.vendors(n))

    run(body, bench.port, clients=1, seconds=1.0, first=mark)
    run(body, floor, clients=1, seconds=1.0, first=mark)
    ours: list[float] = []
    bare: list[float] = []
    for each in range(ROUNDS):
        bare.append(run(body, floor, clients=1, seconds=2.0, first=mark).rate)
        ours.append(run(body, bench.port, clients=1, seconds=2.0, first=mark + (each + 1) * 1_000_000_000).rate)
    ratio = median([mine / least for mine, least in zip(ours, bare, strict=True)])
    told = f"{median(ours) * 100:.0f} vendors a second beside {median(bare) * 100:.0f}"
    return Row(
        work="create of 100 vendors in one function", figure=f"{ratio:.1%} of the floor", target="≥ 20 %", met=ratio >= 0.20, told=told
    )


def big_companies(bench: Bench) -> dict[str, int]:
    """Make the companies that reading is measured on: ten thousand and a million vendors and ledger lines."""
    made: dict[str, int] = {}
    for name, count in (("bench-small", 10_000), ("bench-big", 1_000_000)):
        key = bulk.company(bench.owner, name, bench.demo)
        bulk.vendors(bench.owner, key, count)
        bulk.chart(bench.owner, key)
        bulk.lines(bench.owner, key, count)
        made[name] = key
    bench.owner.execute("vacuum analyze")
    return made


def timed(act: Callable[[], object], times: int) -> float:
    """Give the median seconds of an act."""
    each: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        each.append(time.perf_counter() - started)
    return median(each)


def page(bench: Bench, company: int) -> Row:
    """Read a page of a thousand rows of fifteen fields, beside psycopg fetching the same rows."""
    who = open_session(bench.port, "bench-small")
    function = (
        f"<readByQuery><object>VENDOR</object><fields>{FIELDS}</fields><query>VENDORID LIKE 'M%'</query>"
        "<pagesize>1000</pagesize></readByQuery>"
    )
    body = requests.envelope(who, function)
    url = serving.told("database", "url", "--data", str(bench.data))
    with psycopg.connect(url, autocommit=True, options=f"-c search_path=mine -c ledgergate.company={company}") as bare:
        bare.prepare_threshold = 0
        cursor = bare.cursor(row_factory=tuple_row)
        ratios = []
        for _ in range(ROUNDS):
            least = timed(lambda: cursor.execute(BARE, {"company": company}).fetchall(), 20)
            ratios.append(median(run(lambda _n: body, bench.port, clients=1, most=20).each) / least)
    return Row(work="readByQuery page of 1,000 rows × 15 fields", figure=f"{median(ratios):.2f} ×", target="≤ 3 ×", met=median(ratios) <= 3)


def scale(bench: Bench) -> Row:
    """Query the same thousand rows in a table of a million and of ten thousand rows."""
    function = (
        "<query><object>VENDOR</object><select><field>RECORDNO</field><field>VENDORID</field><field>NAME</field></select>"
        "<filter><like><field>VENDORID</field><value>M%</value></like></filter>"
        "<orderby><order><field>VENDORID</field><descending/></order></orderby><pagesize>100</pagesize></query>"
    )
    ratio, told = _big_beside_small(bench, function)
    return Row(
        work="query of the same 1,000 rows, 1,000,000 against 10,000",
        figure=f"{ratio:.2f} ×",
        target="≤ 1.3 ×",
        met=ratio <= 1.3,
        told=told,
    )


def balances(bench: Bench, companies: dict[str, int]) -> Row:
    """Ask for a trial balance of 200 accounts at month ends, a thousand lines unfolded, a million lines against ten thousand."""
    for key in companies.values():
        _folded(bench, key)
        begin = bench.owner.execute("select max(recordno) from ledgergate.gl_batch where company = %s", (key,)).fetchone()[0]  # type: ignore[index]
        bulk.lines(bench.owner, key, 1_000, begin)
    function = "<get_trialbalance><reportingperiodname>Month Ended March 2025</reportingperiodname></get_trialbalance>"
    ratio, told = _big_beside_small(bench, function)
    return Row(
        work="get_trialbalance, 1,000,000 lines against 10,000", figure=f"{ratio:.2f} ×", target="≤ 1.2 ×", met=ratio <= 1.2, told=told
    )


def _folded(bench: Bench, key: int) -> None:
    """Wait until everything that was written is folded."""
    for _ in range(600):
        row = bench.owner.execute(
            "select exists (select from ledgergate.gl_fold f where f.company = %s and not exists"
            " (select from ledgergate.gl_line l where l.company = f.company and l.written >= f.watermark))",
            (key,),
        ).fetchone()
        if row is not None and row[0]:
            return
        time.sleep(0.5)
    raise TimeoutError("the lines are not folded")


def _big_beside_small(bench: Bench, function: str) -> tuple[float, str]:
    bodies = {name: requests.envelope(open_session(bench.port, name), function) for name in ("bench-small", "bench-big")}
    for body in bodies.values():
        run(lambda _n, body=body: body, bench.port, clients=1, most=20)
    pairs: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        small, big = (median(run(lambda _n, body=body: body, bench.port, clients=1, most=30).each) for body in bodies.values())
        pairs.append((small, big))
    told = f"{median([big for _, big in pairs]) * 1000:.1f} ms beside {median([small for small, _ in pairs]) * 1000:.1f} ms"
    return median([big / small for small, big in pairs]), told


def small_read(bench: Bench) -> Row:
    """Read one record with a login in the request, and count the servers' processor time."""
    body = requests.envelope(requests.login("demo"), "<read><object>CLASS</object><keys>1</keys><fields>CLASSID,NAME</fields></read>")
    workers = [each for each in serving.family(bench.server) if serving.name_of(each) != "postgres"]
    run(lambda _n: body, bench.port, clients=2, most=400)
    spent: list[float] = []
    for _ in range(ROUNDS):
        before = serving.cpu_seconds(workers)
        run(lambda _n: body, bench.port, clients=1, most=400, seconds=60)
        spent.append((serving.cpu_seconds(workers) - before) / 400 * 1000)
    return Row(work="small read with login", figure=f"{median(spent):.2f} ms of server CPU", target="≤ 2 ms", met=median(spent) <= 2)
