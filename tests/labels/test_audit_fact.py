"""What an event tells, in words."""

import pytest

from revisit_cli.labels.audit_fact import facts_told
from revisit_cli.records.value import Json


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"call": 7, "outcome": "no_answer", "problems": []}, "电话 7，结果 无人接听"),
        ({"sha256": "08a0ca479575" + "9e" * 26, "size": 23}, "校验码 08a0ca479575……，家数 23"),
        ({"call": 2, "until": "2026-11-26T09:30:00+08:00"}, "电话 2，到 2026-11-26 09:30"),
        ({"problem": 1, "state": "closed", "special": False}, "问题 1，现为 已办结"),
        ({"visits": {"done": 4}, "month": None}, "上门 （已完成 4）"),
        ({"half": "2026-H2", "strange": 1}, "半年 2026-H2，strange 1"),
    ],
)
def test_codes_are_words_digests_short_and_what_is_empty_left_out(
    facts: dict[str, Json], told: str
) -> None:
    assert facts_told(facts) == told
