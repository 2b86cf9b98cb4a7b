"""Rows that come after the day: which are new, which were there before, and what is proposed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

HEAD = "单位,时间,涉企事宜,企业名称,联系人,联系电话"
IN_TIME, LATE = "2026-11-25T17:00", "2026-12-07T09:00"
MONTH = "2026-11"


def _ledger(revisit: Revisit, name: str, firms: Sequence[str], **told: str) -> Path:
    """Write a ledger of a unit's firms, each served on another day."""
    unit, matter = told.get("unit", "审批科"), told.get("matter", "许可")
    path = revisit.folder / name
    lines = [
        f"{unit},{date(2026, 11, 2 + n % 20)},{matter},{firm},甲,{13800000001 + n}"
        for n, firm in enumerate(firms)
    ]
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path


def _firms(count: int, first: int = 0) -> list[str]:
    return [f"示例{number}号厂" for number in range(first, first + count)]


def _overdue(revisit: Revisit) -> dict[str, int]:
    """Return each unit's rows that came after the day, the same on every screen."""
    report = revisit.json("report", "month", MONTH)
    units = {each["unit"]: each["overdue"] for each in report["units"] if each["overdue"]}
    duty = revisit.json("report", "duty", MONTH)["units"]
    assert units == {each["unit"]: each["overdue"] for each in duty if each["overdue"]}
    assert report["overdue"] == sum(units.values())
    for unit, count in units.items():
        rows = revisit.json("ledgers", "show", unit, MONTH)["rows"]
        assert sum(row["overdue"] for row in rows) == count
        assert "逾期补报：第" in revisit("ledgers", "show", unit, MONTH).out
    return units


def _held_back(revisit: Revisit) -> list[str]:
    found = revisit.json("duty", "find", MONTH)["findings"]
    return [each["unit"] for each in found if each["kind"] == "concealed"]


@pytest.fixture
def revisit(revisit: Revisit) -> Revisit:
    revisit.now = LATE
    return revisit


@pytest.mark.clause("R29")
def test_new_rows_of_a_late_file_are_overdue_and_corrected_ones_are_not(revisit: Revisit) -> None:
    revisit("import", _ledger(revisit, "一.csv", _firms(4)), now=IN_TIME)
    assert _overdue(revisit) == {}
    later = _ledger(revisit, "二.csv", [*_firms(4), *_firms(2, 4)])
    text = later.read_text("utf-8").replace("示例1号厂,甲", "示例1号厂,乙")
    later.write_text(text, encoding="utf-8")
    told = revisit.json("import", later)["files"][0]
    assert told["overdue"] == 2
    assert told["comparison"] == {"new": 2, "changed": 1, "same": 3, "gone": 0}
    assert _overdue(revisit) == {"审批科": 2}
    more = later.read_text("utf-8").replace("示例5号厂,甲", "示例5号厂,丙")
    later.write_text(more, encoding="utf-8")
    assert revisit.json("import", later)["files"][0]["overdue"] == 0
    assert _overdue(revisit) == {"审批科": 2}
    revisit("ledgers", "received", 2, "2026-11-25T17:30", "--reason", "25日已寄到")
    assert _overdue(revisit) == {}


@pytest.mark.clause("R29", "R13")
def test_a_zero_report_and_rows_after_it_are_a_suspicion_once_it_is_said_when_they_came(
    revisit: Revisit,
) -> None:
    revisit("units", "add", "审批科", now=IN_TIME)
    revisit("ledgers", "zero", "审批科", MONTH, now=IN_TIME)
    ran = revisit("import", _ledger(revisit, "一.csv", _firms(3)))
    assert "逾期补报 3 行" in ran.err
    assert _overdue(revisit) == {"审批科": 3}
    assert _held_back(revisit) == []
    revisit("ledgers", "received", 2, LATE, "--reason", "12月7日才收到")
    assert _held_back(revisit) == ["审批科"]
    assert (
        "零报告或按时报的行之后，又逾期补报了更多的行"
        in revisit("duty", "list", MONTH, "--csv").out
    )
    assert _held_back(revisit) == ["审批科"]


@pytest.mark.clause("R29", "R13")
@pytest.mark.parametrize("is_mended", [False, True])
def test_a_zero_report_mended_in_time_is_no_ground(revisit: Revisit, is_mended: bool) -> None:
    revisit("units", "add", "审批科", now=IN_TIME)
    revisit("ledgers", "zero", "审批科", MONTH, now=IN_TIME)
    revisit("import", _ledger(revisit, "一.csv", _firms(5)), now=IN_TIME if is_mended else LATE)
    revisit("import", _ledger(revisit, "二.csv", _firms(2, 5)), "--received", LATE)
    assert _overdue(revisit) == {"审批科": 2 if is_mended else 7}
    assert _held_back(revisit) == ([] if is_mended else ["审批科"])


