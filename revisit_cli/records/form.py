"""Printed forms: what stands on a page, and what was written."""

from dataclasses import dataclass, field

from revisit_cli.document import FORM_3, LEDGER_COLUMNS
from revisit_cli.records.code import CallOutcome, FlagReason
from revisit_cli.records.outcome import Json
from revisit_cli.records.visits.visit import Evaluation


@dataclass(frozen=True, slots=True)
class FormsAsked:
    """Which forms to print, and where; without any named, and not all of a month, a blank one.

    ``named`` are the numbers of calls or visits, or units' names, as typed; ``month`` and
    ``path`` None are the ones at hand.
    """

    named: tuple[str, ...] = ()
    month: str | None = None
    path: str | None = None
    with_all: bool = False
    shows_phones: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class FormPage:
    """What is known for one page of 附表1 or 附表2; a blank page knows nothing.

    ``phone`` is as it is to be printed, ``at`` when the firm was spoken to. ``way`` are the
    attempts (when, outcome's code) at a firm that was not reached by telephone. Signatures are
    never filled in.
    """

    number: int | None = None
    firm: str = ""
    person: str = ""
    phone: str = field(default="", repr=False)
    evaluations: tuple[Evaluation, ...] = ()
    suggestion: str = field(default="", repr=False)
    difficulty: str = field(default="", repr=False)
    recorder: str = ""
    at: str = ""
    way: tuple[tuple[str, CallOutcome], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """What stands in 附表3 for one unit and month; phones as they are to be printed.

    ``rows`` have the form's columns but the serial number.
    """

    unit: str
    month: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def firms(self) -> frozenset[str]:
        """The names of the firms it tells of."""
        place = LEDGER_COLUMNS[1:].index(FORM_3.heads["firm"])
        return frozenset(row[place] for row in self.rows)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of a day's round; ``phone`` is as it is to be printed."""

    number: int
    firm: str
    place: str
    reasons: tuple[FlagReason, ...]
    person: str
    phone: str = field(repr=False)
    due: str


@dataclass(frozen=True, slots=True)
class FormsWritten:
    """Forms or a round were written to a workbook: which, where, how many pages or lines."""

    form: str
    path: str
    count: int

    def as_json(self) -> dict[str, Json]:
        """``{"form","path","count"}``."""
        return {"form": self.form, "path": self.path, "count": self.count}
