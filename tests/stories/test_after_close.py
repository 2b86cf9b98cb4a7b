"""A ledger of a month that is cleared: its figures stand, and the firms it brings are called."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Revisit, begins

HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
OCTOBER, NOVEMBER = "2026-10", "2026-11"
FIRMS = [f"示例市{stem}子有限公司" for stem in "甲乙丙丁戊己"]
SAID = ("--outcome", "拒访", "--words", "outcome=不想说")


def ledger(
    revisit: Revisit, name: str, unit: str, *rows: tuple[int, str], matter: str = "许可"
) -> Path:
    """Write a unit's ledger of October: firms by number, each with its day."""
    lines = [f"{unit},甲,{day},{matter},{FIRMS[n]},某人,1380000{n:04d}" for n, day in rows]
    path = revisit.folder / f"{name}.csv"
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path


@begins
def cleared(revisit: Revisit) -> Revisit:
    """October with two firms of 审批科, called and cleared; 燃气办 sent nothing, and is named."""
    revisit("units", "add", "审批科", "--since", OCTOBER, now="2026-10-08T09:00")
    revisit("units", "add", "燃气办", "--since", OCTOBER, now="2026-10-08T09:00")
    revisit("import", ledger(revisit, "一", "审批科", (0, "2026.10.9"), (1, "2026.10.10")),
            "--month", OCTOBER, now="2026-10-23T10:00")  # fmt: skip
    revisit("calls", "lock", OCTOBER, now="2026-10-27T09:00")
    for call in (1, 2):
        revisit("calls", "record", call, *SAID, now="2026-10-28T09:00")
    revisit("duty", "find", OCTOBER, now="2026-10-28T10:00")
    revisit("close", OCTOBER, now="2026-11-22T09:00")
    revisit.now = "2026-11-23T09:00"
    return revisit


def kept(revisit: Revisit) -> dict[str, Any]:
    """Return what October's report prints, the remark on what came since aside."""
    told = revisit.json("report", "month", OCTOBER)
    return {key: told[key] for key in told if key not in ("after_close", "log")}


@pytest.mark.clause("R12", "R4", "四3")
def test_a_late_ledger_changes_nothing_cleared_and_its_firms_are_called(cleared: Revisit) -> None:
    before = kept(cleared)
    certificate = cleared("close", OCTOBER, "--certificate").out
    late = ledger(cleared, "迟", "燃气办", (2, "2026.10.12"), (3, "2026.10.13"))
    ran = cleared("import", late, "--month", OCTOBER)
    assert "2026-10 已清零：清零后补报 2 户，在 2026-11 回访" in ran.err
    assert kept(cleared) == before
    assert cleared("close", OCTOBER, "--certificate").out == certificate
    assert [*cleared.calls(OCTOBER)] == FIRMS[:2]
    assert [*cleared.calls(NOVEMBER)] == FIRMS[2:4]
    told = [{"month": OCTOBER, "called_in": NOVEMBER, "firms": 2}]
    november = cleared.json("report", "month", NOVEMBER)
    assert november["after_close"] == told
    assert cleared.json("report", "month", OCTOBER)["after_close"] == told
    assert (november["firms"], november["late_entries"], november["overdue"]) == (2, 2, 0)
    for month in (OCTOBER, NOVEMBER):
        assert "清零后补报" in cleared("report", "month", month, "--all").out
    # The ledger is October's: November's is still owed, and the same file changes nothing.
    assert [each["unit"] for each in november["units"] if each["filing"] == "missing"]
    assert "燃气办" in cleared.json("ledgers", "list", NOVEMBER)["missing"]
    (filed,) = [e for e in cleared.json("ledgers", "list", OCTOBER)["ledgers"] if e["after_close"]]
    assert (filed["unit"], filed["month"], filed["state"]) == ("燃气办", OCTOBER, "late")
    assert cleared.json("import", late, "--month", OCTOBER)["files"][0]["unchanged"]
    cleared("calls", "record", 3, *SAID)
    assert cleared.json("audit", "verify")["ok"]


