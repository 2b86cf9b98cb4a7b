"""``revisit calendar`` through the command line."""

import json
from pathlib import Path

import pytest

from revisit_cli.cli.text import width
from tests.conftest import Revisit
from tests.policy.days.test_notice import WHOLE_2027


def _notice(folder: Path, **more: bool) -> Path:
    days = [{"name": name, "date": day, "isOffDay": True} for day, name in WHOLE_2027.items()]
    days += [{"name": "假", "date": day, "isOffDay": off} for day, off in more.items()]
    path = folder / "2027.json"
    path.write_text(json.dumps({"year": 2027, "days": days}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "day"), [("0625", "2026-06-25"), ("1125", "2026-11-25"), ("20261103", "2026-11-03")]
)
def test_a_day_in_digits_alone_is_one_as_long_as_no_problem_has_that_number(
    revisit: Revisit, text: str, day: str
) -> None:
    assert revisit.json("calendar", "explain", text, now="2026-11-26T09:00")["from"] == day
    revisit("calendar", "explain", f"P-{text}", code=4)
    for digits in ("7", "9999", "112"):
        assert revisit.try_out("calendar", "explain", digits).code in (2, 4)


def test_explain_says_why_each_day_counts(revisit: Revisit) -> None:
    told = revisit.json("calendar", "explain", "2026-09-30", "--days", 5)
    assert (told["from"], told["to"]) == ("2026-09-30", "2026-10-13")
    assert [day["date"] for day in told["days"]][:2] == ["2026-10-01", "2026-10-02"]
    assert sum(day["counts"] for day in told["days"]) == 5
    assert "国庆节" in told["days"][0]["why"]
    revisit("calendar", "explain", "三月", code=2)
    revisit("calendar", "explain", code=2)
    revisit("calendar", "explain", "P-9", code=4)


@pytest.mark.clause("R19")
def test_an_unknown_year_is_refused_until_its_notice_is_loaded(revisit: Revisit) -> None:
    revisit("calendar", "explain", "2026-12-30", code=5)
    revisit("calendar", "show", "2027-02", code=5)
    assert "2000 年" in revisit("calendar", "show", "2000-01", code=5).err
    # Status speaks all the same, and says how far the known years reach.
    late = "2026-12-31T09:00"
    assert revisit.json("status", now=late)["known_until"] == 2026
    path = _notice(revisit.folder)
    loaded = revisit.json("calendar", "import", path)
    assert (loaded["years"], loaded["rest"], loaded["changed"]) == ([2027], 13, 13)
    assert revisit.json("calendar", "explain", "2026-12-30")["to"] == "2027-01-07"
    assert revisit.json("status", now=late)["known_until"] == 2027
    size = revisit.json("audit", "head")["size"]
    assert revisit.json("calendar", "import", path)["changed"] == 0
    assert revisit.json("audit", "head")["size"] == size
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("R19")
def test_a_torn_notice_makes_no_year_known(revisit: Revisit) -> None:
    path = revisit.folder / "2027.csv"
    by_law = ("01-01", "05-01", "10-01", "10-02", "10-03")
    lines = [f"2027-{day},休,国庆节" for day in by_law]
    path.write_text("\n".join(["日期,是否上班,名称", *lines]), encoding="utf-8")
    told = revisit("calendar", "import", path, code=3).err
    assert "春节" in told
    assert "少于法定的 13 天" in told
    revisit("calendar", "explain", "2027-02-04", "--days", 5, code=5)


def test_a_bad_notice_changes_nothing(revisit: Revisit) -> None:
    head = revisit.json("audit", "head")
    for name, text in (("a.csv", "日期,是否上班\n2027-13-01,否\n"), ("b.json", "{"), ("c", "")):
        path = revisit.folder / name
        path.write_text(text, encoding="utf-8")
        revisit("calendar", "import", path, code=3)
    revisit("calendar", "import", revisit.folder / "没有这个文件", code=3)
    assert revisit.json("audit", "head") == head


@pytest.mark.clause("R7", "R19")
def test_due_days_move_only_by_a_command_that_shows_old_and_new(revisit: Revisit) -> None:
    revisit("problems", "add", "--text", "路灯不亮", "--on", "2026-11-25")
    revisit("problems", "add", "--text", "窗口排队", "--on", "2026-11-25")
    revisit("problems", "extend", 2, "--to", "2026-12-20", "--by-name", "局领导甲")
    path = revisit.folder / "本地.csv"
    path.write_text("日期,是否上班,名称\n2026-11-30,否,停电\n", encoding="gb18030")
    assert revisit.json("calendar", "import", path)["problems"] == 1
    assert revisit.json("problems", "list")["problems"][0]["due"] == "2026-12-02"
    explained = revisit.json("calendar", "explain", "P-0001")
    assert (explained["due"], explained["to"]) == ("2026-12-02", "2026-12-03")
    assert explained["calendar"] == "chinesecalendar" != explained["calendar_now"]
    assert "现在的放假安排是 chinesecalendar+#" in revisit("calendar", "explain", "P-0001").out
    head = revisit.json("audit", "head")
    trial = revisit.json("problems", "recompute", "--dry-run")
    assert revisit.json("audit", "head") == head
    moved = revisit.json("problems", "recompute")["problems"]
    assert (trial["problems"], trial["dry_run"]) == (moved, True)
    assert moved == [{"id": 1, "old": "2026-12-02", "new": "2026-12-03"}]
    assert revisit.json("problems", "recompute")["problems"] == []
    dues = {each["id"]: each["due"] for each in revisit.json("problems", "list")["problems"]}
    assert dues == {1: "2026-12-03", 2: "2026-12-20"}
    assert revisit.json("calendar", "explain", "--problem", 2)["extended"] is True
    assert revisit.json("audit", "verify")["ok"]


def test_a_month_is_a_picture_with_straight_columns(revisit: Revisit) -> None:
    out = revisit("calendar", "show", "2026-10").out.splitlines()
    grid = out[2:7]
    for line in grid:
        for start in range(0, width(line), 7):
            # Every cell begins where its column does, though 休 and 班 are two wide.
            prefix = ""
            for character in line:
                if width(prefix) >= start:
                    break
                prefix += character
            assert width(prefix) == start
    assert "10*班" in grid[1]
    days = revisit.json("calendar", "show", "2026-10")["days"]
    assert len(days) == 31


def test_the_calendar_file_is_written_once(revisit: Revisit) -> None:
    path = revisit.folder / "截止日.ics"
    revisit("calendar", "export", "2026-11", "-o", path)
    text = path.read_bytes()
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.count(b"BEGIN:VEVENT") == 5
    revisit("calendar", "export", "2026-11", "-o", path, code=3)
    revisit("calendar", "export", "2026-11", "-o", path, "--force")
    revisit("calendar", "export", "2026-11", "-o", revisit.folder / "无" / "x.ics", code=3)
    assert path.read_bytes() == text
