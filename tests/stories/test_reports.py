"""Two months through the real command line; every rate of every report is counted again here.

The second count knows only the story: who was served by whom, and what was said on the telephone.
"""

import csv
from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

SOLE = "示例市浉河甲子五金店"
FIRMS = [f"示例市{name}建设有限公司" for name in "甲乙丙丁戊己庚辛壬癸"]
LATE = "示例市子丑劳务有限公司"
AFTER = "示例市寅卯监理有限公司"
SHARED = FIRMS[4]
SERVED = {
    "审批科": [*FIRMS[:5], SOLE],
    "质监站": FIRMS[4:],
}
# What each firm said: the outcome, and the answer about each unit where it gave one.
SAID: dict[str, tuple[str, dict[str, str]]] = {
    FIRMS[0]: ("completed", {"审批科": "satisfied"}),
    FIRMS[1]: ("completed", {"审批科": "satisfied"}),
    FIRMS[2]: ("completed", {"审批科": "dissatisfied"}),
    FIRMS[3]: ("partial", {}),
    SHARED: ("completed", {"审批科": "satisfied", "质监站": "dissatisfied"}),
    SOLE: ("completed", {"审批科": "satisfied"}),
    FIRMS[5]: ("completed", {"质监站": "satisfied"}),
    FIRMS[6]: ("refused_hard", {}),
    FIRMS[7]: ("no_answer", {}),
    FIRMS[8]: ("wrong_number", {}),
    FIRMS[9]: ("firm_gone", {}),
    LATE: ("completed", {"审批科": "satisfied"}),
    AFTER: ("completed", {"审批科": "satisfied"}),
}
EXTRAS = {
    "refused_hard": ("--words", "outcome=不愿接受回访"),
    "firm_gone": ("--evidence", "注销公告", "--second-person", "乙"),
}
REACHED = ("completed", "partial")
CONTACTED = (*REACHED, "refused_hard")


def _answer(revisit: Revisit, calls: dict[str, int], firm: str) -> None:
    outcome, told = SAID[firm]
    record = ("calls", "record", calls[firm], "--outcome", outcome, *EXTRAS.get(outcome, ()))
    for unit, overall in told.items():
        revisit(*record, "--unit", unit, "--overall", overall)
    if not told:
        revisit(*record)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """November, cleared with one call and one problem carried over; then December."""
    revisit = Revisit(tmp_path_factory.mktemp("story"))
    revisit.now = "2026-11-25T10:00"
    revisit("import", write_ledger(revisit.folder, "审批科", SERVED["审批科"], date(2026, 11, 3)))
    late = write_ledger(revisit.folder, "审批科", [*SERVED["审批科"], LATE], date(2026, 10, 9))
    text = late.read_text(encoding="utf-8").splitlines()
    # Rows of October in November's ledger: the name of the file does not say another month.
    late = late.with_name("审批科补报.csv")
    late.write_text("\n".join([text[0], text[-1]]), encoding="utf-8")
    revisit("import", late, "--month", "2026-11")
    for unit in ("财务科", "人事科"):
        revisit("units", "add", unit)
    revisit("ledgers", "zero", "财务科", "2026-11")
    revisit.now = "2026-11-30T09:00"
    revisit("import", write_ledger(revisit.folder, "质监站", SERVED["质监站"], date(2026, 11, 4)))
    revisit("calls", "lock", "2026-11")
    after = write_ledger(revisit.folder, "审批科", [AFTER], date(2026, 11, 5), 13800000990)
    revisit("import", after)
    calls = revisit.calls("2026-11")
    for firm in SAID:
        if firm != AFTER:
            _answer(revisit, calls, firm)
    said = ("--outcome", "completed", "--overall", "satisfied")
    revisit("calls", "record", calls[AFTER], *said, "--suggestion", "取消前置", "--tag", "隐性审批")
    revisit("problems", "add", FIRMS[0], "--text", "证照打不开", "--month", "2026-11")
    revisit("problems", "answer", 2, "--words", "已答复")
    revisit("duty", "find", "2026-11")
    findings = revisit.json("duty", "list", "2026-11")["findings"]
    late_one = next(each["id"] for each in findings if each["kind"] == "late")
    confirmed = ("--decided-by", "纪委甲", "--evidence", "收件时间")
    revisit("duty", "confirm", late_one, *confirmed)
    revisit.now = "2026-12-21T09:00"
    visits = revisit.json("visits", "list", "2026-11")["visits"]
    signed = ("--lead", "局长甲", "--signature", "signed", "--signed-by", "乙")
    for visit in visits:
        revisit("visits", "record", visit["id"], *signed)
    carries = ("--carry", f"call:{calls[FIRMS[7]]}", "--carry", f"call:{calls[FIRMS[8]]}")
    revisit("close", "2026-11", *carries, "--carry", "problem:1", "--accepted-by", "张局长")
    revisit("flags", "add", FIRMS[0], "--reason", "bad_review", "--month", "2026-11",
            "--correct", "漏记差评")  # fmt: skip
    revisit.now = "2026-12-25T10:00"
    revisit("import", write_ledger(revisit.folder, "审批科", FIRMS[:3], date(2026, 12, 3)))
    revisit("calls", "lock", "2026-12")
    december = revisit.calls("2026-12")
    for firm in (*FIRMS[:2], FIRMS[7]):
        revisit("calls", "record", december[firm], *said)
    return revisit


