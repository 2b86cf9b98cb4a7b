import hashlib
import os
import sys
from pathlib import Path

import pytest

from tests.conftest import Revisit, begins
from tests.filled import fill_firms

SIGNED = ("--signed-by", "赵总", "--signature", "签字")


@begins
def flagged(revisit: Revisit) -> Revisit:
    """One key-project firm, served by the first unit, to be visited."""
    fill_firms(revisit.db, 12)
    revisit("flags", "add", "1", "--reason", "重点项目")
    revisit.now = "2026-12-05T10:00"
    return revisit


@pytest.mark.clause("三(一)2", "附表2")
def test_a_visit_is_recorded_with_answers_and_a_signature(flagged: Revisit) -> None:
    done = flagged.json(
        "visits", "record", "1", "--lead", "王局", "--chief", "是", "--attitude", "好",
        "--one-time-notice", "是", "--days", "3", "--extra-trips", "否", "--integrity", "否",
        "--overall", "满意", "--district", "浉河区", "--participant", "李科",
        "--observer", "体验官甲", "--respondent", "赵总", "--phone", "13800000001", *SIGNED,
    )  # fmt: skip
    assert (done["state"], done["notes"]) == ("done", [])
    shown = flagged.json("visits", "show", "1")
    assert shown["phone"] == "138****0001"
    assert (shown["district"], shown["observers"]) == ("浉河区", ["体验官甲"])
    evaluation = shown["evaluations"][0]
    assert (evaluation["unit"], evaluation["attitude"], evaluation["days"]) == ("第1科", "good", 3)
    assert "integrity" not in evaluation
    listed = flagged.json("visits", "list", "2026-11")
    assert (listed["done"], listed["of"]) == (1, 1)
    assert flagged.json("audit", "verify")["ok"]


@pytest.mark.clause("三(一)2")
def test_a_visit_without_signature_is_not_done_until_it_is_signed(flagged: Revisit) -> None:
    first = flagged.json("visits", "record", "1", "--lead", "王局", "--overall", "满意")
    assert first["state"] == "unsigned"
    assert "chief_absent" in first["notes"]
    assert flagged.json("visits", "list", "2026-11")["done"] == 0
    second = flagged.json("visits", "record", "1", *SIGNED, now="2026-12-06T09:00")
    assert second["state"] == "done"
    shown = flagged.json("visits", "show", "1")
    assert (shown["lead"], shown["visited_at"]) == ("王局", "2026-12-05T10:00:00+08:00")
    assert len(shown["evaluations"]) == 1
    flagged("visits", "record", "1", "--lead", "别人", code=5)


def test_what_a_visit_lacks_and_opened_is_told_with_the_command_for_it(flagged: Revisit) -> None:
    told = flagged("visits", "record", "1", "--lead", "王局", "--difficulty", "缺资金")
    assert "revisit problems show 1）" in told.out
    assert "签了以后：revisit visits record 1 --signed-by 姓名 --signature 签字" in told.err
    flagged("problems", "show", 1)
    assert "签了以后" not in flagged("visits", "record", "1", *SIGNED, now="2026-12-06T09:00").err


@pytest.mark.clause("三(一)2")
def test_a_refusal_to_sign_is_witnessed_by_two(flagged: Revisit) -> None:
    words = ("visits", "record", "1", "--lead", "王局", "--signature", "拒签", "--reason", "不便")
    flagged(*words, code=2)
    flagged(*words, "--witness", "甲", code=2)
    done = flagged.json(*words, "--witness", "甲、乙")
    assert flagged.json("visits", "show", "1")["witnesses"] == ["甲", "乙"]
    assert done["state"] == "done"
    assert "signature_refused" in done["notes"]


def test_what_the_firm_asks_for_becomes_a_problem_with_a_clock(flagged: Revisit) -> None:
    done = flagged.json(
        "visits", "record", "1", "--suggestion", "多开一个窗口", "--difficulty", "缺地"
    )
    assert len(done["problems"]) == 2
    assert flagged.json("visits", "show", "1")["problems"] == done["problems"]
    without = flagged.json("visits", "record", "1", "--suggestion", "别的", "--no-problem")
    assert without["problems"] == []


def test_what_it_asks_for_is_about_the_unit_that_was_named(flagged: Revisit) -> None:
    texts = ("--suggestion", "多开一个窗口", "--difficulty", "缺地")
    flagged("visits", "record", "1", *texts, "--about", "困难问题=第2科", "--unit", "第1科")
    found = flagged.json("problems", "list")["problems"]
    assert {each["text"]: each["unit"] for each in found} == {
        "多开一个窗口": "第1科",
        "缺地": "第2科",
    }


@pytest.mark.clause("三(四)1")
def test_words_on_integrity_and_full_numbers_reach_no_screen_unasked(flagged: Revisit) -> None:
    flagged(
        "visits", "record", "1", "--integrity", "是", "--words", "廉洁=收过土特产", "--phone",
        "13800000001",
    )  # fmt: skip
    for words in (("visits", "show", "1"), ("visits", "list"), ("audit", "log")):
        ran = flagged(*words)
        assert "土特产" not in ran.out + flagged(*words, "--json").out
        assert "13800000001" not in ran.out
    assert "13800000001" in flagged("visits", "show", "1", "--phones").out
    assert flagged.json("audit", "log")["events"][-1]["kind"] == "PhonesShown"


