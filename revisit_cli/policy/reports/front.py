"""What the first page of a month tells: how it stands, six figures, what is left, what is next."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.days.cycle import late_after
from revisit_cli.policy.days.due import due_at
from revisit_cli.policy.days.workday import workdays_left
from revisit_cli.policy.reports.count import calls_counted, filing_counts
from revisit_cli.policy.reports.disposition import disposition, whole_rates
from revisit_cli.policy.reports.month_rows import CLASSES, listed_rows
from revisit_cli.policy.reports.problems import in_time_rate, problem_figures
from revisit_cli.records.code import CallEnd, FigureCode, MonthState, UndoneKind
from revisit_cli.records.context import stamp
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import CallFact, MonthFacts
from revisit_cli.records.reports.front import (
    Figure,
    Left,
    MonthBefore,
    MonthDays,
    MonthStood,
    RuleChange,
    Undone,
)
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.rules import Rules

# Of fewer no rate is told: one firm more or less would be twenty points and more.
LEAST_RATED = 5
UNDONE: Mapping[UndoneKind, tuple[CallEnd, ...]] = {
    "unreached": ("no_answer", "busy", "left_message", "exhausted"),
    "refused": ("refused_soft", "refused_hard"),
    "appointment": ("appointment",),
    "broken_off": ("broken_off",),
    "contact_left": ("contact_left",),
    "wrong_number": ("wrong_number",),
    "dead_number": ("dead_number",),
    "denies_service": ("denies_service",),
    "not_served": ("not_served",),
    "not_attempted": (),
}
# The outcomes after which a unit is asked for another number.
BAD_NUMBERS: tuple[UndoneKind, ...] = ("contact_left", "wrong_number", "dead_number")
# Which figures a rule bears on: with another rule they cannot be compared.
BEARS_ON: Mapping[str, tuple[FigureCode, ...]] = {
    "cycle_last_day": ("filings",),
    "closing_time": ("filings", "problems"),
    "answer_workdays": ("problems",),
    "visit_on_dissatisfied": ("visits",),
    "visit_on_extra_trips": ("visits",),
    "visit_on_unreachable": ("visits",),
}
_KINDS = {outcome: kind for kind, outcomes in UNDONE.items() for outcome in outcomes}


@clause("四3", "三(一)1", "三(一)2", "四4")
def six(figures: MonthReported) -> dict[FigureCode, Rate]:
    """Return the rates of the document's duties, in its order: 「每月一统计」."""
    filed, visits = dict(figures.filings), dict(figures.visits)
    return {
        "filings": Rate(filed["on_time"] + filed["zero"], sum(filed.values())),
        "coverage": figures.coverage,
        "effective": figures.effective_rate,
        "satisfaction": figures.satisfaction,
        "problems": figures.problems_in_time,
        "visits": Rate(visits["done"], visits["flagged"]),
    }


@clause("四3", "R12", "R17", "R26")
def stood(facts: MonthFacts, now: datetime, rules: Rules) -> MonthStood | None:
    """Return what a later month is compared with; None of a month that had nothing.

    The rates are those of its own report, 「每月一统计」, counted without all else that it tells.
    """
    rows = listed_rows(facts)
    filed = dict(filing_counts(facts))
    came = sum(filed.values()) - filed["missing"]
    if not (rows["firms"] or came or facts.problems or facts.visits):
        return None
    answers = {name: len(rows[f"answers.{name}"]) for name in ("satisfied", "dissatisfied")}
    classes = {name: len(rows[f"dispositions.{name}"]) for name in CLASSES}
    rates: dict[FigureCode, Rate] = {
        "filings": Rate(filed["on_time"] + filed["zero"], sum(filed.values())),
        "coverage": Rate(len(rows["coverage.n"]), len(rows["firms"])),
        "effective": whole_rates(classes)["RR2"],
        "satisfaction": Rate(answers["satisfied"], sum(answers.values())),
        "problems": in_time_rate(problem_figures(facts, now, rules)),
        "visits": Rate(sum(each.state == "done" for each in facts.visits), len(facts.visits)),
    }
    return MonthStood(facts.month, len(rows["firms"]), rates)


@clause("四3", "R26")
def six_figures(
    now: MonthReported, then: MonthStood | None, changed: Iterable[RuleChange], *, is_final: bool
) -> tuple[Figure, ...]:
    """Return the six figures beside those of the month before, ``then``.

    A change is that of the two printed rates. None is told of a month that goes on, of fewer than
    five, and where another rule holds: rules change 「按月生效」.
    """
    return compared(six(now), {} if then is None else then.rates, changed, is_final=is_final)


@clause("R26")
def compared(
    here: Mapping[FigureCode, Rate],
    before: Mapping[FigureCode, Rate],
    changed: Iterable[RuleChange],
    *,
    is_final: bool,
) -> tuple[Figure, ...]:
    """Return rates beside those of the time before, with their changes where there are any."""
    apart = {code for each in changed for code in each.figures}
    found = []
    for code, rate in here.items():
        old = before.get(code)
        old = old if old is not None and old.of else None
        tenths, old_tenths = _printed(rate), None if old is None else _printed(old)
        change = None
        if is_final and code not in apart and tenths is not None and old_tenths is not None:
            change = tenths - old_tenths
        found.append(Figure(code, rate, tenths, old, old_tenths, change))
    return tuple(found)


def _printed(rate: Rate) -> int | None:
    return rate.tenths if rate.of >= LEAST_RATED else None


