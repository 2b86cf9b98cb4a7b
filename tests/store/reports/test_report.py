"""A month's facts out of the store: each condition of each select has a row on either side."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from revisit_cli.records.reports.report import MonthFacts
from revisit_cli.records.rules.answer import Answers
from revisit_cli.store.reports import report as store
from revisit_cli.store.reports.asked import asked
from revisit_cli.store.reports.duty import unit_filings
from tests.store.rows import AT, BEFORE, LATER, MONTH, NEXT, Stored

LAST_ON = date(2026, 11, 25)


def facts(stored: Stored) -> MonthFacts:
    return store.load(stored.database, MONTH, LAST_ON)


def _attempted(stored: Stored, **told: Any) -> int:
    voided_at = told.pop("void_attempt", None)
    return stored.put("evaluation", attempt=stored.put("attempt", voided_at=voided_at), **told)


def _answered(stored: Stored, evaluation: int, question: str, code: str) -> int:
    stored.put("answer", evaluation=evaluation, question=question, code=code)
    return evaluation


def test_answers_are_those_of_the_months_asked_for_by_unit(stored: Stored) -> None:
    second, first = stored.put("unit", name="乙科"), stored.put("unit", name="甲科")
    firm = stored.put("firm")
    evaluation = _attempted(stored, firm=firm, unit=first, month=BEFORE)
    _answered(stored, evaluation, "overall", "satisfied")
    _answered(stored, evaluation, "attitude", "good")
    stored.put("answer", evaluation=evaluation, question="days", code=None, words="说不清")
    stored.put("answer", evaluation=evaluation, question="extra_trips", code=None, text="一次")
    visited = stored.put(
        "evaluation", firm=firm, unit=second, visit=stored.put("visit"), attempt=None
    )
    for told in ({"month": NEXT}, {"voided_at": AT}, {"void_attempt": AT}):
        _answered(stored, _attempted(stored, **told), "overall", "dissatisfied")
    found = asked(stored.database, (BEFORE, MONTH), LAST_ON).answers
    assert [(each.firm, each.unit) for each in found] == [(firm, "乙科"), (firm, "甲科")]
    assert [each.is_of_visit for each in found] == [True, False]
    assert found[1].answers.code("overall") == "satisfied"
    assert found[1].answers.code("attitude") == "good"
    assert [question for question, _ in found[1].answers.given] == [
        "attitude", "extra_trips", "overall",
    ]  # fmt: skip
    assert found[0].answers.is_empty
    assert visited


def test_of_several_evaluations_in_one_call_or_on_one_visit_the_last_one_stands(
    stored: Stored,
) -> None:
    unit, other = stored.put("unit", name="审批科"), stored.put("unit", name="燃气办")
    firm = stored.put("firm")
    calls = [stored.put("call", firm=firm), stored.put("call", firm=firm, month=BEFORE)]
    visits = [stored.put("visit", firm=firm), stored.put("visit", firm=firm, month=BEFORE)]
    made: list[dict[str, Any]] = [
        *({"attempt": stored.put("attempt", call=call)} for call in (*calls, calls[0])),
        *({"visit": visit, "attempt": None} for visit in (*visits, visits[0])),
    ]
    codes = ("poor", "good", "fair") * 2
    for each, code in zip(made, codes, strict=True):
        _answered(stored, stored.put("evaluation", firm=firm, unit=unit, **each), "attitude", code)
    _attempted(stored, firm=firm, unit=other)
    told = facts(stored).answers
    found = [(each.unit, each.is_of_visit, each.answers.code("attitude")) for each in told]
    assert sorted(found, key=str) == [
        ("审批科", False, "fair"), ("审批科", False, "good"),
        ("审批科", True, "fair"), ("审批科", True, "good"), ("燃气办", False, None),
    ]  # fmt: skip


def test_a_tag_is_told_with_the_contact_it_fell_in(stored: Stored) -> None:
    tags = '["隐性审批"]'
    unit, firm = stored.put("unit", name="审批科"), stored.put("firm")
    call, visit = stored.put("call"), stored.put("visit")
    attempts = [stored.put("attempt", call=call), stored.put("attempt", call=call)]
    symposium = stored.put("symposium")
    of = {"firm": firm, "unit": unit, "tags": tags}
    for attempt in attempts:
        stored.put("problem", **of, attempt=attempt)
    stored.put("problem", **of | {"unit": None}, visit=visit)
    stored.put("problem", **of, symposium=symposium)
    last = stored.put("problem", **of)
    for told in ({"month": BEFORE}, {"voided_at": AT}, {"tags": "[]"}):
        stored.put("problem", **of | told)
    found = [(each.unit, each.contact) for each in facts(stored).tags]
    assert found == [
        ("审批科", f"call:{call}"), ("审批科", f"call:{call}"),
        (None, f"visit:{visit}"), ("审批科", f"symposium:{symposium}:{firm}"),
        ("审批科", f"problem:{last}"),
    ]  # fmt: skip
    assert {(each.firm, each.tags) for each in facts(stored).tags} == {(firm, ("隐性审批",))}


def test_a_call_tells_its_last_attempt_that_stands_and_where_it_went(stored: Stored) -> None:
    stored.put("firm", name="示例外厂")
    firm = stored.put("firm", name="示例甲厂", is_sole_trader=1)
    call = stored.put("call", firm=firm, state="retry", is_listed=1)
    for outcome, voided_at in (("busy", None), ("no_answer", None), ("completed", AT)):
        stored.put("attempt", call=call, outcome=outcome, voided_at=voided_at)
    stored.put("attempt", outcome="wrong_number", call=stored.put("call", month=BEFORE))
    gone = stored.put("call", carried_to=NEXT)
    stored.put("call", state="withdrawn")
    told = facts(stored).calls
    assert [each.firm for each in told] == [firm, *stored.get("call", gone, "firm")]
    assert (told[0].name, told[0].is_sole_trader, told[0].is_listed) == ("示例甲厂", True, True)
    assert (told[0].state, told[0].outcome, told[0].last) == ("retry", None, "no_answer")
    assert (told[1].state, told[1].last) == ("carried", None)


def test_a_call_is_carried_in_that_is_a_target_and_not_served_this_month(stored: Stored) -> None:
    firms = [stored.put("firm") for _ in range(7)]
    calls = [stored.put("call", firm=firm) for firm in firms]
    for call in calls[1:]:
        stored.put("carry", month=BEFORE, subject=call, target=call, to_month=MONTH)
    served: list[dict[str, Any]] = [
        {},
        {"month": BEFORE},
        {"state": "held"},
        {"replaced_by": stored.put("service")},
        {"voided_at": AT},
    ]
    for firm, told in zip(firms[1:], served, strict=False):
        stored.put("service", firm=firm, **told)
    found = [each.is_carried_in for each in facts(stored).calls]
    assert found == [False, False, True, True, True, True, True]


def test_services_are_a_months_own_that_stand_under_the_names_of_then(stored: Stored) -> None:
    unit = stored.put("unit", name="审批科")
    stored.put("unit_alias", unit=unit, name="最早科", renamed_on="2026-11-25")
    stored.put("unit_alias", unit=unit, name="后来科", renamed_on="2027-01-02")
    stored.put("unit_alias", unit=unit, name="当时科", renamed_on="2026-12-01")
    stored.put("unit_alias", unit=stored.put("unit"), name="别的科", renamed_on="2026-11-26")
    stored.put("firm", name="示例外厂")
    firm = stored.put("firm", name="示例甲厂")
    late = stored.put("service", unit=unit, firm=firm, notes='["date_before_cycle"]')
    stored.put("service", unit=unit, firm=firm, served_on="2026-11-03")
    for told in (
        {"month": BEFORE},
        {"state": "held"},
        {"replaced_by": late},
        {"voided_at": AT},
    ):
        stored.put("service", **{"unit": unit, "firm": firm, **told})
    found = facts(stored).services
    assert [(each.unit, each.firm_name) for each in found] == [("当时科", "示例甲厂")] * 2
    assert [bool(each.is_late_entry) for each in found] == [True, False]
    printed = list(store.form_rows(stored.database, MONTH, LAST_ON))
    assert [(each.unit, each.firm_name) for each in printed] == [("当时科", "示例甲厂")] * 2
    assert [each.served_on for each in printed] == ["", "2026-11-03"]


def test_the_first_filing_that_stands_is_told_of_each_unit(stored: Stored) -> None:
    _owing(stored, name="别的科")
    unit = stored.put("unit", name="审批科")
    stored.put("filing", unit=unit, version=1, state="late", voided_at=AT)
    stored.put("filing", unit=unit, version=2, state="on_time", received_at=LATER)
    stored.put("filing", unit=unit, version=3, state="supplement")
    stored.put("filing", unit=unit, month=BEFORE, version=1, state="late")
    stored.put("unit", name="不在册")
    _owing(stored, name="旧科", voided_at=AT)
    gone = stored.put("unit", name="销号科", voided_at=AT)
    stored.put("filing", unit=gone, version=1, state="late")
    third = stored.put("unit", name="燃气处")
    stored.put("unit_alias", unit=third, name="燃气办", renamed_on="2026-12-01")
    stored.put("filing", unit=third, version=1, state="zero", received_at=AT)
    stored.put("filing", unit=unit, month=BEFORE, version=2, state="late")
    fourth = stored.put("unit", name="物业科")
    stored.put("filing", unit=fourth, version=1, state="late", received_at=AT)
    before = _owing(stored, name="上期科")
    stored.put("filing", unit=before, month=BEFORE, version=1, state="late")
    filed = (("审批科", "on_time"), ("销号科", "late"), ("燃气办", "zero"), ("物业科", "late"))
    assert facts(stored).filings == filed
    assert facts(stored).missing == ("别的科", "上期科")
    told = unit_filings(stored.database, MONTH, LAST_ON)
    found = [(each.unit, each.state, each.received_at) for each in told]
    assert found == [
        ("别的科", "missing", None),
        ("审批科", "on_time", LATER),
        ("燃气办", "zero", AT),
        ("物业科", "late", AT),
        ("上期科", "missing", None),
    ]


def test_every_fact_bears_the_name_that_its_unit_had_then(stored: Stored) -> None:
    other = stored.put("unit", name="别的科")
    stored.put("unit_alias", unit=other, name="别的旧名", renamed_on="2026-11-26")
    unit = stored.put("unit", name="审批科")
    stored.put("unit_alias", unit=unit, name="最早科", renamed_on="2026-11-25")
    stored.put("unit_alias", unit=unit, name="当时科", renamed_on="2026-12-01")
    for each in (unit, other):
        _attempted(stored, unit=each)
        stored.put("filing", unit=each)
        stored.put("problem", unit=each)
    told = facts(stored)
    assert [name for name, _ in told.filings] == ["别的旧名", "当时科"]
    assert [each.unit for each in told.problems] == ["当时科", "别的旧名"]
    found = asked(stored.database, (MONTH,), LAST_ON).answers
    assert [each.unit for each in found] == ["别的旧名", "当时科"]


def _owing(stored: Stored, since: str | None = None, until: str | None = None, **told: str) -> int:
    unit = stored.put("unit", **told)
    stored.put("roster_term", unit=unit, since=since, until=until)
    return unit


@pytest.mark.clause("R26")
def test_units_are_counted_that_nobody_noted_since_when_they_owe_ledgers(stored: Stored) -> None:
    _owing(stored)
    _owing(stored, until=MONTH)
    again = _owing(stored)
    stored.put("roster_term", unit=again, since=MONTH)
    _owing(stored, since=BEFORE)
    _owing(stored, until=BEFORE)
    _owing(stored, voided_at=AT)
    assert facts(stored).undated_units == 2


def _carried(stored: Stored, kind: str, subject: int) -> None:
    """Carry a thing over, and other things of its number that are not it."""
    stored.put("carry", kind=kind, subject=subject, month=MONTH)


@pytest.mark.parametrize("carry", [{"month": BEFORE}, {"kind": "call"}, {"subject": 99}])
def test_a_visit_or_problem_stands_as_it_is_unless_it_was_carried(
    stored: Stored, carry: dict[str, Any]
) -> None:
    firm = stored.put("firm", name="示例甲厂")
    visit = stored.put("visit", firm=firm, state="unsigned")
    problem = stored.put("problem", firm=firm, state="assigned")
    assert visit == problem
    for kind in ("visit", "problem") if "kind" not in carry else ("call",):
        stored.put("carry", **{"kind": kind, "subject": visit, **carry})
    told = facts(stored)
    assert [(each.firm, each.state) for each in told.visits] == [("示例甲厂", "unsigned")]
    (found,) = told.problems
    assert (found.firm, found.state) == ("示例甲厂", "assigned")


def test_what_was_carried_over_is_told_as_such(stored: Stored) -> None:
    visit, problem = stored.put("visit", state="unsigned"), stored.put("problem", firm=None)
    _carried(stored, "visit", visit)
    _carried(stored, "problem", problem)
    assert [each.state for each in facts(stored).visits] == ["carried"]
    assert [each.state for each in facts(stored).problems] == ["carried"]


def test_problems_and_visits_are_a_months_own_that_stand(stored: Stored) -> None:
    stored.put("firm", name="示例外厂")
    unit = stored.put("unit", name="审批科")
    stored.put("problem", text="后到期", due_on="2026-12-09", unit=unit)
    stored.put("problem", text="先到期", due_on="2026-12-03", unit=None, firm=None)
    stored.put("problem", month=BEFORE)
    stored.put("problem", voided_at=AT)
    told = [(each.text, each.unit) for each in facts(stored).problems]
    assert told == [("先到期", None), ("后到期", "审批科")]


def test_a_visit_is_told_that_was_made_or_that_a_reason_asks_for(stored: Stored) -> None:
    firms = [stored.put("firm", name=f"示例{n}厂") for n in range(6)]
    for firm in firms:
        stored.put("visit", firm=firm)
    stored.change("visit", 1, state="unsigned")
    stored.put("flag", firm=firms[1], visit=2)
    stored.put("flag", firm=firms[2], visit=3, dropped_at=AT)
    stored.put("flag", firm=firms[3], visit=4, pending_since=AT)
    stored.put("flag", firm=firms[4])
    stored.put("visit", firm=firms[0], month=BEFORE, state="done")
    # Taken back from one that was made, and from one that another reason asks for.
    stored.put("flag", firm=firms[0], visit=1, dropped_at=AT)
    stored.put("flag", firm=firms[1], visit=2, dropped_at=AT)
    earlier = stored.put("visit", firm=firms[5], month=BEFORE)
    stored.put("flag", firm=firms[5], visit=earlier, dropped_at=AT)
    assert [each.firm for each in facts(stored).visits] == ["示例0厂", "示例1厂"]
    assert [each.firm for each in facts(stored).dropped_visits] == ["示例2厂"]


def test_what_came_from_an_earlier_month_is_told_by_its_state_or_carried_on(
    stored: Stored,
) -> None:
    stored.put("visit", month=BEFORE, state="done")
    visits = [stored.put("visit", month=BEFORE, state="unsigned") for _ in range(2)]
    problems = [stored.put("problem", month=BEFORE, state="answered") for _ in range(3)]
    stored.put("problem", id=visits[0] + 10, month=BEFORE, state="open")
    stored.change("problem", problems[2], voided_at=AT)
    # Nothing asks for it any more.
    idle = stored.put("visit", month=BEFORE)
    stored.put("carry", month=BEFORE, kind="visit", subject=idle, to_month=MONTH)
    for kind, subjects in (("visit", visits), ("problem", problems)):
        for subject in subjects:
            stored.put("carry", month=BEFORE, kind=kind, subject=subject, to_month=MONTH)
    stored.put("carry", month=BEFORE, kind="visit", subject=1, to_month=NEXT)
    # Carried once more: this one, and nothing else of its number.
    stored.put("carry", month=MONTH, kind="visit", subject=visits[1], to_month=NEXT)
    stored.put("carry", month=MONTH, kind="call", subject=visits[0], to_month=NEXT)
    stored.put("carry", month="2026-09", kind="visit", subject=visits[0], to_month=BEFORE)
    found = facts(stored).carried_visits
    assert [(each.id, each.state) for each in found] == [
        (visits[0], "unsigned"), (visits[1], "carried"),
    ]  # fmt: skip
    came = facts(stored).carried_problems
    assert [(each.month, each.state) for each in came] == [(BEFORE, "answered")] * 2


def test_calls_carried_to_a_month_are_told_with_what_takes_them_over(stored: Stored) -> None:
    sources = [stored.put("call", month=BEFORE, firm=stored.put("firm")) for _ in range(2)]
    call = stored.put("call", firm=stored.put("firm"))
    for source in sources:
        stored.put("carry", month=BEFORE, subject=source, target=call, to_month=MONTH)
    stored.put("carry", month=MONTH, subject=call, target=call, to_month=NEXT)
    stored.put("carry", month="2026-09", subject=sources[0], kind="visit", to_month=MONTH)
    told = facts(stored)
    assert told.carried_calls == ((sources[0], call), (sources[1], call))
    assert [(each.id, each.target) for each in told.calls] == [(call, call)]


def test_the_list_of_a_month_is_frozen_by_its_own_freeze(stored: Stored) -> None:
    stored.put("call_list", month=BEFORE)
    assert not facts(stored).is_locked
    stored.put("call_list")
    assert facts(stored).is_locked


def test_corrections_are_told_in_their_order(stored: Stored) -> None:
    stored.put("correction", month=BEFORE, at=LATER, kind="visit", subject=7)
    stored.put("correction", month=MONTH, at=AT)
    assert [(each.month, each.kind) for each in facts(stored).corrections] == [
        (BEFORE, "visit"),
        (MONTH, "call"),
    ]


def test_what_later_months_are_compared_with_are_the_months_own_facts_and_how_satisfied_firms_are(
    stored: Stored,
) -> None:
    unit, firm = stored.put("unit", name="审批科"), stored.put("firm")
    call = stored.put("call", firm=firm, state="done", outcome="completed")
    stored.put("visit", firm=firm, state="done")
    stored.put("problem", firm=firm, unit=unit)
    stored.put("filing", unit=unit)
    stored.put("call", firm=stored.put("firm"), month=BEFORE)
    attempt = stored.put("attempt", call=call)
    evaluation = stored.put("evaluation", firm=firm, unit=unit, attempt=attempt)
    _answered(stored, evaluation, "overall", "satisfied")
    _answered(stored, evaluation, "attitude", "good")
    other = stored.put("unit", name="燃气办")
    unrated = stored.put("evaluation", firm=firm, unit=other, attempt=attempt)
    _answered(stored, unrated, "attitude", "poor")

    found, whole = store.stood(stored.database, MONTH, LAST_ON), facts(stored)

    told = ("month", "calls", "filings", "missing", "problems", "visits", "certificate_format")
    assert [getattr(found, name) for name in told] == [getattr(whole, name) for name in told]
    assert found.calls
    assert [each.answers for each in found.answers] == [
        Answers.of(overall="satisfied"),
        Answers(),
    ]
    assert len(whole.answers) == 2


def test_calls_counted_by_what_they_count_as_are_the_months_own(stored: Stored) -> None:
    def call(**told: Any) -> int:
        return stored.put("call", **{"firm": stored.put("firm"), "outcome": None, **told})

    first = call(state="done", outcome="completed")
    for told in (
        {"state": "new"},
        {"state": "retry", "is_listed": 1},
        {"state": "retry", "is_listed": 1},
        {"state": "done", "outcome": "completed", "month": BEFORE},
        {"state": "retry", "is_listed": 1, "carried_to": NEXT},
        {"state": "new", "twin_of": first},
        {"state": "withdrawn"},
        {"state": "withdrawn", "twin_of": first},
    ):
        call(**told)
    carried = call(state="new", is_listed=1, carried_to=NEXT)
    call(state="withdrawn", twin_of=carried)
    served = stored.put("firm")
    stored.put("service", firm=served)
    came: tuple[dict[str, int], ...] = ({}, {"is_listed": 1}, {"firm": served})
    for each in came:
        target = call(state="new", **each)
        stored.put("carry", month=BEFORE, kind="call", subject=target, target=target)

    names = ("state", "is_listed", "is_carried_in", "is_twin", "is_merged")

    def told_of(found: MonthFacts) -> Counter[tuple[Any, ...]]:
        return Counter(tuple(getattr(each, name) for name in names) for each in found.calls)

    found, whole = store.counted(stored.database, MONTH, LAST_ON), facts(stored)
    assert told_of(found) == told_of(whole)
    assert max(told_of(found).values()) > 1
    assert {each.is_carried_in for each in found.calls} == {True, False}
    alike = ("month", "is_locked", "filings", "missing", "problems", "visits", "freeze")
    assert [getattr(found, name) for name in alike] == [getattr(whole, name) for name in alike]
    assert found.visit_deeds == whole.visit_deeds
    assert found.call_deeds == ()
