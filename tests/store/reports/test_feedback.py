"""What firms told of units: each condition of each select has a row on either side."""

from datetime import date
from typing import Any

from revisit_cli.store.reports.feedback import answers, feedback
from tests.store.rows import AT, BEFORE, MONTH, NEXT, Stored, answered, attempted

LAST_ON = date(2026, 11, 25)


def test_answers_are_those_of_the_months_asked_for_by_unit(stored: Stored) -> None:
    second, first = stored.put("unit", name="乙科"), stored.put("unit", name="甲科")
    firm = stored.put("firm")
    evaluation = attempted(stored, firm=firm, unit=first, month=BEFORE)
    answered(stored, evaluation, "overall", "satisfied")
    answered(stored, evaluation, "attitude", "good")
    stored.put("answer", evaluation=evaluation, question="days", code=None, words="说不清")
    stored.put("answer", evaluation=evaluation, question="extra_trips", code=None, text="一次")
    visited = stored.put(
        "evaluation", firm=firm, unit=second, visit=stored.put("visit"), attempt=None
    )
    for told in ({"month": NEXT}, {"voided_at": AT}, {"void_attempt": AT}):
        answered(stored, attempted(stored, **told), "overall", "dissatisfied")
    found = feedback(stored.database, (BEFORE, MONTH), LAST_ON).answers
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
        answered(stored, stored.put("evaluation", firm=firm, unit=unit, **each), "attitude", code)
    attempted(stored, firm=firm, unit=other)
    told = feedback(stored.database, (MONTH,), LAST_ON).answers
    found = [(each.unit, each.is_of_visit, each.answers.code("attitude")) for each in told]
    assert sorted(found, key=str) == [
        ("审批科", False, "fair"), ("审批科", False, "good"),
        ("审批科", True, "fair"), ("审批科", True, "good"), ("燃气办", False, None),
    ]  # fmt: skip


def test_a_tag_is_told_with_the_contact_it_fell_in(stored: Stored) -> None:
    tags = '["隐性审批"]'
    unit, firm = stored.put("unit", name="审批科"), stored.put("firm")
    call, visit = stored.put("call"), stored.put("visit")
    stored.put("attempt")
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
    tagged = feedback(stored.database, (MONTH,), LAST_ON).tags
    assert [(each.unit, each.contact) for each in tagged] == [
        ("审批科", f"call:{call}"), ("审批科", f"call:{call}"),
        (None, f"visit:{visit}"), ("审批科", f"symposium:{symposium}:{firm}"),
        ("审批科", f"problem:{last}"),
    ]  # fmt: skip
    assert {(each.firm, each.tags) for each in tagged} == {(firm, ("隐性审批",))}


def test_an_answer_names_its_firm_and_the_contact_it_was_given_in(stored: Stored) -> None:
    stored.put("firm", name="示例外厂")
    firm, unit = stored.put("firm", name="示例甲厂"), stored.put("unit")
    stored.put("attempt")
    call, visit = stored.put("call", firm=firm), stored.put("visit", firm=firm)
    first = stored.put("evaluation", firm=firm, unit=unit, attempt=stored.put("attempt", call=call))
    stored.put("evaluation", firm=firm, unit=unit, visit=visit)
    answered(stored, stored.put("evaluation", month=BEFORE), "overall", "basic")
    for question, code in (("overall", "satisfied"), ("attitude", "good")):
        answered(stored, first, question, code)
    found = feedback(stored.database, (MONTH,), LAST_ON).answers
    assert [(each.firm_name, each.contact, each.is_of_visit) for each in found] == [
        ("示例甲厂", call, False),
        ("示例甲厂", visit, True),
    ]
    assert [len(each.answers.given) for each in found] == [2, 0]
    values = {"months": f'["{MONTH}"]', "named_on": LAST_ON.isoformat()}
    alone = answers(stored.database, values, "attitude")
    assert [each.answers.given for each in alone] == [found[0].answers.given[:1], ()]


def test_a_tag_without_a_problem_is_told_after_those_with_one_by_where_it_fell(
    stored: Stored,
) -> None:
    tags = '["隐性审批"]'
    unit, other = stored.put("unit", name="审批科"), stored.put("unit", name="燃气办")
    root = stored.put("firm", name="示例今厂")
    firm = stored.put("firm", name="示例甲厂", merged_into=root)
    call = stored.put("call", firm=root)
    kin = stored.put("call", firm=firm, state="withdrawn", twin_of=call)
    stored.put("attempt", call=call)
    stored.put("attempt", tags=tags, call=stored.put("call", month=BEFORE))
    stored.put("attempt", call=call, tags=tags, voided_at=AT)
    stored.put("attempt", call=call, tags=tags, unit=other)
    stored.put("attempt", call=kin, tags=tags, unit=unit)
    own, came = stored.put("visit", firm=firm), stored.put("visit", firm=firm, month=BEFORE)
    for visit in (own, came):
        stored.change("visit", visit, tags=tags, tagged_in=MONTH, tagged_unit=unit)
    stored.put("visit", firm=firm, month=NEXT, tags=tags, tagged_in=BEFORE)
    told = stored.put("visit", tags=tags, tagged_in=MONTH)
    stored.put("problem", visit=told, tags=tags, firm=None, unit=None)
    found = feedback(stored.database, (MONTH,), LAST_ON).tags
    assert [(each.contact, each.unit, each.firm_name) for each in found] == [
        (f"visit:{told}", None, None),
        (f"call:{call}", "燃气办", "示例今厂"),
        (f"call:{kin}", "审批科", "示例今厂"),
        (f"visit:{own}", "审批科", "示例甲厂"),
        (f"visit:{came}", "审批科", "示例今厂"),
    ]
