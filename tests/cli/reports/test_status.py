"""``revisit status`` and a bare ``revisit``: the page of the morning."""

from datetime import date

import pytest

from revisit_cli.cli.text import width
from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger

FIRMS = [f"示例市浉河{name}建筑安装工程有限责任公司" for name in "甲乙丙丁"]


@begins
def morning(revisit: Revisit) -> Revisit:
    """Calls in every state on the morning of 3 December."""
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3)))
    said = ("--outcome", "completed", "--overall", "satisfied")
    revisit("calls", "record", 1, *said, "--difficulty", "证照打不开")
    for call, moment in ((2, "2026-12-02T15:00"), (3, "2026-12-03T15:00")):
        revisit("calls", "record", call, "--outcome", "appointment", "--callback", moment)
    revisit("calls", "record", 4, "--outcome", "dead_number")
    revisit("flags", "add", FIRMS[0], "--reason", "bad_review", "--month", "2026-11")
    revisit("duty", "report", "审批科", "--words", "要求打好评")
    revisit.now = "2026-12-03T09:00"
    return revisit


@pytest.mark.clause("三(二)1", "三(三)2", "三(四)2", "四4")
def test_the_morning_page_counts_every_duty_and_what_today_asks_for(morning: Revisit) -> None:
    told = morning.json("status")
    duties = {duty["clause"] + duty["what"]: duty for duty in told["duties"]}
    counts = {name: (duty["done"], duty["of"]) for name, duty in duties.items()}
    assert counts["三(一)1各单位报送台账"] == (1, 1)
    assert counts["三(二)1电话回访"] == (1, 4)
    assert counts["三(三)2差评上门"] == counts["三(二)2上门回访（全部）"] == (0, 1)
    assert counts["四4问题处理或答复"] == (0, 1)
    assert counts["三(四)2回访纪律待核实的认定"] == (0, 1)
    assert set(told["duties"][0]) >= {"clause", "what", "due", "done", "of", "late", "next"}
    today = told["today"]
    assert [each["call"] for each in today["broken"]] == [2]
    assert [each["call"] for each in today["appointments"]] == [3]
    assert (today["returned"], today["suspicions"]) == (1, 1)
    assert [each["problem"] for each in today["problems"]] == [1]


def test_the_page_fits_eighty_columns_and_is_plain(morning: Revisit) -> None:
    for words in (("status",), (), ("status", "--half")):
        out = morning(*words).out
        assert max(width(line) for line in out.splitlines()) <= 80, out
        out.encode("gb18030")


def test_a_bare_revisit_says_three_commands_to_type_next(morning: Revisit) -> None:
    out = morning().out
    steps = out.split("接着做：\n")[1].split()
    assert out.count("  revisit ") == 3
    assert "revisit calls next" in " ".join(steps[:3])


@pytest.mark.clause("三(二)3", "R8")
def test_a_half_year_stands_side_by_side(morning: Revisit) -> None:
    told = morning.json("status", "--half")
    assert [each["month"] for each in told["months"]] == [f"2026-{n:02d}" for n in range(7, 13)]
    assert told["symposium"]["due"] == "2026-12-31"
    assert morning.json("status", "2026-H2") == told
    assert "1/4" in morning("status", "--half").out
    assert "三(二)1" in morning("status", "2026-H2", "--csv").out


@pytest.mark.clause("R19")
def test_a_year_not_announced_is_told_early_with_its_command(morning: Revisit) -> None:
    out = morning("status").out
    assert "2027 年放假安排未载入，2026-12-22 起" in out
    assert "revisit calendar import" in out


