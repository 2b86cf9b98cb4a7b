"""What the commands of the log tell."""

from dataclasses import dataclass

from revisit_cli.records.file.audit import Event, Fault, LogHead
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class TimeFact:
    """When a record is said to have happened and when it was entered, in ISO.

    ``received`` is when the ledger came that names the firm, ``closed`` when the month was cleared.
    """

    table: str
    row: int
    said: str
    entered: str
    received: str | None
    closed: str | None


@dataclass(frozen=True, slots=True)
class TimeFlag:
    """One place where times do not go together: no fault, but somebody should ask."""

    what: str
    seq: int | None = None
    table: str | None = None
    row: int | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"seq|table|row","what"}``, the places that apply."""
        return Fault(self.what, self.seq, self.table, self.row).as_json()


@dataclass(frozen=True, slots=True)
class LogListed:
    """The newest events of the log, oldest first, and the head they lead to."""

    events: tuple[Event, ...]
    head: LogHead

    def as_json(self) -> Json:
        """``{"events":[{"seq","kind","at","by","facts","hash"}],"log":{"size","head"}}``."""
        return {"events": [each.as_json() for each in self.events], "log": self.head.as_json()}


@dataclass(frozen=True, slots=True)
class LogHeadShown:
    """The log's size, head and origin: what is written on paper."""

    head: LogHead
    origin: str | None

    def as_json(self) -> Json:
        """``{"size","head","origin"}``."""
        return {**self.head.as_json(), "origin": self.origin}


@dataclass(frozen=True, slots=True)
class LogVerified:
    """What a verification of chain, seals, tables and paper found.

    ``time_flags`` are no faults; ``given_clocks`` counts the events whose clock was given by
    REVISIT_NOW and not read.
    """

    head: LogHead
    faults: tuple[Fault, ...]
    time_flags: tuple[TimeFlag, ...] = ()
    given_clocks: int = 0

    @property
    def is_ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults

    def as_json(self) -> Json:
        """``{"ok","size","head","faults":[{"seq|table|row","what"}]}``, and the same of times."""
        return {
            "ok": self.is_ok,
            **self.head.as_json(),
            "faults": [each.as_json() for each in self.faults],
            "time_flags": [each.as_json() for each in self.time_flags],
            "given_clocks": self.given_clocks,
        }
