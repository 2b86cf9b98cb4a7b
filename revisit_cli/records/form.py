"""Printed forms: what stands on a page, and what was written."""

from dataclasses import dataclass, field

from revisit_cli.records.outcome import Json
from revisit_cli.records.visit import Evaluation


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
    with_phones: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class VisitPage:
    """What is known for one page of the visit form; a blank page knows nothing.

    ``phone`` is as it is to be printed; signatures are never filled in.
    """

    number: int | None = None
    firm: str = ""
    person: str = ""
    phone: str = field(default="", repr=False)
    evaluations: tuple[Evaluation, ...] = ()
    suggestion: str = field(default="", repr=False)
    difficulty: str = field(default="", repr=False)
    recorder: str = ""
    visited_at: str = ""


@dataclass(frozen=True, slots=True)
class CallPage:
    """What is known for one page of the telephone form; a blank page knows nothing.

    ``phone`` is as it is to be printed; ``way`` are the attempts (when, outcome's code) of a firm
    that was not reached.
    """

    number: int | None = None
    firm: str = ""
    person: str = ""
    phone: str = field(default="", repr=False)
    evaluations: tuple[Evaluation, ...] = ()
    suggestion: str = field(default="", repr=False)
    difficulty: str = field(default="", repr=False)
    recorder: str = ""
    called_at: str = ""
    way: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """What stands in 附表3 for one unit and month; phones as they are to be printed."""

    unit: str
    month: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of a day's round; ``phone`` is as it is to be printed."""

    number: int
    firm: str
    place: str
    reasons: tuple[str, ...]
    person: str
    phone: str = field(repr=False)
    due: str


@dataclass(frozen=True, slots=True)
class FormsWritten:
    """Forms or a round were written to a workbook: which, where, how many pages or lines.

    ``firm_count`` is how many firms stand in it.
    """

    form: str
    path: str
    count: int
    firm_count: int

    def as_json(self) -> dict[str, Json]:
        """``{"form","path","count"}``."""
        return {"form": self.form, "path": self.path, "count": self.count}
