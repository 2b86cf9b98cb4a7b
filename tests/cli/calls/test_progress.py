"""``revisit calls progress``: the board on the screen, and the one that may be sent on."""

from collections.abc import Callable

import pytest

from tests.cli.terminal import Spawn
from tests.conftest import Revisit, begins

FIRMS = [f"示例市{a}{b}有限公司" for a, b in zip("甲乙丙丁", "子丑寅卯", strict=True)]


@begins
def desk(revisit: Revisit) -> Revisit:
    """Four firms of two units; one reached, one not, one refused, one held."""
    path = revisit.folder / "台账.csv"
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    rows = [
        f"{unit},办事员甲,2026.11.3,许可,{firm},联系人{n},1380000000{n}"
        for n, (unit, firm) in enumerate(zip(["审批科"] * 2 + ["燃气办"] * 2, FIRMS, strict=True))
    ]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    revisit("import", path)
    revisit("calls", "record", 1, "--outcome", "接通", "--overall", "满意", by="张三")
    revisit("calls", "record", 2, "--outcome", "占线", by="李四")
    words = ("--outcome", "拒访", "--words", "outcome=不愿接受")
    revisit("calls", "record", 3, *words, by="李四", now="2026-11-27T10:00")
    revisit("calls", "next", by="王五", now="2026-11-27T10:00")
    return revisit


@pytest.mark.clause("三(一)1", "R12")
def test_the_board_balances_and_says_what_each_day_needs(desk: Revisit) -> None:
    told = desk.json("calls", "progress", "2026-11")
    assert told["left"] == 2
    assert told["pace"] == -(-2 // told["workdays_left"])
    assert told["total"]["rate"] == {"n": 1, "of": 4, "value": 0.25}
    assert [row["name"] for row in told["units"]] == ["审批科", "燃气办"]
    assert {row["name"]: row["attempts"] for row in told["clerks"]}["李四"] == 2
    assert [row["name"] for row in told["days"]] == ["2026-11-26", "2026-11-27"]


def test_the_screen_shows_each_board_with_its_denominators(
    desk: Revisit, golden: Callable[[str, str], None]
) -> None:
    told = desk("calls", "progress", "2026-11", now="2026-11-27T10:05").out
    golden("progress.txt", "".join(f"{line.rstrip()}\n" for line in told.splitlines()))


@pytest.mark.clause("三(四)1")
def test_what_may_be_sent_on_names_no_firm_and_no_clerk(
    desk: Revisit, golden: Callable[[str, str], None]
) -> None:
    told = desk("calls", "progress", "2026-11", "--share", now="2026-11-27T10:05").out
    golden("progress_share.txt", "".join(f"{line.rstrip()}\n" for line in told.splitlines()))
    both = told + desk("calls", "progress", "2026-11", "--share", "--json").out
    assert not [name for name in (*FIRMS, "张三", "李四", "王五", "138") if name in both]
    desk("calls", "progress", "--share", "--board", "经办人", code=2)


def test_one_board_at_a_time(desk: Revisit) -> None:
    for words in (("--board", "单位"), ("--by", "unit")):
        told = desk("calls", "progress", "2026-11", *words).out
        assert "审批科" in told
        assert "李四" not in told
    assert desk("calls", "progress", "2026-11", "--board", "day", "--csv").out.count("\n") == 3
    desk("calls", "progress", "--board", "企业", code=2)


def test_an_empty_month_has_a_board_too(revisit: Revisit) -> None:
    told = revisit("calls", "progress", "2026-11").out
    assert "应访 0 户" in told
    assert "回访率（已访／应访）—" in told


def test_watching_what_is_no_terminal_shows_once(desk: Revisit) -> None:
    assert "应访 4 户" in desk("calls", "progress", "2026-11", "--watch").out


def test_a_watched_board_is_redrawn_until_ctrl_c(desk: Revisit, spawn: Spawn) -> None:
    words = ("calls", "progress", "2026-11", "--watch", "--every", "1")
    child = spawn(desk, *words, columns=100, lines=40)
    child.expect("未拨 1")
    desk("calls", "record", 4, "--outcome", "占线", by="王五", now="2026-11-27T10:10")
    child.expect("未拨 0")
    child.sendintr()
    child.expect_eof()
    child.close()
    assert child.exitstatus == 130
