"""What a re-check proves, in every report; a month without one says so for ever."""

import re

import pytest

from tests.called import fill_called
from tests.conftest import Revisit, begins

MONTH = "2026-11"
BY = ("--month", MONTH, "--by", "周正")
NOW = "2026-12-21T10:00"


def drawn(revisit: Revisit, *, now: str = "2026-12-14T09:00") -> None:
    revisit("recheck", "freeze", MONTH, now=now)
    revisit("recheck", "draw", MONTH, "--seed", f"种子{now}", now=now)


def checked(revisit: Revisit, *words: str, upto: int = 12, now: str = "2026-12-14T10:00") -> None:
    """Let every drawn firm say that it was called, and the first what is given."""
    agreed = ("--answer", "打过", "--overall", "满意")
    for rank in range(1, upto + 1):
        said = words if words and rank == 1 else agreed
        revisit("recheck", "record", rank, *BY, *said, now=now)


@begins
def month(revisit: Revisit) -> Revisit:
    """A month of twelve completed calls."""
    fill_called(revisit.db, 12)
    revisit.now = "2026-12-14T10:00"
    return revisit


@pytest.mark.clause("三(一)", "R37", "R38")
def test_a_month_prints_how_far_its_recheck_is_and_then_what_it_proves(month: Revisit) -> None:
    told = month.json("report", "month", MONTH)["recheck"]
    assert (told["state"], told["sentence"]) == ("none", "复核：未复核")
    assert re.search(r"复核 +未复核", month("report", "month", MONTH, "--all").out)
    drawn(month, now="2026-12-14T09:00")
    checked(month, upto=5)
    assert "还有 7 家" in month.json("report", "month", MONTH)["recheck"]["sentence"]
    for rank in range(6, 13):
        month("recheck", "record", rank, *BY, "--answer", "打过", "--overall", "满意")
    told = month.json("report", "month", MONTH)["recheck"]
    assert (told["state"], told["answered"], told["not_as_recorded"]) == ("done", 12, 0)
    assert (told["most"], told["pool"], told["drawn"]) == (0, 12, 12)
    assert told["sentence"] == (
        "复核：抽 12，接通 12，未接通 0；与记录不符 0。12 通全部复核，即为实数"
    )
    for name in ("月报.xlsx", "月报.html"):
        month("report", "month", MONTH, "-o", month.folder / name)
    assert "12 通全部复核" in (month.folder / "月报.html").read_text(encoding="utf-8")
    half = month.json("report", "half", "2026-H2")["recheck"]
    assert [each["state"] for each in half] == ["none"] * 4 + ["done", "none"]


@pytest.mark.clause("R38")
def test_a_contradiction_stands_beside_the_coverage_until_it_is_decided(month: Revisit) -> None:
    drawn(month)
    checked(month, "--answer", "没打过")
    shown = month("report", "month", MONTH, "--all").out
    assert "经复核存疑" in shown
    told = month.json("report", "month", MONTH)["recheck"]
    assert (told["doubtful"], told["not_as_recorded"]) == (1, 1)
    month("recheck", "dismiss", 1, "--grounds", "核实打过", "--decided-by", "张三")
    assert month.json("report", "month", MONTH)["recheck"]["doubtful"] == 0
    assert "经复核存疑" not in month("report", "month", MONTH, "--all").out


@pytest.mark.clause("三(一)", "R38")
def test_the_public_page_prints_two_numbers_and_no_more(month: Revisit) -> None:
    assert month.json("report", "public", MONTH)["recheck"] is None
    assert "未复核。" in month("report", "public", MONTH).out
    drawn(month)
    checked(month, "--answer", "没打过")
    assert month.json("report", "public", MONTH)["recheck"] == {
        "answered": 12,
        "not_as_recorded": 1,
    }
    shown = month("report", "public", MONTH).out
    assert "随机复核12家，与记录不符1家。" in shown
    assert "5%" not in shown.replace("。", "")[: shown.find("记录簿")]


@pytest.mark.clause("R38")
def test_a_month_cleared_without_one_says_so_for_ever_and_a_later_one_is_the_open_months(
    month: Revisit,
) -> None:
    dry = month("close", MONTH, "--dry-run", now=NOW)
    assert "复核：未复核" in dry.out
    assert "先去抽：revisit recheck freeze 2026-11" in dry.err
    closed = month("close", MONTH, "--yes", now=NOW)
    assert "复核：未复核" in closed.out
    assert "没有复核：清零单和月报一直印“未复核”。" in closed.err
    assert "先去抽" not in closed.err
    drawn(month, now="2026-12-22T09:00")
    checked(month, now="2026-12-22T10:00")
    month.now = "2026-12-23T09:00"
    assert month.json("report", "month", MONTH)["recheck"]["state"] == "none"
    assert month.json("close", MONTH, "--certificate")["recheck"] == "复核：未复核"
    later = month.json("report", "month", "2026-12")
    assert later["recheck"]["state"] == "none"
    assert [each["month"] for each in later["later_rechecks"]] == [MONTH]
    assert later["later_rechecks"][0]["answered"] == 12
    assert "2026-11 期清零后补做的复核：抽 12" in month(
        "report", "month", "2026-12", "--all"
    ).out.replace("\n", "")


