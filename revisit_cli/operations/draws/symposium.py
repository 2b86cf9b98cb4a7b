"""Putting a symposium on record, and the half-year's duty."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from revisit_cli.errors.draws.symposium import (
    MinutesMissing,
    NoDrawForAll,
    PresentAndAbsent,
    SymposiumRecordedJustNow,
    SymposiumUnknown,
)
from revisit_cli.errors.visits.visit import VoidNeedsReason
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.correction import allow_change, note_retraction
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.days.cycle import half_given
from revisit_cli.policy.days.words import day_given
from revisit_cli.policy.draws import symposium as policy
from revisit_cli.policy.draws.duty import duty_of_half
from revisit_cli.policy.draws.sample import standing_invitations
from revisit_cli.policy.problems import problem as problem_policy
from revisit_cli.policy.problems.clock import with_clock
from revisit_cli.policy.visits.visit import names_given
from revisit_cli.records.code import ProblemCategory, SymposiumNote
from revisit_cli.records.context import Context, stamp_of_day
from revisit_cli.records.draws.symposium import (
    NewSymposium,
    SymposiaListed,
    Symposium,
    SymposiumRecorded,
    SymposiumShown,
    SymposiumVoided,
)
from revisit_cli.records.problems.problem import NewProblem
from revisit_cli.records.value import Value
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.draws import sample as sample_store
from revisit_cli.store.draws import symposium as store
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import firm as firm_store
from revisit_cli.store.problems import problem as problem_store


class Meeting(Value):
    """What a clerk tells of a symposium, as typed; ``minutes`` may be ``@file``."""

    held_on: str
    chair: str
    role: str
    place: str | None = None
    half: str | None = None
    draw: int | None = None
    is_special: bool = False
    special_reason: str | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    minutes: str | None = None
    problems: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def record(context: Context, meeting: Meeting) -> SymposiumRecorded:
    """Put a symposium on record: chair, attendance by firm, minutes, problems raised.

    Raises DayUnreadable, DayAhead, RoleUnknown, ChairMissing, NobodyCame, PairUnreadable,
    PresentAndAbsent, NoDrawForAll, MinutesMissing, FirmNotFound, FirmNotClear,
    SymposiumRecordedJustNow or MonthIsClosed.
    """
    held_on = day_given(meeting.held_on, context.today, "past")
    role = policy.role_given(meeting.role)
    why = policy.special_reason_given(meeting.special_reason, is_special=meeting.is_special)
    given = half_given(meeting.half) if meeting.half else None
    raised = _raised(meeting)
    text = _minutes(meeting)
    with writing(context) as act:
        half = given or act.rules.half_of_day(held_on)
        draw = _draw(act, meeting, half)
        invited = None if draw is None else _invited(act, draw)
        absent = _firms(act, names_given(meeting.absent))
        present = _present(act, names_given(meeting.present), invited, absent)
        policy.check_held(meeting.chair, present)
        new = NewSymposium(
            draw=draw,
            half=half,
            is_special=meeting.is_special,
            held_on=held_on,
            place=meeting.place,
            chair=meeting.chair,
            chair_role=role,
            minutes=text,
            recorded_at=context.at,
            by=context.by,
            special_reason=why,
        )
        number = _save(act, new, present, absent)
        problems = tuple(_raise(act, number, held_on, *each) for each in raised)
        numbers = act.rules.half(half).numbers
        return act.tell(
            SymposiumRecorded(
                _found(act.database, number),
                problems,
                _notes(act, new, present, absent, invited),
                least=numbers.sample_least,
                most=numbers.sample_most,
                answer_workdays=act.rules.of(act.rules.month_of_day(held_on)).answer_workdays,
            )
        )


def _save(act: Act, new: NewSymposium, present: Sequence[int], absent: Sequence[int]) -> int:
    """Save a symposium with its attendance; return its number.

    Raises SymposiumRecordedJustNow or MonthIsClosed.
    """
    done = store.again(act.database, new, present, act.context.just_now)
    if done is not None:
        raise SymposiumRecordedJustNow(symposium=done, day=new.held_on)
    number = store.add(act.database, new)
    allow_change(act, act.rules.month_of_day(new.held_on), "symposium", number)
    store.add_attendance(act.database, number, present, is_present=True)
    store.add_attendance(act.database, number, absent, is_present=False)
    return number


def _raised(meeting: Meeting) -> list[tuple[ProblemCategory, str, str]]:
    """Return category, firm and words of each problem brought up. Raises PairUnreadable."""
    typed: list[tuple[ProblemCategory, str]]
    typed = [("difficulty", each) for each in meeting.problems]
    typed += [("suggestion", each) for each in meeting.suggestions]
    found = [(category, *policy.pair_given(each)) for category, each in typed]
    return [each for each in found if not problem_policy.is_nothing(each[-1])]


def _notes(
    act: Act,
    new: NewSymposium,
    present: Sequence[int],
    absent: Sequence[int],
    invited: Sequence[int] | None,
) -> tuple[SymposiumNote, ...]:
    """Return what is to be remarked: who came, and when and why it was held."""
    period, is_special = act.rules.half(new.half), new.is_special
    notes = policy.notes_of(present, absent, invited, period.numbers)
    drawn_at = _drawn_at(act, new.draw)
    notes += policy.order_notes(new.held_on, drawn_at, period, is_special=is_special)
    return notes + policy.special_notes(new.special_reason, is_special=is_special)


def show(context: Context, number: int) -> SymposiumShown:
    """Return one symposium with who came, its minutes and its problems. Raises SymposiumUnknown."""
    with reading(context) as database:
        return SymposiumShown(
            _found(database, number),
            store.attendance(database, number),
            store.minutes(database, number),
            store.problems(database, number),
        )


def _minutes(meeting: Meeting) -> str | None:
    """Return the minutes, read from a file in UTF-8 where one is named. Raises MinutesMissing."""
    text = meeting.minutes
    if text is None or not text.startswith("@"):
        return text
    path = Path(text[1:])
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise MinutesMissing(file=path) from error


def void(context: Context, number: int, reason: str) -> SymposiumVoided:
    """Void a symposium's record with a reason; the problems it raised stay.

    Raises SymposiumUnknown, VoidNeedsReason or MonthIsClosed.
    """
    if not reason.strip():
        raise VoidNeedsReason
    with writing(context) as act:
        held = _found(act.database, number)
        month = act.rules.month_of_day(held.held_on)
        allow_change(act, month, "symposium", number)
        note_retraction(act, month, "symposium", number)
        store.void(act.database, number, context.at, reason.strip())
        return act.tell(SymposiumVoided(number, held.half))


def _found(database: Database, number: int) -> Symposium:
    held = next((each for each in store.load(database) if each.id == number), None)
    if held is None:
        raise SymposiumUnknown(symposium=number)
    return held


def list_symposia(context: Context) -> SymposiaListed:
    """Return every symposium and the duty of the half-year at hand."""
    with reading(context) as database:
        rules = rules_of(database)
        half = rules.half_at_hand(context.today)
        held = store.load(database, rules.months_of_half(half))
    duty = duty_of_half(rules.half(half), held)
    return SymposiaListed(tuple(held), duty)


def _drawn_at(act: Act, draw: int | None) -> str | None:
    found = None if draw is None else sample_store.find_draw(act.database, draw)
    return None if found is None else found.drawn_at


def _draw(act: Act, meeting: Meeting, half: str) -> int | None:
    freezes = sample_store.freezes(act.database, act.rules)
    drawn = [each for each in freezes if each.draw is not None]
    return policy.draw_of(drawn, half, act.rules.months_of_half(half), meeting.draw)


def _invited(act: Act, draw: int) -> list[int]:
    ranks = sample_store.ranks(act.database, draw)
    drawn = [each.firm for each in standing_invitations(ranks)]
    # A firm drawn before it was merged is known by the firm it now counts as.
    return list(dict.fromkeys(firm_store.roots(act.database, drawn)))


def _firms(act: Act, words: Sequence[str]) -> list[int]:
    return list(dict.fromkeys(lookup.firm(act.database, each).id for each in words))


def _present(
    act: Act, words: Sequence[str], invited: Sequence[int] | None, absent: Sequence[int]
) -> list[int]:
    if policy.is_all(words):
        if invited is None:
            raise NoDrawForAll
        return [each for each in invited if each not in absent]
    present = _firms(act, words)
    for word in words:
        found = lookup.firm(act.database, word)
        if found.id in absent:
            raise PresentAndAbsent(firm=found.name)
    return present


def _raise(
    act: Act, symposium: int, held_on: date, category: ProblemCategory, firm: str, words: str
) -> int:
    problem = NewProblem(
        source="symposium",
        month=act.rules.month_of_day(held_on),
        category=category,
        text=words,
        raised_at=stamp_of_day(held_on),
        raised_by=act.context.by,
        firm=lookup.firm(act.database, firm).id,
        symposium=symposium,
    )
    calendar = calendar_store.load(act.database)
    problem = with_clock(problem, act.rules, calendar)
    return problem_store.add(act.database, problem, act.context.at)
