"""Events of the log, what verifying them found, and the log as it is handed to strangers."""

import json
from datetime import datetime

from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Json, Value, computed, field

HEAD_LENGTH = 20
# Beyond these, sums of times are no times any more.
_YEARS = range(1900, 9999)


def is_moment(value: object) -> bool:
    """Whether a value is a time as the log writes it: ISO, with its offset."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return moment is not None and moment.tzinfo is not None and moment.year in _YEARS


class LogHead(Value):
    """The log's size and its head: the first 20 hex digits of the last event's hash."""

    size: int
    head: str


class Event(Value):
    """One event as stored: its number, the exact body bytes as text, and the chain's hashes."""

    seq: int
    body: str
    prev: str
    hash: str

    @property
    def facts(self) -> dict[str, Json]:
        """What the event tells of its act; nothing where the body cannot be read."""
        found = self.as_json().get("facts")
        return found if isinstance(found, dict) else {}

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


class Anchor(Value):
    """What a paper says of the log: its size, and the first 20 hex digits of that event's hash."""

    size: int
    head: str


class Fault(Value):
    """One place where log, tables, files or paper disagree.

    ``name`` is that of an index, trigger or view of the table; ``text`` is SQLite's own words.
    """

    what: str
    seq: int | None = None
    table: str | None = None
    row: int | None = None
    file: str | None = None
    name: str | None = None
    text: str | None = None

    @property
    def is_damage(self) -> bool:
        """Whether SQLite itself finds the file broken, so that only a backup helps."""
        return self.what == "damaged"

    def as_json(self) -> dict[str, Json]:
        """``{"seq|table|row|file|name|text","what"}``, what applies."""
        place: dict[str, Json] = {
            "seq": self.seq,
            "table": self.table,
            "row": self.row,
            "file": self.file,
            "name": self.name,
            "text": self.text,
        }
        found = {name: value for name, value in place.items() if value is not None}
        return {**found, "what": self.what}


class RowsRewritten(LoggedOutcome):
    """A step of the schema rewrote sealed rows; ``log_size`` and ``head`` are the log's before."""

    step: int = field(logs=True)
    log_size: int = field(logs=True)
    head: str = field(logs=True)


class DatabaseCreated(LoggedOutcome):
    """The first event of every log: the hash in use, the file's origin, the schema's step."""

    origin: str = field(logs=True)
    schema: int = field(logs=True)

    @computed(logs=True, after="")
    def alg(self) -> str:
        """The hash in use."""
        return "sha256"


class LogExported(Outcome):
    """The whole log written into a folder, with what it takes to redo it, and its head."""

    folder: str
    files: tuple[str, ...]
    head: LogHead = field("*")
