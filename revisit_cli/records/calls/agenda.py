"""What was promised to firms: calls for a moment of theirs."""

from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, field


class Appointment(Value):
    """A call promised for a moment; ``person`` it was agreed with, ``keeper`` is to make it."""

    call: int
    firm: str
    at: str
    person: str | None = field("with", default=None)
    keeper: str | None = field("by", default=None)


class AgendaListed(Outcome):
    """The appointments that wait, by the clock: those of a day and before, or all to come.

    ``file`` is where they were written.
    """

    now: str
    appointments: tuple[Appointment, ...] = field(rows=True)
    file: str | None = None
