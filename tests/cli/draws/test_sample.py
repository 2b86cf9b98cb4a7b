import hashlib

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.filled import fill, fill_firms, firm_name


@pytest.mark.clause("三(一)3", "R9")
def test_a_pool_is_frozen_and_logged_before_a_seed_is_given(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    frozen = revisit.json("sample", "freeze", "--size", 12)
    text = "".join(f"{name}\n" for name in sorted(firm_name(n) for n in range(30)))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    assert frozen["pool"] == {"count": 30, "sha256": sha256}
    log = revisit.json("audit", "log")["events"]
    assert [each["kind"] for each in log][-1] == "PoolFrozen"
    told = log[-1]["facts"]
    assert (told["sha256"], told["count"], told["size"], told["nth"]) == (sha256, 30, 12, 1)
    drawn = revisit.json("sample", "symposium", "--seed", "4172-0628", "--seed-from", "机关纪委甲")
    assert drawn["algorithm"] == "octo41/1"
    assert (drawn["half"], drawn["size"], drawn["seed"], drawn["nth_draw"]) == (
        "2026-H2",
        12,
        "4172-0628",
        1,
    )
    assert drawn["pool"] == frozen["pool"]
    assert [each["selected"] for each in drawn["ranks"]] == [True] * 12 + [False] * 18
    first = drawn["ranks"][0]
    hexed = f"{first['firm']}/4172-0628".encode().hex()
    assert first["hash"] == hashlib.sha256(hexed.encode()).hexdigest()
    assert revisit.json("sample", "show")["ranks"] == drawn["ranks"]
    assert revisit.json("audit", "verify")["ok"]
    assert "4172-0628" not in str(revisit.json("audit", "log"))


@pytest.mark.clause("R9")
def test_a_freeze_can_be_rehearsed_and_then_prints_the_same(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    head = revisit.json("audit", "head")
    tried = revisit("sample", "freeze", "--size", 12, "--dry-run")
    assert "什么也没有写入" in tried.err
    assert revisit.json("audit", "head") == head
    assert revisit.json("sample", "list")["draws"] == []
    done = revisit("sample", "freeze", "--size", 12)
    assert done.out.startswith(tried.out)


def test_with_nothing_frozen_the_draw_freezes_first_and_says_so(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    ran = revisit("sample", "symposium", "--seed", "1", "--size", 10, "--json")
    assert ran.json["size"] == 10
    assert "封名单" in ran.err
    kinds = [each["kind"] for each in revisit.json("audit", "log")["events"]]
    assert kinds[-2:] == ["PoolFrozen", "FirmsDrawn"]


@pytest.mark.clause("R9")
def test_one_freeze_takes_one_draw_and_another_needs_a_reason(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    revisit("sample", "symposium", "--seed", "1")
    refused = revisit("sample", "symposium", "--seed", "2", code=5)
    assert "1 号抽取" in refused.err
    revisit("sample", "freeze", code=5)
    revisit("sample", "freeze", "--reason", "  ", code=5)
    again = revisit("sample", "freeze", "--reason", "企业名单有误")
    assert "第2次抽取" in again.out
    revisit("sample", "symposium", "--seed", "2", "--size", 11, code=5)
    assert revisit.json("sample", "symposium", "--seed", "2")["nth_draw"] == 2
    assert [each["draw"] for each in revisit.json("sample", "list")["draws"]] == [1, 2]


def test_a_superseded_freeze_takes_no_seed(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    revisit("sample", "freeze")
    revisit("sample", "freeze", "--reason", "补报一户")
    assert revisit.json("sample", "symposium", "--seed", "1")["freeze"] == 2
    revisit("sample", "symposium", "--seed", "2", code=5)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["sample", "symposium", "--seed", ""], 2),
        (["sample", "symposium", "--seed", "   "], 2),
        (["sample", "symposium"], 2),
        (["sample", "symposium", "--seed", "1", "--size", "9"], 2),
        (["sample", "symposium", "--seed", "1", "--size", "16"], 2),
        (["sample", "freeze", "--size", "9"], 2),
        (["sample", "freeze", "--size", "16"], 2),
        (["sample", "freeze", "--month", "2026-13"], 2),
        (["sample", "freeze", "--half", "2026-H3"], 2),
        (["sample", "freeze", "--half", "2026-H2", "--month", "2026-11"], 2),
        (["sample", "freeze", "--strata", "district"], 2),
        (["sample", "freeze", "--month", "2026-03"], 4),
        (["sample", "show"], 4),
        (["sample", "show", "7"], 4),
        (["sample", "verify"], 4),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    revisit: Revisit, words: list[str], code: int
) -> None:
    fill_firms(revisit.db, 20)
    before = revisit.json("audit", "head")
    refused = revisit(*words, code=code)
    assert refused.out == ""
    assert refused.err.count("×") == 1
    assert revisit.json("audit", "head") == before


def test_an_empty_data_file_has_no_pool(revisit: Revisit) -> None:
    revisit("sample", "freeze", code=4)
    revisit("sample", "symposium", "--seed", "1", code=4)
    assert revisit.json("sample", "list") == {"draws": []}


@pytest.mark.clause("R8")
def test_an_empty_half_year_names_the_one_that_is_not(revisit: Revisit) -> None:
    fill_firms(revisit.db, 20, month="2026-05")
    assert "--half 2026-H1" in revisit("sample", "freeze", code=4).err
    revisit("sample", "freeze", "--half", "2026-H1")


@pytest.mark.clause("R10")
def test_a_short_list_is_invited_whole_and_says_that_it_is_below_ten(revisit: Revisit) -> None:
    fill_firms(revisit.db, 8)
    ran = revisit("sample", "freeze")
    assert "不足10家" in ran.out
    drawn = revisit.json("sample", "symposium", "--seed", "1")
    assert drawn["all_invited"]
    assert drawn["below_ten"]
    assert [each["selected"] for each in drawn["ranks"]] == [True] * 8
    assert revisit.json("sample", "verify")["ok"]


@pytest.mark.clause("R8", "二(一)")
def test_the_pool_of_a_half_is_its_months_and_no_others(revisit: Revisit) -> None:
    fill(
        revisit.db,
        [
            (firm_name(1), "甲科", "2026-06"),
            (firm_name(2), "甲科", "2026-07"),
            (firm_name(3), "乙科", "2026-11"),
            (firm_name(3), "甲科", "2026-10"),
        ],
    )
    revisit.edit("update service set state = 'held' where month = '2026-07'")
    assert revisit.json("sample", "freeze")["pool"]["count"] == 1
    assert revisit.json("sample", "freeze", "--half", "2026-H1")["pool"]["count"] == 1
    month = revisit.json("sample", "freeze", "--month", "2026-10")
    assert (month["month"], month["half"], month["nth_draw"]) == ("2026-10", None, 1)


def test_merged_firms_are_one_in_the_pool(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    revisit.edit("update firm set merged_into = 1 where id = 2")
    assert revisit.json("sample", "freeze")["pool"]["count"] == 11


@pytest.mark.parametrize(
    "sql",
    [
        "update freeze set pool = replace(pool, '甲子', '甲丑x')",
        "update freeze set size = 10",
        "update draw set seed = '4173'",
        "update rank set is_selected = 1 where rank = 16",
        "update rank set label = (select label from rank where rank = 20) where rank = 1",
        "delete from rank where rank = 25",
    ],
)
def test_verify_names_what_was_changed_behind_its_back(revisit: Revisit, sql: str) -> None:
    fill_firms(revisit.db, 25)
    revisit("sample", "symposium", "--seed", "4172")
    assert revisit.json("sample", "verify") == {
        "ok": True,
        "draw": 1,
        "pool_sha256": revisit.json("sample", "show")["pool"]["sha256"],
        "ranks": 25,
        "faults": [],
    }
    revisit.edit(sql)
    found = revisit.json("sample", "verify", code=6)
    assert not found["ok"]
    assert found["faults"]
    revisit("sample", "verify", code=6)


def test_seats_by_unit_are_fixed_at_the_freeze(revisit: Revisit) -> None:
    fill_firms(revisit.db, 40, units=4)
    frozen = revisit.json("sample", "freeze", "--strata", "单位", "--size", 10)
    assert sorted(each["seats"] for each in frozen["strata"]) == [2, 2, 3, 3]
    drawn = revisit.json("sample", "symposium", "--seed", "4")
    assert sum(each["selected"] for each in drawn["ranks"]) == 10
    assert revisit.json("sample", "verify")["ok"]


def test_lists_and_draws_come_as_csv_too(revisit: Revisit) -> None:
    fill_firms(revisit.db, 20)
    assert len(revisit("sample", "symposium", "--seed", "1", "--csv").out.splitlines()) == 21
    assert len(revisit("sample", "list", "--csv").out.splitlines()) == 2
    assert "20 家" in revisit("sample", "show").out


@pytest.mark.clause("R9", "三(一)3")
def test_who_declines_is_replaced_by_the_next_reserve_in_rank_order(revisit: Revisit) -> None:
    fill_firms(revisit.db, 17)
    ranks = revisit.json("sample", "symposium", "--seed", "1")["ranks"]
    words = ("sample", "decline", "--reason", "外地出差")
    first = revisit.json(*words, ranks[2]["firm"])
    assert (first["declined"]["rank"], first["next"]["rank"]) == (3, 16)
    revisit(*words, ranks[2]["firm"], code=5)
    revisit(*words, ranks[16]["firm"], code=5)
    second = revisit.json(*words, "1", ranks[15]["firm"])
    assert (second["declined"]["rank"], second["next"]["rank"]) == (16, 17)
    assert revisit.json(*words, ranks[0]["firm"])["next"] is None
    shown = revisit.json("sample", "show")["ranks"]
    assert [each["rank"] for each in shown if each["declined_at"]] == [1, 3, 16]
    assert revisit.json("sample", "verify")["ok"]
    assert revisit.json("audit", "verify")["ok"]
    assert "外地出差" not in str(revisit.json("audit", "log"))


def test_a_decline_names_a_firm_of_the_draw_and_a_reason(revisit: Revisit) -> None:
    fill_firms(revisit.db, 17)
    revisit("sample", "decline", "甲子", "--reason", "忙", code=4)
    revisit("sample", "symposium", "--seed", "1")
    revisit("sample", "decline", "没有的公司", "--reason", "忙", code=4)
    revisit("sample", "decline", "示例市", "--reason", "忙", code=2)
    revisit("sample", "decline", "甲子", "--reason", " ", code=2)
    revisit("sample", "decline", "9", "甲子", "--reason", "忙", code=4)


@pytest.mark.clause("三(一)3", "R34")
def test_the_sheet_says_what_came_at_once_and_who_gave_no_name(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    told = revisit("sample", "symposium", "--seed", "\uff14\uff11", code=2)
    assert "“41”" in told.err
    revisit("sample", "symposium", "--seed", "41")
    revisit("sample", "export", "-o", revisit.folder / "一")
    first = _sheet(revisit, "一")
    assert "名单与种子同时给出" in first
    assert "提供人：未注明" in first
    assert "种子提供人：未注明" in revisit("audit", "log", "--csv").out
    revisit("sample", "freeze", "--reason", "另抽")
    revisit("sample", "symposium", "--seed", "42", "--seed-from", "纪委甲")
    revisit("sample", "export", "-o", revisit.folder / "二")
    second = _sheet(revisit, "二")
    assert "名单与种子同时给出" not in second
    assert "未注明" not in second
    assert "纪委甲" in second


def _sheet(revisit: Revisit, folder: str) -> str:
    (path,) = (revisit.folder / folder).glob("*.xlsx")
    cells = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return "\n".join(str(cell) for row in cells for cell in row if cell)