@pytest.mark.clause("R12", "R4")
def test_a_firm_that_came_after_the_clearing_by_two_rows_counts_once(cleared: Revisit) -> None:
    late = ledger(cleared, "迟", "燃气办", (2, "2026.10.12"), (2, "2026.10.13"))
    cleared("import", late, "--month", OCTOBER)
    told = [{"month": OCTOBER, "called_in": NOVEMBER, "firms": 1}]
    november = cleared.json("report", "month", NOVEMBER)
    assert november["after_close"] == told
    assert cleared.json("report", "month", OCTOBER)["after_close"] == told
    assert (november["firms"], november["services"]) == (1, 2)


@pytest.mark.clause("R12", "R27")
def test_what_october_had_is_repeated_and_only_what_is_new_is_called(cleared: Revisit) -> None:
    before = kept(cleared)
    # One row as it was, one with another officer's answer to it, and a new firm.
    again = ledger(cleared, "又", "审批科", (0, "2026.10.9"), (1, "2026.10.10"), (4, "2026.10.11"))
    text = again.read_text(encoding="utf-8").replace("13800000001", "13800009999")
    again.write_text(text, encoding="utf-8")
    (told,) = cleared.json("import", again, "--month", OCTOBER, "--accept-gone")["files"]
    assert (told["rows"]["accepted"], told["rows"]["duplicate"]) == (1, 2)
    assert [change["kind"] for change in told["changes"]] == ["repeated"]
    assert kept(cleared) == before
    assert [*cleared.calls(NOVEMBER)] == [FIRMS[4]]
    # November's own ledger, cumulative: neither October's rows nor the late one are called again.
    more = ledger(cleared, "月", "审批科", (0, "2026.10.9"), (4, "2026.10.11"), (5, "2026.11.3"))
    cleared("import", more, "--month", NOVEMBER)
    assert [*cleared.calls(NOVEMBER)] == [FIRMS[4], FIRMS[5]]
    assert cleared.json("report", "month", NOVEMBER)["firms"] == 2


@pytest.mark.clause("R12", "R14")
def test_a_version_of_the_late_ledger_takes_its_own_back_and_octobers_not(
    cleared: Revisit,
) -> None:
    before = kept(cleared)
    late = ledger(cleared, "迟", "审批科", (0, "2026.10.9"), (1, "2026.10.10"), (2, "2026.10.12"))
    cleared("import", late, "--month", OCTOBER)
    fewer = ledger(cleared, "少", "审批科", (3, "2026.10.12"))
    cleared("import", fewer, "--month", OCTOBER, "--accept-gone", now="2026-11-23T10:00")
    assert kept(cleared) == before
    assert [*cleared.calls(OCTOBER)] == FIRMS[:2]
    assert [*cleared.calls(NOVEMBER)] == [FIRMS[3]]


@pytest.mark.clause("R12", "R13")
def test_a_late_zero_report_is_taken_and_changes_no_figure(cleared: Revisit) -> None:
    before = kept(cleared)
    cleared("ledgers", "zero", "燃气办", OCTOBER)
    assert kept(cleared) == before
    assert cleared.json("report", "month", OCTOBER)["filings"]["missing"] == 1
    ran = cleared("ledgers", "zero", "审批科", OCTOBER, "--accept-gone", code=5)
    assert "--correct" in ran.err


@pytest.mark.clause("R12", "四3")
def test_a_correction_changes_octobers_rows_and_its_new_firms_are_called_now(
    cleared: Revisit,
) -> None:
    other = ledger(cleared, "改", "审批科", (0, "2026.10.9"), (1, "2026.10.10"), (2, "2026.10.12"),
                   matter="验收")  # fmt: skip
    cleared("import", other, "--month", OCTOBER, "--correct", "事项写错", "--replace")
    matters = {m for c in cleared.json("calls", "list", OCTOBER)["calls"] for m in c["matters"]}
    assert matters == {"验收"}
    assert [*cleared.calls(OCTOBER)] == FIRMS[:2]
    assert [*cleared.calls(NOVEMBER)] == [FIRMS[2]]
