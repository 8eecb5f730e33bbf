"""The company's own records: places, contacts, users."""

from __future__ import annotations

from typing import Final

from ledgergate.applications.company import contacts, locations, session, users
from ledgergate.engine.hooks import Application, Computed, Rules
from ledgergate.kits.trees import refuse_circles


def record_url() -> str:
    """Give no address: there is no page to lead to yet, and a link that leads nowhere would be worse."""
    return ""


def id_and_name(key: str, name: str) -> str:
    """Join an entity's ID and name."""
    return f"{key}--{name}" if name else key


TREE: Final = Rules(check=refuse_circles)

APPLICATION: Final = Application(
    name="Company",
    functions={"getAPISession": session.get_api_session},
    rules={
        "LOCATION": locations.RULES,
        "LOCATIONENTITY": locations.RULES,
        "DEPARTMENT": TREE,
        "CLASS": TREE,
        "CONTACT": contacts.RULES,
        "USERINFO": users.RULES,
    },
    computed={
        "record_url": Computed(needs=(), derive=record_url),
        "id_and_name": Computed(needs=("LOCATIONID", "NAME"), derive=id_and_name),
    },
)
