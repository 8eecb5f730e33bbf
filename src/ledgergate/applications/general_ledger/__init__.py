"""General Ledger: accounts, journals, entries, balances, open and closed periods."""

from __future__ import annotations

from typing import Final

from ledgergate.applications.general_ledger import changes, journals, legacy, masters, raw_balances, reports
from ledgergate.catalog.objects import Verb
from ledgergate.engine.hooks import Application, Rules

APPLICATION: Final = Application(
    name="General Ledger",
    functions={
        "create_gltransaction": legacy.create,
        "create_statgltransaction": legacy.create,
        "delete_gltransaction": legacy.delete,
        **reports.FUNCTIONS,
    },
    rules={
        **masters.RULES,
        "GLBATCH": Rules(create=journals.create, update=changes.update, delete=changes.delete),
    },
    overrides={("GLACCOUNTBALANCE", Verb.QUERY): raw_balances.read},
)
