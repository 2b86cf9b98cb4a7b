"""Words in confidence: each comes with the month, firm and unit of what they were said about."""

from typing import Any

import pytest

from revisit_cli.store.rules import confidence as store
from tests.store.rows import AT, BEFORE, MONTH, Stored


@pytest.mark.clause("三(四)1")
def test_words_come_with_what_they_were_said_about_whatever_that_was(stored: Stored) -> None:
    firm, unit = stored.put("firm", name="示例甲厂"), stored.put("unit", name="审批科")
    # Rows of the same kinds that nobody said anything in confidence about.
    stored.put("evaluation")
    stored.put("finding")
    stored.put("recheck_attempt", answer="unsure")
    subjects: dict[str, int] = {
        "evaluation": stored.put("evaluation", firm=firm, unit=unit, month=MONTH),
        "finding": stored.put("finding", unit=unit, month=MONTH),
        "recheck_attempt": stored.put(
            "recheck_attempt",
            answer="unsure",
            recheck_call=stored.put(
                "recheck_call", firm=firm, recheck=stored.put("recheck", month=MONTH)
            ),
        ),
    }
    void = stored.put("evaluation", month=MONTH, voided_at=AT)
    stored.put("confidence", evaluation=void, is_sealed=0)
    kept = [
        stored.put("confidence", **{kind: number}, is_sealed=0, words=kind)
        for kind, number in subjects.items()
    ]
    other = stored.put("confidence", finding=stored.put("finding", month=BEFORE), is_sealed=1)
    found = store.words_in_confidence(stored.database, MONTH)
    assert [(each.id, each.month, each.firm, each.unit, each.words) for each in found] == [
        (kept[0], MONTH, "示例甲厂", "审批科", "evaluation"),
        (kept[1], MONTH, None, "审批科", "finding"),
        (kept[2], MONTH, "示例甲厂", None, "recheck_attempt"),
    ]
    assert [each.is_recheck for each in found] == [False, False, True]
    every = store.words_in_confidence(stored.database, None)
    assert [each.id for each in every] == [*kept, other]


@pytest.mark.seal
@pytest.mark.clause("三(四)1")
def test_only_what_lies_in_plain_is_sealed_afterwards(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed: list[str] = []

    def seal(words: str, _: str) -> tuple[str, str]:
        sealed.append(words)
        return f"<{words}>", "0" * 64

    monkeypatch.setattr(store, "seal", seal)
    monkeypatch.setattr(store, "forget_earlier", lambda *_: None)
    told: dict[str, Any] = {"finding": stored.put("finding")}
    plain = stored.put("confidence", **told, words="原话", is_sealed=0)
    closed = stored.put("confidence", **told, words="封好", is_sealed=1)
    assert store.seal_earlier(stored.database, "ab" * 32) == 1
    assert sealed == ["原话"]
    assert stored.get("confidence", plain, "words", "is_sealed") == ("<原话>", 1)
    assert stored.get("confidence", closed, "words", "is_sealed") == ("封好", 1)
