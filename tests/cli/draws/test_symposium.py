import openpyxl
import pytest

from tests.conftest import Revisit
from tests.filled import fill_firms, firm_name

HELD = ("symposium", "record", "--held-on", "2026-11-26", "--chair", "王局", "--role", "主要领导")


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
    assert done["notes"] == ["not_drawn", "below_ten", "special_unexplained"]
    assert revisit.json("symposium", "list")["duty"]["done"] == 0
    assert "加开" in revisit("symposium", "list").out


def test_minutes_come_from_a_file(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    minutes = revisit.folder / "纪要.txt"
    revisit(*HELD, "--present", "1", "--minutes", f"@{minutes}", code=3)
    minutes.write_text("第一条", encoding="utf-8")
    revisit(*HELD, "--present", "1", "--minutes", f"@{minutes}")
    assert revisit.json("symposium", "show", 1)["minutes"] == "第一条"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--present", "没有的公司"], 4),
        (["--present", "1", "--reason", "不是加开"], 2),
        ([], 2),
        (["--present", "、"], 2),
        (["--present", "1", "--chair", " "], 2),
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


@pytest.mark.clause("三(一)3", "R9")
def test_the_invitation_list_follows_declines_and_reserves(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    revisit("symposium", "invite", code=4)
    ranks = revisit.json("sample", "symposium", "--seed", "1", "--size", 12)["ranks"]
    revisit("sample", "decline", ranks[0]["firm"], "--reason", "出差", now="2026-11-27T10:00")
    path = revisit.folder / "邀请名单.xlsx"
    told = revisit.json(
        "symposium", "invite", "--at", "周五9:00", "--place", "三楼", "-o", path
    )  # fmt: skip
    assert (told["at"], told["place"], told["reserves"]) == (
        "2026-11-27T09:00+08:00", "三楼", 17,
    )  # fmt: skip
    assert [each["rank"] for each in told["invited"]] == list(range(2, 14))
    last = told["invited"][-1]
    assert (last["firm"], last["reserve"], last["invited_at"][:16]) == (
        ranks[12]["firm"], True, "2026-11-27T10:00",
    )  # fmt: skip
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert "2026年下半年座谈回访邀请名单" in str(rows[0][0])
    assert "2026年11月27日9时" in str(rows[1][0])
    assert [row[2] for row in rows[3:]] == [each["firm"] for each in told["invited"]]
    assert rows[-1][1] == "13递补"
    letters = openpyxl.load_workbook(path)["邀请函"]
    words = [str(row[0]) for row in letters.iter_rows(values_only=True) if row[0]]
    # A letter for each firm, on a page of its own, with the slip that comes back.
    assert [text for text in words if text.endswith("公司：")] == [
        f"{each['firm']}：" for each in told["invited"]
    ]
    assert words.count("回　执") == len(told["invited"])
    assert len(letters.row_breaks.brk) == len(told["invited"]) - 1
    body = next(text for text in words if "座谈会" in text)
    assert "2026年11月27日9时在三楼" in body
    late = revisit("symposium", "invite", "--at", "2026-11-01T09:00", code=2).err
    assert "2026-11-01 09:00 已过" in late
    revisit("symposium", "invite", "-o", path, code=3)
    revisit("symposium", "invite", "-o", revisit.folder / "x.txt", code=2)
    assert "邀请" in revisit("symposium", "invite", "-o", path, "--force").out


def test_full_numbers_on_the_invitation_list_are_asked_for_and_logged(revisit: Revisit) -> None:
    path = revisit.folder / "审批科.csv"
    lines = ["单位,时间,涉企事宜,企业名称,联系人,联系电话"]
    lines += [f"审批科,2026-11-03,许可,{firm_name(n)},某人,1380000{n:04d}" for n in range(11)]
    path.write_text("\n".join(lines), encoding="utf-8")
    revisit("import", path)
    revisit("sample", "symposium", "--seed", "1")
    masked = {each["phone"] for each in revisit.json("symposium", "invite")["invited"]}
    assert all("****" in each for each in masked)
    size = revisit.json("audit", "head")["size"]
    shown = {each["phone"] for each in revisit.json("symposium", "invite", "--phones")["invited"]}
    assert shown == {f"1380000{n:04d}" for n in range(11)}
    assert revisit.json("audit", "head")["size"] == size + 1


@pytest.mark.clause("三(二)3")
def test_a_symposium_is_shown_whole_and_voided_with_a_reason(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    revisit(
        *HELD, "--special", "--reason", "企业集中反映", "--present", "1、2", "--absent", "3",
        "--minutes", "第一条", "--problem", "1=验收慢",
    )  # fmt: skip
    shown = revisit.json("symposium", "show", 1)
    assert shown["reason"] == "企业集中反映"
    assert [each["present"] for each in shown["attendance"]] == [True, True, False]
    assert (shown["minutes"], shown["problems"]) == ("第一条", [1])
    told = revisit("symposium", "show", 1).out
    for words in ("（加开）", "企业集中反映", "到会 2 家", "缺席 1 家", "第一条", "P-0001"):
        assert words in told
    revisit("symposium", "show", 2, code=4)
    revisit("symposium", "void", 2, "--reason", "x", code=4)
    revisit("symposium", "void", 1, "--reason", " ", code=2)
    revisit("symposium", "void", 1, "--reason", "记错")
    assert revisit.json("symposium", "list")["symposia"] == []
    revisit("symposium", "show", 1, code=4)
    assert len(revisit.json("problems", "list")["problems"]) == 1
    assert "记错" not in revisit("audit", "log", "--json").out
    assert revisit.json("audit", "verify")["ok"]
