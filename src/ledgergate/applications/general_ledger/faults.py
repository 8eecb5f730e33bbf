"""What journals get wrong, in the words of the wire (needs.md 1.3, business.md 17); texts without a capture are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledgergate.base.dates import wire_date
from ledgergate.base.fault import Fault
from ledgergate.base.money import shortest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from ledgergate.engine.draft import Draft

ILLEGAL: Final = "BL03000018"

CROSS_CURRENCY_BOTH: Final = Fault(
    description2="An exchange rate and an exchange rate type cannot both be given.", why="V305: EXCHANGE_RATE beside EXCH_RATE_TYPE_ID"
)
TOO_FEW: Final = Fault(
    description2="A journal entry needs at least one debit and one credit line.", why="V304: lines without an amount do not count"
)
NO_LINE: Final = Fault(
    description2="A statistical journal entry needs at least one line.", why="V304: lines without an amount do not count"
)
NO_SPLITS: Final = Fault(description2="Transaction allocations are not available.", why="ALLOCATION and SPLIT wait for their feature")
NO_TAXES: Final = Fault(description2="Tax journal entries are not available.", why="TAXIMPLICATIONS and TAXENTRIES wait for their feature")
UNMATCHED: Final = Fault(description2="The state of a posted journal entry cannot be changed.", why="V501")
BOUND: Final = Fault(
    description2="A journal entry that reverses another cannot be changed or deleted by itself.",
    correction="Change the reversed entry instead.",
    why="V504: it was made by the system",
)
OTHER_MODULE: Final = Fault(
    description2="A journal entry of another application cannot be changed or deleted in General Ledger.",
    correction="Change its source instead.",
    why="V504",
)
REVERSED: Final = Fault(description2="A reversed journal entry cannot be changed or deleted.", why="V503")
PENDING: Final = Fault(
    description2="A journal entry with a pending reversal cannot be deleted.",
    correction="Remove the reversal date first.",
    why="V503",
)


def missing_dimension(dimension: str, account: str) -> Fault:
    """The account or the company asks for a dimension that the line lacks (V405)."""
    return Fault(ILLEGAL, f"This transaction is missing the {dimension} dimension for the Account {account}", why="V405")


def inactive(label: str, word: str) -> Fault:
    """The line names a record that is switched off (V202)."""
    return Fault(description2=f"Activate the {label.lower()} {word}, then try again.", why=f"V202: {label} {word} is inactive")


def account_not_valid(account: str, why: str) -> Fault:
    """The account cannot be used here: inactive, or of the other kind (V404)."""
    return Fault(description2=f"Account {account} is not valid", why=f"V404: {why}")


def subledger_account(account: str) -> Fault:
    """The account takes postings of subledgers only (V404)."""
    return Fault(description2=f"The account number {account} is associated to the subledgers and cannot be posted directly.", why="V404")


def journal_inactive(symbol: str) -> Fault:
    """The journal is switched off."""
    return Fault(description2=f"Activate the journal {symbol}, then try again.", why="V202")


def journal_kind(symbol: str, wanted: str) -> Fault:
    """A financial function names a statistical journal, or the other way round (V404)."""
    return Fault(description2=f"Invalid Journal '{symbol}' specified.", why=f"V404: not a {wanted} journal")


def illegal(field: str, word: str) -> Fault:
    """A word is not of the field's type (V302, V303)."""
    return Fault(ILLEGAL, f"Illegal format for {field}: '{word}'")


def not_positive(word: str) -> Fault:
    """An amount carries a sign, which is TR_TYPE's business (V302)."""
    return Fault(ILLEGAL, f"Illegal format for TRX_AMOUNT: '{word}'", why="V302: amounts of journal lines are not negative")


def currency_not_allowed(currency: str, base: str) -> Fault:
    """The line is in a currency that the company does not keep books in (V407)."""
    return Fault(description2=f"Invalid Currency '{currency}' specified.", why=f"V407: only the base currency {base}")


def out_of_balance(debits: Decimal, credits_: Decimal) -> Fault:
    """Debits and credits differ over all (V401)."""
    return Fault(description2=f"Total debits {shortest(debits)} do not equal total credits {shortest(credits_)}.", why="V401")


def across_entities(off: Iterable[tuple[str, Decimal]]) -> Fault:
    """Debits and credits are equal over all, but not in each entity, and nothing balances entities yet (V408)."""
    told = ", ".join(f"{entity} by {shortest(amount)}" for entity, amount in off)
    return Fault(
        description2=f"Inter-entity transactions are not set up: the journal entry is out of balance in {told}.",
        correction="Balance the entry in each entity.",
        why="V401, V408: inter-entity lines wait for their feature",
    )


def reversal_too_early(reversal: date, posting: date) -> Fault:
    """The reversal date is not after the posting date (V303)."""
    return Fault(
        ILLEGAL, f"The reversal date {wire_date(reversal)} must be after the posting date {wire_date(posting)}.", why="V303: REVERSEDATE"
    )


def not_a_state(word: str) -> Fault:
    """Only drafts and posted entries can be asked for (V501)."""
    return Fault(description2=f"A journal entry cannot be set to the state {word}.", why="V501")


def once(draft: Draft, faults: Iterable[Fault]) -> None:
    """Add faults to a draft, each once although many lines may share it."""
    seen = {(fault.errorno, fault.description2) for fault in draft.faults}
    for fault in faults:
        if (fault.errorno, fault.description2) not in seen:
            seen.add((fault.errorno, fault.description2))
            draft.faults.append(fault)
