"""The half-year: each fact once, where it ended up; the trend since the last rate there was."""

from datetime import datetime

import pytest

from revisit_cli.policy.reports.half import half_figures, trend
from revisit_cli.policy.reports.half_shares import half_shares
from revisit_cli.records.code import CallOutcome, CallReported
from revisit_cli.records.context import BEIJING
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import CallFact, MonthFacts, VisitFact
from revisit_cli.records.reports.half import HalfFigures
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader


@pytest.mark.clause("R17")
@pytest.mark.parametrize(
    ("rates", "changes"),
    [
        ([], ()),
        ([Rate(0, 0), Rate(1, 2)], (None, None)),
        ([Rate(1, 2), Rate(3, 4), Rate(1, 4)], (None, 2500, -5000)),
        ([Rate(1, 2), Rate(0, 0), Rate(1, 1)], (None, None, 5000)),
    ],
)
def test_a_change_is_since_the_last_month_that_had_a_rate(
    rates: list[Rate], changes: tuple[int | None, ...]
) -> None:
    assert trend(rates) == changes


NOW = datetime(2027, 1, 25, 9, tzinfo=BEIJING)
ENDED: dict[str, tuple[CallReported, CallOutcome | None, CallOutcome | None]] = {
    "done": ("done", "completed", "completed"),
    "tried": ("retry", None, "busy"),
    "new": ("new", None, None),
    "left": ("carried", None, None),
    "left tried": ("carried", None, "no_answer"),
}


def _call(
    number: int, ended: str, *, firm: int = 1, target: int | None = None, came: bool = False
) -> CallFact:
    state, outcome, last = ENDED[ended]
    name = f"示例{firm}厂"
    return CallFact(firm, name, False, not came, state, outcome, last, came, number, target)


def _month(
    month: str,
    calls: list[CallFact],
    answers: tuple[AnswerFact, ...] = (),
    visits: tuple[VisitFact, ...] = (),
    came: tuple[VisitFact, ...] = (),
) -> MonthFacts:
    return MonthFacts(
        month, True, tuple(calls), (), (), (), (), visits, answers, carried_visits=came
    )


def _satisfied(firm: int = 1) -> AnswerFact:
    return AnswerFact(firm, "审批科", Answers.of(overall="satisfied"))


def _half(*months: MonthFacts) -> HalfFigures:
    return half_figures(half_shares(months, NOW, loader.rules()))


@pytest.mark.clause("R22", "R12")
def test_a_call_that_was_carried_counts_as_what_it_became() -> None:
    told = _half(
        _month("2026-11", [_call(1, "left tried", target=2), _call(3, "done", firm=2)]),
        _month("2026-12", [_call(2, "done", came=True)], (_satisfied(),)),
    )
    assert (told.firms, told.distinct_firms) == (2, 2)
    assert (told.coverage, told.effective_rate) == (Rate(2, 2), Rate(2, 2))
    assert dict(told.answers)["satisfied"] == 1
    assert dict(told.carried_in)["calls"] == Rate(0, 0)
    assert dict(told.carried_out)["calls"] == 0


@pytest.mark.clause("R22", "R17")
def test_a_call_that_settles_two_months_is_answered_once() -> None:
    told = _half(
        _month("2026-11", [_call(1, "left", target=2)]),
        _month("2026-12", [_call(2, "done")], (_satisfied(),)),
    )
    assert (told.firms, told.distinct_firms) == (2, 1)
    assert told.coverage == Rate(2, 2)
    assert told.satisfaction == Rate(1, 1)
    assert dict(told.answers) == {
        "satisfied": 1, "dissatisfied": 0, "unrated": 0, "settled_later": 1, "merged": 0,
    }  # fmt: skip


@pytest.mark.clause("R22", "R33")
@pytest.mark.parametrize("is_called_too", [False, True])
def test_a_second_name_of_a_firm_is_no_firm_that_said_nothing(is_called_too: bool) -> None:
    """Its answers count under the first name, whether one call was made for both or two."""
    twin = replace(_call(2, "done", firm=2), is_twin=True, is_merged=not is_called_too)
    told = _half(_month("2026-11", [_call(1, "done"), twin], (_satisfied(),)))
    assert dict(told.answers) == {
        "satisfied": 1, "dissatisfied": 0, "unrated": 0, "settled_later": 0, "merged": 1,
    }  # fmt: skip
    assert (told.firms, told.satisfaction) == (2, Rate(1, 1))


