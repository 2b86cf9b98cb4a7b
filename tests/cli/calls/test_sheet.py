"""``calls sheet`` and ``calls absorb``: out, filled in, and home, whatever happens between."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from revisit_cli.labels.ledgers.ledger import NOTES
from revisit_cli.rulebook.loader import form
from tests.conftest import Revisit, begins
from tests.packets import COLUMN, FINE, FIRST_ROW, fill, firm, rows_of, served
from tests.printed import converted


@begins
def desk(revisit: Revisit) -> Revisit:
    """Six firms; two units served the first, so that its sheet has seven rows."""
    served(revisit, 6)
    return revisit


def sheets(desk: Revisit, *words: object) -> list[Path]:
    told = desk.json("calls", "sheet", "2026-11", "-o", desk.folder / "发出", *words)
    return [Path(each["path"]) for each in told["packets"]]


def row_of(path: Path, name: str) -> int:
    return FIRST_ROW + [row["firm"] for row in rows_of(path)].index(name)


def standing(desk: Revisit) -> list[tuple[Any, ...]]:
    """What is on record, whichever way it got there."""
    found = []
    for call in desk.json("calls", "list", "2026-11")["calls"]:
        shown = desk.json("calls", "show", call["id"])
        tries = [(each["at"], each["by"], each["outcome"]) for each in shown["history"]]
        found.append((call["firm"], call["state"], call["claimed_by"], tries))
    return found


@pytest.mark.clause("三(一)1", "三(四)1")
def test_calls_handed_out_are_offered_to_nobody_until_they_come_back(desk: Revisit) -> None:
    told = desk.json("calls", "sheet", "2026-11", "--names", "甲,乙", "-o", desk.folder / "发出")
    assert [each["clerk"] for each in told["packets"]] == ["甲", "乙"]
    assert sorted(call for each in told["packets"] for call in each["calls"]) == [1, 2, 3, 4, 5, 6]
    for clerk in ("甲", "丙"):
        assert desk.json("calls", "next", "2026-11", by=clerk, now="2026-12-05T09:00") is None
    taken = told["packets"][0]["calls"][0]
    ran = desk("calls", "record", taken, "--outcome", "占线", by="丙", code=5)
    assert "回访表" in ran.err
    desk("calls", "sheet", "2026-11", "-o", desk.folder / "再", code=4)
    event = desk.json("audit", "log")["events"][-1]
    assert event["kind"] == "CallSheetsWritten"
    assert event["facts"]["phones_shown"] == 6
    assert desk.json("audit", "verify")["ok"]


def test_a_sheet_is_held_to_its_cells(desk: Revisit, golden: Callable[[str, str], None]) -> None:
    (path,) = sheets(desk, "--names", "甲")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    lines = []
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            if cell.value is not None and cell.column != COLUMN["check"]:
                text = str(cell.value).replace("\n", " / ")
                lines.append(f"{cell.coordinate}\t{text}")
    lines += [f"{each.sqref}\t{each.formula1}" for each in sheet.data_validations.dataValidation]
    golden("call_sheet.txt", "\n".join(lines) + "\n")
    assert sheet.protection.sheet
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize or 0) == 9
    hidden = [(d.min, d.max) for d in sheet.column_dimensions.values() if d.hidden]
    assert hidden == [(COLUMN["call"], COLUMN["check"])]
    assert not sheet.cell(FIRST_ROW, COLUMN["outcome"]).protection.locked
    assert sheet.cell(FIRST_ROW, COLUMN["firm"]).protection.locked
    assert "13800000001" in {row["phones"] for row in rows_of(path)}


@pytest.mark.clause("三(一)1", "R11", "附表1")
def test_what_was_filled_in_is_on_record_by_the_clerk_who_called(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    first, other = row_of(path, firm(0)), row_of(path, firm(1))
    fill(
        path,
        {
            first: {**FINE, "suggestion": "少跑一趟", "difficulty": "无", "respondent": "赵总"},
            first + 1: {"attitude": "差", "overall": "不满意"},
            other: {"outcome": "无人接听", "at": "11-26 10:05"},
        },
    )
    told = desk.json("calls", "absorb", path, now="2026-11-30T09:00", by="科长")
    assert told["counts"] == {
        "read": 6, "recorded": 2, "same": 0, "blank": 4, "conflict": 0, "held": 0,
    }  # fmt: skip
    assert told["out"] == [{"packet": 1, "count": 4}]
    recorded = told["rows"][0]
    assert len(recorded["problems"]) == 1
    assert recorded["flags"]
    shown = desk.json("calls", "show", recorded["call"])
    assert shown["state"] == "done"
    assert [(each["at"][:16], each["by"]) for each in shown["history"]] == [
        ("2026-11-26T09:30", "甲")
    ]
    units = {each["unit"]: each for each in desk.json("report", "month", "2026-11")["units"]}
    assert units["审批科"]["satisfied"] == 1
    assert units["燃气办"]["dissatisfied"] == 1
    assert desk.json("audit", "log")["events"][-1]["kind"] == "CallSheetsAbsorbed"
    assert desk.json("audit", "verify")["ok"]


def test_a_row_that_was_hidden_or_struck_through_says_so_when_it_comes_home(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    first, other = row_of(path, firm(0)), row_of(path, firm(1))
    missed = {"outcome": "无人接听", "at": "11-26 10:05"}
    fill(path, {first: missed, other: missed})
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[first].hidden = True
    for cell in book.worksheets[0][other]:
        cell.font = Font(strike=True)
    book.save(path)
    told = desk.json("calls", "absorb", path, now="2026-11-27T09:00")
    notes = {row["row"]: [each["what"] for each in row["notes"]] for row in told["rows"]}
    assert notes[first] == [NOTES["row_hidden"]]
    assert notes[other] == [NOTES["row_struck"]]


@pytest.mark.clause("R18", "R25")
def test_a_reason_for_a_visit_is_of_the_unit_it_was_said_of_by_whichever_door(
    desk: Revisit,
) -> None:
    (path,) = sheets(desk, "--names", "甲")
    first = row_of(path, firm(0))
    fill(path, {first: FINE, first + 1: {"attitude": "差", "overall": "不满意"}})
    desk("calls", "absorb", path, now="2026-11-30T09:00")
    (by_sheet,) = desk.json("flags", "list", "2026-11")["flags"]
    assert (by_sheet["unit"], by_sheet["reason"]) == ("燃气办", "dissatisfied")
    desk("undo")
    call = desk.calls("2026-11")[firm(0)]
    desk("calls", "release", "--clerk", "甲")
    for unit, overall in (("审批科", "满意"), ("燃气办", "不满意")):
        desk("calls", "record", call, "--outcome", "接通", "--unit", unit, "--overall", overall)
    (by_command,) = desk.json("flags", "list", "2026-11")["flags"]
    assert (by_command["unit"], by_command["reason"]) == ("燃气办", "dissatisfied")


def test_the_same_file_again_changes_nothing(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW: FINE})
    desk("calls", "absorb", path, now="2026-11-27T09:00")
    before = desk.json("audit", "head")
    told = desk.json("calls", "absorb", path, path, now="2026-11-28T09:00")
    assert told["counts"]["same"] == 2
    assert desk.json("audit", "head") == before


def test_the_order_in_which_sheets_come_back_does_not_matter(tmp_path: Path) -> None:
    ends = []
    for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 2, 0)]):
        desk = Revisit(tmp_path / str(number))
        desk.folder.mkdir()
        served(desk, 6)
        paths = sheets(desk, "--names", "甲,乙")
        fill(paths[0], {FIRST_ROW: {"outcome": "占线", "at": "11-26 9:00"}})
        later = fill(
            paths[0],
            {FIRST_ROW: {**FINE, "at": "11-27 9:00"}, FIRST_ROW + 2: FINE},
            desk.folder / "后来.xlsx",
        )
        fill(paths[1], {FIRST_ROW: FINE, FIRST_ROW + 1: {"outcome": "占线", "at": "11-26 9:00"}})
        files = [paths[0], later, paths[1]]
        desk("calls", "absorb", *(files[n] for n in order), now="2026-11-28T09:00")
        ends.append(standing(desk))
    assert all(end == ends[0] for end in ends)
    assert sum(len(tries) for *_, tries in ends[0]) == 5


def test_two_versions_that_cannot_both_be_are_both_left_aside(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    other = fill(path, {FIRST_ROW: {**FINE, "overall": "不满意"}}, desk.folder / "另一份.xlsx")
    fill(path, {FIRST_ROW: FINE})
    for files in ((path, other), (other, path)):
        told = desk.json("calls", "absorb", *files, now="2026-11-28T09:00", code=8)
        assert told["counts"]["conflict"] == 2
        assert told["counts"]["recorded"] == 0


@pytest.mark.clause("三(四)1")
def test_a_call_recorded_meanwhile_is_shown_side_by_side_and_stands(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    call = int(rows_of(path)[0]["call"])
    desk("calls", "record", call, "--outcome", "接通", "--overall", "满意", by="甲")
    fill(path, {FIRST_ROW: {**FINE, "overall": "不满意", "integrity": "有"}})
    before = standing(desk)
    told = desk.json("calls", "absorb", path, now="2026-11-28T09:00", code=8)
    shown = {each["field"]: each for each in told["rows"][0]["differences"]}
    assert shown["overall"]["kept"] == "满意"
    assert shown["overall"]["given"] == "审批科：不满意"
    assert "有" not in shown["integrity"]["given"].replace("只对机关纪委可见", "")
    assert standing(desk) == before
    ran = desk("calls", "absorb", path, now="2026-11-28T09:00", code=8)
    assert "已记 满意｜表上 审批科：不满意" in ran.err


def test_a_call_taken_over_since_is_refused_by_its_token(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    call = int(rows_of(path)[0]["call"])
    desk("calls", "release", call)
    assert desk.json("calls", "next", by="乙")["id"] == call
    fill(path, {FIRST_ROW: FINE})
    told = desk.json("calls", "absorb", path, now="2026-11-26T09:35", code=8)
    assert "凭号" in told["rows"][0]["flaws"][0]["what"]


def test_an_undone_row_does_not_come_back_by_itself(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW: FINE})
    told = desk.json("calls", "absorb", path, now="2026-11-27T09:00")
    desk("calls", "undo", told["rows"][0]["call"], "--reason", "记错", now="2026-11-27T09:05")
    again = desk.json("calls", "absorb", path, now="2026-11-27T09:10", code=8)
    assert "撤销" in again["rows"][0]["flaws"][0]["what"]


@pytest.mark.parametrize(
    ("cells", "cell", "said"),
    [
        ({"outcome": "接通", "at": "11-26 9:30"}, "overall", "总体评价"),
        ({"outcome": "接通", "overall": "满意"}, "at", "回访时间"),
        ({"outcome": "约定再拨", "at": "11-26 9:30"}, "callback", "约定再拨"),
        ({"outcome": "拒访", "at": "11-26 9:30"}, "words", "情况说明"),
        ({"overall": "满意", "at": "11-26 9:30"}, "outcome", "结果"),
        ({**FINE, "attitude": "马马虎虎"}, "attitude", "马马虎虎"),
        ({**FINE, "at": "三月三"}, "at", "三月三"),
        ({**FINE, "at": "2026-12-24 9:00"}, "at", "还没有到"),
    ],
)
def test_a_half_filled_row_is_told_by_its_cell_and_left_with_the_clerk(
    desk: Revisit, cells: dict[str, str], cell: str, said: str
) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW + 3: cells, FIRST_ROW + 4: FINE})
    told = desk.json("calls", "absorb", path, now="2026-11-28T09:00", code=8)
    assert told["counts"]["recorded"] == 1
    letter = get_column_letter(COLUMN[cell])
    flaw = next(each for each in told["rows"] if each["state"] == "held")["flaws"][0]
    assert flaw["cell"] == f"{letter}{FIRST_ROW + 3}"
    assert said in flaw["what"]


def test_a_row_that_is_kept_as_answered_in_part_says_so_whichever_unit_lacks_an_answer(
    desk: Revisit,
) -> None:
    """What is put on record is not open for another answer: the clerk must hear of it."""
    (path,) = sheets(desk, "--names", "甲")
    fill(
        path,
        {
            FIRST_ROW: {**FINE, "integrity": "有", "integrity_words": "收了烟"},
            FIRST_ROW + 1: {"days": "2"},
        },
    )
    ran = desk("calls", "absorb", path, now="2026-11-28T09:00", code=0)
    line = next(each for each in ran.err.splitlines() if "没有回答：吃拿卡要" in each)
    assert "记为“答了一部分”，不再拨打" in line


@pytest.mark.parametrize("said", ["昨天 9:30", "9:30", "周三上午", "半小时前", "今天"])
def test_a_time_that_is_another_day_by_day_is_not_taken_from_a_sheet(
    desk: Revisit, said: str
) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW + 2: {**FINE, "at": said}})
    for now in ("2026-11-26T17:00", "2026-11-28T17:00"):
        told = desk.json("calls", "absorb", path, now=now, code=8)
        flaws = next(each for each in told["rows"] if each["state"] == "held")["flaws"]
        assert "请写月日和时间，如 11-26 9:30" in flaws[0]["what"]


@pytest.mark.parametrize("now", ["2026-11-26T17:00", "2026-11-30T09:00"])
def test_tomorrow_in_a_sheet_is_the_day_after_the_call_whenever_it_comes_back(
    desk: Revisit, now: str
) -> None:
    (path,) = sheets(desk, "--names", "甲")
    agreed = {"outcome": "约定再拨", "at": "11-26 9:30", "callback": "明天 15:30"}
    fill(path, {FIRST_ROW + 2: agreed})
    desk("calls", "absorb", path, now=now)
    held = [each["next_at"] for each in desk.json("calls", "list", now=now)["calls"]]
    assert "2026-11-27T15:30:00+08:00" in held


def test_all_flaws_of_all_rows_are_told_at_once(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW + n: {"outcome": "接通"} for n in (2, 3)})
    told = desk.json("calls", "absorb", path, now="2026-11-28T09:00", code=8)
    assert [len(row["flaws"]) for row in told["rows"]] == [2, 2]


@pytest.mark.parametrize("field", ["call", "token", "check", "firm"])
def test_an_altered_mark_is_seen(desk: Revisit, field: str) -> None:
    (path,) = sheets(desk, "--names", "甲")
    row = row_of(path, firm(1))
    stolen = rows_of(path)[row - FIRST_ROW + 1][field]
    if field == "token":
        stolen = "7"
    fill(path, {row: {**FINE, field: stolen}})
    told = desk.json("calls", "absorb", path, now="2026-11-28T09:00", code=8)
    assert "改过" in told["rows"][0]["flaws"][0]["what"]
    assert told["counts"]["recorded"] == 0


def test_rows_that_did_not_go_out_are_refused_by_name(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW + 7: {**FINE, "firm": "示例市外来有限公司"}, FIRST_ROW: FINE})
    ran = desk("calls", "absorb", path, now="2026-11-28T09:00", code=8)
    assert "“示例市外来有限公司”不在发出的表上" in ran.err
    assert "记入 1" in ran.out
    elsewhere = Revisit(desk.folder / "别处")
    elsewhere.folder.mkdir()
    served(elsewhere, 2)
    told = elsewhere.json("calls", "absorb", path, now="2026-11-28T09:00", code=8)
    assert told["counts"]["recorded"] == 0


def test_rows_may_be_sorted_deleted_and_put_together_in_one_workbook(desk: Revisit) -> None:
    one, two = sheets(desk, "--names", "甲,乙")
    for path in (one, two):
        fill(path, {FIRST_ROW + n: FINE for n in range(3) if rows_of(path)[n]["phones"]})
    book = openpyxl.load_workbook(one)
    sheet = book.worksheets[0]
    sheet.delete_rows(FIRST_ROW + 1)
    for row in reversed(rows_of(two)):
        sheet.append([row[field] for field in COLUMN])
    book.save(desk.folder / "合并.xlsx")
    path = desk.folder / "合并.xlsx"
    told = desk.json("calls", "absorb", path, now="2026-11-28T09:00")
    assert told["counts"]["recorded"] >= 4
    assert told["counts"]["held"] == 0


def test_a_dry_run_says_what_the_run_does_and_writes_nothing(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW: FINE})
    before = desk.json("audit", "head")
    dry = desk.json("calls", "absorb", path, "--dry-run", now="2026-11-28T09:00")
    assert desk.json("audit", "head") == before
    wet = desk.json("calls", "absorb", path, now="2026-11-28T09:00")
    assert dry["counts"] == wet["counts"]
    assert dry["dry_run"] is True


def test_an_appointment_of_days_ago_is_taken_and_due(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    cells = {"outcome": "约定再拨", "at": "11-26 9:30", "callback": "11-27 15:30"}
    fill(path, {FIRST_ROW: cells})
    told = desk.json("calls", "absorb", path, now="2026-11-30T09:00")
    assert told["counts"]["recorded"] == 1
    card = desk.json("calls", "next", "2026-11", by="乙", now="2026-11-30T09:00")
    assert card["id"] == told["rows"][0]["call"]
    assert card["next_at"] == "2026-11-27T15:30:00+08:00"


def test_a_file_that_is_no_packet_stops_no_other(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW: FINE})
    broken = desk.folder / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"x" * 200)
    ledger = desk.folder / "台账.csv"
    told = desk.json("calls", "absorb", broken, ledger, path, now="2026-11-28T09:00", code=8)
    assert [bool(each["refusal"]) for each in told["files"]] == [True, True, False]
    assert told["counts"]["recorded"] == 1


def test_a_printed_form_among_the_sheets_is_called_by_its_name_and_shows_nobody(
    desk: Revisit,
) -> None:
    """They lie in one folder: ``calls sheet --forms`` writes both."""
    (path,) = sheets(desk, "--names", "甲", "--forms")
    fill(path, {FIRST_ROW: FINE})
    ran = desk("calls", "absorb", *sorted(path.parent.iterdir()), now="2026-11-28T09:00", code=8)
    (line,) = (each for each in ran.err.splitlines() if each.startswith("× "))
    assert "是附表1" in line
    assert "联系人" not in line
    assert desk.json("calls", "show", 1)["state"] == "done"


def test_nothing_is_claimed_where_a_file_cannot_be_written(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲", "-n", 2)
    assert path.exists()
    desk("calls", "sheet", "2026-11", "--names", "甲", "-o", desk.folder / "发出", code=3)
    assert path.exists()
    assert desk.json("calls", "next", "2026-11", by="乙")["id"] not in (None,)


def test_printed_forms_go_along_when_asked_for(desk: Revisit) -> None:
    told = desk.json("calls", "sheet", "--names", "甲", "--forms", "-o", desk.folder / "发出")
    book = openpyxl.load_workbook(told["packets"][0]["forms"])
    assert book.sheetnames == [str(call) for call in told["packets"][0]["calls"]]
    found = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert "13800000000" in found


def test_cards_for_dialling_carry_call_and_token(desk: Revisit) -> None:
    told = desk.json("calls", "sheet", "--paper", "-n", 5, "-o", desk.folder / "卡", by="甲")
    assert told["kind"] == "paper"
    book = openpyxl.load_workbook(told["packets"][0]["path"])
    assert book.sheetnames == ["1-2", "3-5"]
    found = [str(c.value) for s in book for row in s.iter_rows() for c in row if c.value]
    asked = [each.label for each in form().of_units]
    assert [text for text in found if text in asked][: len(asked)] == asked
    assert found.count("☐满意 ☐不满意") == 6  # one of the five was served by two units
    assert [text for text in found if text.startswith("电话号 ")] == [
        f"电话号 {call}　凭号 1" for call in told["packets"][0]["calls"]
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--split", 3, "--names", "甲,乙"), 2),
        (("--names", "甲,甲"), 2),
        (("--names", "，"), 2),
        (("2026-01",), 4),
    ],
)
def test_a_split_that_cannot_be_is_refused(
    desk: Revisit, words: tuple[object, ...], code: int
) -> None:
    desk("calls", "sheet", *words, "-o", desk.folder / "x", code=code)
    assert not (desk.folder / "x").exists()


@pytest.mark.office
def test_a_sheet_comes_home_through_another_office_program(desk: Revisit) -> None:
    (path,) = sheets(desk, "--names", "甲")
    fill(path, {FIRST_ROW: {**FINE, "respondent": "赵总"}, FIRST_ROW + 1: {"attitude": "差"}})
    turned = converted(path, desk.folder, "ods")
    told = desk.json("calls", "absorb", turned, path, now="2026-11-28T09:00")
    assert told["counts"] == {
        "read": 12, "recorded": 1, "same": 1, "blank": 10, "conflict": 0, "held": 0,
    }  # fmt: skip


def test_the_sheet_to_print_has_two_lines_a_firm_and_is_no_table_that_comes_back(
    revisit: Revisit,
) -> None:
    served(revisit, 12)
    (path,) = sheets(revisit)
    book = openpyxl.load_workbook(path)
    papers = [each for each in book if each.title.startswith("打印稿")]
    firms: list[str] = []
    below: list[str] = []
    for place, paper in enumerate(papers):
        first = 1 if place else 3
        sizes = {cell.font.sz for row in paper.iter_rows() for cell in row if cell.value}
        assert min(sizes) >= 8
        firms += [str(row[1].value) for row in paper.iter_rows(min_row=first) if row[1].value]
        lines = [str(row[0].value) for row in paper.iter_rows(min_row=first + 1)][::2]
        # A page of A4 across begins with a firm, and holds it with all its units.
        assert "结果" in lines[0]
        assert sum(each.height or 0 for each in paper.row_dimensions.values()) < 520
        below += lines
    assert firms == [each["firm"] for each in rows_of(path)]
    assert all("☐满意" in each for each in below)
    # A further unit's line has its questions alone.
    assert sum("结果" in each for each in below) == 12
    # Twelve firms of one unit stand on a page.
    heights = sorted(papers[0].row_dimensions[row].height or 0 for row in range(3, 23))
    assert 12 * (heights[0] + heights[-1]) + 42 < 520
    told = revisit.json("calls", "absorb", path, now="2026-11-27T09:00")
    assert told["counts"]["read"] == 12