@pytest.mark.clause("R37", "R38")
def test_before_a_month_is_cleared_only_a_re_check_that_can_be_made_is_offered(
    month: Revisit,
) -> None:
    """The command that is told is the one that works, as far as the re-check is."""

    def said() -> str:
        return month("close", MONTH, "--dry-run", now=NOW).err

    def told(err: str) -> list[str]:
        return re.findall(r"先去抽：revisit (recheck \w+ \S+)", err)

    assert told(said()) == [f"recheck freeze {MONTH}"]
    month("recheck", "freeze", MONTH, now=NOW)
    assert told(said()) == [f"recheck draw {MONTH}"]
    month("recheck", "draw", MONTH, "--seed", "3714", now=NOW)
    assert told(said()) == []
    assert "没有复核" not in said()


def test_no_re_check_is_offered_where_the_bureau_makes_none(month: Revisit) -> None:
    month("settings", "set", "recheck", "off", "--from", MONTH)
    said = month("close", MONTH, "--dry-run", now=NOW).err
    assert "先去抽" not in said
    assert "没有复核" in said


@pytest.mark.clause("三(一)", "R37")
def test_status_names_the_recheck_and_its_next_step(month: Revisit) -> None:
    def duty() -> dict[str, object]:
        duties = month.json("status", MONTH)["duties"]
        return next(each for each in duties if each["what"] == "随机复核")

    assert (duty()["done"], duty()["of"]) == (0, 1)
    assert duty()["next"] == "revisit recheck freeze 2026-11"
    month("recheck", "freeze", MONTH)
    assert "recheck draw" in str(duty()["next"])
    month("recheck", "draw", MONTH, "--seed", "1")
    assert (duty()["done"], duty()["of"], duty()["due"]) == (0, 12, None)
    assert "recheck next" in str(duty()["next"])
    checked(month)
    assert (duty()["done"], duty()["of"], duty()["next"]) == (12, 12, None)
    month("settings", "set", "recheck", "off", "--from", MONTH)
    assert duty()["of"] == 0


@pytest.mark.clause("三(一)", "R37")
def test_where_it_is_required_a_month_is_not_cleared_without_one_but_by_name(
    month: Revisit,
) -> None:
    month("settings", "set", "recheck", "必做", "--from", MONTH)
    refused = month("close", MONTH, "--yes", code=5, now=NOW)
    assert "复核 2026-11（未复核）" in refused.err
    status = month.json("status", MONTH, now=NOW)["duties"]
    assert next(each for each in status if each["what"] == "随机复核")["late"]
    carried = month.json(
        *("close", MONTH, "--yes", "--carry", f"recheck:{MONTH}", "--accepted-by", "张局长"),
        now=NOW,
    )
    assert [(each["kind"], each["accepted_by"]) for each in carried["carried"]] == [
        ("recheck", "张局长")
    ]
    month("settings", "set", "recheck", "随便", code=2)


def test_where_it_is_required_and_done_nothing_stands_in_the_way(month: Revisit) -> None:
    month("settings", "set", "recheck", "required", "--from", MONTH)
    drawn(month)
    checked(month)
    closed = month.json("close", MONTH, "--yes", now=NOW)
    assert "即为实数" in closed["recheck"]
    month("close", MONTH, "--certificate", "-o", month.folder / "清零单.xlsx")


@pytest.mark.clause("R37")
def test_drawing_again_hides_no_earlier_result(month: Revisit) -> None:
    drawn(month)
    checked(month, "--answer", "没打过")
    month("recheck", "freeze", MONTH, "--reason", "有人提议重抽", now="2026-12-15T09:00")
    told = month.json("report", "month", MONTH, now="2026-12-15T09:00")["recheck"]
    assert (told["state"], told["nth_draw"]) == ("frozen", 2)
    assert told["earlier"] == [{"nth_draw": 1, "answered": 12, "not_as_recorded": 1}]
    assert "第 1 次的接通 12、不符 1" in told["sentence"]
    assert told["doubtful"] == 1
