"""Why somebody is not let in: the words of protocol.md 7 and 11."""

from __future__ import annotations

from typing import Final

from ledgergate.base.fault import Fault

NUMBER: Final = "XL03000006"

WRONG_SENDER: Final = Fault(NUMBER, "Incorrect Intacct XML Partner ID or password.")
SIGN_IN: Final = Fault(NUMBER, "Sign-in information is incorrect")
NOT_SUBSCRIBED: Final = Fault(NUMBER, "This company is not authorized for XML transactions. Please subscribe to the XML Gateway.")
TOO_MANY: Final = Fault("XL03000011", "There are too many operations running for this company (200024).")


def no_policy(policy: str) -> Fault:
    """The request names a transport policy, and the sender has none of that name."""
    return Fault(NUMBER, f"{policy} is not a valid transport policy.")


def invalid_session(session: str) -> Fault:
    """The session is unknown, ended, or its user is switched off; only its first character is repeated (protocol.md 3.4 G)."""
    return Fault(NUMBER, f"Invalid session {session[:1]}....")


def not_authorised(sender: str, company: str) -> Fault:
    """The company has not let this sender in (protocol.md 3.4 H)."""
    return Fault(
        NUMBER,
        f"The sender ID '{sender}' is not authorized to make Web Services requests to company ID '{company}'.",
        description="Invalid Web Services Authorization",
        correction="Contact the company administrator to grant Web Services authorization to this sender ID.",
    )


def not_permitted(operation: str, kind: str) -> Fault:
    """The user may not do this to objects of that kind."""
    return Fault("PL04000005", f"You do not have permission for API operation {operation} on objects of type {kind.lower()}")
