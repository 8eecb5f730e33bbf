"""Words of the wire for what every object can get wrong (protocol.md 11, business.md 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgergate.base.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.catalog.fields import Field
    from ledgergate.catalog.objects import Object

ROLLED_BACK = Fault("XL03000009", "The entire transaction in this operation has been rolled back due to an error.")
UNEXPECTED = Fault("DL02000001", "There was an error processing the request.", description="Error")


def not_available(function: str) -> Fault:
    """The grammar knows the name and this house does not run it yet."""
    return Fault(description2=f"Function {function} is not available.")


def not_offered(verb: str, name: str) -> Fault:
    """The verb does not exist for the object, such as writing a line without its header."""
    return Fault("PL04000005", f"API operation '{verb}' cannot be performed on objects of type {name.lower()}")


def unknown_object(name: str, errorno: str = "BL01001973") -> Fault:
    """No object of that name is declared."""
    return Fault(errorno, f"Object definition {name} not found", why="the object is not declared")


def too_many(what: str, most: int) -> Fault:
    """More records or keys than one function takes (business.md V301)."""
    return Fault(description2=f"A single function can process at most {most} {what}.")


def missing(field: Field) -> Fault:
    """A field that create needs is absent or empty (business.md V301)."""
    return Fault(description2=f"Required field {field.label} is missing.", why=f"{field.name} is required on create")


def illegal(field: Field, word: str) -> Fault:
    """A word is not of the field's type (business.md V302, V303)."""
    return Fault("BL03000018", f"Illegal format for {field.name}: '{word}'", why=f"{field.name} holds {field.datatype}")


def too_long(field: Field) -> Fault:
    """A text is longer than its field."""
    return Fault(description2=f"The value for field {field.name} is longer than {field.size} characters.")


def repeated(field: Field) -> Fault:
    """An element of one value stands more than once in a record."""
    return Fault(description2=f"Field {field.name} holds one value and was given several.")


def not_a_choice(field: Field, word: str) -> Fault:
    """A word is outside the enumeration; the wording is that of a live capture."""
    expected = ", ".join(choice.word for choice in field.choices)
    return Fault(description2=f"There's an error with the value for field {field.name}. Value: [{word}]. Expected values: [{expected}].")


def invalid_reference(label: str, word: str) -> Fault:
    """A reference leads to no record that this user can see (business.md V201)."""
    return Fault(description2=f"Invalid {label} '{word}' specified.")


def taken(declared: Object, words: Iterable[str]) -> Fault:
    """A unique key is in use; two spaces stand before `already` on the wire, accounts have words of their own (protocol.md 11)."""
    values = ", ".join(words)
    if declared.taken is not None:
        description, text, correction = declared.taken
        return Fault(description=description, description2=text.format(values), correction=correction)
    text = f"Another {declared.label} with the given value(s) {values}  already exists"
    return Fault("BL34000061", text, correction="Use a unique value instead.")


def not_there_to_update(declared: Object, field: str, word: str) -> Fault:
    """The record of an update is missing; the capture has the text in the number's place (protocol.md 9.2)."""
    return Fault(f"Cannot update non-existing {declared.name} with {field}={word}.")


def not_there_to_delete(declared: Object, word: str) -> Fault:
    """The record of a delete is missing."""
    return Fault(description2=f"Cannot find {declared.name.lower()} with key '{word}' to delete.")


def in_use(declared: Object, word: str, users: str) -> Fault:
    """The record of a delete is referenced (business.md V205)."""
    return Fault(
        description2=f"The {declared.label} '{word}' cannot be deleted because it is used by {users}.",
        correction="Set the record to inactive instead.",
    )


def not_owned(declared: Object, word: str) -> Fault:
    """The record belongs to another level of the company (business.md V107)."""
    return Fault(description2=f"Not owned: the {declared.label} '{word}' can only be changed at the level that owns it.")


def general(declared: Object, verb: str) -> tuple[Fault, ...]:
    """The summary errors that close every failed write, from narrow to wide."""
    texts = declared.trouble or (f"Could not {{verb}} {declared.name.lower()} record!", f"Could not {{verb}} {declared.label} record!")
    return tuple(Fault(description2=each.format(verb=verb)) for each in texts)


def already_done(control_id: str) -> Fault:
    """The function's control id was executed before; number and text are this house's own (protocol.md 5)."""
    return Fault("XL03000007", f"A request's function with the control ID {control_id} has already been processed.")


def in_process(control_id: str) -> Fault:
    """The function's control id is being executed by another request at this moment."""
    return Fault("XL03000007", f"A request's function with the control ID {control_id} is in process.")
