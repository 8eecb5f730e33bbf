"""What can be wrong with a query, in the words of protocol.md 11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.catalog.fields import Field


def bad_query(why: str) -> Fault:
    """Answer a query string that cannot be read; the wire never says what is wrong with it, the log does."""
    return Fault("DL02000001", "There was an error processing the request.", description="Error", why=why)


def bad_fields(said: str, why: str = "") -> Fault:
    """Answer a field list that names a field the object has not: number and text are one."""
    return Fault(f"Invalid fields list {said}", why=why)


def unknown_field(owner: str, name: str) -> Fault:
    """Answer `query` that names a field the object has not."""
    return Fault("XL03000010", f"Field requested is not valid: {owner.lower()}.{name}")


def not_queryable(found: Mapping[str, Sequence[str]]) -> Fault:
    """Answer `query` that names fields which exist and cannot be queried, by object; several stand on a line of their own."""
    listed = [f"{owner.lower()}: [{', '.join(names)}]" for owner, names in found.items()]
    several = len(listed) > 1 or any(len(names) > 1 for names in found.values())
    inside = "\n        " + ",\n        ".join(listed) if several else f" {listed[0]}"
    return Fault("XL03000006", f"The following fields cannot be queried: [{inside} ]")


def not_a_choice(field: Field, name: str, word: str) -> Fault:
    """Answer a value outside the enumeration of a field."""
    expected = ", ".join(choice.word for choice in field.choices)
    return Fault(description2=f"There's an error with the value for field {name}. Value: [{word}]. Expected values: [{expected}].")


def illegal(name: str, word: str) -> Fault:
    """Answer a value that is not of the field's type, as writing functions do."""
    return Fault("BL03000018", f"Illegal format for {name}: '{word}'")


def no_number(function: str, name: str) -> Fault:
    """Answer a sum or an average of what is no number."""
    return Fault(description2=f"The field {name} cannot be used with {function}.")


def not_grouped(name: str) -> Fault:
    """Answer an order by a field that the groups of a query do not have."""
    return Fault(description2=f"The field {name} cannot be used in orderby because it is not selected.")


def too_complex(what: str, most: int) -> Fault:
    """Answer `query` whose filter passes a bound of this house."""
    return Fault(description2=f"The filter is too complex: at most {most} {what} are accepted.")
