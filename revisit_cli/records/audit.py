"""Events of the log and what verifying them found."""

import json
from dataclasses import dataclass

from revisit_cli.records.outcome import Json

HEAD_LENGTH = 20


@dataclass(frozen=True, slots=True)
class LogHead:
    """The log's size and its head: the first 20 hex digits of the last event's hash."""

    size: int
    head: str

    def as_json(self) -> dict[str, Json]:
        """``{"size","head"}``."""
        return {"size": self.size, "head": self.head}


@dataclass(frozen=True, slots=True)
class Event:
    """One event as stored: its number, the exact body bytes as text, and the chain's hashes."""

    seq: int
    body: str
    prev: str
    hash: str

    def as_json(self) -> dict[str, Json]:
        """``{"seq","kind","at","by","facts","rows","hash"}``; the body as it is when unreadable."""
        try:
            told = json.loads(self.body)
            parts: dict[str, Json] = {
                key: told.get(key) for key in ("kind", "at", "by", "facts", "rows")
            }
        except (ValueError, AttributeError):
            parts = {"body": self.body}
        return {**parts, "seq": self.seq, "hash": self.hash}


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where log, tables, files or paper disagree."""

    what: str
    seq: int | None = None
    table: str | None = None
    row: int | None = None
    file: str | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"seq|table|row|file","what"}``, the places that apply."""
        place: dict[str, Json] = {
            "seq": self.seq,
            "table": self.table,
            "row": self.row,
            "file": self.file,
        }
        found = {name: value for name, value in place.items() if value is not None}
        return {**found, "what": self.what}


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
class DatabaseCreated:
    """The first event of every log: the hash in use, the file's origin, the schema's step."""

    origin: str
    schema: int

    def as_json(self) -> Json:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"alg","origin","schema"}``."""
        return {"alg": "sha256", "origin": self.origin, "schema": self.schema}


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
