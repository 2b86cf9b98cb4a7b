"""Counting what was answered in confidence: by the committee's key, or when a month is cleared."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from revisit_cli.operations.act import Act
from revisit_cli.policy.reports import tally as policy
from revisit_cli.records.discipline.duty import Confidence, TallyMade
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.store.discipline import duty as duty_store
from revisit_cli.store.reports import tally as store
from revisit_cli.store.reports.feedback import answered

Made = tuple[tuple[TallyMade, ...], tuple[str, ...]]


def count(act: Act, opened: Iterable[Confidence]) -> Made:
    """Count the months and half-years of answers that came open; name those that stay uncounted.

    Of a month that was counted before, the new count is printed from the next cycle on.
    """
    found = [each for each in opened if each.evaluation is not None and each.answer is not None]
    codes = {each.evaluation: each.answer for each in found if each.evaluation and each.answer}
    months = sorted({each.month for each in found})
    halves = sorted({act.rules.half_of_month(month) for month in months})
    periods: dict[str, tuple[str, ...]] = {month: (month,) for month in months}
    periods |= {half: tuple(act.rules.months_of_half(half)) for half in halves}
    made: list[TallyMade] = []
    uncounted = []
    for period, of in periods.items():
        told = policy.opened(_answers(act, of), codes)
        if told is None:
            uncounted.append(period)
        else:
            made += _kept(act, period, told, by_unit=period in months)
    return tuple(made), tuple(uncounted)


def count_cleared(act: Act, month: str) -> None:
    """Count a month that is being cleared, and anew the cleared ones before that were corrected.

    What is sealed is the committee's to count.
    """
    for each in (*store.corrected_before(act.database, month), month):
        answers = _answers(act, (each,))
        is_counted = store.newest(act.database, each, None, act.context.today) is not None
        if (each == month or is_counted) and not any(map(policy.is_sealed, answers)):
            shown_from = act.context.today
            _add(act, each, None, answers, shown_from)


def _kept(
    act: Act, period: str, answers: Sequence[AnswerFact], *, by_unit: bool
) -> Iterable[TallyMade]:
    """Store the counts of a period, the bureau's and each unit's; yield those that are new."""
    today = act.context.today
    before = store.newest(act.database, period, None, date.max)
    shown_from = today
    if before is not None:
        shown_from = act.rules.period(act.rules.month_of_day(today)).last_on + timedelta(days=1)
    of_units: Mapping[str, list[AnswerFact]] = {}
    if by_unit:
        of_units = {
            unit: [each for each in answers if each.unit == unit]
            for unit in dict.fromkeys(each.unit for each in answers)
        }
    for unit, told in ((None, answers), *of_units.items()):
        made = _add(act, period, unit, told, shown_from)
        if made is not None:
            yield made


def _add(
    act: Act, period: str, unit: str | None, answers: Sequence[AnswerFact], shown_from: date
) -> TallyMade | None:
    """Store one count; None where the last one says the same."""
    number = None if unit is None else duty_store.units(act.database).get(unit)
    tally = policy.tallied(answers, shown_from)
    last = store.newest(act.database, period, number, date.max)
    if last is not None and (last.counts, last.firms) == (tally.counts, tally.firms):
        return None
    store.add(act.database, period, number, tally, act.context.at, act.context.by)
    return TallyMade(period, unit, tally.counts, tally.firms, shown_from)


def _answers(act: Act, months: Sequence[str]) -> tuple[AnswerFact, ...]:
    named_on = act.rules.period(months[-1]).last_on
    return answered(act.database, months, named_on, policy.asked().code)