def test_a_scan_is_known_by_its_digest(flagged: Revisit) -> None:
    scan = flagged.folder / "扫描.pdf"
    flagged("visits", "record", "1", "--scan", scan, code=3)
    scan.write_bytes(b"signed")
    done = flagged.json("visits", "record", "1", "--scan", scan)
    assert done["scan_sha256"] == hashlib.sha256(b"signed").hexdigest()
    flagged("db", "check")
    for change, what in ((lambda: scan.write_bytes(b"?"), "changed"), (scan.unlink, "missing")):
        change()
        (fault,) = flagged.json("db", "check", code=6)["faults"]
        assert (fault["what"], fault["file"]) == (f"scan_{what}", str(scan))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are always text")
@pytest.mark.parametrize("place", [b"\xb2\xe2.pdf", b"\xb2\xe2/\xc7\xa9.pdf", b"\xb2/1.pdf"])
def test_a_scan_whose_name_is_no_text_is_taken_and_found_again(
    flagged: Revisit, place: bytes
) -> None:
    scan = Path(os.fsdecode(os.fsencode(flagged.folder) + b"/" + place))
    scan.parent.mkdir(exist_ok=True)
    scan.write_bytes(b"signed")
    done = flagged.json("visits", "record", "1", "--scan", scan)
    assert done["scan_sha256"] == hashlib.sha256(b"signed").hexdigest()
    told = place.decode("utf-8", "replace")
    assert told in flagged("visits", "show", "1").out
    flagged("db", "check")
    flagged("audit", "verify")
    alike = place.replace(b"\xb2", b"\xff").replace(b"\xe2", b"\xff")
    other = Path(os.fsdecode(os.fsencode(flagged.folder) + b"/" + alike))
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(b"another's")
    flagged("db", "check")
    scan.write_bytes(b"?")
    (fault,) = flagged.json("db", "check", code=6)["faults"]
    assert (fault["what"], fault["file"].endswith(told)) == ("scan_changed", True)
    scan.unlink()
    other.unlink()
    (fault,) = flagged.json("db", "check", code=6)["faults"]
    assert fault["what"] == "scan_missing"


def test_a_voided_record_is_to_do_again(flagged: Revisit) -> None:
    flagged("visits", "void", "1", "--reason", "记错", code=5)
    flagged("visits", "record", "1", "--overall", "满意", *SIGNED)
    flagged("visits", "void", "1", "--reason", " ", code=2)
    assert flagged.json("visits", "void", "1", "--reason", "记错企业")["state"] == "to_do"
    shown = flagged.json("visits", "show", "1")
    assert (shown["state"], shown["evaluations"], shown["signed_by"]) == ("to_do", [], None)
    (kept,) = shown["voided"]
    assert (kept["reason"], kept["record"]["signed_by"]) == ("记错企业", "赵总")
    assert "作废一次记录：记错企业" in flagged("visits", "show", "1").out
    # It is owed as before, on the report, the status page and when the month is cleared.
    month = shown["month"]
    assert flagged.json("report", "month", month)["visits"]["to_do"] == 1
    duties = flagged.json("status", month)["duties"]
    assert [(d["done"], d["of"]) for d in duties if d["clause"] == "三(二)2"] == [(0, 1)]
    assert "revisit visits record 1" in flagged("close", month, now="2027-01-21T09:00", code=5).err
    assert flagged.json("audit", "verify")["ok"]


@pytest.mark.parametrize(
    "words",
    [
        ["--signature", "签字"],
        ["--signed-by", "赵总"],
        ["--overall", "还行"],
        ["--chief", "也许"],
        ["--at", "2026-12-06"],
        ["--words", "好"],
        ["--unit", "科"],
    ],
)
def test_a_record_that_does_not_hold_together_is_refused(
    flagged: Revisit, words: list[str]
) -> None:
    head = flagged.json("audit", "head")
    code = 2
    flagged("visits", "record", "1", "--attitude", "好", *words, code=code)
    assert flagged.json("audit", "head") == head


@pytest.mark.clause("三(二)2", "R6")
def test_a_visit_is_late_from_the_twenty_first(flagged: Revisit) -> None:
    def late(now: str) -> bool:
        found: bool = flagged.json("visits", "list", "2026-11", now=now)["visits"][0]["late"]
        return found

    assert not late("2026-12-20T23:00")
    assert late("2026-12-21T00:10")
    assert "逾期" in flagged("visits", "list", "2026-11", now="2026-12-21T09:00").out


def test_nothing_is_recorded_of_a_visit_that_nothing_asks_for(flagged: Revisit) -> None:
    flags = flagged.json("flags", "list")["flags"]
    for each in flags:
        flagged("flags", "drop", each["id"], "--reason", "列错")
    refused = flagged("visits", "record", "1", "--overall", "满意", *SIGNED, code=5)
    assert "flags add" in refused.err
