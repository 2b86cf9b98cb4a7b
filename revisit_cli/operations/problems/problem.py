"""Problems: from the contact that raised them to the firm's word that closed them."""

from datetime import date, datetime

from revisit_cli.errors.problems.problem import MovedJustNow, ProblemTextEmpty, ProblemUnknown
from revisit_cli.labels.problems.problem import EVENTS
from revisit_cli.labels.text import minute
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.carrying import carry_over
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.pending import count_pending
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.days.cycle import month_given
from revisit_cli.policy.days.words import day_given, moment_given
from revisit_cli.policy.problems import problem as policy
from revisit_cli.policy.problems.clock import calendar_version, recounted, stopped_at, with_clock
from revisit_cli.policy.problems.in_time import history, judged
from revisit_cli.records.context import Context, stamp, stamp_of_day
from revisit_cli.records.problems.problem import (
    Move,
    NewProblem,
    Problem,
    ProblemAdded,
    ProblemMoved,
    ProblemShown,
    ProblemsListed,
    ProblemsRecounted,
)
from revisit_cli.records.value import Value
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.problems import problem as store


class ProblemTyped(Value):
    """A problem as a clerk types it in; ``on`` is the day of the contact, by default today."""

    firm: str | None
    text: str
    category: str
    unit: str | None = None
    on: str | None = None
    month: str | None = None


def list_problems(
    context: Context,
    month: str | None,
    *,
    only_late: bool,
    unit: str | None,
    state: str | None,
) -> ProblemsListed:
    """Return problems by due day, all months' unless one is named.

    Raises MonthUnreadable or ProblemStateUnknown.
    """
    wanted = None if month is None else month_given(month)
    state = policy.state_given(state)
    with reading(context) as database:
        rules = rules_of(database)
        found = store.all_problems(database, wanted)
        stories = store.stories(database, wanted)
    shown = [
        each
        for each in (judged(each, stories[each.id], context.now, rules) for each in found)
        if (not only_late or each.is_late)
        and (unit is None or unit in (each.unit or ""))
        and (state is None or each.state == state)
    ]
    return ProblemsListed(tuple(shown))


def show_problem(context: Context, text: str) -> ProblemShown:
    """Return one problem with its whole story. Raises ProblemUnknown."""
    with reading(context) as database:
        found = _found(store.find(database, policy.number_given(text)), text)
        events = store.events(database, found.id)
        return ProblemShown(judged(found, events, context.now, rules_of(database)), events)


def add_problem(context: Context, told: ProblemTyped) -> ProblemAdded:
    """Put a problem on record that no call, visit or symposium brought; its clock starts.

    The same again by the same person on the same day changes nothing.

    Raises ProblemTextEmpty, CategoryUnknown, DayUnreadable, DayAhead, MonthUnreadable,
    FirmNotFound, FirmNotClear, UnitNotFound, UnitNotClear or MonthIsClosed.
    """
    if policy.is_nothing(told.text):
        raise ProblemTextEmpty
    category = policy.category_given(told.category)
    on = context.today if told.on is None else day_given(told.on, context.today, "past")
    now = context.at
    # What no firm and no unit of ours is named in may be a bureau's first.
    is_first = not context.is_named and told.firm is None and told.unit is None
    with writing(context, founds=is_first) as act:
        month = month_or_at_hand(context, act.rules, told.month)
        calendar = calendar_store.load(act.database)
        problem = NewProblem(
            source="other",
            month=month,
            category=category,
            text=told.text.strip(),
            raised_at=now if told.on is None else stamp_of_day(on),
            raised_by=context.by,
            firm=None if told.firm is None else lookup.firm(act.database, told.firm).id,
            unit=None if told.unit is None else lookup.unit(act.database, told.unit).id,
        )
        problem = with_clock(problem, act.rules, calendar)
        before = store.same(act.database, problem)
        if before is not None:
            act.leave()
            return ProblemAdded(before[0], month, before[1], is_new=False)
        number = store.add(act.database, problem, now)
        allow_change(act, month, "problem", number)
        due = problem.due_on
        return act.tell(ProblemAdded(number, month, None if due is None else due.isoformat()))


def move_problem(context: Context, text: str, move: Move) -> ProblemMoved:
    """Assign, handle, answer, transfer, extend, close or reopen a problem.

    Raises ProblemUnknown, ProblemStateForbids, CauseRequired, MoveTooEarly, MovedJustNow,
    ExtensionNotLater or MonthIsClosed.
    """
    number = policy.number_given(text)
    with writing(context) as act:
        database = act.database
        found = _found(store.find(database, number), text)
        state = policy.state_after(text, found.state, move.act)
        if move.act == "closed":
            policy.check_close(move.cause, move.words)
        calendar = calendar_store.load(database)
        before = None if found.due is None else date.fromisoformat(found.due)
        numbers = act.rules.of(found.month)
        day = policy.due_after(move.act, move.to, before, context.today, numbers, calendar)
        due = None if day is None else day.isoformat()
        worked_in = found.carried_to or found.month
        if policy.unsettles(move.act) and allow_change(act, worked_in, "problem", number):
            # First, so that the clock that starts is the later month's.
            carry_over(act, worked_in, "problem", number)
        events = store.events(database, number)
        clock = history(found.month, events, context.now, act.rules).clocks[-1]
        moment = _moment_done(context, move, text, clock.started_at)
        at = stamp(moment)
        _refuse_again(act, number, move, at)
        store.move(
            database,
            number,
            move,
            state=state,
            due_on=due,
            stopped_at=stopped_at(state, found.stopped_at, at),
            at=at,
            entered_at=context.at,
            by=context.by,
        )
        notes = policy.move_notes(move.act, clock.until, moment)
        return act.tell(ProblemMoved(number, move.act, state, due, notes))


def _moment_done(context: Context, move: Move, text: str, started_at: str) -> datetime:
    """Return when an act on a problem was done: as given, or now.

    Raises PastMomentUnreadable, MomentAhead or MoveTooEarly.
    """
    if move.at is None:
        return context.now
    moment = moment_given(move.at, context.now, "past")
    policy.check_moment(text, started_at, moment)
    return moment


def _refuse_again(act: Act, number: int, move: Move, at: str) -> None:
    """Raise MovedJustNow where the last thing done to a problem is this one, by the same person."""
    context = act.context
    done = store.moved_at(
        act.database,
        number,
        move,
        by=context.by,
        at=None if move.at is None else at,
        since=context.just_now,
    )
    if done is not None:
        raise MovedJustNow(problem=number, act=EVENTS[move.act], at=minute(done))


def recount_problems(context: Context, *, is_dry_run: bool = False) -> ProblemsRecounted:
    """Count the due days of all running problems anew by the calendar as it is now.

    What had none for want of a notice gets one, visits too.
    A dry run goes the same way and keeps nothing.
    """
    with writing(context, keep=not is_dry_run) as act:
        counted, visit_count = count_pending(act)
        calendar = calendar_store.load(act.database)
        changes = recounted(store.clocks(act.database, None), act.rules, calendar)
        version = calendar_version(calendar)
        for change in changes:
            store.recount(act.database, change, version, context.at, context.by)
        outcome = ProblemsRecounted((*counted, *changes), version, is_dry_run)
        if not outcome.recounts and not visit_count:
            act.leave()
            return outcome
        return act.tell(outcome)


def _found(found: Problem | None, text: str) -> Problem:
    if found is None:
        raise ProblemUnknown(problem=text)
    return found
