"""Signals for the discipline committee: rules that say which records to look at, no tests.

And the shares of satisfied answers by clerk within a unit: figures, and no signals.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from fractions import Fraction
from itertools import groupby

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.calls.rest import OPENS
from revisit_cli.policy.days.workday import is_workday
from revisit_cli.policy.recheck.chance import difference, holm
from revisit_cli.records.code import DoubtKind
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.rate import Rate
from revisit_cli.records.recheck.doubt import Rated, SavedCall, Share, Signal
from revisit_cli.rulebook.form import Form
from revisit_cli.rulebook.loader import form

# Nobody reads aloud faster than so many characters a second.
CHARACTERS_A_SECOND = 8
IN_A_ROW = 10
FIRMS_OF_ONE_NUMBER = 2


def least_seconds(asked: Form | None = None) -> int:
    """Return how long reading the form's questions out takes at least, in whole seconds."""
    questions = (form() if asked is None else asked).questions
    return -(-sum(len(each.aloud) for each in questions) // CHARACTERS_A_SECOND)


@clause("三(四)2", "R39")
def signals(
    calls: Sequence[SavedCall], calendar: Calendar, closing_time: time
) -> tuple[Signal, ...]:
    """Return what the four rules say of a month's completed calls.

    「信号只是请机关纪委去看的线索」: whether there is anything to it a named person says.
    """
    return (
        *_too_short(calls),
        *_in_a_row(calls),
        *_one_number(calls),
        *_off_hours(calls, calendar, closing_time),
    )


@clause("R39")
def is_too_short(call: SavedCall) -> bool:
    """Whether a card was saved sooner than its questions can be read out.

    「从打开卡片到保存，短于把问句念一遍所要的时间」 by eight characters a second. Files, sheets
    and what is keyed in later have no card.
    """
    if call.opened_at is None:
        return False
    return call.saved_at - call.opened_at < timedelta(seconds=least_seconds())


def _too_short(calls: Sequence[SavedCall]) -> Iterable[Signal]:
    """Yield a signal for each clerk and day with a call that is too short."""
    short = [(each.saved_at, each) for each in calls if is_too_short(each)]
    yield from _by_clerk_and_day("too_short", short)


@clause("R39")
def _in_a_row(calls: Sequence[SavedCall]) -> Iterable[Signal]:
    """Yield every run: 「同一人接连十通以上都太短」, whatever came between without a card."""
    carded = sorted(
        (each for each in calls if each.opened_at is not None),
        key=lambda each: (each.clerk, each.saved_at, each.attempt),
    )
    runs = groupby(carded, key=lambda each: (each.clerk, is_too_short(each)))
    for (clerk, is_short), found in runs:
        numbers = tuple(each.attempt for each in found)
        if is_short and len(numbers) >= IN_A_ROW:
            yield Signal("in_a_row", f"attempt:{numbers[0]}", clerk, numbers)


def alike(calls: Iterable[SavedCall]) -> int:
    """Return how many records of a run are alike in every answer: the largest such lot."""
    counts: dict[tuple[str, ...], int] = {}
    for each in calls:
        counts[each.answers] = counts.get(each.answers, 0) + 1
    return max(counts.values(), default=0)


@clause("R39")
def _one_number(calls: Sequence[SavedCall]) -> Iterable[Signal]:
    """Yield a signal for each number on which several firms are said to have answered."""
    known = sorted((each for each in calls if each.number), key=lambda each: each.number or "")
    for _, found in groupby(known, key=lambda each: each.number):
        listed = sorted(found, key=lambda each: each.attempt)
        firms = sorted({each.firm for each in listed})
        if len(firms) >= FIRMS_OF_ONE_NUMBER:
            subject = f"firms:{','.join(map(str, firms))}"
            yield Signal("one_number", subject, None, tuple(each.attempt for each in listed))


@clause("R39")
def _off_hours(
    calls: Sequence[SavedCall], calendar: Calendar, closing_time: time
) -> Iterable[Signal]:
    """Yield a signal for each clerk and day with calls outside working hours.

    In a year whose holidays are not announced only the hours are looked at.
    """

    def is_off(call: SavedCall) -> bool:
        hour = call.at.time()
        return not OPENS <= hour <= closing_time or not _may_work(call, calendar)

    yield from _by_clerk_and_day("off_hours", [(each.at, each) for each in calls if is_off(each)])


def _by_clerk_and_day(
    kind: DoubtKind, calls: Sequence[tuple[datetime, SavedCall]]
) -> Iterable[Signal]:
    """Yield a signal for each clerk and day of some calls, each with the moment it goes by."""
    ordered = sorted(calls, key=lambda pair: (pair[1].clerk, pair[0], pair[1].attempt))
    for (clerk, day), found in groupby(ordered, key=lambda pair: (pair[1].clerk, pair[0].date())):
        numbers = tuple(call.attempt for _, call in found)
        yield Signal(kind, f"{day.isoformat()}:{clerk}", clerk, numbers)


def _may_work(call: SavedCall, calendar: Calendar) -> bool:
    try:
        return is_workday(call.at.date(), calendar)
    except YearUnknown:
        return True


@clause("R39")
def shares(rated: Sequence[Rated]) -> tuple[Share, ...]:
    """Return the shares of satisfied answers by clerk within each unit that several clerks asked.

    「分人的满意率只在同一单位之内列出，附件数和校正后的精确概率，不作信号」. In the order of names,
    never of shares.
    """
    found: list[tuple[Rated, int, int, Fraction]] = []
    for each in sorted(rated, key=lambda one: (one.unit, one.clerk)):
        others = [one for one in rated if one.unit == each.unit and one.clerk != each.clerk]
        hits, of = each.satisfied, each.satisfied + each.dissatisfied
        other_hits = sum(one.satisfied for one in others)
        other_of = other_hits + sum(one.dissatisfied for one in others)
        if of and other_of:
            found.append((each, hits, of, difference(hits, of, other_hits, other_of)))
    corrected = holm([chance for *_, chance in found])
    return tuple(
        Share(each.unit, each.clerk, Rate(hits, of), chance, whole)
        for (each, hits, of, chance), whole in zip(found, corrected, strict=True)
    )
