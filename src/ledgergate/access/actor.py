"""The one who asks: company, user, entity, sender."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who a function runs for; numbers are record numbers or keys, ids are as the wire shows them."""

    company: int
    company_id: str
    user: int
    user_id: str
    user_type: str = "business user"
    admin: str = "false"
    entity: int | None = None
    """Record number of the entity's LOCATION; None at top level."""
    entity_id: str = ""
    sender: int = 0
    sender_id: str = ""
    session: int | None = None
    web_services_only: bool = False
    ip: str = ""
    session_seconds: int = 43_200
    """How long a session of theirs lives without a call."""

    @property
    def administrator(self) -> bool:
        """Whether the user may administer users (business.md 2.2)."""
        return self.admin != "false"
