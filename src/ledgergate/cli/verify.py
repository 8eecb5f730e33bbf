"""`ledgergate verify`: every promise of the books, looked at in the rows themselves."""

from __future__ import annotations

from ledgergate.cli.manner import Data, office, say
from ledgergate.store import companies
from ledgergate.store.verify import verify as check


def verify(company: str | None = None, *, data: Data = None) -> int:
    """Check the books of one company, or of all; ends 1 when something is violated.

    Example: `ledgergate verify demo`
    """
    broken = 0
    with office(data) as desk:
        if company is None:
            with desk.database.directory() as work:
                known = companies.everyone(work)
        else:
            known = [desk.company(company)]
        for each in known:
            with desk.database.work(each.key) as work:
                verdicts = check(work)
            say(f"{each.id}:")
            for verdict in verdicts:
                say(f"  {'ok      ' if verdict.clean else 'VIOLATED'} {verdict.name}: {verdict.checked} {verdict.what}")
                for violation in verdict.violations:
                    say(f"           {violation}")
            broken += sum(not verdict.clean for verdict in verdicts)
    say("The books keep every promise." if not broken else f"{broken} promises are broken.")
    return 1 if broken else 0


COMMAND = verify