@pytest.mark.clause("R22", "R33")
def test_what_a_second_name_settled_of_a_month_before_counts_under_the_first() -> None:
    """Both names were called in December; what was said there counts once, under the first."""
    twin = replace(_call(2, "done", firm=2), is_twin=True)
    told = _half(
        _month("2026-11", [_call(1, "left", firm=2, target=2)]),
        _month("2026-12", [twin, _call(3, "done")], (_satisfied(),)),
    )
    assert dict(told.answers) == {
        "satisfied": 1, "dissatisfied": 0, "unrated": 0, "settled_later": 0, "merged": 2,
    }  # fmt: skip
    assert told.satisfaction == told.by_firm.satisfaction == Rate(1, 1)


@pytest.mark.clause("R22", "R33")
def test_a_second_name_has_no_answer_of_its_own_among_different_firms() -> None:
    """What it had said in part before its call was carried is superseded by the other's answer."""
    twin = replace(_call(2, "done", firm=2), is_twin=True)
    told = _half(
        _month("2026-11", [_call(1, "left", firm=2, target=2)], (_satisfied(2),)),
        _month("2026-12", [twin, _call(3, "done")], (_satisfied(),)),
    )
    assert told.by_firm.satisfaction == Rate(1, 1)


@pytest.mark.clause("R22")
def test_two_carried_calls_that_one_settles_are_answered_once() -> None:
    told = _half(
        _month("2026-10", [_call(1, "left", target=3)]),
        _month("2026-11", [_call(2, "left", target=3)]),
        _month("2026-12", [_call(3, "done", came=True)], (_satisfied(),)),
    )
    assert (told.firms, dict(told.answers)["settled_later"]) == (2, 1)
    assert dict(told.dispositions)["I"] == 2
    assert told.satisfaction == Rate(1, 1)


@pytest.mark.clause("R22")
@pytest.mark.parametrize(
    ("ended", "group", "covered"), [("left tried", "NC", 1), ("left", "UH", 0)]
)
def test_what_leaves_the_half_year_has_its_line(ended: str, group: str, covered: int) -> None:
    told = _half(_month("2026-12", [_call(1, ended, target=9)]))
    assert dict(told.carried_out)["calls"] == 1
    assert dict(told.dispositions)[group] == 1
    assert told.coverage == Rate(covered, 1)


@pytest.mark.clause("R22", "R12")
def test_who_was_rung_before_a_call_was_carried_stays_tried() -> None:
    told = _half(
        _month("2026-11", [_call(1, "left tried", target=2)]),
        _month("2026-12", [_call(2, "new", came=True)]),
    )
    assert (told.coverage, dict(told.dispositions)["NC"]) == (Rate(1, 1), 1)


@pytest.mark.clause("R22")
def test_what_came_from_before_is_none_of_n_and_has_its_line() -> None:
    july = _month("2026-07", [_call(1, "left", came=True, target=2), _call(3, "done", firm=3)])
    august = _month("2026-08", [_call(2, "done", came=True), _call(4, "tried", firm=4, came=True)])
    told = _half(
        replace(july, carried_calls=((101, 1), (103, 3))),
        replace(august, carried_calls=((1, 2), (104, 4))),
    )
    assert (told.firms, dict(told.carried_in)["calls"]) == (1, Rate(2, 3))


@pytest.mark.clause("R22")
def test_a_visit_counts_where_it_ended_up() -> None:
    def visit(number: int, state: str, *, is_refused: bool = False) -> VisitFact:
        return VisitFact("示例甲厂", state, "2026-12-20", is_refused, number)  # type: ignore[arg-type]

    told = _half(
        _month("2026-11", [], visits=(visit(1, "carried"), visit(2, "carried"), visit(3, "done"))),
        _month(
            "2026-12",
            [],
            came=(visit(1, "done", is_refused=True), visit(2, "carried"), visit(9, "unsigned")),
        ),
    )
    assert dict(told.visits) == {
        "flagged": 3, "dropped": 0, "done": 2, "signed": 1, "refused_signature": 1, "unsigned": 0,
        "to_do": 0, "carried": 1,
    }  # fmt: skip
    assert dict(told.carried_in)["visits"] == Rate(0, 1)
    assert dict(told.carried_out)["visits"] == 1
