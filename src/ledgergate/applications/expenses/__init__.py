"""Time and expenses: for now, the employees."""

from __future__ import annotations

from typing import Final

from ledgergate.engine.hooks import Application, Rules
from ledgergate.kits.contacts import Slot, through
from ledgergate.kits.masters import code_of_party, in_order, in_turn
from ledgergate.kits.trees import refuse_circles

EMPLOYEES: Final = Rules(
    prepare=through(Slot(prefix="PERSONALINFO", column="contactkey")),
    check=in_turn(refuse_circles, in_order("STARTDATE", "ENDDATE"), code_of_party("E")),
)
"""An employee's contact exists before, or comes whole with a legacy function (catalog README 6.16)."""

APPLICATION: Final = Application(name="Time & Expenses", rules={"EMPLOYEE": EMPLOYEES})
