"""When a ledger came is put right by an act of its own."""

from datetime import date

import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

DAY = date(2026, 11, 3)


def _filing(revisit: Revisit) -> dict[str, object]:
    (filing,) = revisit.json("ledgers", "list", "2026-11")["ledgers"]
    assert isinstance(filing, dict)
    return filing


@pytest.mark.clause("R2")
def test_a_ledger_that_came_in_time_and_was_imported_late_is_put_right(revisit: Revisit) -> None:
    path = write_ledger(revisit.folder, "审批科", ["示例甲有限公司"], DAY)
    ran = revisit("import", path)
    assert "计为迟报" in ran.err
    assert "revisit ledgers received 1 时间 --reason" in ran.err
    assert _filing(revisit)["state"] == "late"
    told = revisit.json("ledgers", "received", "1", "2026-11-25T17:30", "--reason", "25日已寄到")
    assert (told["state"], told["was"]) == ("on_time", "late")
    assert _filing(revisit)["state"] == "on_time"
    assert revisit.json("audit", "verify")["ok"]
    assert (
        "没有变化" in revisit("ledgers", "received", "1", "2026-11-25T17:30", "--reason", "同").out
    )
    revisit("ledgers", "received", "1", "2026-11-25T18:30", "--reason", "看错了钟点")
    assert _filing(revisit)["state"] == "late"


@pytest.mark.clause("四3", "三(四)1")
def test_what_is_put_right_before_the_clearing_is_no_correction_of_a_cleared_month(
    revisit: Revisit,
) -> None:
    revisit("import", write_ledger(revisit.folder, "审批科", ["示例甲有限公司"], DAY))
    revisit("calls", "lock", "2026-11")
    revisit("ledgers", "received", "1", "2026-11-25T17:30", "--reason", "25日已寄到")
    assert "清零以后更正" not in revisit("report", "month", "2026-11", "--all").out
    carry = ("--carry", "call:1", "--accepted-by", "张局长")
    revisit("close", "2026-11", "-y", *carry, now="2026-12-21T09:00")
    revisit.now = "2026-12-22T09:00"
    assert revisit.json("report", "public", "2026-11")["withheld"] is None
    told = revisit.json("report", "month", "2026-11")
    assert [each["reason"] for each in told["corrections"]] == ["25日已寄到"]
    words = ("--reason", "看错了钟点", "--correct", "核对邮件")
    revisit("ledgers", "received", "1", "2026-11-25T18:30", *words)
    assert revisit.json("report", "public", "2026-11")["withheld"] == "corrected"
    assert "清零以后更正1处" in revisit("report", "month", "2026-11", "--all").out


def test_who_says_when_it_came_is_not_told_that_it_counts_late(revisit: Revisit) -> None:
    path = write_ledger(revisit.folder, "审批科", ["示例甲有限公司"], DAY)
    assert "ledgers received" not in revisit("import", path, "--received", "2026-11-25T19:00").err


def test_a_time_ahead_no_reason_and_no_such_ledger_are_refused(revisit: Revisit) -> None:
    path = write_ledger(revisit.folder, "审批科", ["示例甲有限公司"], DAY)
    revisit("import", path)
    revisit("ledgers", "received", "1", "2026-11-27T09:00", "--reason", "错", code=2)
    revisit("ledgers", "received", "1", "2026-11-25T09:00", code=2)
    revisit("ledgers", "received", "7", "2026-11-25T09:00", "--reason", "错", code=4)
    assert _filing(revisit)["state"] == "late"


def test_a_zero_report_that_came_in_time_stays_one(revisit: Revisit) -> None:
    revisit("units", "add", "审批科")
    revisit("ledgers", "zero", "审批科", "2026-11")
    told = revisit.json("ledgers", "received", "1", "2026-11-25T09:00", "--reason", "电话报过")
    assert told["state"] == "zero"


@pytest.mark.clause("R2", "R27")
def test_an_older_file_of_another_month_makes_no_late_ledger_one_in_time(revisit: Revisit) -> None:
    october = date(2026, 10, 9)
    older = write_ledger(revisit.folder, "审批科", ["示例甲有限公司"], october)
    kept = older.rename(revisit.folder / "原先.csv")
    revisit("import", kept, now="2026-10-20T09:00")
    newer = write_ledger(revisit.folder, "审批科", ["示例甲有限公司", "示例乙有限公司"], october)
    revisit("import", newer, now="2026-10-21T09:00")
    late = write_ledger(revisit.folder, "审批科", ["示例丙有限公司"], DAY)
    revisit("import", late, now="2026-11-29T09:00")
    given = ("--month", "2026-11", "--accept-gone", "--replace")
    revisit("import", kept, *given, now="2026-11-30T09:00")
    filed = revisit.json("ledgers", "list", "2026-11", now="2026-11-30T10:00")["ledgers"]
    assert "on_time" not in {each["state"] for each in filed}
    unit = revisit.json("report", "month", "2026-11", now="2026-11-30T10:00")["units"][0]
    assert unit["filing"] == "late"
