"""Which visit a reason is settled by, and by when another one is owed."""

from collections.abc import Collection, Sequence
from datetime import date
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.visits.visit import ReasonNotOfVisit, VisitSettlesNothing
from revisit_cli.labels.text import LISTED
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.policy.days.cycle import carried_to
from revisit_cli.policy.days.workday import at_most_days
from revisit_cli.policy.problems.clock import due_on as answer_due_on
from revisit_cli.policy.visits.flag import reason_of
from revisit_cli.records.code import FlagReason
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.visits.owing import Owing, PendingVisit, VisitStand
from revisit_cli.rulebook.periods import Period
from revisit_cli.rulebook.rules import Rules

TO_DO = "to_do"


@clause("三(三)1", "三(三)2", "R23")
def month_of(day: date | None, today: date, rules: Rules, closed: Collection[str]) -> str:
    """Return the month that owes the visit of a reason that no call brought.

    「其他理由归入它那一天所在的周期；该期已清零的，归入其后未清零的一期（补录）」. Where nobody
    says the day it is the month at hand.
    """
    month = rules.month_at_hand(today) if day is None else rules.month_of_day(day)
    return carried_to(month, closed) if month in closed else month


@clause("三(二)2", "R23", "R19")
def due_on(cycle: Period, entered_on: date, calendar: Calendar) -> date | None:
    """Return the last day of a visit: 「期限是该期次月20日，且不早于录入后第五个工作日」.

    None while the notice that decides it is not loaded: where that can move it beyond the 20th.
    """
    fifth = answer_due_on(entered_on, cycle.numbers, calendar)
    if fifth is not None:
        return max(cycle.visits_due_on, fifth)
    latest = entered_on + at_most_days(cycle.numbers.answer_workdays)
    return cycle.visits_due_on if latest <= cycle.visits_due_on else None


@clause("R23", "R19")
def counted_first(
    visits: Sequence[PendingVisit], rules: Rules, calendar: Calendar
) -> tuple[tuple[int, date], ...]:
    """Return visits whose day was not known, by id, with that which a calendar decides now."""
    days = ((each.id, due_on(rules.period(each.month), each.owed_on, calendar)) for each in visits)
    return tuple((visit, day) for visit, day in days if day is not None)


@clause("三(三)1", "三(三)2", "R23")
def settled_by(reason: Owing, visits: Sequence[VisitStand], entered_on: date) -> int | None:
    """Return the visit that settles a reason put on record now, or is to; None: one more is owed.

    ``visits`` are all of the firm. 「晚于上门才查实的，只有那次记录写明同一件（编号相同）的才算」;
    a reason of an earlier day is settled by what its cycle's visit settles by default. One open
    visit of the cycle collects what is left.
    """
    made = [each for each in visits if each.visited_on is not None]
    if reason.case is not None:
        for each in made:
            if _same_case(reason.case, each.cases):
                return each.id
    day = reason.day or entered_on
    here = [each for each in visits if each.month == reason.month]
    for each in here:
        if each.visited_on is not None and not each.names_reasons and day <= each.visited_on:
            return each.id
    return next((each.id for each in here if each.state == TO_DO), None)


@clause("三(三)1", "三(三)2", "R23")
def left_by(
    reasons: Sequence[Owing], visited_on: date, named: Sequence[str], cases: Sequence[str]
) -> tuple[Owing, ...]:
    """Return the reasons of a visit that its record does not settle: for them another is owed.

    「一次上门了结记录写明的理由，没有写明的，了结日期不晚于它的全部理由」, and what it names by
    its case. Raises ReasonNotOfVisit or VisitSettlesNothing.
    """
    wanted = [_named(text, reasons) for text in named]
    settled = {
        each.flag
        for each in reasons
        if (each.case is not None and _same_case(each.case, cases))
        or (each.reason in wanted if named else each.day is None or each.day <= visited_on)
    }
    left = tuple(each for each in reasons if each.flag not in settled)
    if left and not settled:
        raise VisitSettlesNothing(day=visited_on, reasons=_told(left))
    return left


@clause("R23")
def of_cases(reasons: Sequence[Owing], cases: Sequence[str]) -> tuple[Owing, ...]:
    """Return the reasons, of whatever month, whose case a record names: 「编号相同」."""
    return tuple(each for each in reasons if each.case is not None and _same_case(each.case, cases))


def is_made(visit: int, visits: Sequence[VisitStand]) -> bool:
    """Whether that visit took place."""
    return any(each.id == visit and each.visited_on is not None for each in visits)


def was_visited(month: str, visits: Sequence[VisitStand]) -> bool:
    """Whether a visit of a month took place, so that another one is owed beside it."""
    return any(each.month == month and each.visited_on is not None for each in visits)


def _same_case(case: str, cases: Sequence[str]) -> bool:
    """Whether a case's number is one of these, however it was typed."""
    return _key(case) in map(_key, cases)


def _key(case: str) -> str:
    return "".join(normalize("NFKC", case).split()).upper()


def _named(text: str, reasons: Sequence[Owing]) -> FlagReason:
    code = reason_of(text)
    if code is None or code not in {each.reason for each in reasons}:
        raise ReasonNotOfVisit(text=text, reasons=_told(reasons))
    return code


def _told(reasons: Sequence[Owing]) -> str:
    names = (REASONS[each.reason] + (f"（{each.day}）" if each.day else "") for each in reasons)
    return LISTED.join(names)
