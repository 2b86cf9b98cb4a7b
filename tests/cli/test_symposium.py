import pytest

from tests.conftest import Revisit
from tests.filled import fill_firms, firm_name

HELD = ("symposium", "record", "--held-on", "2026-11-24", "--chair", "王局", "--role", "主要领导")


@pytest.mark.clause("三(一)3", "三(二)3")
def test_a_symposium_is_recorded_with_attendance_and_problems(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    assert revisit.json("symposium", "list")["duty"] == {
        "half": "2026-H2",
        "due": "2026-12-31",
        "done": 0,
        "of": 1,
    }
    ranks = revisit.json("sample", "symposium", "--seed", "1", "--size", 12)["ranks"]
    away = ranks[1]["firm"]
    done = revisit.json(
        *HELD, "--present", "全部", "--absent", away, "--place", "三楼", "--minutes", "纪要",
        "--problem", f"{ranks[0]['firm']}=验收排队久", "--suggestion", f"{away}=多讲政策",
    )  # fmt: skip
    assert (done["draw"], done["present"], done["absent"], done["notes"]) == (1, 11, 1, [])
    assert len(done["problems"]) == 2
    listed = revisit.json("symposium", "list")
    assert listed["duty"]["done"] == 1
    assert [(each["role"], each["problems"]) for each in listed["symposia"]] == [("chief", 2)]
    assert revisit.json("audit", "verify")["ok"]
    assert "验收" not in str(revisit.json("audit", "log"))


def test_a_firm_that_declined_is_not_among_all(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    ranks = revisit.json("sample", "symposium", "--seed", "1")["ranks"]
    revisit("sample", "decline", ranks[0]["firm"], "--reason", "忙")
    assert revisit.json(*HELD, "--present", "all")["present"] == 15


@pytest.mark.clause("三(二)3")
def test_a_special_session_comes_on_top(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    done = revisit.json(*HELD, "--special", "--present", "1")
    assert done["notes"] == ["not_drawn", "below_ten"]
    assert revisit.json("symposium", "list")["duty"]["done"] == 0
    assert "加开" in revisit("symposium", "list").out


def test_minutes_come_from_a_file(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    minutes = revisit.folder / "纪要.txt"
    revisit(*HELD, "--minutes", f"@{minutes}", code=3)
    minutes.write_text("第一条", encoding="utf-8")
    revisit(*HELD, "--minutes", f"@{minutes}")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--present", "没有的公司"], 4),
        (["--present", "示例市"], 2),
        (["--present", "1", "--absent", "1"], 2),
        (["--present", "全部"], 5),
        (["--problem", "内容"], 2),
        (["--draw", "3"], 4),
        (["--half", "2026"], 2),
        (["--held-on", "2026-12-24"], 2),
        (["--role", "科长"], 2),
    ],
)
def test_what_does_not_hold_together_is_refused(
    revisit: Revisit, words: list[str], code: int
) -> None:
    fill_firms(revisit.db, 12)
    head = revisit.json("audit", "head")
    revisit(*HELD, *words, code=code)
    assert revisit.json("audit", "head") == head


def test_an_empty_list_says_what_is_owed(revisit: Revisit) -> None:
    assert "2026-12-31" in revisit("symposium", "list").out
    fill_firms(revisit.db, 12)
    assert revisit.json(*HELD, "--present", f"{firm_name(3)}、{firm_name(4)}")["present"] == 2
    assert "已召开" in revisit("symposium", "list").out
