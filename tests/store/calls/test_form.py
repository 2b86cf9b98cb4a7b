"""What a call's page is filled with: each condition of each select has a row on either side."""

from typing import Any

from revisit_cli.store.calls import form as store
from tests.store.rows import AT, BEFORE, LATER, MONTH, Stored


def test_the_numbers_of_a_month_are_of_calls_that_were_not_withdrawn(stored: Stored) -> None:
    calls = [stored.put("call", id=number) for number in (9, 7)]
    stored.put("call", state="withdrawn")
    stored.put("call", month=BEFORE)
    assert store.ids_of_month(stored.database, MONTH) == calls[::-1]


def test_answers_are_the_calls_own_that_stand(stored: Stored) -> None:
    call, unit = stored.put("call"), stored.put("unit", name="审批科")
    attempt = stored.put("attempt", call=call)
    stored.put("evaluation", attempt=attempt, unit=unit)
    stored.put("evaluation", attempt=attempt, voided_at=AT)
    stored.put("evaluation", attempt=stored.put("attempt"))
    assert [each.unit for each in store.evaluations(stored.database, call)] == ["审批科"]


def _said(stored: Stored) -> tuple[int, int]:
    """Put what a firm said in a call, and what it did not; return the call and the problem."""
    stored.put("firm", name="示例外厂")
    stored.put("unit", name="别的科")
    firm, unit = stored.put("firm", name="示例甲厂"), stored.put("unit", name="审批科")
    call, other = stored.put("call", firm=firm), stored.put("call")
    stored.put("call", month=BEFORE)
    first = stored.put("attempt", call=call)
    last = stored.put("attempt", call=call, difficulty="没立项的困难")
    stored.put("attempt", call=call, suggestion="没立项的意见")
    made = {"attempt": last, "unit": unit}
    problem = stored.put("problem", attempt=first, unit=None, text="立项的意见")
    stored.put("problem", **made, text="立项的困难", category="difficulty")
    rows: list[dict[str, Any]] = [
        {"attempt": None},
        {"voided_at": AT},
        {"category": "other"},
        {"attempt": stored.put("attempt", call=other)},
        {"attempt": stored.put("attempt", call=call, voided_at=AT)},
    ]
    for told in rows:
        stored.put("problem", **{**made, "text": "别的", **told})
    for told in ({"voided_at": AT}, {"call": other}):
        stored.put("attempt", **{"call": call, "suggestion": "别的", "difficulty": "别的", **told})
    return call, problem


SAID = [
    ("suggestion", "立项的意见", None),
    ("difficulty", "立项的困难", "审批科"),
    ("difficulty", "没立项的困难", None),
    ("suggestion", "没立项的意见", None),
]


def test_what_was_said_in_a_call_is_told_by_attempt_problem_or_none(stored: Stored) -> None:
    call, problem = _said(stored)
    found = store.said(stored.database, call)
    assert [(each.kind, each.text, each.unit) for each in found] == SAID
    assert [each.problem for each in found] == [problem, problem + 1, None, None]
    assert store.texts(stored.database, call) == {
        "suggestion": ["立项的意见", "没立项的意见"],
        "difficulty": ["立项的困难", "没立项的困难"],
    }


def test_what_was_said_in_a_month_is_told_by_call_with_its_firm(stored: Stored) -> None:
    call, _ = _said(stored)
    stored.change("call", call + 1, month=BEFORE)
    earlier = stored.put("call", id=1000)
    stored.put("attempt", call=earlier, suggestion="后面的")
    found = store.said_in_month(stored.database, MONTH)
    assert [(each.kind, each.text, each.unit) for each in found[:-1]] == SAID
    assert [(each.call, each.firm) for each in found[:-1]] == [(call, "示例甲厂")] * 4
    assert (found[-1].call, found[-1].text) == (earlier, "后面的")


def test_tags_of_a_month_are_told_by_call_and_attempt(stored: Stored) -> None:
    stored.put("firm", name="示例外厂")
    firm, unit = stored.put("firm", name="示例甲厂"), stored.put("unit", name="审批科")
    later, call = stored.put("call", id=9), stored.put("call", firm=firm, id=8)
    stored.put("attempt", call=later, tags='["三"]')
    for told in (
        {"tags": '["一"]', "unit": unit},
        {"tags": '["二"]'},
        {"tags": None},
        {"tags": '["作废"]', "voided_at": AT},
        {"tags": '["别月"]', "call": stored.put("call", month=BEFORE)},
    ):
        stored.put("attempt", **{"call": call, **told})
    found = store.tagged_in_month(stored.database, MONTH)
    assert [(each.call, each.unit, each.tags) for each in found] == [
        (call, "审批科", ("一",)), (call, None, ("二",)), (later, None, ("三",)),
    ]  # fmt: skip
    assert found[0].firm == "示例甲厂"


def test_attempts_that_stand_are_told_the_oldest_first(stored: Stored) -> None:
    call = stored.put("call")
    for told in (
        {"at": LATER, "by": "三"},
        {"at": AT, "by": "一", "tags": '["贴"]'},
        {"at": AT, "by": "二"},
        {"at": AT, "by": "作废", "voided_at": AT},
        {"at": AT, "by": "别的", "call": stored.put("call")},
    ):
        stored.put("attempt", **{"call": call, **told})
    found = store.attempts(stored.database, call)
    assert [(each.by, each.tags) for each in found] == [("一", ("贴",)), ("二", ()), ("三", ())]
