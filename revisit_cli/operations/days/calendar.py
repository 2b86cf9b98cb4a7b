"""Working days: explained, pictured, loaded from a notice, written for other calendars."""

from pathlib import Path

from revisit_cli.errors.days.calendar import DayToCountUnreadable
from revisit_cli.errors.days.words import DayUnreadable
from revisit_cli.errors.problems.problem import ProblemUnknown
from revisit_cli.files.days import calendar as files
from revisit_cli.files.workbooks.target import check_target, name_text, write_text
from revisit_cli.operations.act import writing
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.pending import count_pending
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.days import notice
from revisit_cli.policy.days.calendar import deadlines_of, explained_lines, pictured
from revisit_cli.policy.days.cycle import month_given
from revisit_cli.policy.days.words import day_given
from revisit_cli.policy.days.workday import is_workday
from revisit_cli.policy.problems import problem as problem_policy
from revisit_cli.policy.problems.clock import calendar_version, recounted
from revisit_cli.records.context import Context
from revisit_cli.records.days.calendar_shown import (
    DaysExplained,
    Deadline,
    DeadlinesExported,
    MonthPictured,
    NoticeImported,
)
from revisit_cli.rulebook.periods import first_day, month_before, month_of_date
from revisit_cli.store.days import calendar as store
from revisit_cli.store.file.database import Database
from revisit_cli.store.problems import problem as problem_store

_DIGITS_OF_DAY = (4, 8)


def explain_days(context: Context, text: str, count: int | None) -> DaysExplained:
    """Return each day counted from a day, or from a problem's contact, and why.

    Raises DayToCountUnreadable, ProblemUnknown or YearUnknown.
    """
    number = _problem_number(text)
    if number is not None:
        try:
            return _explain_problem(context, number, count)
        except ProblemUnknown:
            # 0625 is a day, as long as there are not so many problems.
            if len(text.strip()) not in _DIGITS_OF_DAY:
                raise
    try:
        start = day_given(text, context.today)
    except DayUnreadable as error:
        raise DayToCountUnreadable(text=text) from error
    with reading(context, needs_file=False) as database:
        calendar = store.load(database)
        rules = rules_of(database)
    usual = rules.of(rules.month_of_day(start)).answer_workdays
    lines = explained_lines(start, count or usual, calendar)
    version = calendar_version(calendar)
    return DaysExplained(start, lines[-1].on, lines, calendar_now=version)


def _explain_problem(context: Context, number: int, count: int | None) -> DaysExplained:
    with reading(context, needs_file=False) as database:
        clock = next(iter(problem_store.clocks(database, number)), None)
        if clock is None:
            raise ProblemUnknown(problem=number)
        calendar = store.load(database)
        usual = rules_of(database).of(clock.month).answer_workdays
    lines = explained_lines(clock.started_on, count or usual, calendar)
    return DaysExplained(
        clock.started_on,
        lines[-1].on,
        lines,
        problem=number,
        stored=None if clock.due_on is None else clock.due_on.isoformat(),
        is_extended=clock.is_extended,
        calendar=clock.calendar,
        calendar_now=calendar_version(calendar),
    )


def _problem_number(text: str) -> int | None:
    try:
        return problem_policy.number_given(text)
    except ProblemUnknown:
        return None


def show_month(context: Context, month: str | None) -> MonthPictured:
    """Return one calendar month, by default this one, with the deadlines that fall in it.

    Raises MonthUnreadable or YearUnknown.
    """
    wanted = month_of_date(context.today) if month is None else month_given(month)
    with reading(context, needs_file=False) as database:
        calendar = store.load(database)
        # A year not known is told as such, before the deadlines of the month before it are sought.
        is_workday(first_day(wanted), calendar)
        # Both cycles name the half-year's end: one line a deadline.
        found = {
            each.uid: each
            for cycle in (month_before(wanted), wanted)
            for each in _deadlines(database, cycle, with_problems=cycle == wanted)
        }
        return MonthPictured(wanted, pictured(wanted, [*found.values()], calendar))


def import_notice(context: Context, path: Path) -> NoticeImported:
    """Load a holiday notice; the same notice again changes nothing.

    What had no day for want of it has one from now on. Raises NoticeUnreadable.
    """
    text, sha256 = files.read_notice(path)
    name = name_text(path)
    days, year = notice.days_given(name, text)
    with writing(context, founds=True) as act:
        before = store.load(act.database)
        years = notice.new_years(name, days, year, before)
        changed = notice.changed(days, before)
        store.save_notice(act.database, changed, years, name, sha256)
        counted, visit_count = count_pending(act)
        clocks = problem_store.clocks(act.database, None)
        moved = recounted(clocks, act.rules, store.load(act.database))
        outcome = NoticeImported(
            file=name,
            sha256=sha256,
            years=years,
            work_count=sum(day.is_work for day in days),
            rest_count=sum(not day.is_work for day in days),
            changed_count=len(changed),
            problem_count=len(moved),
            counted_problems=len({each.problem for each in counted}),
            counted_visits=visit_count,
        )
        if not changed and not years and not counted and not visit_count:
            act.leave()
            return outcome
        return act.tell(outcome)


def export_deadlines(
    context: Context, month: str | None, path: Path | None, *, force: bool
) -> DeadlinesExported:
    """Return a month's deadlines as a calendar file, written where ``path`` says.

    Raises TargetKindUnknown, TargetExists or TargetNotWritable.
    """
    if path is not None:
        check_target(path, (".ics",), force=force)
    with reading(context, needs_file=False) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        found = _deadlines(database, wanted, with_problems=True)
    text = files.icalendar(found, context.now)
    if path is not None:
        write_text(path, text)
    return DeadlinesExported(wanted, found, text, None if path is None else str(path))


def _deadlines(database: Database, month: str, *, with_problems: bool) -> tuple[Deadline, ...]:
    clocks = problem_store.clocks(database, None) if with_problems else []
    problems = [(each.problem, each.due_on.isoformat()) for each in clocks if each.due_on]
    return deadlines_of(month, problems, store.load(database), rules_of(database))
