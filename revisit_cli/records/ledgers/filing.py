"""What an import did: files, filings, rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from revisit_cli.records.code import FilingState, RowSince, RowState
from revisit_cli.records.ledgers.ledger import Ignored, ReadRow, Skipped
from revisit_cli.records.ledgers.option import IdleOption
from revisit_cli.records.ledgers.withdrawal import Withdrawal
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a clerk says beside the files; ``received_at`` None means now."""

    unit: str | None = None
    month: str | None = None
    received_at: datetime | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()
    is_dry_run: bool = False
    accepts_gone: bool = False
    adds_units: bool = False
    replaces_most: bool = False
    each_firm: bool = False

    @property
    def says_something(self) -> bool:
        """Whether anything is said of how a file is to be read or compared."""
        told = (self.unit, self.month, self.mapping, self.sheets, self.each_firm)
        return self.accepts_gone or self.adds_units or any(told)


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """A row that an earlier version of a unit's month holds: its service id and identity.

    ``aside`` are its contact and its remark: another service is none by them, but a changed one.
    """

    id: int
    identity: tuple[str, ...]
    firm_key: str
    matter: str
    firm: str = ""
    aside: tuple[str, str] = ("", "")


class DecidedRow(NamedTuple):
    """A read row and what became of it; a tuple, because a file may hold very many.

    ``state`` is accepted, duplicate or held; ``duplicate_of`` an earlier service's id, or minus
    one minus the ``nth`` of the row in this file that it repeats; ``replaces`` the id of the
    earlier row that it corrects. ``unit`` is the name it is filed under.
    """

    read: ReadRow
    month: str
    unit: str | None
    state: RowState
    notes: tuple[str, ...]
    firm_key: str
    nth: int = 0
    duplicate_of: int | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """One unit's ledger of one month in one version."""

    id: int
    unit: str
    month: str
    version: int
    state: FilingState
    received_at: str = ""
    row_count: int = 0
    file: str | None = None
    held_count: int = 0

    def as_json(self) -> dict[str, Json]:
        """``{"id","unit","month","version","state"}``."""
        return {
            "id": self.id,
            "unit": self.unit,
            "month": self.month,
            "version": self.version,
            "state": self.state,
        }


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that a corrected file has anew, has changed, or no longer has.

    ``kind`` is new, changed or gone; ``row`` is None for one that is gone. ``fields`` are field,
    text before and text after; numbers in them are masked.
    """

    kind: str
    sheet: str
    row: int | None
    firm: str
    matter: str
    fields: tuple[tuple[str, str, str], ...] = ()

    def as_json(self) -> dict[str, Json]:
        """``{"kind","sheet","row","firm","matter","fields":[{"field","before","after"}]}``."""
        return {
            "kind": self.kind,
            "sheet": self.sheet,
            "row": self.row,
            "firm": self.firm,
            "matter": self.matter,
            "fields": [
                {"field": name, "before": before, "after": after}
                for name, before, after in self.fields
            ],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """A corrected file against the version before it, in rows."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    rows: tuple[RowChange, ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"new","changed","same","gone"}``."""
        return {"new": self.new, "changed": self.changed, "same": self.same, "gone": self.gone}


