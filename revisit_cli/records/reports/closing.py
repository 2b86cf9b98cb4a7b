"""Clearing a month: what stands in the way, what is carried over, and the certificate."""

from dataclasses import dataclass

from revisit_cli.records.code import CallOutcome, CallState, ObstacleKind
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class CallItem:
    """One call that a month answers for: its own, or one carried into it."""

    id: int
    firm: str
    state: CallState
    outcome: CallOutcome | None
    is_listed: bool
    is_carried_in: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One visit or problem that a month answers for; ``name`` is the firm's, "" for none."""

    id: int
    name: str
    state: str
    is_carried_in: bool


@dataclass(frozen=True, slots=True)
class MissingUnit:
    """A unit that has not filed; ``is_named`` once a suspicion names it or was decided."""

    name: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """Everything that clearing a month looks at.

    ``symposium_count`` counts the regular meetings of the month's half-year; ``fault_count``
    what verifying the log found.
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


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: its clause, which thing, whose, and the command that clears it."""

    clause: str
    kind: ObstacleKind
    subject: str
    name: str
    state: str
    command: str


@dataclass(frozen=True, slots=True)
class Carry:
    """One thing carried over, as asked for: ``call:12``, ``visit:5``, ``symposium:2026-H2``."""

    kind: ObstacleKind
    subject: str

    def __str__(self) -> str:
        """The way it is typed."""
        return f"{self.kind}:{self.subject}"


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing carried over by a named person."""

    kind: ObstacleKind
    subject: str
    name: str
    state: str
    to: str
    accepted_by: str

    def as_json(self) -> dict[str, Json]:
        """``{"kind","id","name","state","to","accepted_by"}``."""
        return {
            "kind": self.kind,
            "id": self.subject,
            "name": self.name,
            "state": self.state,
            "to": self.to,
            "accepted_by": self.accepted_by,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things there were and how each ended; the parts sum to the total."""

    total: int
    parts: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, Json]:
        """``{"total","parts":{…}}``."""
        return {"total": self.total, "parts": dict(self.parts)}


# The tallies of a certificate, in the order they are told.
TALLIES = ("calls", "unlisted", "carried_in", "visits", "problems", "filings")


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was true when a month was cleared; kept, and printed again at any time.

    ``log`` is the head after the clearing itself; None in what is stored, since that head is
    only known afterwards.
    """

    month: str
    closed_at: str
    by: str
    locked_at: str
    list_size: int
    list_sha256: str
    calls: Tally
    unlisted: Tally
    carried_in: Tally
    visits: Tally
    problems: Tally
    filings: Tally
    missing: tuple[str, ...]
    half: str
    symposium_count: int
    undecided_count: int
    held_count: int
    carried: tuple[Carried, ...]
    log: LogHead | None = None

    @property
    def tallies(self) -> dict[str, Tally]:
        """What was counted, by name, in the order it is told."""
        return {name: getattr(self, name) for name in TALLIES}

    def as_json(self) -> dict[str, Json]:
        """The certificate; every tally is ``{"total","parts"}``."""
        return {
            "month": self.month,
            "closed_at": self.closed_at,
            "by": self.by,
            "list": {
                "firms": self.list_size,
                "sha256": self.list_sha256,
                "locked_at": self.locked_at,
            },
            **{name: tally.as_json() for name, tally in self.tallies.items()},
            "missing": list(self.missing),
            "symposium": {"half": self.half, "held": self.symposium_count},
            "undecided": self.undecided_count,
            "held_rows": self.held_count,
            "carried": [each.as_json() for each in self.carried],
            "log": None if self.log is None else self.log.as_json(),
        }


@dataclass(frozen=True, slots=True)
class MonthClosed:
    """A month was cleared, by this certificate; ``file`` is where it was written."""

    certificate: Certificate
    file: str | None = None
    is_dry_run: bool = False

    def as_json(self) -> dict[str, Json]:
        """The certificate, ``"dry_run"`` and ``"file"``."""
        return {**self.certificate.as_json(), "dry_run": self.is_dry_run, "file": self.file}

    def facts(self) -> dict[str, Json]:
        """Month, N, its hash, and counts; what was carried over by number."""
        told = self.certificate
        return {
            "month": told.month,
            "firms": told.list_size,
            "sha256": told.list_sha256,
            "calls": dict(told.calls.parts),
            "visits": dict(told.visits.parts),
            "problems": dict(told.problems.parts),
            "carried": [f"{each.kind}:{each.subject}" for each in told.carried],
        }


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """A cleared month's certificate, shown or printed again."""

    certificate: Certificate
    file: str | None = None

    def as_json(self) -> dict[str, Json]:
        """The certificate, and ``"file"``."""
        return {**self.certificate.as_json(), "file": self.file}
