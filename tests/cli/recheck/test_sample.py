"""Freezing and drawing a re-check from the command line, and redoing it as a stranger would."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.called import fill_called, firm_of
from tests.conftest import Revisit

MONTH = "2026-11"


def kinds(revisit: Revisit) -> list[str]:
    return [each["kind"] for each in revisit.json("audit", "log")["events"]]


@pytest.mark.clause("三(一)", "R37")
def test_the_pool_is_frozen_and_logged_before_a_seed_is_given(revisit: Revisit) -> None:
    fill_called(revisit.db, 100)
    frozen = revisit.json("recheck", "freeze", MONTH)
    text = "".join(f"{name}\n" for name in sorted(map(firm_of, range(100))))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    assert frozen["pool"] == {"count": 100, "sha256": sha256}
    assert (frozen["percent"], frozen["size"], frozen["census"]) == (10, 25, False)
    drawn = revisit.json(
        "recheck", "draw", MONTH, "--seed", "4172-0628", "--seed-from", "机关纪委甲"
    )
    assert drawn["algorithm"] == "octo41/1"
    assert [each["selected"] for each in drawn["ranks"]] == [True] * 25 + [False] * 75
    first = drawn["ranks"][0]
    assert (
        first["hash"]
        == hashlib.sha256(f"{first['firm']}/4172-0628".encode().hex().encode()).hexdigest()
    )
    assert kinds(revisit)[-2:] == ["RecheckFrozen", "RecheckDrawn"]
    assert "4172-0628" not in str(revisit.json("audit", "log"))
    checked = revisit.json("recheck", "verify", MONTH)
    assert (checked["ok"], checked["ranks"], checked["pool_sha256"]) == (True, 100, sha256)
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("R37")
def test_small_months_are_called_again_whole_and_the_size_may_only_be_larger(
    revisit: Revisit,
) -> None:
    fill_called(revisit.db, 19)
    assert revisit.json("recheck", "freeze", MONTH, "--dry-run")["census"]
    assert "19 通" in revisit("recheck", "freeze", MONTH, "--size", 18, code=2).err
    fill_called(revisit.db, 40, month="2026-10")
    assert revisit.json("recheck", "freeze", "2026-10", "--size", 30, "--dry-run")["size"] == 30
    assert revisit.json("recheck", "freeze", "2026-10", "--size", 99, "--dry-run")["size"] == 40
    assert "RecheckFrozen" not in kinds(revisit)


def test_the_percent_is_a_dated_setting(revisit: Revisit) -> None:
    fill_called(revisit.db, 100)
    revisit("settings", "set", "recheck_percent", "5", "--from", MONTH)
    assert revisit.json("recheck", "freeze", MONTH)["size"] == 45


@pytest.mark.clause("R37")
def test_two_names_merged_on_the_list_are_one_call(revisit: Revisit) -> None:
    fill_called(revisit.db, 20, dissatisfied={3})
    revisit("firms", "merge", 4, 3, "--reason", "同一家")
    frozen = revisit.json("recheck", "freeze", MONTH)
    assert frozen["pool"]["count"] == 19
    (recorded,) = revisit.rows("select recorded from recheck_call where firm = 3")[0]
    assert recorded == "dissatisfied"  # by the later of the two calls


@pytest.mark.parametrize(
    ("filled", "words", "code", "says"),
    [
        ({"is_locked": False}, ["freeze"], 5, "calls lock 2026-11"),
        ({"open_ones": {1, 2}}, ["freeze"], 5, "2 通"),
        ({"open_ones": set(range(30))}, ["freeze", "2026-10"], 5, "2026-10"),
        ({}, ["freeze", "--size", "1"], 2, "至少抽"),
        ({}, ["draw", "--seed", "1"], 4, "recheck freeze"),
        ({}, ["draw", "--seed", " 1"], 2, "种子"),
        ({}, ["draw", "--seed", "３７１４"], 2, "“3714”"),
        ({}, ["show"], 4, "recheck freeze"),
        ({}, ["verify"], 4, "recheck freeze"),
        ({}, ["export"], 4, "recheck freeze"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    revisit: Revisit, filled: dict[str, object], words: list[str], code: int, says: str
) -> None:
    fill_called(revisit.db, 30, **filled)  # type: ignore[arg-type]
    before = revisit.json("audit", "head")
    refused = revisit("recheck", *words, code=code)
    assert refused.out == ""
    assert says in refused.err
    assert refused.err.count("×") == 1
    assert revisit.json("audit", "head") == before


def test_a_month_without_a_completed_call_has_nothing_to_check(revisit: Revisit) -> None:
    fill_called(revisit.db, 0)
    assert "没有已完成的回访" in revisit("recheck", "freeze", MONTH, code=4).err


@pytest.mark.clause("R37")
def test_one_freeze_takes_one_draw_and_no_seed_draws_twice(revisit: Revisit) -> None:
    fill_called(revisit.db, 30)
    revisit("recheck", "freeze", MONTH)
    assert "--seed" in revisit("recheck", "show", MONTH, code=4).err
    revisit("recheck", "draw", MONTH, "--seed", "1")
    assert "只抽一次" in revisit("recheck", "draw", MONTH, "--seed", "2", code=5).err
    revisit("recheck", "freeze", MONTH, "--reason", " ", code=5)
    again = revisit("recheck", "freeze", MONTH, "--reason", "名单有误")
    assert "第2次抽取" in again.out
    before = revisit.json("audit", "head")
    assert "用过" in revisit("recheck", "draw", MONTH, "--seed", "1", code=5).err
    assert revisit.json("audit", "head") == before
    assert revisit.json("recheck", "draw", MONTH, "--seed", "01")["nth_draw"] == 2


@pytest.mark.clause("R37")
def test_a_sample_that_was_begun_is_called_to_its_end_before_another(revisit: Revisit) -> None:
    fill_called(revisit.db, 12)
    revisit.now = "2026-12-14T10:00"
    revisit("recheck", "freeze", MONTH)
    revisit("recheck", "draw", MONTH, "--seed", "1")
    words = ("--month", MONTH, "--by", "周正", "--answer", "记不清")
    again = ("recheck", "freeze", MONTH, "--reason", "名单有误")
    for rank in range(1, 12):
        revisit("recheck", "record", rank, *words)
        before = revisit.json("audit", "head")
        assert f"还有 {12 - rank} 通没有结果" in revisit(*again, code=5).err
        assert revisit.json("audit", "head") == before
    revisit("recheck", "record", 12, *words)
    assert "第2次抽取" in revisit(*again).out


def test_a_seed_of_the_symposium_is_no_seed_either(revisit: Revisit) -> None:
    fill_called(revisit.db, 30)
    revisit("sample", "symposium", "--seed", "9")
    revisit("recheck", "freeze", MONTH)
    revisit("recheck", "draw", MONTH, "--seed", "9", code=5)


@pytest.mark.parametrize(
    "change",
    [
        "update recheck_call set rank = 99 where rank = 1",
        "update recheck_call set hash = replace(hash, substr(hash, 1, 1), 'e') where rank = 2",
        "update recheck_call set label = '示例别家公司' where rank = 3",
        "update recheck set size = 29, pool = pool where id = 1",
        "update recheck_draw set seed = '2'",
        "delete from recheck_call where rank = 30",
        "update recheck set pool = replace(pool, '甲子', '甲丑')",
    ],
)
def test_a_draw_changed_behind_the_programs_back_is_not_verified(
    revisit: Revisit, change: str
) -> None:
    fill_called(revisit.db, 30)
    revisit("recheck", "freeze", MONTH)
    revisit("recheck", "draw", MONTH, "--seed", "1")
    revisit("recheck", "verify", MONTH)
    revisit.edit(change)
    assert not revisit.json("recheck", "verify", MONTH, code=6)["ok"]
    assert not revisit.json("audit", "verify", code=6)["ok"]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_a_stranger_redoes_the_draw_with_the_shell(revisit: Revisit, tmp_path: Path) -> None:
    fill_called(revisit.db, 120)
    revisit("recheck", "freeze", MONTH)
    drawn = revisit.json("recheck", "draw", MONTH, "--seed", "3714 甲")
    folder = tmp_path / "存档"
    revisit("recheck", "export", MONTH, "-o", folder)
    redone = subprocess.run(
        ["sh", folder / "verify.sh"], capture_output=True, encoding="utf-8", check=True
    )
    ranks = [line.split()[2] for line in redone.stdout.splitlines() if "示例市" in line]
    assert [each["firm"] for each in drawn["ranks"]] == ranks
    (folder / "seed.txt").write_text("3715\n", encoding="utf-8")
    assert (
        subprocess.run(["sh", folder / "verify.sh"], capture_output=True, check=False).returncode
        == 6
    )
    revisit("recheck", "export", MONTH, "-o", folder, code=3)