@dataclass(frozen=True, slots=True)
class LedgerImported:
    """One file went in, whole or, when it was known already, not at all.

    ``receipt_fault`` is where a receipt could not be written; ``withdrawal`` what became of
    the rows that are gone, None where that was not asked for; ``known_as`` the name under which
    the same content was imported before, ``waiting`` how many of its rows are held still;
    ``idle`` the options that had no effect.
    """

    file: str
    sha256: str
    is_unchanged: bool
    filings: tuple[Filing, ...]
    accepted: int
    duplicate: int
    held: int
    new_firms: int
    known_firms: int
    ignored: tuple[Ignored, ...] = ()
    new_units: tuple[str, ...] = ()
    comparison: Comparison | None = None
    receipt: str | None = None
    rows: tuple[DecidedRow, ...] = field(default=(), repr=False)
    near_units: tuple[tuple[str, tuple[str, ...]], ...] = ()
    skipped: tuple[Skipped, ...] = ()
    traits: tuple[str, ...] = ()
    withdrawal: Withdrawal | None = None
    is_own_receipt: bool = False
    known_as: str | None = None
    waiting: int = 0
    is_receipt_moved: bool = False
    is_receipt_too_long: bool = False
    receipt_fault: str | None = None
    idle: tuple[IdleOption, ...] = ()

    @property
    def read(self) -> int:
        """How many rows were read; each ended accepted, duplicate or held."""
        return self.accepted + self.duplicate + self.held

    def as_json(self) -> dict[str, Json]:
        """``{"file","sha256","unchanged","filings","rows":{…},"firms":{…},"receipt",…}``."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "unchanged": self.is_unchanged,
            "filings": [each.as_json() for each in self.filings],
            "rows": {
                "read": self.read,
                "accepted": self.accepted,
                "duplicate": self.duplicate,
                "held": self.held,
            },
            "firms": {"new": self.new_firms, "known": self.known_firms},
            "receipt": self.receipt,
            "ignored": [each.as_json() for each in self.ignored],
            "comparison": None if self.comparison is None else self.comparison.as_json(),
            "changes": [each.as_json() for each in self.comparison.rows] if self.comparison else [],
            "withdrawn": None if self.withdrawal is None else len(self.withdrawal.rows),
            "withdrawal": None if self.withdrawal is None else self.withdrawal.as_json(),
            "known_as": self.known_as,
            "waiting": self.waiting,
            "new_units": list(self.new_units),
            "skipped": [each.as_json() for each in self.skipped],
            "traits": list(self.traits),
            "idle": [each.as_json() for each in self.idle],
        }

    def facts(self) -> dict[str, Json]:
        """Digest of the file, ids of filings, counts."""
        return {
            "sha256": self.sha256,
            "filings": [each.id for each in self.filings],
            "accepted": self.accepted,
            "duplicate": self.duplicate,
            "held": self.held,
            "new_firms": self.new_firms,
        }


@dataclass(frozen=True, slots=True)
class FileRefused:
    """One file that could not go in, and the sentence that says why.

    ``asks`` tells that it could, were it said that it is to replace most of what is in force.
    """

    file: str
    why: str
    exit_code: int
    asks: bool = False


@dataclass(frozen=True, slots=True)
class LedgersImported:
    """What became of every file that was named."""

    files: tuple[LedgerImported, ...]
    refused: tuple[FileRefused, ...]
    is_dry_run: bool

    def as_json(self) -> Json:
        """``{"files":[…],"refused":[{"file","why"}],"dry_run"}``."""
        return {
            "files": [each.as_json() for each in self.files],
            "refused": [{"file": each.file, "why": each.why} for each in self.refused],
            "dry_run": self.is_dry_run,
        }


@dataclass(frozen=True, slots=True)
class ZeroReported:
    """A unit reported that it served no firm in a month; ``is_unchanged`` when it had already.

    ``withdrawal`` is what became of rows that it had reported before.
    """

    filing: Filing
    withdrawal: Withdrawal = field(default_factory=Withdrawal)
    is_unchanged: bool = False

    def as_json(self) -> Json:
        """The filing, and ``"unchanged"``, ``"withdrawal"``."""
        return {
            **self.filing.as_json(),
            "unchanged": self.is_unchanged,
            "withdrawal": self.withdrawal.as_json(),
        }

    def facts(self) -> dict[str, Json]:
        """The filing's id and month, and how many rows were withdrawn."""
        return {
            "filing": self.filing.id,
            "month": self.filing.month,
            "withdrawn": len(self.withdrawal.rows),
        }


@dataclass(frozen=True, slots=True)
class LedgersListed:
    """Every unit's filing of a month, and the units that have not filed.

    ``remind_on`` is the day to remind them, ``due_at`` the moment after which a ledger is late;
    both None in a year whose holidays are not known.
    """

    month: str
    filings: tuple[Filing, ...]
    missing: tuple[str, ...]
    remind_on: date | None = None
    due_at: datetime | None = None
    is_late: bool = False

    def as_json(self) -> Json:
        """``{"month","ledgers":[{… "received_at","rows","held","file"}],"missing":[units],
        "remind_on","due_at","late"}``.
        """
        ledgers: list[Json] = [
            {
                **each.as_json(),
                "received_at": each.received_at,
                "rows": each.row_count,
                "held": each.held_count,
                "file": each.file,
            }
            for each in self.filings
        ]
        return {
            "month": self.month,
            "ledgers": ledgers,
            "missing": list(self.missing),
            "remind_on": None if self.remind_on is None else self.remind_on.isoformat(),
            "due_at": None if self.due_at is None else self.due_at.isoformat(),
            "late": self.is_late,
        }


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One stored ledger row as shown; phones are masked unless they were asked for.

    ``since`` is what became of it after its import: put_right, corrected, withdrawn, or None.
    """

    sheet: str
    row: int
    state: RowState
    notes: tuple[str, ...]
    unit: str | None
    officer: str | None
    served_on: date | None
    place: str | None
    matter: str | None
    completion: str | None
    firm: str | None
    contact: str | None
    phones: tuple[str, ...]
    remark: str | None
    since: RowSince | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"sheet","row","state","notes","unit","officer","date",…,"remark","since"}``."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "state": self.state,
            "notes": list(self.notes),
            "unit": self.unit,
            "officer": self.officer,
            "date": None if self.served_on is None else self.served_on.isoformat(),
            "place": self.place,
            "matter": self.matter,
            "completion": self.completion,
            "firm": self.firm,
            "contact": self.contact,
            "phones": list(self.phones),
            "remark": self.remark,
            "since": self.since,
        }


@dataclass(frozen=True, slots=True)
class LedgerShown:
    """Every row of one imported file or filing."""

    rows: tuple[ShownRow, ...]

    def as_json(self) -> Json:
        """``{"rows":[…]}``."""
        return {"rows": [each.as_json() for each in self.rows]}
