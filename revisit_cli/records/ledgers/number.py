"""Numbers that ledgers gave, what became of them when they were rung, and the count of both."""

from revisit_cli.records.code import CallbackParty, CallOutcome
from revisit_cli.records.value import Value, field


class GivenNumber(Value):
    """A number that one row of a unit's ledger gave for the firm of a call."""

    call: int
    unit: int
    unit_name: str
    filing: int | None
    phone: str = field(private=True)


class RungNumber(Value):
    """What one attempt met with at a number; ``is_voided`` when its record was undone since."""

    call: int
    phone: str = field(private=True)
    outcome: CallOutcome
    is_voided: bool
    party: CallbackParty | None = None


class NumberRows(Value):
    """The rows behind a count of different numbers, each number once."""

    given: tuple[GivenNumber, ...] = ()
    bad: tuple[GivenNumber, ...] = ()
    struck: tuple[GivenNumber, ...] = ()


class NumberCount(Value):
    """Different numbers: how many were given, how many of them are bad, and are so no more."""

    given: int = 0
    bad: int = 0
    struck: int = 0
