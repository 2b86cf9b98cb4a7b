"""Doubts about records: what a firm contradicts, what looks odd, and who decided on it."""

from datetime import datetime
from fractions import Fraction

from revisit_cli.records.code import DoubtKind, FindingState
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.rate import Rate
from revisit_cli.records.value import Value, computed, field


class Doubt(Value):
    """A doubt about one or several records; it is about no unit.

    ``attempts`` are the records, ``call`` the call where it is one. ``told`` says in a sentence
    what makes them doubtful.
    """

    id: int
    kind: DoubtKind
    month: str
    call: int | None
    firm: str | None = field(private=True)
    clerk: str | None = field(private=True)
    attempts: tuple[int, ...]
    state: FindingState
    raised_at: str
    decided_at: str | None
    decided_by: str | None = field(private=True)
    told: str = field(private=True, default="")


class DoubtsListed(Outcome):
    """What firms contradict, newest month first."""

    doubts: tuple[Doubt, ...] = field(rows=True)


class DoubtDecided(LoggedOutcome):
    """A named person decided on a doubt; confirmed, a contradicted call is void and due again."""

    doubt: int = field(logs=True)
    month: str = field(logs=True)
    kind: DoubtKind = field(logs=True)
    state: FindingState = field(logs=True)
    decided_by: str = field(private=True)
    call: int | None = field(logs=True)
    firm: str | None = field(private=True)
    voided: tuple[int, ...] = field(logs="attempts")


class SavedCall(Value):
    """A completed call as its record was saved: by whom, when, on which number, what was said.

    ``opened_at`` is when the card was opened at the desk, None where it was not saved there.
    ``answers`` are the codes in the form's order, to see which records are alike.
    """

    attempt: int
    firm: int
    clerk: str
    at: datetime
    opened_at: datetime | None
    saved_at: datetime
    number: str | None = field(private=True)
    answers: tuple[str, ...] = field(private=True)


class Signal(Value):
    """What a rule says of some records: one of the four, whose they are, and which.

    ``subject`` tells it from another when it is found again.
    """

    kind: DoubtKind
    subject: str
    clerk: str | None = field(private=True)
    attempts: tuple[int, ...]


class Rated(Value):
    """One clerk's evaluations of one unit: how many were satisfied, how many not."""

    unit: str
    clerk: str = field(private=True)
    satisfied: int
    dissatisfied: int


class Share(Value):
    """One clerk's share of satisfied answers about a unit: a figure, and no signal.

    ``chance`` is Fisher's exact p against the unit's other clerks, ``corrected`` Holm's of it.
    """

    unit: str
    clerk: str = field(private=True)
    satisfied: Rate
    chance: Fraction = field("")
    corrected: Fraction = field("")

    @computed("p", after="satisfied")
    def p(self) -> float:
        """The exact p to four decimals."""
        return round(float(self.chance), 4)

    @computed("p_corrected", after="p")
    def p_corrected(self) -> float:
        """Corrected for how many shares are shown."""
        return round(float(self.corrected), 4)


class SignalsLooked(LoggedOutcome):
    """Somebody looked at the signals of a month: told to the log every time."""

    month: str = field(logs=True)
    new: tuple[int, ...] = field("", logs="doubts")
    signals: tuple[Doubt, ...] = field(private=True, rows=True)
    shares: tuple[Share, ...] = field(private=True)
    least_seconds: int
