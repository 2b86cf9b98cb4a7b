"""Visits owed are owed: each reason has its visit, through the real command line."""

from datetime import date
from typing import Any

import pytest

from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger

MONTH, NEXT = "2026-11", "2026-12"
FIRM, OTHER = "示例市甲建设有限公司", "示例市乙建设有限公司"
SIGNED = ("--lead", "王局", "--signature", "签字", "--signed-by", "赵总")


@begins
def month(revisit: Revisit) -> Revisit:
    """November with two firms."""
    path = write_ledger(revisit.folder, "审批科", [FIRM, OTHER], date(2026, 11, 3))
    revisit("import", path, now="2026-11-25T10:00")
    revisit("calls", "lock", MONTH, now="2026-11-26T08:00")
    return revisit


def _flag(revisit: Revisit, reason: str, now: str, *words: object, firm: str = FIRM) -> Any:
    return revisit.json("flags", "add", firm, "--reason", reason, *words, now=now)


def _visits(revisit: Revisit, month: str, now: str) -> dict[int, tuple[list[str], str]]:
    listed = revisit.json("visits", "list", month, now=now)["visits"]
    return {each["id"]: (each["reasons"], each["state"]) for each in listed}


@pytest.mark.clause("三(三)1", "R23")
def test_a_petition_verified_after_the_visit_owes_another_one(month: Revisit) -> None:
    said = ("--month", MONTH)
    first = _flag(month, "差评", "2026-12-01T09:00", *said)
    _flag(month, "信访件", "2026-12-01T09:10", *said, "--source", "XF-2")
    month("visits", "record", first["visit"], *SIGNED, now="2026-12-05T10:00")
    pending = month.json("flags", "list", MONTH, now="2026-12-06T09:00")["flags"][1]["id"]
    told = month.json("flags", "verify", pending, "--on", "12-07", now="2026-12-08T09:00")
    # Verified on a day of December's cycle: December owes it.
    assert (told["month"], told["due"]) == (NEXT, "2027-01-20")
    assert told["visit"] != first["visit"]
    late = _flag(month, "反映难办", "2026-12-09T09:00", *said)
    assert late["notes"] == ["owed_again"]
    assert late["due"] == "2026-12-20"
    assert _visits(month, MONTH, "2026-12-09T10:00") == {
        first["visit"]: (["bad_review"], "done"),
        late["visit"]: (["hard_to_do"], "to_do"),
    }
    month("visits", "record", late["visit"], *SIGNED, now="2026-12-10T10:00")
    told = month.json("report", "month", MONTH, now="2026-12-10T11:00")["visits"]
    assert (told["flagged"], told["done"], told["owed_again"]) == (2, 2, 1)
    assert month.json("audit", "verify", now="2026-12-10T11:00")["ok"]


@pytest.mark.clause("三(三)1", "R23")
def test_the_same_case_named_in_the_record_is_settled_by_it(month: Revisit) -> None:
    first = _flag(month, "差评", "2026-12-01T09:00", "--month", MONTH)
    month("visits", "record", first["visit"], *SIGNED, "--case", "XF-2", now="2026-12-05T10:00")
    words = ("--source", "xf-2", "--verified-on", "12-07")
    told = _flag(month, "信访件", "2026-12-08T09:00", *words)
    assert (told["visit"], told["notes"]) == (first["visit"], ["visited_for"])
    other = _flag(month, "投诉件", "2026-12-08T09:00", "--source", "XF-3", "--verified-on", "12-07")
    assert other["visit"] != first["visit"]
    # What it was about is said when it is put on record.
    month("visits", "void", first["visit"], "--reason", "记错", now="2026-12-08T10:00")
    month("visits", "record", first["visit"], "--lead", "王局", now="2026-12-08T11:00")
    refused = month(
        "visits", "record", first["visit"], *SIGNED, "--case", "XF-3", now="2026-12-08T12:00",
        code=5,
    )  # fmt: skip
    assert "第一次记录时已定" in refused.err


