"""What the first page of a month tells: its figures and changes, its days, what is left."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.reports import front
from revisit_cli.policy.reports.month import reported
from revisit_cli.policy.reports.steps import next_steps, problem_parts
from revisit_cli.records.code import CallOutcome, CallReported
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.problems.problem import ProblemEvent
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import (
    CallFact,
    Correction,
    MonthFacts,
    ProblemFact,
    ServiceFact,
    VisitFact,
)
from revisit_cli.records.reports.front import MonthDays, MonthStood, RuleChange
from revisit_cli.records.reports.question import AnswerFact, Feedback
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.reports.task import Attempt, CallTask
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader
from tests.front_page import BEFORE, CENSUS, CLEARED, OPEN, page
from tests.front_page import reported as made_up

RULES = loader.rules()
# The notice of 2027 is not loaded.
CALENDAR = Calendar()
HALF = HalfDuty("2026-H2", date(2026, 12, 31), 0)


@pytest.mark.clause("四3", "三(一)1", "三(一)2", "四4")
def test_the_six_figures_are_the_documents_duties_in_its_order() -> None:
    figures = made_up()
    assert list(front.six(figures).items()) == [
        ("filings", Rate(28, 30)),
        ("coverage", Rate(210, 212)),
        ("effective", Rate(199, 211)),
        ("satisfaction", Rate(190, 196)),
        ("problems", Rate(19, 21)),
        ("visits", Rate(13, 14)),
    ]


@pytest.mark.clause("R26")
def test_a_change_is_that_of_the_printed_rates_and_only_of_what_can_be_compared() -> None:
    month = page()
    assert [each.change for each in month.figures] == [3.6, -0.9, 1.8, 1.0, 8.1, -7.1]
    few = replace(BEFORE, satisfaction=Rate(4, 4), problems_in_time=Rate(0, 0))
    found = {each.code: each for each in page(then=few).figures}
    assert (found["satisfaction"].previous, found["satisfaction"].change) == (Rate(4, 4), None)
    assert (found["satisfaction"].previous_percent, found["problems"].previous) == (None, None)
    apart = (RuleChange("answer_workdays", 3, ("problems",)),)
    assert [each.change for each in page(rules=apart).figures][4] is None
    assert {each.change for each in page(days=OPEN).figures} == {None}


def test_an_open_month_is_compared_once_nothing_can_change_any_more() -> None:
    done = made_up(
        filings=(("on_time", 5), ("late", 0), ("supplement", 0), ("zero", 0), ("missing", 0)),
        visits=(("flagged", 1), ("done", 1), ("unsigned", 0), ("to_do", 0), ("carried", 0)),
    )
    assert front.is_final(done, OPEN)
    assert front.is_final(made_up(), CLEARED)
    for changed in (
        {"is_locked": False},
        {"not_done": (("示例甲厂", "retry"),)},
        {"filings": (*done.filings[:4], ("missing", 1))},
        {"problems": (("raised", 1), ("answered", 0), ("open", 1), ("carried", 0))},
        {"visits": (("flagged", 1), ("done", 0), ("unsigned", 1), ("to_do", 0), ("carried", 0))},
    ):
        assert not front.is_final(replace(done, **changed), OPEN), changed
    assert not front.is_final(done, replace(OPEN, as_of="2026-11-25T17:00:00+08:00"))


@pytest.mark.clause("R26")
def test_rules_that_bear_on_a_figure_are_told_when_they_change() -> None:
    now = RULES.of("2026-11")
    assert front.rules_changed(now, now) == ()
    then = now._replace(answer_workdays=3, sample_size=12, visit_on_extra_trips=True)
    assert front.rules_changed(now, then) == (
        RuleChange("answer_workdays", 5, ("problems",)),
        RuleChange("visit_on_extra_trips", False, ("visits",)),
    )
    earlier = now._replace(closing_time=now.closing_time.replace(hour=17, minute=30))
    assert front.rules_changed(earlier, now)[0].value == "17:30"


def _days(now: str, closed_at: str | None = None, month: str = "2026-11") -> MonthDays:
    moment = datetime.fromisoformat(now).replace(tzinfo=BEIJING)
    return front.month_days(month, closed_at, moment, CALENDAR, RULES)


@pytest.mark.clause("三(一)1", "三(二)1", "三(二)2", "R2", "R19")
def test_a_months_days_are_told_from_now_or_as_it_was_cleared() -> None:
    days = _days("2026-12-04T16:20:00")
    assert (days.calls_due, days.visits_due) == (date(2026, 12, 10), date(2026, 12, 20))
    assert (days.calls_left, days.calls_over, days.visits_over) == (5, 0, 0)
    assert days.ledgers_late == "2026-11-25T18:00:00+08:00"
    assert days.are_ledgers_due
    assert not _days("2026-11-25T18:00:00").are_ledgers_due
    late = _days("2026-12-22T09:00:00")
    assert (late.calls_over, late.visits_over) == (12, 2)
    cleared = _days("2027-03-01T09:00:00", "2026-12-18T10:00:00+08:00")
    assert (cleared.as_of, cleared.calls_over, cleared.is_open) == (cleared.closed_at, 8, False)
    unknown = _days("2027-02-01T09:00:00", month="2027-01")
    assert (unknown.ledgers_late, unknown.calls_left, unknown.are_ledgers_due) == (
        None, None, False,
    )  # fmt: skip


def _call(
    firm: int, last: CallOutcome | None, state: CallReported = "done", **changed: Any
) -> CallFact:
    outcome = last if state == "done" else None
    return CallFact(firm, f"示例{firm}厂", False, True, state, outcome, last, **changed)


def _facts(*calls: CallFact, **changed: Any) -> MonthFacts:
    fields: dict[str, Any] = {
        "month": "2026-11", "is_locked": True, "calls": calls, "services": (), "missing": (),
        "filings": (("燃气办", "on_time"),), "problems": (), "visits": (),
    }  # fmt: skip
    return MonthFacts(**{**fields, **changed})


def _figures(facts: MonthFacts, now: str = "2026-12-16T09:00:00") -> MonthReported:
    moment = datetime.fromisoformat(now).replace(tzinfo=BEIJING)
    return reported(facts, LogHead(1, "0" * 20), "x", before=Feedback(), now=moment, rules=RULES)


@pytest.mark.clause("R12", "R21")
def test_firms_that_brought_no_answer_are_grouped_by_what_came_of_them() -> None:
    came = CallTask(
        "2026-11", "示例6厂", date(2026, 12, 10), False, "2026-12-14T09:00:00+08:00", ()
    )
    answered = CallTask(
        "2026-11", "示例1厂", date(2026, 12, 10), True, None,
        (Attempt("completed", "2026-12-01T09:00:00+08:00", "2026-12-01T09:00:00+08:00"),),
    )  # fmt: skip
    facts = _facts(
        _call(1, "completed"),
        _call(2, "busy", "retry"),
        _call(3, "exhausted"),
        _call(4, "refused_hard"),
        _call(5, "firm_gone"),
        _call(6, None, "carried"),
        _call(7, "partial"),
        _call(8, "no_answer", "retry", is_carried_in=True),
        call_tasks=(answered, came),
    )
    found = front.undone(facts, _figures(facts))
    assert [(each.kind, each.firms, each.left, each.carried) for each in found] == [
        ("unreached", ("示例2厂", "示例3厂"), 1, 0),
        ("refused", ("示例4厂",), 0, 0),
        ("not_attempted", ("示例6厂",), 0, 1),
    ]
    assert (found[2].added_late, found[2].came_on) == (1, date(2026, 12, 14))
    left = front.left(_figures(facts), found)
    assert (left.calls, left.visits, left.filed_late) == (4, 0, 0)


def test_the_kinds_of_what_is_undone_part_every_outcome_that_brings_no_answer() -> None:
    every = [outcome for outcomes in front.UNDONE.values() for outcome in outcomes]
    assert len(every) == len(set(every))
    for outcome in every:
        assert front.kind_of(replace(_call(1, None), outcome=outcome)) in front.UNDONE
    assert front.kind_of(_call(1, None, "new")) == "not_attempted"


@pytest.mark.clause("R20", "R38")
def test_the_states_of_a_month_say_what_a_reader_must_know_first() -> None:
    months = {
        "open": front.states(made_up(is_locked=False), OPEN),
        "cleared": front.states(made_up(recheck=CENSUS), CLEARED),
        "early": front.states(
            made_up(call_list=replace(made_up().call_list, is_early=True)), CLEARED
        ),
    }
    assert months["open"] == ("forecast", "unlocked", "unchecked")
    assert months["cleared"] == ("cleared",)
    assert months["early"] == ("cleared", "early", "unchecked")
    corrected = tuple(
        Correction(month, "2027-01-05T09:00:00+08:00", "甲", "call", 1, "补记")
        for month in ("2026-11", "2026-10")
    )
    assert "corrected" in front.states(made_up(corrections=corrected), CLEARED)
    assert "corrected" not in front.states(made_up(corrections=corrected[1:]), CLEARED)


def _event(kind: Any, at: str, due: str | None = None, words: str | None = None) -> ProblemEvent:
    return ProblemEvent(kind, f"{at}T10:00:00+08:00", "甲", words, due, f"{at}T10:00:00+08:00")


def _problem(number: int, *events: ProblemEvent, **changed: Any) -> ProblemFact:
    fields: dict[str, Any] = {
        "month": "2026-11", "firm": "示例1厂", "unit": "燃气办", "category": "suggestion",
        "text": "示例", "state": "open", "due_on": "2026-12-03", "stopped_at": None,
        "events": (_event("raised", "2026-11-26", "2026-12-03"), *events), "id": number,
    }  # fmt: skip
    return ProblemFact(**{**fields, **changed})


SERVICES = tuple(
    ServiceFact(unit, firm, "", "", False) for unit, firm in (("燃气办", 1), ("审批科", 2))
)


def _steps(facts: MonthFacts, days: MonthDays, half: HalfDuty = HALF) -> list[tuple[Any, ...]]:
    found = next_steps(facts, days, half, CALENDAR, RULES)
    return [(each.kind, each.due, each.count, each.units) for each in found]


@pytest.mark.clause("三(一)1", "三(二)1", "三(二)2", "三(二)3", "四4")
def test_an_open_month_says_what_is_due_in_the_order_of_the_days() -> None:
    facts = _facts(
        _call(1, "wrong_number", "returned"),
        _call(2, None, "new"),
        services=SERVICES,
        missing=("质安站",),
        problems=(_problem(1), _problem(2, unit=None, due_on="2026-12-20")),
        visits=(VisitFact("示例1厂", "to_do", "2026-12-20"),),
    )
    assert _steps(facts, _days("2026-12-04T16:20:00")) == [
        ("calls", date(2026, 12, 10), 2, ()),
        ("visits", date(2026, 12, 20), 1, ()),
        ("ledgers", date(2026, 12, 25), 1, ()),
        ("unfiled", date(2026, 12, 25), 1, ("质安站",)),
        ("symposium", date(2026, 12, 31), 1, ()),
        ("answers", None, 2, ("燃气办",)),
        ("numbers", None, 1, ("燃气办",)),
    ]
    early = _steps(facts, _days("2026-11-24T09:00:00"))
    assert early[0] == ("ledgers", date(2026, 11, 25), 1, ())
    assert not {"unfiled", "answers"} & {kind for kind, *_ in early}


@pytest.mark.clause("四4")
@pytest.mark.parametrize(
    ("moment", "is_late"),
    [("12-02T20:00", False), ("12-03T18:00", False), ("12-03T18:01", True), ("12-04T08:00", True)],
)
def test_an_answer_is_asked_for_once_its_last_day_is_closed(moment: str, is_late: bool) -> None:
    facts = _facts(problems=(_problem(1),))
    kinds = [kind for kind, *_ in _steps(facts, _days(f"2026-{moment}:00"))]
    assert ("answers" in kinds) is is_late


def test_a_cleared_month_says_by_when_what_it_handed_on_is_due() -> None:
    facts = _facts(
        _call(1, None, "carried"),
        _call(2, "completed"),
        visits=(VisitFact("示例1厂", "carried", "2026-12-20"),),
    )
    days = _days("2027-03-01T09:00:00", "2026-12-18T10:00:00+08:00")
    held = replace(HALF, held_count=1)
    assert _steps(facts, days, held) == [
        ("ledgers", date(2026, 12, 25), 1, ()),
        ("calls", date(2027, 1, 10), 1, ()),
        ("visits", date(2027, 1, 20), 1, ()),
    ]
    (unknown,) = next_steps(
        _facts(month="2026-12"),
        _days("2027-01-20T10:00:00", "2027-01-18T10:00:00+08:00", "2026-12"),
        held,
        CALENDAR,
        RULES,
    )
    assert (unknown.kind, unknown.due, unknown.year) == ("ledgers", None, 2027)


@pytest.mark.clause("四4", "R21", "R18")
def test_problems_are_parted_by_kind_and_verdict_and_transfers_are_no_answers() -> None:
    answered = _event("answered", "2026-12-01")
    facts = _facts(
        _call(1, "completed"),
        _call(2, "completed"),
        problems=(
            _problem(1, answered, state="answered"),
            _problem(2, category="difficulty"),
            _problem(3, _event("transferred", "2026-11-27"), state="transferred"),
            _problem(4, _event("transferred", "2026-11-27"), answered, state="closed"),
            _problem(5, _event("carried", "2026-11-30", words="2026-12"), state="carried"),
        ),
        answers=(
            AnswerFact(1, "燃气办", Answers.of(overall="dissatisfied")),
            AnswerFact(2, "燃气办", Answers.of(overall="dissatisfied")),
        ),
        visits=(
            VisitFact("示例1厂", "to_do", "2026-12-20", reasons=("dissatisfied",)),
            VisitFact("示例2厂", "to_do", "2026-12-20", reasons=("complaint",)),
        ),
    )
    found = problem_parts(facts, _days("2026-12-04T16:20:00"), RULES)
    assert dict(found.categories) == {"suggestion": 4, "difficulty": 1, "other": 0}
    assert dict(found.timings) == {
        "in_time": 2, "extended": 0, "late": 2, "not_due": 0, "carried_not_due": 1,
    }  # fmt: skip
    assert sum(dict(found.timings).values()) == len(facts.problems)
    assert (found.transferred, found.transferred_answered) == (2, 1)
    assert found.dissatisfied_flagged == 1
    kept = problem_parts(replace(facts, certificate_format=1), _days("2026-12-04T16:20:00"), RULES)
    assert kept.timings == ()


def _stood(facts: MonthFacts, now: str = "2026-12-16T09:00:00") -> MonthStood | None:
    return front.stood(facts, datetime.fromisoformat(now).replace(tzinfo=BEIJING), RULES)


def test_the_month_before_the_first_has_nothing_to_compare() -> None:
    missing: dict[str, Any] = {"filings": (), "missing": ("燃气办",)}
    assert _stood(_facts(**missing)) is None
    visit, problem = VisitFact("示例1厂", "to_do", "2026-12-20"), _problem(1)
    things: tuple[dict[str, Any], ...] = (
        {}, {**missing, "visits": (visit,)}, {**missing, "problems": (problem,)},
    )  # fmt: skip
    assert all(_stood(_facts(**each)) for each in things)
    assert _stood(_facts(_call(1, None, "new"), **missing))
    assert front.month_before(made_up(), None, RULES, is_cleared=False) is None
    then = MonthStood(BEFORE.month, BEFORE.firms, front.six(BEFORE))
    before = front.month_before(made_up(), then, RULES, is_cleared=True)
    assert before is not None
    assert (before.month, before.firms_change, before.rules) == ("2026-10", 25, ())


ENDS: tuple[tuple[CallOutcome | None, CallReported], ...] = (
    ("completed", "done"), ("partial", "done"), ("refused_hard", "done"), ("busy", "retry"),
    (None, "new"), ("no_answer", "carried"), ("firm_gone", "done"),
)  # fmt: skip


@pytest.mark.clause("R12", "R17")
@given(
    st.lists(
        st.tuples(
            st.sampled_from(ENDS), st.booleans(), st.booleans(), st.booleans(),
            st.sampled_from(["satisfied", "dissatisfied", None]),
        ),
        max_size=8,
    ),
    st.lists(st.sampled_from(("done", "to_do", "unsigned", "carried")), max_size=4),
    st.lists(st.sampled_from(("on_time", "late", "supplement", "zero")), max_size=4),
    st.integers(0, 2),
    st.sampled_from((None, 1, 2, 3)),
)  # fmt: skip
def test_what_later_months_are_compared_with_is_what_the_months_own_report_says(
    calls: list[Any], visits: list[Any], filings: list[Any], problems: int, kept: int | None
) -> None:
    facts = _facts(
        *(
            replace(_call(n, last, state), is_listed=listed, is_twin=twin and listed)
            for n, ((last, state), listed, twin, *_) in enumerate(calls)
        ),
        answers=tuple(
            AnswerFact(n, "审批科", Answers.of(overall=overall), is_of_visit, n)
            for n, (*_, is_of_visit, overall) in enumerate(calls)
        ),
        visits=tuple(
            VisitFact(f"示例{n}厂", state, "2026-12-20", id=n) for n, state in enumerate(visits)
        ),
        filings=tuple((f"第{n}科", state) for n, state in enumerate(filings)),
        missing=("燃气办",),
        problems=tuple(map(_problem, range(problems))),
        certificate_format=kept,
    )
    figures = _figures(facts)
    found = _stood(facts)
    if found is None:
        assert not any((figures.firms, filings, visits, problems))
    else:
        assert (found.month, found.firms) == (facts.month, figures.firms)
        assert list(found.rates.items()) == list(front.six(figures).items())