def is_final(figures: MonthReported, days: MonthDays) -> bool:
    """Whether nothing that a month counts is still to come: it is cleared, or might be."""
    visits, problems = dict(figures.visits), dict(figures.problems)
    left = (
        len(figures.not_done),
        dict(figures.filings)["missing"],
        visits["to_do"] + visits["unsigned"],
        problems["open"],
    )
    return not days.is_open or (figures.is_locked and days.are_ledgers_due and not any(left))


@clause("R26")
def rules_changed(now: Numbers, then: Numbers) -> tuple[RuleChange, ...]:
    """Return the rules that a month does not share with the one before it."""
    return tuple(
        RuleChange(rule, _told(getattr(now, rule)), figures)
        for rule, figures in BEARS_ON.items()
        if getattr(now, rule) != getattr(then, rule)
    )


def _told(value: object) -> int | str:
    return value if isinstance(value, int) else f"{value:%H:%M}"


def month_before(
    now: MonthReported, then: MonthStood | None, rules: Rules, *, is_cleared: bool
) -> MonthBefore | None:
    """Return what there is to say of the month before as such."""
    if then is None:
        return None
    changed = rules_changed(rules.of(now.month), rules.of(then.month))
    return MonthBefore(then.month, then.firms, is_cleared, now.firms - then.firms, changed)


@clause("三(一)1", "三(二)1", "三(二)2", "R2", "R19")
def month_days(
    month: str, closed_at: str | None, now: datetime, calendar: Calendar, rules: Rules
) -> MonthDays:
    """Return where a month stands among its days; one that is cleared, as it was then."""
    cycle = rules.period(month)
    moment = now if closed_at is None else datetime.fromisoformat(closed_at)
    calls_due = due_at(cycle.numbers.calls, cycle.calls_due_on)
    visits_due = due_at(cycle.numbers.visits, cycle.visits_due_on)
    try:
        late: str | None = stamp(late_after(cycle, calendar))
    except YearUnknown:
        late = None
    try:
        left: int | None = workdays_left(moment.date(), calls_due.date(), calendar)
    except YearUnknown:
        left = None
    return MonthDays(
        as_of=stamp(moment),
        closed_at=closed_at,
        ledgers_late=late,
        calls_due=calls_due.date(),
        calls_left=left,
        calls_over=_over(moment, calls_due),
        visits_due=visits_due.date(),
        visits_over=_over(moment, visits_due),
    )


def _over(now: datetime, due: datetime) -> int:
    return max(0, (now.date() - due.date()).days)


@clause("R12", "R21")
def undone(facts: MonthFacts, figures: MonthReported) -> tuple[Undone, ...]:
    """Return the firms of N whose calls brought no answer, by what came of them.

    「未完成企业名单」; a firm that is no more is left out of the rate, and out of these.
    """
    late = {firm for firm, was_added_late in figures.late_calls if was_added_late}
    came = {each.firm: each.came_at for each in facts.call_tasks if each.came_at is not None}
    groups = undone_rows(facts)
    return tuple(_group(kind, calls, late, came) for kind, calls in groups.items() if calls)


def undone_rows(facts: MonthFacts) -> dict[UndoneKind, list[CallFact]]:
    """Return the calls behind each of these groups."""
    groups: dict[UndoneKind, list[CallFact]] = {kind: [] for kind in UNDONE}
    for call in of_n(calls_counted(facts)):
        if disposition(call) not in ("I", "P", "NE"):
            groups[kind_of(call)].append(call)
    return groups


def kind_of(call: CallFact) -> UndoneKind:
    """Return what came of a call that brought no answer."""
    outcome = call.outcome or call.last
    return "not_attempted" if outcome is None else _KINDS[outcome]


def _group(
    kind: UndoneKind, calls: list[CallFact], late: set[str], came: Mapping[str, str]
) -> Undone:
    added = [call.name for call in calls if call.name in late]
    came_at = came.get(added[0]) if len(added) == 1 else None
    return Undone(
        kind=kind,
        firms=tuple(call.name for call in calls),
        left=sum(call.state not in ("done", "carried") for call in calls),
        carried=sum(call.state == "carried" for call in calls),
        added_late=len(added),
        came_on=None if came_at is None else date.fromisoformat(came_at[:10]),
    )


@clause("四3", "R15", "R29")
def left(figures: MonthReported, groups: Iterable[Undone]) -> Left:
    """Return how much of a month is not done."""
    visits, problems = dict(figures.visits), dict(figures.problems)
    filed = dict(figures.filings)
    return Left(
        calls=sum(each.count for each in groups),
        visits=visits["flagged"] - visits["done"],
        problems=problems["open"] + problems["carried"],
        filed_late=filed["late"] + filed["supplement"],
        with_overdue_rows=sum(each.overdue > 0 for each in figures.units),
        missing_at_freeze=len(figures.call_list.missing or ()),
    )


def states(figures: MonthReported, days: MonthDays) -> tuple[MonthState, ...]:
    """Return what a reader has to know of a month before its figures."""
    checked = figures.recheck is not None and figures.recheck.state == "done"
    found: tuple[tuple[MonthState, bool], ...] = (
        ("forecast", days.is_open),
        ("cleared", not days.is_open),
        ("unlocked", not figures.is_locked),
        ("early", figures.call_list.is_early),
        ("unchecked", not checked),
        ("corrected", any(each.corrects(figures.month) for each in figures.corrections)),
    )
    return tuple(state for state, applies in found if applies)