def _check(rate: dict[str, Any], n: int, of: int) -> None:
    assert (rate["n"], rate["of"]) == (n, of)
    assert rate["value"] == (round(n / of, 4) if of else None)


LISTED = list(SAID)


def _overall(firm: str) -> str | None:
    told = set(SAID[firm][1].values())
    return "dissatisfied" if "dissatisfied" in told else "satisfied" if told else None


@pytest.mark.clause("四3", "R4", "R11", "R12", "R13", "R15", "R17")
def test_every_rate_of_the_month_is_what_the_story_says(story: Revisit) -> None:
    told = story.json("report", "month", "2026-11")
    outcomes = Counter(SAID[firm][0] for firm in LISTED)
    size = len(LISTED)
    assert (told["firms"], told["sole_traders"], told["list"]["added"]) == (size, 1, 1)
    assert told["list"]["frozen"] == size - 1
    eligible = size - outcomes["firm_gone"]
    _check(told["coverage"], size, size)
    _check(told["effective_rate"], sum(outcomes[o] for o in REACHED), eligible)
    _check(told["contact_rate"], sum(outcomes[o] for o in CONTACTED), eligible)
    answers = Counter(_overall(firm) for firm in LISTED)
    _check(told["satisfaction"], answers["satisfied"], size - answers[None])
    assert told["answers"] == {
        "satisfied": answers["satisfied"],
        "dissatisfied": answers["dissatisfied"],
        "unrated": answers[None],
    }
    assert told["unrated"] == answers[None]
    assert sum(told["dispositions"].values()) == size
    assert (told["services"], told["late_entries"]) == (6 + 1 + 6 + 1, 1)
    assert told["filings"] == {"on_time": 1, "late": 1, "supplement": 0, "zero": 1, "missing": 1}
    units = {each["unit"]: each for each in told["units"]}
    for unit, served in SERVED.items():
        mine = [told for _, told in SAID.values() if unit in told]
        good = sum(each[unit] == "satisfied" for each in mine)
        rated = len(mine)
        _check(units[unit]["satisfaction"], good, rated)
        assert units[unit]["ranked"] == (rated >= 5)
        extra = 2 if unit == "审批科" else 0
        wrong = sum(SAID[firm][0] == "wrong_number" for firm in served)
        _check(units[unit]["bad_numbers"], wrong, len(served) + extra)
    undone = {FIRMS[7]: "carried", FIRMS[8]: "carried"}
    assert {each["firm"]: each["state"] for each in told["not_done"]} == undone
    # The one that was carried over was overdue when it was: that is told, whatever follows.
    assert {name: count for name, count in told["problems"].items() if count} == {
        "raised": 2, "answered": 1, "carried": 1, "carried_late": 1, "in_time": 1, "late": 1,
    }  # fmt: skip
    _check(told["problems_in_time"], 1, 2)
    assert told["hidden_approvals"] == 1
    # The visit that a correction asked for after the clearing is the next month's to make.
    assert told["carried_out"] == {"calls": 2, "visits": 1, "problems": 1}
    dissatisfied = answers["dissatisfied"]
    assert told["visits"]["flagged"] == dissatisfied + 1
    assert told["visits"]["done"] == dissatisfied
    head = story.json("audit", "head")
    assert told["log"] == {"size": head["size"], "head": head["head"]}


