"""A reason to visit a firm."""

from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from revisit_cli.records.code import FlagNote, FlagReason, FlagState, RowState
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class NewFlag:
    """A flag about to be raised; ``reason`` is one of the codes that the flag table checks.

    ``pending_since`` is None for one that counts; one that waits to be verified asks for no visit.
    """

    firm: int
    month: str
    reason: FlagReason
    raised_at: str
    source: str | None = None
    evidence: str | None = None
    verified_on: date | None = None
    unit: int | None = None
    attempt: int | None = None
    pending_since: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag as stored, with the names of its firm and unit."""

    id: int
    firm: int
    firm_name: str = field(repr=False)
    month: str
    reason: FlagReason
    source: str | None
    evidence: str | None = field(repr=False)
    verified_on: str | None
    unit: str | None
    raised_at: str
    pending_since: str | None
    dropped_at: str | None
    drop_reason: str | None = field(repr=False)

    @property
    def state(self) -> FlagState:
        """``counts``, ``pending`` (not verified yet) or ``dropped``."""
        if self.dropped_at is not None:
            return "dropped"
        return "counts" if self.pending_since is None else "pending"

    def as_json(self) -> dict[str, Json]:
        """``{"id","firm","month","reason","source","evidence","verified_on","unit",…}``."""
        return {
            "id": self.id,
            "firm": self.firm_name,
            "firm_id": self.firm,
            "month": self.month,
            "reason": self.reason,
            "source": self.source,
            "evidence": self.evidence,
            "verified_on": self.verified_on,
            "unit": self.unit,
            "state": self.state,
            "raised_at": self.raised_at,
            "dropped_at": self.dropped_at,
            "drop_reason": self.drop_reason,
        }


@dataclass(frozen=True, slots=True)
class FlagAdded:
    """A firm was flagged for a visit; ``is_new`` is False when the same flag stood already.

    ``visit`` is None while the flag waits to be verified.
    """

    flag: int
    visit: int | None
    firm: int
    firm_name: str = field(repr=False)
    month: str
    reason: FlagReason
    due_on: date
    is_new: bool
    notes: tuple[FlagNote, ...]

    def as_json(self) -> dict[str, Json]:
        """``{"flag","visit","firm","month","reason","due","new","notes"}``."""
        return {
            "flag": self.flag,
            "visit": self.visit,
            "firm": self.firm_name,
            "month": self.month,
            "reason": self.reason,
            "due": None if self.visit is None else self.due_on.isoformat(),
            "new": self.is_new,
            "notes": list(self.notes),
        }

    def facts(self) -> dict[str, Json]:
        """Ids, month and code."""
        return _facts(self)


@dataclass(frozen=True, slots=True)
class FlagsListed:
    """The flags of one month, in order of firm; dropped ones too when asked for."""

    month: str
    flags: tuple[Flag, ...]

    def as_json(self) -> dict[str, Json]:
        """``{"month","flags":[…]}``."""
        return {"month": self.month, "flags": [each.as_json() for each in self.flags]}


@dataclass(frozen=True, slots=True)
class FlagDropped:
    """A flag was taken back, with a reason."""

    flag: Flag
    is_visit_left: bool

    def as_json(self) -> dict[str, Json]:
        """``{"flag","firm","reason","visit_left"}``."""
        return {
            "flag": self.flag.id,
            "firm": self.flag.firm_name,
            "reason": self.flag.reason,
            "visit_left": self.is_visit_left,
        }

    def facts(self) -> dict[str, Json]:
        """Ids and code."""
        return {"flag": self.flag.id, "firm": self.flag.firm, "reason": self.flag.reason}


@dataclass(frozen=True, slots=True)
class FlagVerified:
    """A complaint or petition was verified: its firm is to be visited."""

    flag: int
    visit: int
    firm: int
    firm_name: str = field(repr=False)
    month: str
    reason: FlagReason
    verified_on: date
    due_on: date

    def as_json(self) -> dict[str, Json]:
        """``{"flag","visit","firm","month","reason","verified_on","due"}``."""
        return {
            "flag": self.flag,
            "visit": self.visit,
            "firm": self.firm_name,
            "month": self.month,
            "reason": self.reason,
            "verified_on": self.verified_on.isoformat(),
            "due": self.due_on.isoformat(),
        }

    def facts(self) -> dict[str, Json]:
        """Ids, month and code."""
        return _facts(self)


def _facts(flag: FlagAdded | FlagVerified) -> dict[str, Json]:
    return {
        "flag": flag.flag,
        "visit": flag.visit,
        "firm": flag.firm,
        "month": flag.month,
        "reason": flag.reason,
    }


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One row of a workbook that names a firm to visit, as read.

    ``row`` is the sheet's own 1-based number; ``reason`` is a code, None where none was found;
    ``is_true`` says that the row calls the matter verified; ``notes`` are codes, some of which
    hold the row.
    """

    sheet: str
    row: int
    firm: str = field(repr=False)
    reason: FlagReason | None
    source: str | None
    evidence: str | None = field(repr=False)
    verified_on: date | None
    unit: str | None
    notes: tuple[FlagNote, ...]
    is_true: bool = False


@dataclass(frozen=True, slots=True)
class FlagRowResult:
    """What became of one row: accepted, duplicate or held, and why."""

    read: FlagRow
    state: RowState
    notes: tuple[FlagNote, ...]
    flag: int | None

    def as_json(self) -> dict[str, Json]:
        """``{"sheet","row","state","firm","reason","notes","flag"}``."""
        return {
            "sheet": self.read.sheet,
            "row": self.read.row,
            "state": self.state,
            "firm": self.read.firm,
            "reason": self.read.reason,
            "notes": list(self.notes),
            "flag": self.flag,
        }


@dataclass(frozen=True, slots=True)
class FlagsImported:
    """A workbook of firms to visit was read: every row accepted, duplicate or held.

    Nothing was kept of a dry run.
    """

    file: str = field(repr=False)
    sha256: str
    month: str
    rows: tuple[FlagRowResult, ...]
    is_dry_run: bool = False

    def count(self, state: RowState) -> int:
        """Return how many rows ended in a state."""
        return sum(each.state == state for each in self.rows)

    def _counts(self) -> dict[str, Json]:
        states = get_args(RowState)
        return {"read": len(self.rows), **{state: self.count(state) for state in states}}

    def as_json(self) -> dict[str, Json]:
        """``{"file","sha256","month","rows":{"read","accepted",…},"flags":[…]}``."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "month": self.month,
            "rows": self._counts(),
            "flags": [each.as_json() for each in self.rows],
            "dry_run": self.is_dry_run,
        }

    def facts(self) -> dict[str, Json]:
        """The file's digest, the month, the counts and the flags' ids."""
        flags: list[Json] = [each.flag for each in self.rows if each.state == "accepted"]
        return {"sha256": self.sha256, "month": self.month, **self._counts(), "flags": flags}