@pytest.mark.clause("四3", "R15")
def test_a_cleared_month_is_done_and_what_it_carried_is_the_next_ones(revisit: Revisit) -> None:
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS[:2], date(2026, 11, 3)))
    revisit("calls", "lock", "2026-11")
    revisit("calls", "record", 1, "--outcome", "completed", "--overall", "satisfied")
    revisit("problems", "add", "--text", "证照打不开", "--month", "2026-11")
    revisit.now = "2026-12-21T09:00"
    carry = ("--carry", "call:2", "--carry", "problem:1", "--accepted-by", "张局长")
    revisit("close", "2026-11", *carry)
    counts = {
        month: {d["clause"]: (d["done"], d["of"]) for d in revisit.json("status", month)["duties"]}
        for month in ("2026-11", "2026-12")
    }
    assert counts["2026-11"]["三(二)1"] == (1, 1)
    assert counts["2026-11"]["四4"] == (0, 0)
    assert counts["2026-11"]["四3"] == (1, 1)
    assert counts["2026-12"]["三(二)1"] == (0, 1)
    assert counts["2026-12"]["四4"] == (0, 1)


@pytest.mark.clause("四3", "三(三)2", "三(三)3")
def test_what_a_cleared_month_left_undone_stays_on_the_morning_page(revisit: Revisit) -> None:
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS[:2], date(2026, 11, 3)))
    revisit("calls", "lock", "2026-11")
    for call in (1, 2):
        revisit("calls", "record", call, "--outcome", "completed", "--overall", "satisfied")
    revisit("problems", "add", "--text", "证照打不开", "--month", "2026-11")
    revisit("problems", "answer", 1, "--words", "已答复")
    revisit.now = "2026-12-21T09:00"
    revisit("close", "2026-11")
    revisit("--correct", "漏记", "flags", "add", 1, "--reason", "差评", "--month", "2026-11")
    today = revisit.json("status")["today"]
    assert today["visits_left"] is None
    listed = revisit.json("visits", "list", "2026-12")["visits"]
    assert [(each["id"], each["state"]) for each in listed] == [(1, "to_do")]
    assert today["causes_left"] == {"month": "2026-11", "count": 1}
    out = revisit("status").out
    assert "未上门的" not in out
    signed = ("--overall", "满意", "--signature", "签字", "--signed-by", "甲")
    revisit("visits", "record", 1, *signed)
    revisit("problems", "close", 1, "--cause", "接口", "--words", "认可")
    assert "此前各期" not in revisit("status").out


@pytest.mark.clause("三(四)2", "R2")
def test_late_and_missing_ledgers_wait_on_the_morning_page_until_suspicions_are_looked_for(
    revisit: Revisit,
) -> None:
    revisit("units", "add", "审批科")
    revisit("units", "add", "质监站")
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3)))
    before = revisit.json("status", "2026-11", now="2026-11-25T09:00")["today"]
    after = revisit.json("status", "2026-11")["today"]
    assert (before["to_propose"], after["to_propose"]) == (1, 2)
    assert "revisit duty find 2026-11" in revisit("status", "2026-11").out
    revisit("duty", "find", "2026-11")
    today = revisit.json("status", "2026-11")["today"]
    assert (today["to_propose"], today["suspicions"]) == (0, 2)


@pytest.mark.clause("R14")
def test_a_row_held_for_its_unit_waits_on_the_page_and_the_certificate_till_it_comes_in(
    revisit: Revisit,
) -> None:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位\n质监站\n", encoding="utf-8")
    revisit("units", "import", roster)
    revisit("ledgers", "zero", "质监站", "2026-11")
    ledger = write_ledger(revisit.folder, "审批科", FIRMS[:1], date(2026, 11, 3))
    revisit("import", ledger, code=8)
    assert revisit.json("status", "2026-11")["today"]["held"] == 1
    revisit("units", "add", "审批科")
    revisit("import", ledger)
    assert revisit.json("status", "2026-11")["today"]["held"] == 0
    revisit("calls", "lock", "2026-11")
    revisit("calls", "record", 1, "--outcome", "completed", "--overall", "satisfied")
    assert revisit.json("close", "2026-11", now="2026-12-21T09:00")["held_rows"] == 0


def test_a_month_without_a_list_has_no_tick_before_its_calls(revisit: Revisit) -> None:
    revisit("units", "add", "审批科")
    (line,) = [x for x in revisit("status", "2026-12").out.splitlines() if "电话回访" in x]
    assert line.startswith("·")
    assert "0/0" in line