@pytest.mark.clause("R29")
@pytest.mark.parametrize(
    ("in_time", "after", "said", "expected"),
    [(2, 30, True, True), (2, 30, False, False), (3, 3, True, False), (3, 4, True, True)],
)
def test_more_rows_after_the_day_than_before_are_a_suspicion(
    revisit: Revisit, in_time: int, after: int, said: bool, expected: bool
) -> None:
    revisit("import", _ledger(revisit, "一.csv", _firms(in_time)), now=IN_TIME)
    later = _ledger(revisit, "二.csv", _firms(in_time + after))
    revisit("import", later, *(("--received", LATE) if said else ()))
    assert _overdue(revisit) == {"审批科": after}
    assert _held_back(revisit) == (["审批科"] if expected else [])


@pytest.mark.clause("R29")
def test_a_late_ledger_is_accused_once(revisit: Revisit) -> None:
    revisit("import", _ledger(revisit, "一.csv", _firms(3)), "--received", LATE)
    assert _overdue(revisit) == {"审批科": 3}
    found = revisit.json("duty", "find", MONTH)["findings"]
    assert [each["kind"] for each in found] == ["late"]


@pytest.mark.clause("R29")
def test_rows_of_a_timely_file_put_right_later_are_not_overdue(revisit: Revisit) -> None:
    first = _ledger(revisit, "一.csv", _firms(3))
    text = first.read_text("utf-8")
    first.write_text(text.replace("示例1号厂", ""), encoding="utf-8")
    revisit("import", first, now=IN_TIME, code=8)
    first.write_text(text, encoding="utf-8")
    revisit("import", first)
    assert _overdue(revisit) == {}
    states = [each["state"] for each in revisit.json("ledgers", "list", MONTH)["ledgers"]]
    assert states == ["on_time", "supplement"]


@pytest.mark.clause("R29", "R2")
def test_a_file_held_whole_is_no_filing_and_counts_from_when_it_came(revisit: Revisit) -> None:
    revisit("units", "add", "审批科", now=IN_TIME)
    first = _ledger(revisit, "一.csv", _firms(2))
    text = first.read_text("utf-8")
    first.write_text(text.replace("示例0号厂", "").replace("示例1号厂", ""), encoding="utf-8")
    assert revisit.json("import", first, now=IN_TIME, code=8)["files"][0]["filings"] == []
    assert revisit.json("ledgers", "list", MONTH)["missing"] == ["审批科"]
    assert len(revisit.json("ledgers", "show", first.name)["rows"]) == 2
    extra = f"{text}审批科,2026-11-20,许可,示例9号厂,甲,13800000009\n"
    first.write_text(extra, encoding="utf-8")
    revisit("import", first)
    listed = revisit.json("ledgers", "list", MONTH)
    assert listed["missing"] == []
    told = [
        (each["version"], each["state"], each["received_at"][:10]) for each in listed["ledgers"]
    ]
    assert told == [(1, "on_time", "2026-11-25"), (2, "supplement", "2026-12-07")]
    assert revisit.json("report", "month", MONTH)["filings"]["on_time"] == 1
    assert _overdue(revisit) == {"审批科": 1}
    assert [each["kind"] for each in revisit.json("duty", "find", MONTH)["findings"]] == []
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("R29", "R2")
@pytest.mark.parametrize(
    "words", [("units", "add", "质安站"), ("units", "alias", "审批科", "质安站")]
)
def test_rows_held_for_their_unit_count_from_when_they_came(
    revisit: Revisit, words: tuple[str, ...]
) -> None:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称\n审批科\n", encoding="utf-8")
    revisit("units", "import", roster, now=IN_TIME)
    path = _ledger(revisit, "一.csv", _firms(2), unit="质安站")
    revisit("import", path, now=IN_TIME, code=8)
    revisit(*words)
    revisit("import", path)
    (filing,) = revisit.json("ledgers", "list", MONTH)["ledgers"]
    assert (filing["state"], filing["received_at"][:16]) == ("on_time", IN_TIME)
    assert _overdue(revisit) == {}


