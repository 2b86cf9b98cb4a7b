"""What happened to a firm: each condition of each select has a row on either side."""

import json

import pytest

from revisit_cli.store.firms import history as store
from tests.store.rows import AT, BEFORE, MONTH, NEXT, Stored


def test_services_and_calls_are_those_that_stand_by_month(stored: Stored) -> None:
    one, two = stored.put("firm"), stored.put("firm")
    later = stored.put("service", firm=one, month=NEXT, served_on="2026-12-01", matter="丙")
    for month, day, matter in (
        (MONTH, "2026-11-09", "乙"),
        (MONTH, "2026-11-03", "甲"),
        (BEFORE, "2026-10-30", "初"),
    ):
        stored.put("service", firm=two, month=month, served_on=day, matter=matter)
    stored.put("service", firm=one, month=NEXT, served_on="2026-12-01", matter="丁")
    stored.put("service", firm=one, voided_at=AT)
    stored.put("service")
    found = store.services(stored.database, [one, two])
    assert [each.matter for each in found] == ["初", "甲", "乙", "丙", "丁"]
    calls = [stored.put("call", firm=one, month=month) for month in (NEXT, MONTH)]
    again = stored.put("call", firm=two, month=NEXT)
    stored.put("call", firm=two, state="withdrawn")
    stored.put("call")
    told = [each.id for each in store.calls(stored.database, [one, two])]
    assert told == [*calls[::-1], again]
    assert later


@pytest.mark.clause("三(四)1")
def test_of_answers_that_on_the_whole_is_told_alone(stored: Stored) -> None:
    firm, unit = stored.put("firm"), stored.put("unit", name="审批科")
    attempt = stored.put("attempt", call=stored.put("call", firm=firm))
    told = {"firm": firm, "unit": unit}
    stands = stored.put("evaluation", **told, attempt=attempt)
    for question, code in (("integrity", "yes"), ("overall", "satisfied")):
        stored.put("answer", evaluation=stands, question=question, code=code)
    of_visit = stored.put("evaluation", **told, visit=stored.put("visit", firm=firm))
    void = stored.put("evaluation", **told, attempt=attempt, voided_at=AT)
    stranger = stored.put("evaluation", unit=unit, attempt=stored.put("attempt"))
    for evaluation in (of_visit, void, stranger):
        stored.put("answer", evaluation=evaluation, question="overall", code="dissatisfied")
    # Both of two units, in the order in which they were told.
    again = stored.put(
        "evaluation", firm=firm, unit=stored.put("unit", name="甲科"), attempt=attempt
    )
    stored.put("answer", evaluation=again, question="overall", code="basic")
    # Of one that is not finished nothing is told.
    stored.put("evaluation", firm=firm, unit=stored.put("unit"), attempt=attempt)
    found = store.overall(stored.database, [firm])
    assert [(each.unit, each.overall) for each in found] == [
        ("审批科", "satisfied"),
        ("甲科", "basic"),
    ]


@pytest.mark.clause("R23")
def test_visits_bear_each_reason_that_counts_once(stored: Stored) -> None:
    firm = stored.put("firm")
    later = stored.put("visit", firm=firm, month=NEXT, state="done")
    asked = stored.put("visit", firm=firm, month=MONTH)
    again = stored.put("visit", firm=stored.put("firm"), month=NEXT, state="done")
    idle = stored.put("visit", firm=firm, month=BEFORE)
    stored.put("visit", state="done")
    for told in (
        {"reason": "petition"},
        {"reason": "complaint"},
        {"reason": "complaint"},
        {"reason": "bad_review", "dropped_at": AT},
        {"reason": "hard_to_do", "pending_since": AT},
    ):
        stored.put("flag", firm=firm, visit=asked, **told)
    stored.put("flag", firm=firm, reason="key_project")
    stored.put("flag", visit=later, reason="extra_trips", dropped_at=AT)
    kin = stored.get("visit", again, "firm")[0]
    found = store.visits(stored.database, [firm, kin])
    assert [(each.id, each.reasons) for each in found] == [
        (asked, ("complaint", "petition")),
        (later, ()),
        (again, ()),
    ]
    assert idle not in {each.id for each in found}


def test_problems_are_those_that_stand_by_the_moment_they_were_raised(stored: Stored) -> None:
    firm = stored.put("firm")
    second = stored.put("problem", firm=firm, raised_at="2026-11-27T10:00:00+08:00", unit=None)
    first = stored.put("problem", firm=firm, raised_at=AT)
    stored.put("problem", firm=firm, voided_at=AT)
    stored.put("problem")
    same = stored.put("problem", firm=firm, raised_at=AT)
    found = [each.id for each in store.problems(stored.database, [firm])]
    assert found == [first, same, second]


def test_draws_tell_who_came_to_a_session_that_stands(stored: Stored) -> None:
    firm, kin, stranger = [stored.put("firm") for _ in range(3)]
    draws = [stored.put("draw") for _ in range(4)]
    ranks = {draw: stored.put("rank", draw=draw, firm=firm, rank=2) for draw in draws}
    stored.put("rank", draw=draws[0], firm=kin, rank=1)
    stored.put("rank", draw=draws[0], firm=stranger, rank=3)
    for draw, who, is_present, told in (
        (draws[0], firm, 0, {}),
        (draws[0], kin, 1, {}),
        (draws[1], firm, 0, {}),
        (draws[1], stranger, 1, {}),
        (draws[2], firm, 1, {"voided_at": AT}),
    ):
        session = stored.put("symposium", draw=draw, **told)
        stored.put("attendance", symposium=session, firm=who, is_present=is_present)
    stored.change("rank", ranks[draws[3]], declined_at=AT)
    found = store.draws(stored.database, [firm, kin])
    assert json.loads(json.dumps([(each.rank, each.is_present) for each in found])) == [
        [1, True], [2, True], [2, False], [2, None], [2, None],
    ]  # fmt: skip
    assert [each.is_declined for each in found] == [False, False, False, False, True]
