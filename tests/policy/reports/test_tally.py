"""What may be printed of answers given in confidence: never what their rows come to."""

from datetime import date

import pytest

from revisit_cli.policy.reports.questions import question_figures
from revisit_cli.policy.reports.tally import (
    asked,
    confided,
    opened,
    tallied,
    with_confided,
)
from revisit_cli.policy.rules.confidence import SEALED
from revisit_cli.records.code import Withheld
from revisit_cli.records.reports.question import AnswerFact, Confided, QuestionFigures, Tally
from revisit_cli.records.rules.answer import Answer, Answers

pytestmark = [pytest.mark.clause("三(四)1"), pytest.mark.clause("二(二)4")]
DAY = date(2026, 12, 20)


def _fact(firm: int, code: str, unit: str = "审批科") -> AnswerFact:
    given = {asked().code: Answer(code), "attitude": Answer("good")}
    return AnswerFact(firm, unit, Answers.of((), **given), id=firm)


OPEN = tuple(_fact(firm, "no") for firm in range(1, 6))
CLOSED = (*OPEN, _fact(6, SEALED))
TALLY = Tally((("yes", 3), ("no", 9)), 12, DAY)


@pytest.mark.parametrize(
    ("answers", "tally", "is_cleared", "is_corrected", "withheld"),
    [
        (OPEN, None, True, False, None),
        (OPEN, None, False, False, "open_month"),
        (OPEN, None, False, True, "open_month"),
        (OPEN, None, True, True, "corrected"),
        (CLOSED, None, True, False, "sealed"),
        (CLOSED, None, False, False, "sealed"),
        (CLOSED, None, True, True, "sealed"),
        ((), None, False, False, "open_month"),
    ],
)
def test_without_a_tally_only_an_untouched_month_that_is_cleared_counts_its_rows(
    answers: tuple[AnswerFact, ...],
    tally: Tally | None,
    is_cleared: bool,
    is_corrected: bool,
    withheld: Withheld | None,
) -> None:
    told = confided(answers, tally, is_cleared=is_cleared, is_corrected=is_corrected)
    assert told == Confided(withheld=withheld)


@pytest.mark.parametrize("answers", [OPEN, CLOSED, ()])
def test_with_a_tally_that_and_nothing_else_is_printed(answers: tuple[AnswerFact, ...]) -> None:
    for is_cleared in (True, False):
        told = confided(answers, TALLY, is_cleared=is_cleared, is_corrected=True)
        assert told == Confided(TALLY)


def test_what_stays_sealed_of_one_firm_leaves_all_uncounted() -> None:
    assert opened(CLOSED, {}) is None
    found = opened(CLOSED, {6: "yes"})
    assert found is not None
    assert tallied(found, DAY).counts[:2] == (("no", 5), ("yes", 1))


def test_a_firm_counts_once_by_its_gravest_word() -> None:
    told = tallied((_fact(1, "no"), _fact(1, "yes", "燃气办"), _fact(2, "declined")), DAY)
    assert {code: count for code, count in told.counts if count} == {"yes": 1, "declined": 1}
    assert told.firms == 2


def _printed(answers: tuple[AnswerFact, ...], now: Confided, before: Confided) -> QuestionFigures:
    figures = with_confided(question_figures(answers, answers), now, before)
    return next(each for each in figures if each.code == asked().code)


@pytest.mark.parametrize("why", ["sealed", "open_month", "corrected"])
def test_what_is_withheld_has_no_count_of_its_own_of_a_unit_or_of_the_month_before(
    why: Withheld,
) -> None:
    told = _printed(CLOSED, Confided(withheld=why), Confided(withheld=why))
    for each in (told, told.previous, *told.units, *(unit.previous for unit in told.units)):
        assert {count for _, count in each.counts} == {None}
        assert SEALED not in dict(each.counts)
    assert {each.withheld for each in (told, told.previous, *told.units)} == {why}


def test_of_a_tally_small_counts_are_kept_back_and_units_have_none() -> None:
    small = Tally((("yes", 1), ("declined", 0), ("no", 9), ("unasked", 4)), 14, DAY)
    told = _printed(OPEN, Confided(small), Confided(TALLY))
    assert dict(told.counts) == {"yes": None, "declined": None, "no": 9, "unasked": None}
    assert told.of == 14
    assert dict(told.previous.counts) == {"yes": 3, "no": 9}
    assert {count for unit in told.units for _, count in unit.counts} == {None}
    assert {unit.withheld for unit in told.units} == {"small"}


def test_other_questions_are_as_they_were() -> None:
    figures = question_figures(CLOSED, ())
    told = with_confided(figures, Confided(withheld="sealed"), Confided(withheld="sealed"))
    assert [a for a in told if a.code != asked().code] == [
        b for b in figures if b.code != asked().code
    ]
