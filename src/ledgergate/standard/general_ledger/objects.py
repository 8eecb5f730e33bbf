"""General ledger: the objects of this application, in the order they are told."""

from __future__ import annotations

from typing import Final

from ledgergate.standard.general_ledger.account import BASEACCOUNT, GLACCOUNT
from ledgergate.standard.general_ledger.balance import GLACCOUNTBALANCE
from ledgergate.standard.general_ledger.batch import GLBATCH
from ledgergate.standard.general_ledger.detail import GLDETAIL
from ledgergate.standard.general_ledger.entry import GLENTRY
from ledgergate.standard.general_ledger.journal import GLJOURNAL, JOURNAL, STATJOURNAL
from ledgergate.standard.general_ledger.reporting_period import REPORTINGPERIOD
from ledgergate.standard.general_ledger.statistical_account import STATACCOUNT

OBJECTS: Final = (
    GLACCOUNT,
    BASEACCOUNT,
    STATACCOUNT,
    GLJOURNAL,
    STATJOURNAL,
    JOURNAL,
    GLBATCH,
    GLENTRY,
    GLDETAIL,
    GLACCOUNTBALANCE,
    REPORTINGPERIOD,
)
