"""Printed forms: what stands on a page, and what was written."""

from collections.abc import Mapping

from revisit_cli.document import FORM_3, LEDGER_COLUMNS
from revisit_cli.records.code import CallOutcome, FlagReason
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.rules.answer import Evaluation
from revisit_cli.records.value import Value, field


class FormsAsked(Value):
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


class FormPage(Value):
    """What is known for one page of 附表1 or 附表2; a blank page knows nothing.

    ``texts`` are what was answered once, by the category of problem that it opens. ``phone`` is as
    it is to be printed, ``at`` when the firm was spoken to. ``way`` are the
    attempts (when, outcome's code) at a firm that was not reached by telephone. Signatures are
    never filled in; ``refusal`` is why there will be none. ``tags`` are those of what was said.
    """

    number: int | None = None
    firm: str = ""
    person: str = ""
    phone: str = field(private=True, default="")
    evaluations: tuple[Evaluation, ...] = ()
    texts: Mapping[str, str] = field(private=True, factory=dict)
    recorder: str = ""
    at: str = ""
    way: tuple[tuple[str, CallOutcome], ...] = ()
    refusal: str = ""
    tags: tuple[str, ...] = ()


class FormRow(Value):
    """One accepted row of a ledger as 附表3 prints it; ``day`` in the ledger's words if unread."""

    officer: str | None
    day: str
    place: str | None
    matter: str | None
    completion: str | None
    firm: str
    contact: str | None = field(private=True)
    phones: tuple[str, ...] = field(private=True)
    remark: str | None


class LedgerPage(Value):
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


class VisitRow(Value):
    """One line of a day's round; ``phone`` is as it is to be printed."""

    number: int
    firm: str
    place: str
    reasons: tuple[FlagReason, ...]
    person: str
    phone: str = field(private=True)
    due: str


class FormsWritten(Outcome):
    """Forms or a round were written to a workbook: which, where, how many pages or lines."""

    form: str
    path: str
    count: int
