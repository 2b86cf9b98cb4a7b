"""Completed calls as they were saved, and answers by clerk: rows on either side."""

from typing import Any

from revisit_cli.store.recheck import signal as store
from tests.store.rows import AT, BEFORE, MONTH, Stored

PHONE = "13800000001"


def test_completed_calls_come_with_their_own_answers_that_anybody_may_see(stored: Stored) -> None:
    firm = stored.put("firm")
    call = stored.put("call", firm=firm)
    stored.put("contact", firm=firm, phone="")
    stored.put("contact", firm=firm, phone="13800000009", state="wrong")
    stored.put("contact", phone="13800000008")
    stored.put("contact", firm=firm, phone=PHONE)
    stored.put("contact", firm=firm, phone="13800000007")
    done = stored.put("attempt", call=call)
    said = stored.put("attempt", call=call, phone="13800000002")
    for told in (
        {"outcome": "busy"},
        {"voided_at": AT},
        {"call": stored.put("call", month=BEFORE)},
    ):
        other = stored.put("attempt", **{"call": call, **told})
        stored.put(
            "answer", evaluation=stored.put("evaluation", attempt=other), question="attitude",
            code="poor",
        )  # fmt: skip
    evaluation = stored.put("evaluation", attempt=done)
    void = stored.put("evaluation", attempt=done, voided_at=AT)
    given: tuple[tuple[str, dict[str, Any]], ...] = (
        ("overall", {"code": "satisfied"}),
        ("days", {"number": 3, "text": "3天"}),
        ("integrity", {"code": "yes"}),
    )
    for question, answer in given:
        stored.put("answer", evaluation=evaluation, question=question, **answer)
    stored.put("answer", evaluation=void, question="attitude", code="poor")
    found = store.saved(stored.database, MONTH)
    assert [(each.attempt, each.number) for each in found] == [
        (done, PHONE),
        (said, "13800000002"),
    ]
    assert [each.answers for each in found] == [("overall=satisfied", "days=3"), ()]


def test_the_answer_on_the_whole_is_counted_by_unit_and_clerk(stored: Stored) -> None:
    unit = stored.put("unit", name="审批科")
    rows: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("甲", "overall", "satisfied", {}), ("甲", "overall", "satisfied", {}),
        ("甲", "overall", "dissatisfied", {}), ("乙", "overall", "satisfied", {}),
        ("甲", "attitude", "good", {}), ("甲", "overall", "satisfied", {"month": BEFORE}),
        ("甲", "overall", "satisfied", {"voided_at": AT}),
    )  # fmt: skip
    for by, question, code, told in rows:
        attempt = stored.put("attempt", by=by)
        evaluation = stored.put("evaluation", attempt=attempt, unit=unit, **told)
        stored.put("answer", evaluation=evaluation, question=question, code=code)
    void = stored.put("attempt", by="甲", voided_at=AT)
    evaluation = stored.put("evaluation", attempt=void, unit=unit)
    stored.put("answer", evaluation=evaluation, question="overall", code="satisfied")
    found = store.rated(stored.database, MONTH)
    assert [(each.clerk, each.satisfied, each.dissatisfied) for each in found] == [
        ("乙", 1, 0),
        ("甲", 2, 1),
    ]
