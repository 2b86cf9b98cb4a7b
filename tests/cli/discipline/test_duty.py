"""``revisit duty`` through the command line."""

import csv
from pathlib import Path

import pytest

from tests.conftest import Revisit, begins

HEADINGS = ["单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话"]


def _ledger(path: Path, unit: str, firms: list[str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, firm in enumerate(firms, 1):
            writer.writerow(
                [unit, f"2026-11-{number:02d}", "许可", firm, "某人", f"1380000{number:04d}"]
            )
    return path


@begins
def bureau(revisit: Revisit) -> Revisit:
    """One unit on time, one late, one silent."""
    folder = revisit.folder
    firms = [f"示例市{name}厂" for name in "甲乙丙丁"]
    for unit in ("审批科", "燃气办", "人事科"):
        revisit("units", "add", unit)
    revisit("import", _ledger(folder / "a.csv", "审批科", firms), "--month", "2026-11",
            now="2026-11-25T17:00")  # fmt: skip
    revisit("import", _ledger(folder / "b.csv", "燃气办", ["示例市戊厂"]), "--month", "2026-11",
            now="2026-11-26T10:00")  # fmt: skip
    return revisit


def _kinds(revisit: Revisit) -> set[tuple[str, str, str]]:
    found = revisit.json("duty", "list", "2026-11")["findings"]
    return {(each["kind"], each["unit"], each["state"]) for each in found}


@pytest.mark.clause("三(四)2", "R13")
def test_find_proposes_once_and_decides_nothing(bureau: Revisit) -> None:
    found = bureau.json("duty", "find", "2026-11")
    assert len(found["new"]) == 2
    expected = {("late", "燃气办", "suspected"), ("missing", "人事科", "suspected")}
    assert _kinds(bureau) == expected
    size = bureau.json("audit", "head")["size"]
    assert bureau.json("duty", "find", "2026-11")["new"] == []
    assert bureau.json("audit", "head")["size"] == size
    assert bureau.json("audit", "verify")["ok"]


def test_a_zero_report_is_no_silence(bureau: Revisit) -> None:
    bureau("ledgers", "zero", "人事科", "2026-11", now="2026-11-25T17:30")
    bureau("duty", "find", "2026-11")
    assert _kinds(bureau) == {("late", "燃气办", "suspected")}


@pytest.mark.clause("三(四)2", "R16")
def test_a_named_person_decides_and_the_third_time_goes_to_the_chief(bureau: Revisit) -> None:
    bureau("duty", "find", "2026-11")
    late = next(
        each["id"] for each in bureau.json("duty", "list")["findings"] if each["kind"] == "late"
    )
    bureau("duty", "confirm", late, "--decided-by", "纪委甲", code=2)
    bureau("duty", "confirm", late, "--evidence", "签收单", code=2)
    bureau("duty", "confirm", 99, "--evidence", "x", "--decided-by", "甲", code=4)
    words = ("--evidence", "签收单", "--decided-by", "纪委甲")
    first = bureau.json("duty", "confirm", late, *words)
    assert (first["nth"], first["escalation"]) == (1, "deputy")
    bureau("duty", "confirm", late, *words, code=5)
    levels = []
    for name in "甲乙":
        path = bureau.folder / f"{name}.csv"
        _ledger(path, "燃气办", [f"示例市瞒报{name}厂"])
        new = bureau.json("duty", "find", "2026-11", "--cross-check", path)["new"]
        assert len(new) == 1
        levels.append(bureau.json("duty", "confirm", new[0], *words)["escalation"])
    assert levels == ["deputy", "chief"]
    # Another unit's silence, dismissed with a reason, counts for nothing.
    missing = bureau.json("duty", "list", "--kind", "未报")["findings"][0]["id"]
    bureau("duty", "dismiss", missing, "--decided-by", "纪委甲", code=2)
    told = bureau.json("duty", "dismiss", missing, "--reason", "撤并", "--decided-by", "纪委甲")
    assert (told["state"], told["escalation"]) == ("dismissed", None)
    assert "签收单" not in bureau("audit", "log", "--json").out


@pytest.mark.clause("三(四)2")
def test_forced_praise_goes_to_the_chief_and_its_words_to_nobody_else(bureau: Revisit) -> None:
    said = "要求当面点五星"
    told = bureau.json("duty", "report", "燃气办", "--words", said)
    decided = bureau.json(
        "duty", "confirm", told["finding"], "--evidence", "录音", "--decided-by", "党组指定甲"
    )
    assert decided["escalation"] == "chief"
    for words in (("duty", "list", "--json"), ("duty", "list"), ("audit", "log", "--json")):
        assert said not in bureau(*words).out
    bureau("duty", "report", "燃气办", "--words", " ", code=2)


@pytest.mark.clause("三(四)1", "三(四)2")
def test_every_look_at_words_in_confidence_is_logged(bureau: Revisit) -> None:
    call = bureau.json("calls", "next", "2026-11")["id"]
    said = "暗示请客"
    bureau(
        "calls", "record", call, "--outcome", "completed", "--overall", "satisfied",
        "--integrity", "yes", "--words", f"integrity={said}",
    )  # fmt: skip
    assert said not in bureau("calls", "list", "--json").out
    size = bureau.json("audit", "head")["size"]
    opened = bureau.json("duty", "open", "2026-11", by="纪委甲")
    assert [each["words"] for each in opened["confidences"]] == [said]
    assert bureau.json("audit", "head")["size"] == size + 1
    log = bureau("audit", "log", "--json").out
    assert "ConfidenceOpened" in log
    assert said not in log
    assert bureau.json("duty", "open", "2026-10")["confidences"] == []
    assert bureau.json("audit", "verify")["ok"]


def test_a_firm_that_denies_the_service_is_a_suspicion(bureau: Revisit) -> None:
    call = bureau.json("calls", "next", "2026-11")["id"]
    bureau("calls", "record", call, "--outcome", "denies_service")
    bureau("duty", "find", "2026-11")
    denied = bureau.json("duty", "list", "--kind", "denied_service")["findings"]
    assert [each["subject"] for each in denied] == [f"call:{call}"]


def test_forced_praise_reported_in_a_call_points_at_it(bureau: Revisit) -> None:
    words = ("duty", "report", "审批科", "--call", 1, "--words", "要求点五星")
    told = bureau.json(*words)
    assert told["month"] == "2026-11"
    bureau(*words, code=5)
    bureau("duty", "report", "审批科", "--call", 99, "--words", "x", code=4)
    listed = bureau.json("duty", "list", "--kind", "forced_praise")["findings"]
    assert [(each["subject"], each["detail"]) for each in listed] == [("call:1", "示例市甲厂")]


@pytest.mark.clause("三(四)2")
def test_the_list_says_in_words_what_a_suspicion_rests_on(bureau: Revisit) -> None:
    bureau("calls", "record", 1, "--outcome", "denies_service")
    bureau("duty", "report", "燃气办", "--words", "要求点五星")
    path = _ledger(bureau.folder / "x.csv", "燃气办", ["示例市瞒报厂"])
    bureau("duty", "find", "2026-11", "--cross-check", path)
    told = bureau("duty", "list", "--csv").out
    for words in (
        "台账 2026-11-26 10:00 才收到",
        "到期未报，也没有零报告",
        "示例市瞒报厂：其他系统或投诉里有，台账没有",
        "示例市甲厂称未办理过（1 号电话）",
        "企业反映，内容只供机关纪委查阅",
    ):
        assert words in told
    for code in ("filing:", "month:", "firm:", "call:", "report:"):
        assert code not in told


@pytest.mark.clause("三(四)2")
def test_a_talk_is_held_over_a_confirmed_finding_once(bureau: Revisit) -> None:
    bureau("duty", "find", "2026-11")
    late = bureau.json("duty", "list", "--kind", "迟报")["findings"][0]["id"]
    words = ("duty", "admonish", late, "--talker", "机关纪委甲", "--whom", "燃气办乙")
    bureau(*words, "--held-on", "今天", code=5)
    confirmed = bureau(
        "duty", "confirm", late, "--evidence", "签收单", "--decided-by", "纪委甲"
    )  # fmt: skip
    assert "应由机关纪委约谈科室承办人" in confirmed.out
    bureau(*words, "--held-on", "昨天", code=2)
    bureau(*words, "--held-on", "明天", code=2)
    bureau("duty", "admonish", late, "--talker", " ", "--whom", "乙", "--held-on", "今天", code=2)
    bureau("duty", "admonish", 99, "--talker", "甲", "--whom", "乙", "--held-on", "今天", code=4)
    told = bureau.json(*words, "--held-on", "周四")
    assert (told["held_on"], told["held_by"], told["whom"]) == (
        "2026-11-26", "机关纪委甲", "燃气办乙",
    )  # fmt: skip
    bureau(*words, "--held-on", "今天", code=5)
    assert "2026-11-26 机关纪委甲约谈燃气办乙" in bureau("duty", "list", "--csv").out
    assert "燃气办乙" not in bureau("audit", "log", "--json").out
    assert bureau.json("audit", "verify")["ok"]


@pytest.mark.clause("三(四)2")
def test_list_and_report_name_the_same_person_to_talk_to(bureau: Revisit) -> None:
    bureau("units", "set", "燃气办", "--kind", "机关科室")
    bureau("duty", "find", "2026-11")
    (late,) = bureau.json("duty", "list", "--kind", "迟报")["findings"]
    bureau("duty", "confirm", late["id"], "--evidence", "收件登记", "--decided-by", "纪委甲")
    assert f"{late['id']} 号应由机关纪委约谈科室承办人" in bureau("duty", "list").out
    (told,) = bureau.json("report", "duty", "2026-11")["confirmed"]
    assert (told["talk_to"], told["admonished_on"]) == ("officer", None)
    assert "科室承办人" in bureau("report", "duty", "2026-11").out
    talked = ("--held-on", "2026-11-27", "--talker", "纪委甲", "--whom", "承办人乙")
    bureau("duty", "admonish", late["id"], *talked, now="2026-11-27T09:00")
    assert "约谈科室承办人" not in bureau("duty", "list").out
    assert "2026-11-27" in bureau("report", "duty", "2026-11").out
