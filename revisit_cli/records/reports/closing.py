"""Clearing a month: what stands in the way, what is carried over, and the certificate."""

from revisit_cli.records.code import CallEnd, CallState, CarryVerdict, ObstacleKind
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.value import Value, computed, field


class CallItem(Value):
    """One call that a month answers for: its own, or one carried into it.

    ``verdict`` is that on its day so far, None once it is in time. ``is_merged``:
    the call under the firm's other name answers for it.
    """

    id: int
    firm: str
    state: CallState
    outcome: CallEnd | None
    is_listed: bool
    is_carried_in: bool
    is_merged: bool = False
    verdict: CarryVerdict | None = None


class Item(Value):
    """One visit or problem that a month answers for; ``name`` is the firm's, "" for none.

    ``verdict`` is that on its day so far, None once it is in time.
    """

    id: int
    name: str
    state: str
    is_carried_in: bool
    verdict: CarryVerdict | None = None


class MissingUnit(Value):
    """A unit that has not filed; ``is_named`` once a suspicion names it or was decided."""

    name: str
    is_named: bool


class ClosingFacts(Value):
    """Everything that clearing a month looks at.

    ``symposium_count`` counts the regular meetings of the month's half-year, ``is_half_over``
    whether that has ended; ``fault_count`` what verifying the log found.
    """

    month: str
    closed_at: str | None = None
    locked_at: str | None = None
    list_size: int = 0
    list_sha256: str = ""
    calls: tuple[CallItem, ...] = ()
    visits: tuple[Item, ...] = ()
    problems: tuple[Item, ...] = ()
    filings: tuple[tuple[str, int], ...] = ()
    missing: tuple[MissingUnit, ...] = ()
    symposium_count: int = 0
    undecided_count: int = 0
    held_count: int = 0
    fault_count: int = 0
    recheck: RecheckFigures | None = None
    is_half_over: bool = False


class Obstacle(Value):
    """One thing in the way: its clause, which thing, whose, and the command that clears it.

    ``verdict`` says whether its day is over, where the document sets one.
    """

    clause: str
    kind: ObstacleKind
    subject: str
    name: str
    state: str
    command: str
    verdict: CarryVerdict | None = None


class Carry(Value):
    """One thing carried over, as asked for: ``call:12``, ``visit:5``, ``symposium:2026-H2``."""

    kind: ObstacleKind
    subject: str

    def __str__(self) -> str:
        """The way it is typed."""
        return f"{self.kind}:{self.subject}"


class Carried(Value):
    """One thing carried over by a named person.

    ``verdict`` is what the month knew of its day: over, not over, or not decided by any notice.
    None in certificates of earlier versions, and for what has no day.
    """

    kind: ObstacleKind
    subject: str = field("id")
    name: str
    state: str
    to: str
    accepted_by: str
    verdict: CarryVerdict | None = None


class Tally(Value):
    """How many things there were and how each ended; the parts sum to the total."""

    total: int
    parts: tuple[tuple[str, int], ...] = field(pairs=True)


# The tallies of a certificate, in the order they are told.
TALLIES = ("calls", "unlisted", "carried_in", "visits", "problems", "filings")


class Certificate(Value):
    """What was true when a month was cleared; kept, and printed again at any time.

    ``has_added``: N counts what came after the freeze (``unlisted``) too, which it did not always.
    ``recheck`` is the sentence of what its re-check proves; None where none was kept.
    ``log`` is the head after the clearing itself; None in what is stored, since that head is
    only known afterwards.
    """

    month: str
    closed_at: str
    by: str
    locked_at: str = field("list.locked_at", after="list.sha256")
    list_size: int = field("list.firms")
    list_sha256: str = field("list.sha256")
    calls: Tally
    unlisted: Tally
    carried_in: Tally
    visits: Tally
    problems: Tally
    filings: Tally
    missing: tuple[str, ...]
    half: str = field("symposium.half")
    symposium_count: int = field("symposium.held")
    undecided_count: int = field("undecided")
    held_count: int = field("held_rows")
    carried: tuple[Carried, ...]
    recheck: str | None = None
    log: LogHead | None = None
    has_added: bool = field("", default=False)

    @computed("list.added", after="list.locked_at")
    def added(self) -> int | None:
        """How many firms of N came after the freeze; None where they were not counted in it."""
        return self.unlisted.total if self.has_added else None

    @property
    def tallies(self) -> dict[str, Tally]:
        """What was counted, by name, in the order it is told."""
        return {name: getattr(self, name) for name in TALLIES}


class MonthClosed(LoggedOutcome):
    """A month was cleared, by this certificate; ``file`` is where it was written."""

    certificate: Certificate = field(
        "*",
        pairs=True,
        logs=(
            ".month firms=list_size sha256=list_sha256 calls=calls.parts "
            "visits=visits.parts problems=problems.parts"
        ),
    )
    file: str | None = field(after="dry_run", default=None)
    is_dry_run: bool = False

    @computed("", logs=True)
    def carried(self) -> tuple[str, ...]:
        """What was carried over, by number."""
        return tuple(f"{each.kind}:{each.subject}" for each in self.certificate.carried)


class CertificateShown(Outcome):
    """A cleared month's certificate, shown or printed again."""

    certificate: Certificate = field("*")
    file: str | None = None
