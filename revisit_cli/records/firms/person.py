"""People whom a ledger names, and their numbers shown whole."""

from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Value, field

# What is known of a contact's number: that it may be rung, or why not.
USABLE = ("unproven", "good")
PROVED_BAD = ("wrong", "dead", "left")


def without_extension(phone: str) -> str:
    """Return a number without its extension: behind it is the same line."""
    return phone.partition("-")[0]


class Person(Value):
    """A contact: a name ("" when only a number is given) and its numbers, digits only."""

    name: str
    phones: tuple[str, ...]


class PhonesShown(LoggedOutcome):
    """Somebody had full numbers shown: by which command, and of which firms.

    ``firm_count`` counts those too that have no number of their own: rows held of unknown firms.
    """

    shows_phones = True

    command: str = field(logs=True)
    firm_count: int = field("firms", logs="firms")
    firm_ids: tuple[int, ...] = field(logs=True, default=())
