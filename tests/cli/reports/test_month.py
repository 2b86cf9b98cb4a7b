"""``revisit report month``: what its first page says of two months."""

import pytest

from tests.conftest import Revisit

HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话\n"


def _ledger(revisit: Revisit, month: int, firms: str) -> None:
    path = revisit.folder / f"台账{month}.csv"
    rows = (
        f"审批科,甲,2026.{month}.{day},许可,示例市{firm}有限公司,乙,1380000{month:02d}{day:02d}\n"
        for day, firm in enumerate(firms, 1)
    )
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    revisit("import", path, now=f"2026-{month}-24T09:00")
    revisit("calls", "lock", f"2026-{month}", now=f"2026-{month}-25T18:30")


@pytest.mark.clause("四3")
def test_the_words_compare_a_month_with_the_one_before_and_say_how_it_stands(
    revisit: Revisit,
) -> None:
    _ledger(revisit, 10, "甲乙丙丁戊")
    for call in range(1, 6):
        revisit("calls", "record", call, "--outcome", "无人接听", now="2026-11-02T09:00")
    first = revisit.json("report", "month", "2026-10", now="2026-11-03T09:00")
    assert first["before"] is None
    assert first["words"][1] == "二、与上期相比。本期为首期，无上期可比。"
    _ledger(revisit, 11, "甲乙丙丁戊己")
    revisit("calls", "record", 6, "--outcome", "接通", "--overall", "满意", now="2026-12-01T09:00")
    told = revisit.json("report", "month", "2026-11", now="2026-12-04T16:20")
    assert [state["title"] for state in told["states"]] == ["预告", "未复核"]
    assert told["before"] == {
        "month": "2026-10", "firms": 5, "cleared": False, "firms_change": 1, "rules": [],
    }  # fmt: skip
    figures = {each["code"]: each for each in told["figures"]}
    assert figures["coverage"]["previous"] == {"n": 5, "of": 5, "value": 1.0}
    assert (figures["coverage"]["percent"], figures["coverage"]["change"]) == (16.7, None)
    assert told["words"][0].startswith("一、总体情况。本期应回访企业6家，涉及涉企事项6件。")
    assert told["words"][1] == "二、与上期相比。本期尚未清零，暂不比较。"
    assert "电话回访尚有5家：未拨打5家；离12月10日还有5个工作日。" in told["words"][3]
    assert told["next"][0] == {
        "kind": "calls", "due": "2026-12-10", "count": 5, "units": [], "year": None,
    }  # fmt: skip


@pytest.mark.clause("四3", "R12")
def test_a_table_on_the_screen_says_how_many_firms_it_lists_not_how_many_lines(
    revisit: Revisit,
) -> None:
    _ledger(revisit, 11, "甲乙丙丁戊")
    revisit("calls", "record", 1, "--outcome", "无人接听", now="2026-11-26T09:00")
    told = revisit("report", "month", "2026-11", "--all", now="2026-11-27T09:00").out
    assert "未完成名单（5）" in told
    # A sum and lines of figures are no list: no number stands beside their title.
    assert "表2　各单位\n" in told
    assert "汇总\n" in told


def test_a_long_name_of_a_unit_is_cut_on_the_screen_with_a_mark(revisit: Revisit) -> None:
    path = revisit.folder / "台账.csv"
    row = "建设工程质量检测管理中心,甲,2026.11.3,许可,示例市甲有限公司,乙,13800001103\n"
    path.write_text(HEAD + row, encoding="utf-8")
    revisit("import", path, now="2026-11-24T09:00")
    bars = revisit("report", "month", "2026-11", now="2026-11-27T09:00").out
    assert "\n建设工程质量检测… " in bars