@pytest.mark.clause("R23")
def test_a_visit_settles_what_it_names_and_leaves_the_rest_owed(month: Revisit) -> None:
    first = _flag(month, "差评", "2026-12-01T09:00", "--month", MONTH)
    second = _flag(month, "反映难办", "2026-12-01T09:10", "--month", MONTH)
    assert second["visit"] == first["visit"]
    told = month.json(
        "visits", "record", first["visit"], *SIGNED, "--settles", "差评", now="2026-12-05T10:00"
    )
    assert told["owed_again"] == first["visit"] + 1
    assert _visits(month, MONTH, "2026-12-05T11:00") == {
        first["visit"]: (["bad_review"], "done"),
        told["owed_again"]: (["hard_to_do"], "to_do"),
    }
    # Voided, it is one visit to make with both its reasons.
    month("visits", "void", first["visit"], "--reason", "记错", now="2026-12-05T12:00")
    assert _visits(month, MONTH, "2026-12-05T13:00") == {
        first["visit"]: (["bad_review", "hard_to_do"], "to_do"),
    }


@pytest.mark.clause("R23")
def test_a_visit_before_all_of_its_reasons_settles_none(month: Revisit) -> None:
    words = ("--month", MONTH, "--verified-on", "12-03")
    told = _flag(month, "投诉件", "2026-12-04T09:00", *words)
    refused = month(
        "visits", "record", told["visit"], *SIGNED, "--at", "12-02 10:00", now="2026-12-04T10:00",
        code=5,
    )  # fmt: skip
    assert "投诉件（2026-12-03）" in refused.err


@pytest.mark.clause("三(一)2", "R23")
def test_a_key_project_is_visited_in_each_cycle_it_is_flagged_in_and_led(month: Revisit) -> None:
    first = _flag(month, "重点项目", "2026-12-01T09:00", "--month", MONTH)
    second = _flag(month, "重点项目", "2026-12-01T09:10", "--month", NEXT)
    assert first["visit"] != second["visit"]
    record = ("visits", "record", first["visit"])
    told = month.json(*record, "--signature", "签字", "--signed-by", "赵总", now="2026-12-03T10:00")
    assert (told["state"], told["notes"]) == ("unsigned", ["chief_absent", "lead_needed"])
    told = month.json(*record, "--lead", "李副局长", now="2026-12-03T11:00")
    assert (told["state"], told["notes"]) == ("done", ["chief_absent"])
    assert _visits(month, NEXT, "2026-12-03T12:00") == {second["visit"]: (["key_project"], "to_do")}


@pytest.mark.clause("三(二)2", "R23")
def test_a_reason_of_a_cleared_month_is_owed_by_the_next_and_never_at_once(
    month: Revisit,
) -> None:
    for each in month.json("calls", "list", MONTH, now="2026-12-01T09:00")["calls"]:
        month(
            "calls", "record", each["id"], "--outcome", "completed", "--overall", "满意",
            now="2026-12-01T10:00",
        )  # fmt: skip
    month("close", MONTH, now="2026-12-15T09:00")
    words = ("--verified-on", "11-20", "--source", "12345-1")
    told = _flag(month, "投诉件", "2026-12-16T09:00", *words)
    assert (told["month"], told["due"], told["notes"]) == (NEXT, "2027-01-20", ["late_entry"])
    # Entered the day before its 20th, in a year whose notice is not loaded: its day is to be set.
    path = write_ledger(month.folder, "燃气办", [OTHER], date(2026, 12, 3), 13800000500)
    month("import", path, now="2026-12-25T10:00")
    late = _flag(month, "差评", "2027-01-19T09:00", "--month", NEXT, firm=OTHER)
    assert late["due"] is None


