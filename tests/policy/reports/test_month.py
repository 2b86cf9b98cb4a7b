"""A month's figures against a second count."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.calls.outcome import TABLE
from revisit_cli.policy.reports.disposition import rates
from revisit_cli.policy.reports.month import reported
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.context import BEIJING
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.facts import CallFact, MonthFacts, ServiceFact
from revisit_cli.records.reports.question import AnswerFact, Feedback
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook import loader

OUTCOMES = st.sampled_from([None, *TABLE])
ANSWERS = st.sampled_from([None, "satisfied", "dissatisfied"])


def _service(unit: str, firm: int, *, late: bool = False) -> ServiceFact:
    return ServiceFact(unit, firm, f"示例{firm}厂", "", late)


def _report(
    calls: list[CallFact],
    services: tuple[ServiceFact, ...] = (),
    answers: tuple[AnswerFact, ...] = (),
    *,
    locked: bool = True,
    form: int | None = None,
) -> MonthReported:
    facts = MonthFacts(
        "2026-11", locked, tuple(calls), services,
        (("审批科", "on_time"), ("人事科", "zero")), ("燃气办",), (), (), answers,
        certificate_format=form,
    )  # fmt: skip
    return reported(
        facts,
        LogHead(1, "0" * 20),
        "x",
        before=Feedback(),
        now=datetime(2026, 12, 8, 9, tzinfo=BEIJING),
        rules=loader.rules(),
    )


def _answer(
    firm: int, unit: str, overall: str | None = None, integrity: str | None = None
) -> AnswerFact:
    return AnswerFact(firm, unit, Answers.of(overall=overall, integrity=integrity))


def _call(firm: int, last: CallOutcome | None, *, listed: bool = True) -> CallFact:
    done = last is not None and TABLE[last].is_final
    return CallFact(
        firm, f"示例{firm}厂", firm % 2 == 0, listed, "done" if done else "retry",
        last if done else None, last,
    )  # fmt: skip


@pytest.mark.clause("四3", "二(一)", "R12")
@given(st.lists(OUTCOMES, max_size=40), st.lists(OUTCOMES, max_size=5))
def test_parts_sum_to_the_whole_and_agree_with_aapor(
    listed: list[CallOutcome | None], late: list[CallOutcome | None]
) -> None:
    calls = [_call(n, last) for n, last in enumerate(listed)]
    calls += [_call(100 + n, last, listed=False) for n, last in enumerate(late)]
    figures = _report(calls)
    counts = dict(figures.dispositions)
    every = [*listed, *late]
    assert sum(counts.values()) == figures.firms == len(every)
    assert (figures.call_list.frozen, figures.call_list.added) == (len(listed), len(late))
    assert figures.sole_traders == sum(call.firm % 2 == 0 for call in calls)
    assert figures.coverage.n == sum(last is not None for last in every)
    told = dict(figures.aapor)
    for name, expected in rates(counts).items():
        assert told[name].value == (None if expected is None else round(float(expected), 4))
    assert (figures.effective_rate, figures.contact_rate) == (told["RR2"], told["CON1"])
    assert told["RR2"].of == len(every) - counts["NE"]
    finished = sum(last is not None and TABLE[last].is_final for last in every)
    assert len(figures.not_done) == len(every) - finished


@pytest.mark.clause("R11", "R17")
@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.sampled_from(["审批科", "燃气办"]), ANSWERS),
        unique_by=lambda each: each[:2],
    )
)
def test_units_count_evaluations_and_the_bureau_counts_firms(
    answers: list[tuple[int, str, str | None]],
) -> None:
    figures = _report(
        [_call(n, "completed") for n in range(1, 10)],
        answers=tuple(_answer(*each) for each in answers),
    )
    by_unit = {unit.unit: unit for unit in figures.units}
    for unit in ("审批科", "燃气办"):
        told = [overall for _, name, overall in answers if name == unit]
        assert by_unit[unit].evaluations == len(told)
        assert by_unit[unit].satisfaction.n == told.count("satisfied")
        assert by_unit[unit].satisfaction.of == len(told) - told.count(None)
        assert by_unit[unit].is_ranked == (len(told) - told.count(None) >= 5)
    unhappy = {firm for firm, _, overall in answers if overall == "dissatisfied"}
    rated = {firm for firm, _, overall in answers if overall}
    assert (figures.satisfaction.n, figures.satisfaction.of) == (len(rated - unhappy), len(rated))
    assert figures.unrated_firms == 9 - len(rated)


@pytest.mark.clause("R4", "R13")
def test_late_entries_and_zero_reports_stand_on_lines_of_their_own() -> None:
    figures = _report([_call(1, None)], (_service("审批科", 1), _service("审批科", 1, late=True)))
    assert (figures.services, figures.late_entries) == (2, 1)
    assert dict(figures.filings) == {
        "on_time": 1, "late": 0, "supplement": 0, "zero": 1, "missing": 1,
    }  # fmt: skip


def test_before_the_freeze_everyone_is_in_n() -> None:
    assert _report([_call(1, None, listed=False)], locked=False).firms == 1


@pytest.mark.clause("三(四)1", "二(二)4")
def test_integrity_counts_firms_and_tells_no_small_cell() -> None:
    units = [f"第{number}科" for number in range(5)]
    answers = [_answer(1, unit, integrity="yes") for unit in units]
    answers += [_answer(firm, unit, integrity="no") for firm in range(2, 42) for unit in units]
    answers += [_answer(firm, unit) for firm in range(42, 51) for unit in units]
    figures = _report([], answers=tuple(answers))
    few = ("yes", "declined", "unclear", "na", "unasked")
    assert dict(figures.integrity) == {"no": 40, **dict.fromkeys(few)}
    assert "5" not in str([e.counts for e in figures.questions if e.code == "integrity"])


@pytest.mark.clause("R12")
@pytest.mark.parametrize(("form", "firms"), [(None, 2), (1, 1), (2, 1), (3, 2)])
def test_a_month_cleared_while_n_was_the_frozen_list_keeps_that(
    form: int | None, firms: int
) -> None:
    figures = _report([_call(1, "completed"), _call(2, None, listed=False)], form=form)
    assert figures.firms == firms
    assert (figures.call_list.size, figures.unlisted) == (firms, 2 - firms)
    assert len(figures.not_done) == firms - 1
