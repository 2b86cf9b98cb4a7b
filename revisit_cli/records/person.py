"""People whom a ledger names."""

from typing import NamedTuple


class Person(NamedTuple):
    """A contact: a name ("" when only a number is given) and its numbers, digits only."""

    name: str
    phones: tuple[str, ...]