@pytest.mark.clause("三(三)1", "三(四)2", "R23")
def test_a_list_of_complaints_takes_firms_that_stand_in_no_ledger(month: Revisit) -> None:
    """Both are visited, each once; a bad review is of a firm that was served, and is held."""
    now, names = "2026-11-27T09:00", ["示例市未报建设有限公司", "示例市未报置业有限公司"]
    lines = ["企业名称,类型,工单编号,查实日期,涉及科室",
             f"{names[0]},投诉件,A-1,2026-11-24,审批科", f"{names[1]},信访件,B-1,2026-11-24,审批科",
             f"{names[0]},投诉件,A-2,2026-11-25,审批科", "示例市无名建设有限公司,差评,,,审批科",
             "12345,投诉件,A-3,2026-11-25,审批科"]  # fmt: skip
    path = month.folder / "名单.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    told = month.json("flags", "import", path, "--dry-run", code=8, now=now)
    assert month.json("flags", "list", MONTH, now=now)["flags"] == []
    told = month.json("flags", "import", path, code=8, now=now)
    assert [each["state"] for each in told["flags"]] == ["accepted"] * 3 + ["held"] * 2
    assert told["flags"][0]["notes"] == told["flags"][1]["notes"] == ["in_no_ledger"]
    report = month.json("report", "month", MONTH, now=now)
    assert (report["firms"], report["visits"]["flagged"]) == (2, 2)
    month("duty", "find", MONTH, now=now)
    found = month.json("duty", "list", MONTH, now=now)["findings"]
    assert [each["kind"] for each in found] == ["concealed"] * 2
    again = month.json("flags", "import", path, code=8, now=now)
    assert again["rows"] == {"read": 5, "accepted": 0, "duplicate": 3, "held": 2}
    assert month.json("audit", "verify")["ok"]


@pytest.mark.clause("三(三)1", "三(四)2", "R23")
def test_a_complaint_by_a_firm_in_no_ledger_is_visited_and_is_a_sign(month: Revisit) -> None:
    stranger = "示例市未报建设有限公司"
    now = "2026-11-27T09:00"
    month("flags", "add", stranger, "--reason", "差评", now=now, code=4)
    words = ("--verified-on", "11-24", "--unit", "审批科")
    told = _flag(month, "投诉件", now, *words, firm=stranger)
    assert (told["month"], told["notes"]) == (MONTH, ["in_no_ledger"])
    report = month.json("report", "month", MONTH, now=now)
    assert (report["firms"], report["visits"]["flagged"]) == (2, 1)
    month("duty", "find", MONTH, now=now)
    found = month.json("duty", "list", MONTH, now=now)["findings"]
    assert [(each["kind"], each["unit"]) for each in found] == [("concealed", "审批科")]
    assert stranger in month("duty", "list", MONTH, "--csv", now=now).out
    month("visits", "record", told["visit"], *SIGNED, now="2026-11-30T10:00")
    assert month.json("report", "month", MONTH, now="2026-11-30T11:00")["visits"]["done"] == 1


@pytest.mark.clause("三(三)2", "R23")
def test_a_visit_whose_reason_is_taken_back_leaves_the_number_owed_by_a_line_of_its_own(
    month: Revisit,
) -> None:
    first = _flag(month, "差评", "2026-12-01T09:00", "--month", MONTH)
    other = _flag(month, "差评", "2026-12-01T09:00", "--month", MONTH, firm=OTHER)
    second = _flag(month, "反映难办", "2026-12-01T09:10", "--month", MONTH, firm=OTHER)
    now = "2026-12-22T09:00"
    month("flags", "drop", first["flag"], "--reason", "查实不是本局事项", now=now)
    # Another reason asks for it still.
    month("flags", "drop", other["flag"], "--reason", "查实不是本局事项", now=now)
    told = month.json("report", "month", MONTH, now=now)["visits"]
    assert (told["flagged"], told["dropped"], told["late"]) == (1, 1, 1)
    assert "撤下理由不再上门" in month("report", "month", MONTH, "--all", now=now).out
    half = month.json("report", "half", "2026-H2", now=now)["total"]["visits"]
    assert (half["flagged"], half["dropped"]) == (1, 1)
    rows = month.json("report", "month", MONTH, "--explain", "visits.dropped", now=now)["rows"]
    assert [FIRM in str(each) for each in rows] == [True]
    assert second["visit"] == other["visit"]