@pytest.mark.clause("四3", "R15")
def test_what_was_carried_over_and_corrected_shows_in_the_next_report(story: Revisit) -> None:
    told = story.json("report", "month", "2026-12")
    assert (told["firms"], told["list"]["added"]) == (3, 0)
    _check(told["coverage"], 2, 3)
    _check(told["satisfaction"], 2, 2)
    _check(told["carried_in"]["calls"], 1, 2)
    _check(told["carried_in"]["problems"], 0, 1)
    (correction,) = told["corrections"]
    assert (correction["month"], correction["reason"]) == ("2026-11", "漏记差评")
    assert story.json("report", "month", "2026-11")["corrections"] == [correction]
    assert story.json("report", "month", "2027-01")["corrections"] == []


@pytest.mark.clause("四3", "三(二)3", "R8", "R22")
def test_the_half_year_is_the_sum_of_its_months_and_of_what_became_of_what_they_carried(
    story: Revisit,
) -> None:
    told = story.json("report", "half", "2026-H2")
    months = {each["month"]: each for each in told["months"]}
    assert list(months) == [f"2026-{n:02d}" for n in range(7, 13)]
    for month in ("2026-11", "2026-12"):
        alone = story.json("report", "month", month)
        assert months[month] == {key: alone[key] for key in months[month]}
    # The call that nobody answered in November was carried over, and made in December.
    made = {"coverage": (0, 0), "contact_rate": (1, 0), "effective_rate": (1, 0),
            "satisfaction": (1, 1)}  # fmt: skip
    for name, (n, of) in made.items():
        found = [each[name] for each in told["months"]]
        _check(
            told["total"][name], sum(r["n"] for r in found) + n, sum(r["of"] for r in found) + of
        )
    assert told["total"]["firms"] == len(LISTED) + 3
    november, december = months["2026-11"]["satisfaction"], months["2026-12"]["satisfaction"]
    change = december["value"] - november["value"]
    assert told["trend"][-1] == {"month": "2026-12", "change": pytest.approx(change, abs=1e-4)}
    assert told["symposium"]["done"] == 0


@pytest.mark.clause("三(四)2", "R13")
def test_the_duty_report_tells_suspicions_as_counts_and_confirmations_by_name(
    story: Revisit,
) -> None:
    told = story.json("report", "duty", "2026-11")
    units = {each["unit"]: each for each in told["units"]}
    assert {name: each["filing"] for name, each in units.items()} == {
        "审批科": "on_time", "质监站": "late", "财务科": "zero", "人事科": "missing",
    }  # fmt: skip
    findings = story.json("duty", "list", "2026-11")["findings"]
    for name, each in units.items():
        mine = Counter(found["state"] for found in findings if found["unit"] == name)
        assert (each["suspected"], each["confirmed"]) == (mine["suspected"], mine["confirmed"])
    (confirmed,) = told["confirmed"]
    assert (confirmed["unit"], confirmed["decided_by"]) == ("质监站", "纪委甲")
    assert "收件时间" not in story("report", "duty", "2026-11").out
    assert sum(told["filings"].values()) == len(units)


@pytest.mark.clause("三(四)1", "R12", "R17")
def test_the_public_report_tells_the_bureaus_figures_exactly_and_names_nobody(
    story: Revisit,
) -> None:
    month = story.json("report", "month", "2026-11")
    told = story.json("report", "public", "2026-11")
    text = story("report", "public", "2026-11").out
    for name in [*LISTED, *SERVED, "张局长", "纪委甲", "R12", "制表", "核对码"]:
        assert name not in text
    exact = ("firms", "services", "coverage", "contact_rate", "effective_rate", "satisfaction",
             "answers", "filings")  # fmt: skip
    assert {name: told[name] for name in exact} == {name: month[name] for name in exact}
    _check(told["satisfaction"], 6, 8)
    # One cleared month, but corrected since: two issues would tell of the firm in question.
    assert (told["withheld"], told["hidden_approvals"], told["units"]) == ("corrected", None, [])
    integrity = next(each for each in told["questions"] if each["code"] == "integrity")
    assert set(integrity["counts"].values()) == {None}
    assert "更正过，不列" in text
    assert "覆盖率）" in text
    rows = list(
        csv.DictReader(
            story("report", "public", "2026-11", "--csv").out.lstrip("\ufeff").splitlines()
        )
    )
    rate = next(row for row in rows if "满意率" in row["项目"])
    assert (rate["数"], rate["分母"], rate["比率"]) == ("6", "8", "75.0%")


@pytest.mark.clause("三(四)1")
def test_an_open_month_publishes_nothing_that_is_protected(story: Revisit) -> None:
    told = story.json("report", "public", "2026-12")
    assert (told["withheld"], told["cleared"]) == ("open_month", False)
    assert "（预告）" in story("report", "public", "2026-12").out
