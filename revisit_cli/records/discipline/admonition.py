"""Talks (约谈) held over confirmed findings."""

from datetime import date

from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Value, field


class NewAdmonition(Value):
    """A talk about to be put on record: when, held by whom, with whom."""

    finding: int
    held_on: date
    held_by: str
    whom: str
    recorded_at: str
    by: str


class AdmonitionRecorded(LoggedOutcome):
    """A talk was put on record; its names stay in their row."""

    admonition: int = field(logs=True)
    finding: int = field(logs=True)
    unit: str
    held_on: date = field(logs=True, after="finding")
    held_by: str = field(private=True)
    whom: str = field(private=True)
