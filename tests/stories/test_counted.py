"""What firms said beyond the overall answer is counted where the reports are read.

Everybody is satisfied on the whole; everybody says 态度差 and 多头跑; one firm, served by five
units, tells of 吃拿卡要 at each of them.
"""

from datetime import date
from typing import Any

import pytest

from tests.conftest import Revisit
from tests.filled import firm_name
from tests.ledgers import write_ledger

MONTH = "2026-11"
UNITS = ("审批科", "质安站", "燃气办", "房管中心", "物业科")
FIRMS = [firm_name(number) for number in range(8)]
FINE = {
    "--attitude": "差", "--one-time-notice": "是", "--extra-trips": "是", "--integrity": "没有",
    "--overall": "满意",
}  # fmt: skip


def _words(given: dict[str, str]) -> list[str]:
    return [word for option in given.items() for word in option]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """November: the first firm is served by five units, the others by one; one ledger comes late.

    October had one call, so that there is something to compare with.
    """
    revisit = Revisit(tmp_path_factory.mktemp("counted"))
    october = write_ledger(revisit.folder, UNITS[0], FIRMS[:1], date(2026, 10, 9))
    revisit("import", october, now="2026-10-23T10:00")
    for number, unit in enumerate(UNITS[:4]):
        firms = FIRMS if not number else FIRMS[:1]
        revisit(
            "import",
            write_ledger(revisit.folder, unit, firms, date(2026, 11, 3), 13800000100 + 20 * number),
            now="2026-11-25T10:00",
        )
    (before,) = revisit.json("calls", "list", "2026-10", now="2026-11-02T09:00")["calls"]
    said = FINE | {"--attitude": "好", "--days": "4", "--extra-trips": "否"}
    revisit("calls", "record", before["id"], "--outcome", "completed", *_words(said),
            now="2026-11-02T10:00")  # fmt: skip
    calls = revisit.json("calls", "list", MONTH)["calls"]
    for number, call in enumerate(sorted(calls, key=lambda each: each["firm"] != FIRMS[0])):
        for unit in call["units"]:
            said = FINE | {"--unit": unit, "--days": str(3 + number)}
            if call["firm"] == FIRMS[0]:
                said |= {"--integrity": "有", "--words": "integrity=暗示请客"}
            revisit("calls", "record", call["id"], "--outcome", "completed", *_words(said),
                    "--tag", "隐性审批", "--suggestion", f"少要材料{number}")  # fmt: skip
    # The fifth unit's ledger comes when its firm has been called already.
    late = write_ledger(revisit.folder, UNITS[4], FIRMS[:1], date(2026, 11, 4), 13800000300)
    revisit("import", late, now="2026-12-02T10:00")
    revisit.now = "2026-12-03T09:00"
    return revisit


def _questions(told: dict[str, Any]) -> dict[str, Any]:
    return {each["code"]: each for each in told["questions"]}


@pytest.mark.clause("四3", "二(二)1", "二(二)2", "附表1")
def test_bad_attitude_and_many_trips_stand_beside_a_satisfaction_of_all(counted: Revisit) -> None:
    told = counted.json("report", "month", MONTH)
    assert told["satisfaction"]["value"] == 1
    attitude, days = _questions(told)["attitude"], _questions(told)["days"]
    evaluations = 4 + len(FIRMS) - 1
    assert (attitude["counts"]["poor"], attitude["of"]) == (evaluations, evaluations)
    assert attitude["previous"]["counts"]["good"] == 1
    given = [3] * 4 + list(range(4, 11))
    assert days["mean"] == round(sum(given) / len(given), 2)
    assert days["median"] == sorted(given)[len(given) // 2]
    assert (days["previous"]["mean"], days["previous"]["median"]) == (4, 4)
    screen = counted("report", "month", MONTH, "--all").out
    for line in ("服务态度差", "多头跑是", "平均", "中位"):
        assert line in screen
    units = {each["unit"]: each for each in attitude["units"]}
    assert units[UNITS[0]]["counts"]["poor"] == len(FIRMS)
    assert units[UNITS[0]]["previous"]["counts"]["good"] == 1


@pytest.mark.clause("二(二)4", "三(四)1", "R25")
def test_one_firms_word_on_integrity_counts_once_and_is_not_told(counted: Revisit) -> None:
    told = counted.json("report", "month", MONTH)
    assert told["integrity"]["yes"] is None
    asked = _questions(told)["integrity"]
    assert (asked["by"], asked["of"], asked["withheld"]) == ("firms", len(FIRMS), "open_month")
    assert asked["counts"]["yes"] is None
    public = _questions(counted.json("report", "public", MONTH))["integrity"]
    assert public["counts"]["yes"] is None


@pytest.mark.clause("二(二)3")
def test_the_tag_is_counted_a_contact_and_by_unit(counted: Revisit) -> None:
    told = counted.json("report", "month", MONTH)
    tagged = told["hidden_approval"]
    assert tagged["firms"] == len(FIRMS)
    assert told["hidden_approvals"] == tagged["contacts"] == len(FIRMS)
    units = {each["unit"]: each["contacts"] for each in tagged["units"]}
    assert units == {UNITS[0]: len(FIRMS), **dict.fromkeys(UNITS[1:4], 1)}
    assert "隐性审批" in counted("report", "month", MONTH, "--all").out
    half = counted.json("report", "half", "2026-H2")
    assert half["hidden_approvals"] == tagged["contacts"]


@pytest.mark.clause("R11", "R25")
def test_a_unit_that_nobody_was_asked_about_is_told_so(counted: Revisit) -> None:
    told = counted.json("report", "month", MONTH)
    units = {each["unit"]: each for each in told["units"]}
    line = units[UNITS[4]]
    assert (line["firms"], line["evaluations"], line["unasked"]) == (1, 0, 1)
    assert told["unevaluated"] == [
        {"firm": FIRMS[0], "unit": UNITS[4], "reason": "unasked"},
    ]
    for line in told["units"]:
        assert line["firms"] + line["beyond"] == (
            line["satisfied"] + line["dissatisfied"] + line["not_rated"]
        )


@pytest.mark.clause("三(四)1", "附表1")
def test_the_published_questions_count_firms(counted: Revisit) -> None:
    told = counted.json("report", "public", MONTH)
    asked = _questions(told)
    assert set(asked) == {
        "attitude", "one_time_notice", "days", "extra_trips", "integrity",
    }  # fmt: skip
    assert (asked["attitude"]["counts"]["poor"], asked["attitude"]["of"]) == (8, 8)
    assert asked["days"]["counts"]["days"] == 8
    # All of them told of 二(二)3, but while the month is open nothing in confidence is told.
    assert (told["hidden_approvals"], told["withheld"]) == (None, "open_month")
    assert asked["integrity"]["withheld"] == "open_month"
    text = counted("report", "public", MONTH, "--csv").out
    assert "服务态度·差,8" in text
    assert FIRMS[0] not in text
