import pytest

from tests.conftest import Revisit
from tests.filled import fill_firms, firm_name


@pytest.mark.clause("三(三)1", "三(三)2", "三(二)2")
def test_a_flag_asks_for_a_visit_by_the_twentieth(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    added = revisit.json(
        "flags", "add", firm_name(3), "--reason", "投诉件", "--source", "A-1",
        "--verified-on", "2026-11-20", "--unit", "第1科", "--month", "2026-11",
    )  # fmt: skip
    assert (added["reason"], added["due"], added["new"]) == ("complaint", "2026-12-20", True)
    assert added["notes"] == []
    flag = revisit.json("flags", "list")["flags"][0]
    assert (flag["firm"], flag["unit"], flag["source"]) == (firm_name(3), "第1科", "A-1")
    visits = revisit.json("visits", "list")["visits"]
    assert [(each["firm"], each["reasons"], each["due"], each["state"]) for each in visits] == [
        (firm_name(3), ["complaint"], "2026-12-20", "to_do")
    ]
    assert revisit.json("audit", "verify")["ok"]


def test_the_same_flag_again_changes_nothing(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    words = ("flags", "add", "1", "--reason", "bad_review", "--source", "7")
    revisit(*words)
    head = revisit.json("audit", "head")
    assert revisit.json(*words)["new"] is False
    assert revisit.json("audit", "head") == head
    assert revisit.json(*words[:-1], "8")["new"] is True
    assert revisit.json("visits", "list")["of"] == 1


@pytest.mark.clause("三(三)1", "三(三)2")
def test_a_dropped_flag_takes_its_visit_off_the_list_unless_another_stands(
    revisit: Revisit,
) -> None:
    fill_firms(revisit.db, 12)
    revisit("flags", "add", "1", "--reason", "差评")
    revisit("flags", "add", "1", "--reason", "重点项目")
    assert revisit.json("visits", "list")["visits"][0]["reasons"] == ["bad_review", "key_project"]
    assert revisit.json("flags", "drop", "1", "--reason", "评错单位")["visit_left"]
    revisit("flags", "drop", "1", "--reason", "再撤", code=5)
    assert not revisit.json("flags", "drop", "2", "--reason", "未落地")["visit_left"]
    assert revisit.json("visits", "list")["visits"] == []
    assert revisit.json("flags", "list")["flags"] == []
    assert len(revisit.json("flags", "list", "--all")["flags"]) == 2
    assert "评错单位" in revisit("flags", "list", "--all").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["flags", "add", "没有的公司", "--reason", "差评"], 4),
        (["flags", "add", "示例市", "--reason", "差评"], 2),
        (["flags", "add", "1", "--reason", "好评"], 2),
        (["flags", "add", "1", "--reason", "投诉件", "--verified-on", "昨天"], 2),
        (["flags", "add", "1", "--reason", "投诉件", "--unit", "没有的科"], 4),
        (["flags", "add", "1", "--reason", "投诉件", "--month", "11"], 2),
        (["flags", "drop", "9", "--reason", "x"], 4),
        (["flags", "drop", "1", "--reason", " "], 2),
        (["visits", "show", "9"], 4),
        (["visits", "record", "9"], 4),
        (["visits", "void", "9", "--reason", "x"], 4),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    revisit: Revisit, words: list[str], code: int
) -> None:
    fill_firms(revisit.db, 12)
    head = revisit.json("audit", "head")
    refused = revisit(*words, code=code)
    assert refused.err.count("×") == 1
    assert revisit.json("audit", "head") == head


def test_empty_lists_say_why(revisit: Revisit) -> None:
    assert "flags add" in revisit("flags", "list").out
    assert "flags add" in revisit("visits", "list").out