@pytest.mark.clause("R29", "R13", "R32")
@pytest.mark.parametrize(
    ("text", "unit", "is_zero"),
    [
        (f"{HEAD}\n", "审批科", False),
        (f"{HEAD}\n审批科,本月无涉企事项,,,,\n", "审批科", True),
        (f"{HEAD}\n审批科,无,无,无,无,无\n", "审批科", True),
        (f"填报单位：审批科\n{HEAD}\n本月无涉企事项\n", "审批科", True),
        (f"填报单位：审批科\n2026年11月涉企台账（零报告）\n{HEAD}\n", "审批科", True),
        (f"填报单位：审批科\n没有涉企事项的请作零报告\n{HEAD}\n", "审批科", False),
        (f"填报单位：审批科\n{HEAD}\n没有涉企事项的，请作零报告\n", "审批科", False),
        (f"{HEAD}\n本月无涉企事项\n", None, False),
    ],
)
def test_a_table_without_rows_is_a_zero_report_where_it_says_so(
    revisit: Revisit, text: str, unit: str | None, is_zero: bool
) -> None:
    if unit:
        revisit("units", "add", unit, now=IN_TIME)
    path = revisit.folder / "2026年11月.csv"
    path.write_text(text, encoding="utf-8")
    told = revisit.json("import", path, now=IN_TIME)["files"][0]
    assert [each["state"] for each in told["filings"]] == (["zero"] if is_zero else [])
    assert revisit.json("ledgers", "list", MONTH)["missing"] == (
        [] if is_zero or not unit else [unit]
    )
    size = revisit.json("audit", "head")["size"]
    assert revisit.json("import", path, now=IN_TIME)["files"][0]["unchanged"]
    assert revisit.json("audit", "head")["size"] == size


@pytest.mark.clause("R29", "R13")
def test_a_table_that_says_zero_beside_rows_that_stand_files_nothing(revisit: Revisit) -> None:
    revisit("import", _ledger(revisit, "一.csv", _firms(2)), now=IN_TIME)
    path = revisit.folder / "2026年11月.csv"
    path.write_text(f"{HEAD}\n审批科,本月无涉企事项,,,,\n", encoding="utf-8")
    ran = revisit("import", path)
    assert "报过的行还在，没有作零报告" in ran.err
    assert len(revisit.json("ledgers", "list", MONTH)["ledgers"]) == 1
    assert len(revisit.json("calls", "list", MONTH)["calls"]) == 2


@pytest.mark.clause("三(一)1", "三(四)2", "R21")
def test_a_ledger_that_came_in_time_by_what_is_said_afterwards_is_named(revisit: Revisit) -> None:
    revisit.now = "2026-11-02T09:00"
    for unit in ("审批科", "质安站", "燃气办", "排水站"):
        revisit("units", "add", unit)
    said = ("--received", "2026-11-25T17:00")
    # In time, and nobody need say so; said on the day itself; said afterwards, at once or later.
    for unit, now, words in (
        ("审批科", "2026-11-25T17:59", ()),
        ("质安站", "2026-11-25T18:00", said),
        ("燃气办", "2026-11-25T18:01", said),
        ("排水站", "2026-11-28T09:00", ()),
    ):
        path = write_ledger(revisit.folder, unit, ["示例甲厂"], date(2026, 11, 9))
        revisit("import", path, *words, now=now)
    revisit.now = "2026-11-29T09:00"
    assert _back_filed(revisit) == ["燃气办"]
    revisit("ledgers", "received", 4, "2026-11-25T10:00", "--reason", "早寄到")
    assert _back_filed(revisit) == ["燃气办", "排水站"]
    revisit("ledgers", "received", 3, "2026-11-27T10:00", "--reason", "看错了邮戳")
    assert _back_filed(revisit) == ["排水站"]


def _back_filed(revisit: Revisit) -> list[str]:
    """Return whose ledgers were back-entered in November, held to rows, screens and sentence."""
    told: list[str] = revisit.json("report", "month", "2026-11")["filings_back_entered"]
    assert revisit.json("report", "duty", "2026-11")["filings_back_entered"] == told
    behind = revisit.json("report", "month", "2026-11", "--explain", "filings_back_entered")
    assert [each["unit"] for each in behind["rows"]] == told
    duty = revisit("report", "duty", "2026-11").out.replace("\n", "")
    assert f"写明期内收到的：{'、'.join(told)}。" in duty
    month = revisit("report", "month", "2026-11", "--all").out
    line = next(line for line in month.splitlines() if "台账·补记" in line)
    assert line.split()[-1] == str(len(told))
    return told
