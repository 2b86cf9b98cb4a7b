"""People whom a ledger names."""

from revisit_cli.records.value import Value

# What is known of a contact's number: that it may be rung, or why not.
USABLE = ("unproven", "good")
PROVED_BAD = ("wrong", "dead", "left")


class Person(Value):
    """A contact: a name ("" when only a number is given) and its numbers, digits only."""

    name: str
    phones: tuple[str, ...]
