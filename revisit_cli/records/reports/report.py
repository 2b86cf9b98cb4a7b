"""The month's figures: what was loaded, and what is reported: counts, days and rows."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.calls.not_served import NotServed
from revisit_cli.records.code import (
    CallEnd,
    FilingStanding,
    Unevaluated,
)
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.file.undo import Retraction
from revisit_cli.records.ledgers.filing import AfterClose
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.rate import Rate
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.facts import Correction
from revisit_cli.records.reports.paper import Paper
from revisit_cli.records.reports.question import (
    QuestionFigures,
    TagFigures,
)
from revisit_cli.records.rules.setting import RuleMoved
from revisit_cli.records.value import Json, Value, computed, field


class DayLeft(Value):
    """One day of a month's calling: how many calls were left at its end, None of a day to come.

    ``is_rest``: nobody works on it; None in a year whose days off nobody has announced.
    """

    on: date
    left: int | None
    is_rest: bool | None


# What a firm said of a unit, or why it said nothing.
RollState = Literal["satisfied", "dissatisfied"] | Unevaluated


class RollLine(Value):
    """One firm by one unit, and what came of it.

    ``number`` counts N from 1, at the first unit that the firm stands under; None further down,
    and of whom N does not count. ``outcome`` is that of its call's last attempt, or its final one.
    ``is_beyond``: evaluated, but not on the unit's ledger; carried in, or withdrawn.
    """

    unit: str | None
    firm: str
    state: RollState
    outcome: CallEnd | None
    number: int | None
    is_beyond: bool = False


class UnitFigures(Value):
    """One unit's line: its filing, its services, its evaluations, its bad numbers.

    ``evaluations`` are ``satisfied``, ``dissatisfied`` and ``unrated``. ``firms``, and the
    evaluations of firms ``beyond`` its ledger, are the evaluations and whom there is none of:
    ``unasked``, ``unreached``, ``pending``, ``carried`` or, by its own leader, ``not_served``.
    ``visited`` are evaluations on visits.
    ``bad_numbers`` are of the numbers it gave; ``struck_numbers`` were bad and are so no more.
    """

    unit: str
    filing: FilingStanding
    services: int
    firms: int
    evaluations: int
    satisfied: int
    dissatisfied: int
    unrated: int
    satisfaction: Rate
    is_ranked: bool
    bad_numbers: Rate
    beyond: int
    unasked: int
    unreached: int
    pending: int
    carried: int
    visited: int
    struck_numbers: int = 0
    late_entries: int = 0
    overdue: int = 0
    not_served: int = 0

    @computed()
    def not_rated(self) -> int:
        """Firms by this unit that neither said satisfied nor dissatisfied."""
        without = self.unasked + self.unreached + self.pending + self.carried
        return self.unrated + without + self.not_served


class MonthReported(Outcome):
    """A month's statistics, every rate with its denominator.

    ``unlisted`` firms came after the freeze and are none of N: of a month cleared by that reading.
    """

    month: str
    is_locked: bool
    firms: int
    call_list: CallList = field("list")
    sole_traders: int
    services: int
    late_entries: int
    late_entry_firms: int
    overdue: int
    coverage: Rate
    contact_rate: Rate
    effective_rate: Rate
    aapor: tuple[tuple[str, Rate], ...] = field(pairs=True, after="dispositions")
    satisfaction: Rate
    unrated_firms: int = field("unrated")
    dispositions: tuple[tuple[str, int], ...] = field(pairs=True)
    filings: tuple[tuple[str, int], ...] = field(pairs=True)
    units: tuple[UnitFigures, ...]
    not_done: tuple[tuple[str, str], ...] = field(columns="firm state")
    unevaluated: tuple[tuple[str, str, Unevaluated], ...] = field(
        columns="firm unit reason", after="units"
    )
    problems: tuple[tuple[str, int], ...] = field(pairs=True, after="aapor")
    problems_in_time: Rate = field(after="problems")
    visits: tuple[tuple[str, int], ...] = field("visits.*", pairs=True, after="problems_in_time")
    visits_in_time: Rate = field("visits.in_time", after="visits.*")
    calls: tuple[tuple[str, int], ...] = field("calls.*", pairs=True, after="aapor")
    calls_in_time: Rate = field("calls.in_time", after="calls.*")
    integrity: tuple[tuple[str, int | None], ...] = field(pairs=True)
    hidden_approvals: TagFigures = field("hidden_approvals=contacts hidden_approval")
    questions: tuple[QuestionFigures, ...]
    log: LogHead = field("")
    origin: str = field("")
    answers: tuple[tuple[str, int], ...] = field(pairs=True, after="not_done", default=())
    carried_in: tuple[tuple[str, Rate], ...] = field(pairs=True, default=())
    carried_out: tuple[tuple[str, int], ...] = field(pairs=True, default=())
    late_calls: tuple[tuple[str, bool], ...] = field(
        columns="firm added_late", after="not_done", default=()
    )
    calls_left: tuple[DayLeft, ...] = field(after="late_calls", default=())
    keeps_what_it_printed: bool = field("", default=False)
    corrections: tuple[Correction, ...] = ()
    retractions: tuple[Retraction, ...] = field("", default=())
    doubtful_times: int = 0
    undated_units: int = 0
    roster_changes: tuple[RosterChange, ...] = ()
    back_filed: tuple[str, ...] = field("filings_back_entered", default=())
    rule_changes: tuple[RuleMoved, ...] = ()
    not_served: tuple[NotServed, ...] = field(after="unevaluated", default=())
    after_close: tuple[AfterClose, ...] = field(after="list", default=())
    recheck: RecheckFigures | None = None
    later_rechecks: tuple[RecheckFigures, ...] = ()
    unlisted: int = field(after="sole_traders", default=0)

    @computed("log", after="doubtful_times")
    def log_told(self) -> Mapping[str, Json]:
        """The log's size and head, and what was taken back of the month where anything was.

        All else is, after an act and its undoing, what it was before: R20, R21.
        """
        told = self.log.as_json()
        if self.retractions:
            told["retractions"] = [each.as_json() for each in self.retractions]
        return told


class ReportShown(Outcome):
    """A report: its figures, how it is laid out, and the files it was written to.

    ``paper`` is None where nobody reads more than the figures.
    """

    figures: Outcome = field("*")
    paper: Paper | None = field("")
    file: str | None
    files: tuple[str, ...] = field("", default=())
