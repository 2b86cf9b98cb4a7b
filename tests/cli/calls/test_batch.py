"""``calls record --from``: many records at once, all or nothing, once."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from typer.testing import CliRunner

from revisit_cli.cli.app import app
from revisit_cli.labels.ledgers.ledger import NOTES
from tests.conftest import Revisit, begins
from tests.packets import firm, served

GOOD = [
    {"call": 1, "outcome": "接通", "overall": "满意", "at": "2026-11-25T15:30", "attitude": "好"},
    {"call": 2, "outcome": "no_answer", "at": "2026-11-25T15:40"},
    {
        "call": 3,
        "outcome": "接通",
        "overall": "不满意",
        "suggestion": "少跑一趟",
        "at": "11-25 16:00",
    },
]


@begins
def desk(revisit: Revisit) -> Revisit:
    served(revisit, 4)
    return revisit


def lines(desk: Revisit, rows: list[dict[str, Any]], name: str = "记录.jsonl") -> Path:
    path = desk.folder / name
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def csv(desk: Revisit, text: str, encoding: str = "utf-8") -> Path:
    path = desk.folder / "记录.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.clause("三(一)1", "四3")
def test_a_file_of_records_is_one_act_with_the_contacts_own_dates(desk: Revisit) -> None:
    size = desk.json("audit", "head")["size"]
    told = desk.json("calls", "record", "--from", lines(desk, GOOD))
    assert told["counts"]["recorded"] == 3
    assert desk.json("audit", "head")["size"] == size + 1
    shown = desk.json("calls", "show", 1)
    assert shown["history"][0]["at"] == "2026-11-25T15:30:00+08:00"
    assert len(told["rows"][2]["problems"]) == 1
    event = desk.json("audit", "log")["events"][-1]
    assert event["kind"] == "CallsKeyed"
    assert event["facts"]["calls"] == [1, 2, 3]
    assert "少跑" not in json.dumps(event, ensure_ascii=False)
    assert desk.json("audit", "verify")["ok"]


@pytest.mark.parametrize(
    "head",
    ["电话号,结果,总体评价,回访时间", "call,outcome,overall,at", "编号,回访结果,评价,通话时间"],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_columns_may_be_headed_in_chinese_or_english(
    desk: Revisit, head: str, encoding: str
) -> None:
    text = f"{head}\n1,接通,满意,2026-11-25 9:30\n2,占线,,11-25 9:40\n"
    told = desk.json("calls", "record", "--from", csv(desk, text, encoding))
    assert told["counts"]["recorded"] == 2


def test_a_workbook_is_keyed_in_from_the_blank_sheet_of_the_house(desk: Revisit) -> None:
    path = desk.folder / "补录.xlsx"
    assert desk.json("calls", "sheet", "--blank", "-o", path) == {"path": str(path)}
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    filled = {
        "电话号": "2", "结果": "接通", "总体评价": "满意", "回访时间": "11-25 9:30",
        "工作人员是否存在吃、拿、卡、要等不廉洁行为": "没有",
    }  # fmt: skip
    for cell in sheet[3]:
        sheet.cell(4, int(cell.column or 0)).value = filled.pop(str(cell.value), None)
    assert not filled
    book.save(path)
    assert desk.json("calls", "record", "--from", path)["counts"]["recorded"] == 1


def test_all_flaws_are_told_at_once_and_nothing_is_recorded(desk: Revisit) -> None:
    text = (
        "电话号,结果,总体评价,回访时间\n"
        "1,接通,满意,11-25 9:30\n"
        "2,接通,,11-25 9:30\n"
        "三,聊聊,满意,昨晚三更\n"
        "99,占线,,11-25 9:30\n"
    )
    path = csv(desk, text)
    before = desk.json("audit", "head")
    ran = desk("calls", "record", "--from", path, code=3)
    for said in ("第 3 行 C3：缺“总体评价”", "A4", "B4", "D4", "第 5 行：没有编号为“99”"):
        assert said in ran.err
    assert desk.json("audit", "head") == before
    told = desk.json("calls", "record", "--from", path, "--skip-bad", code=8)
    assert told["counts"]["recorded"] == 1
    assert told["counts"]["held"] == 3


WRONG = (
    {"outcome": "占线", "overall": "满意"},
    {"outcome": "占线", "tag": "隐性审批"},
    {"outcome": "拒访"},
    {"outcome": "约定再拨"},
    {"outcome": "已注销"},
    {"outcome": "已注销", "evidence": "公告 12 号"},
    {"outcome": "已注销", "evidence": "公告 12 号", "second_person": "测试员"},
    {"outcome": "接通", "attitude": "好"},
    {"outcome": "多次未接通"},
    {"outcome": "接通", "overall": "满意", "unit": "没有的科"},
)


@pytest.mark.parametrize("row", WRONG, ids=str)
def test_no_row_of_a_file_is_told_to_write_an_option(desk: Revisit, row: dict[str, Any]) -> None:
    """A table has columns: what a command line would want is no way out of it."""
    ran = desk("calls", "record", "--from", lines(desk, [{"call": 1, **row}]), code=3)
    told = next(line for line in ran.err.splitlines() if "第 1 行" in line)
    assert " --" not in told.replace("revisit calls", "")
    assert "：--" not in told


def test_the_same_rows_again_change_nothing_whatever_file_they_come_in(desk: Revisit) -> None:
    desk("calls", "record", "--from", lines(desk, GOOD))
    before = desk.json("audit", "head")
    for name in ("记录.jsonl", "再来.jsonl"):
        rows = GOOD if name == "记录.jsonl" else list(reversed(GOOD))
        told = desk.json("calls", "record", "--from", lines(desk, rows, name))
        assert told["counts"]["same"] == 3
    assert desk.json("audit", "head") == before


def test_rows_without_a_time_are_known_by_their_place_in_the_file(desk: Revisit) -> None:
    path = csv(desk, "call,outcome\n1,busy\n2,busy\n")
    assert desk.json("calls", "record", "--from", path)["counts"]["recorded"] == 2
    again = desk.json("calls", "record", "--from", path, now="2026-11-27T10:00")
    assert again["counts"]["same"] == 2
    other = csv(desk, "call,outcome\n1,no_answer\n")
    later = desk.json("calls", "record", "--from", other, now="2026-11-27T10:00")
    assert later["counts"]["recorded"] == 1


def test_another_answer_for_a_final_call_is_shown_and_never_written_over(desk: Revisit) -> None:
    desk("calls", "record", "--from", lines(desk, GOOD))
    other = lines(desk, [{**GOOD[0], "overall": "不满意", "unit": "审批科"}], "别的.jsonl")
    ran = desk("calls", "record", "--from", other, code=3)
    assert "总体评价：已记 满意｜表上 审批科：不满意" in ran.err
    assert desk.json("report", "month", "2026-11")["satisfaction"]["n"] == 1


def test_a_number_that_is_another_firms_is_caught_by_the_name_beside_it(desk: Revisit) -> None:
    text = f"电话号,企业名称,结果\n1,{firm(2)},占线\n"
    ran = desk("calls", "record", "--from", csv(desk, text), code=3)
    assert "对不上" in ran.err


def test_units_may_be_judged_apart_row_by_row(desk: Revisit) -> None:
    rows = [
        {**GOOD[0], "unit": "审批科"},
        {**GOOD[0], "unit": "燃气办", "overall": "不满意", "at": "2026-11-25T15:31"},
    ]
    told = desk.json("calls", "record", "--from", lines(desk, rows))
    assert told["counts"]["recorded"] == 2
    assert desk.json("calls", "show", 1)["state"] == "done"


def test_words_of_each_question_may_come_as_an_object(desk: Revisit) -> None:
    row = {
        **GOOD[1],
        "outcome": "接通",
        "overall": "满意",
        "integrity": "有",
        "words": {"integrity": "土特产", "attitude": "爱理不理"},
    }
    desk("calls", "record", "--from", lines(desk, [row]))
    assert "土特产" not in desk("calls", "show", 2, "--json").out


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize("name", ["integrity", "吃拿卡要", "廉洁"])
def test_words_on_integrity_are_known_by_every_name_of_the_question(
    desk: Revisit, name: str
) -> None:
    row = {"call": 2, "outcome": "部分回答", "words": f"没说完\n{name}＝土特产"}
    desk("calls", "record", "--from", lines(desk, [row]))
    assert desk.json("calls", "show", 2)["history"][0]["words"] == "没说完"


SAID = "他说要意思一下\n服务态度＝还可以\n又提了两条烟"


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    "words",
    [
        {"integrity": SAID},
        {"吃拿卡要": SAID, "outcome": "没说完"},
        {"廉洁方面": SAID},
        "廉洁=他说要意思一下\n又提了两条烟",
        "没说完\n廉洁方面＝他说要意思一下\r\n又提了两条烟",
        "integrity=他说要意思一下\n\n  又提了两条烟\n服务态度=还可以",
    ],
    ids=repr,
)
def test_no_line_of_what_was_said_of_integrity_is_seen_by_others(desk: Revisit, words: Any) -> None:
    row = {"call": 2, "outcome": "部分回答", "integrity": "有", "words": words}
    desk("calls", "record", "--from", lines(desk, [row]))
    shown = desk("calls", "show", 2, "--json").out + desk("calls", "list", "--said").out
    assert not [each for each in ("意思", "两条烟") if each in shown]
    opened = desk.json("duty", "open")["confidences"]
    assert [each for each in ("意思", "两条烟") if each in opened[0]["words"]] == ["意思", "两条烟"]


def test_a_line_goes_on_with_the_question_of_the_line_before(desk: Revisit) -> None:
    row = {"call": 2, "outcome": "部分回答", "words": "没说完\n占着线\n服务态度=凶\n不耐烦"}
    desk("calls", "record", "--from", lines(desk, [row]))
    shown = desk.json("calls", "show", 2)
    assert shown["history"][0]["words"] == "没说完\n占着线"
    assert "凶\n不耐烦" in desk("calls", "show", 2, "--json").out.replace("\\n", "\n")


def test_a_file_keyed_by_an_earlier_version_is_known_again(desk: Revisit) -> None:
    path = lines(desk, [{"call": 2, "outcome": "占线"}])
    desk("calls", "record", "--from", path)
    whole = hashlib.sha256(path.read_bytes()).hexdigest()
    with closing(sqlite3.connect(desk.db)) as connection:
        connection.execute("update keyed_row set sha256 = ?", (whole,))
        connection.commit()
    assert desk.json("calls", "record", "--from", path)["counts"]["same"] == 1


@pytest.mark.parametrize(
    "text", ["[1]", "{", '{"call": 1}\nnull', '{"call":1,"outcome":"busy","overal":"满意"}']
)
def test_a_line_that_is_no_record_is_refused(desk: Revisit, text: str) -> None:
    path = desk.folder / "坏.jsonl"
    path.write_text(text, encoding="utf-8")
    assert "坏.jsonl" in desk("calls", "record", "--from", path, code=3).err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("code_page", ["gbk", "cp1252"])
@pytest.mark.parametrize("shape", ["lines", "table"])
def test_standard_input_is_read_as_its_bytes_say_and_not_as_the_locale_does(
    desk: Revisit, encoding: str, code_page: str, shape: str
) -> None:
    said = "䶮字打不出，浉河𠮷"
    row = {"call": 1, "outcome": "接通", "overall": "满意", "difficulty": said}
    table = "\n".join(",".join(map(str, each)) for each in (row, row.values()))
    text = json.dumps(row, ensure_ascii=False) if shape == "lines" else table
    ran = CliRunner(charset=code_page).invoke(
        app,
        ["calls", "record", "--from", "-"],
        input=f"{text}\n".encode(encoding),
        env={"REVISIT_DB": str(desk.db), "REVISIT_NOW": desk.now, "REVISIT_BY": "甲"},
    )
    assert ran.exit_code == 0, ran.stderr_bytes
    assert desk.json("problems", "list")["problems"][0]["text"] == said


def test_a_table_without_the_columns_is_refused_with_what_was_seen(desk: Revisit) -> None:
    ran = desk("calls", "record", "--from", csv(desk, "姓名,年龄\n甲,3\n"), code=3)
    assert "电话号、结果" in ran.err
    assert "年龄" in ran.err
    desk("calls", "record", "--from", desk.folder / "没有.csv", code=4)


@pytest.mark.parametrize(
    "text",
    ["call,outcome\n1,busy\n", '{"call": 1, "outcome": "busy"}\n{"call": 2, "outcome": "busy"}'],
)
def test_records_may_come_on_standard_input(desk: Revisit, text: str) -> None:
    environment = {"REVISIT_DB": str(desk.db), "REVISIT_NOW": desk.now, "REVISIT_BY": "甲"}
    words = ["calls", "record", "--from", "-", "--json"]
    result = CliRunner().invoke(app, words, input=text, env=environment)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["counts"]["recorded"] == text.count("busy")
    assert not [each for each in desk.folder.iterdir() if each.name.startswith(".revisit-")]


def test_a_record_names_its_call_or_a_file(desk: Revisit) -> None:
    desk("calls", "record", code=2)
    desk("calls", "record", 1, code=2)


@pytest.mark.parametrize(
    "beside",
    [(1,), ("--outcome", "接通"), ("--overall", "满意"), ("--unit", "审批科"), ("--at", "昨天"),
     ("--no-problem",), ("--token", 1), ("--words", "多头跑=两趟")],
)  # fmt: skip
def test_what_a_file_of_records_would_pass_over_is_refused_beside_it(
    desk: Revisit, beside: tuple[object, ...]
) -> None:
    said = desk("calls", "record", *beside, "--from", lines(desk, GOOD), code=2).err
    assert ("电话号" if beside == (1,) else str(beside[0])) in said
    assert not desk.json("calls", "show", 1)["history"]


@pytest.mark.parametrize("option", ["--dry-run", "--skip-bad"])
def test_an_option_for_files_saves_no_single_record(desk: Revisit, option: str) -> None:
    said = desk("calls", "record", 2, "--outcome", "占线", option, code=2).err
    assert option in said
    assert not desk.json("calls", "show", 2)["history"]


def test_cards_are_keyed_in_by_call_and_token(desk: Revisit) -> None:
    packet = desk.json("calls", "sheet", "--paper", "-o", desk.folder / "卡", by="甲")["packets"][0]
    call = packet["calls"][0]
    row = {"call": call, "token": 1, "outcome": "接通", "overall": "满意", "at": "11-25 9:00"}
    desk("calls", "record", "--from", lines(desk, [{**row, "token": 5}]), by="甲", code=3)
    told = desk.json("calls", "record", "--from", lines(desk, [row]), by="甲")
    assert told["counts"]["recorded"] == 1


@pytest.mark.clause("四3")
def test_a_row_of_a_carried_call_belongs_to_the_call_that_it_was_carried_to(desk: Revisit) -> None:
    for call in (1, 2, 3):
        desk("calls", "record", call, "--outcome", "拒访", "--words", "outcome=不愿")
    desk("calls", "lock", "2026-11")
    later = "2026-12-22T09:00"
    carried = ("--carry", "call:4", "--accepted-by", "张局长", "--yes")
    desk("close", "2026-11", *carried, now=later)
    path = lines(desk, [{"call": 4, "outcome": "busy", "at": "2026-11-25T15:30"}])
    for more in ((), ("--correct", "补录")):
        ran = desk("calls", "record", "--from", path, *more, now=later, code=3)
        assert "calls record 5" in ran.err
    path = lines(desk, [{"call": 5, "outcome": "busy", "at": "2026-11-25T15:30"}])
    told = desk.json("calls", "record", "--from", path, now=later)
    assert told["counts"]["recorded"] == 1


def test_hidden_and_struck_rows_are_noted_and_two_columns_of_one_field_refused(
    desk: Revisit,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["电话号", "结果", "时间", "结果"])
    for number in (1, 2, 3):
        sheet.append([number, "无人接听", f"11-25 15:{number}0", "无人接听"])
    sheet.row_dimensions[3].hidden = True
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    path = desk.folder / "补录.xlsx"
    book.save(path)
    notes = [NOTES["row_hidden"], NOTES["row_struck"]]
    told = desk.json("calls", "record", "--from", path, "--dry-run")
    assert [[each["what"] for each in row["notes"]] for row in told["rows"]] == [
        [], notes[:1], notes[1:],
    ]  # fmt: skip
    book.create_sheet("旧").append(["电话号", "结果"])
    book["旧"].append([4, "无人接听"])
    book["旧"].sheet_state = "hidden"
    book.create_sheet("空").sheet_state = "hidden"
    book.save(path)
    told = desk.json("calls", "record", "--from", path, "--dry-run")
    assert (told["counts"]["read"], told["hidden"]) == (3, [{"sheet": "旧", "filled": 2}])
    assert "“旧”是隐藏的，没有读" in desk("calls", "record", "--from", path, "--dry-run").err
    sheet["D3"] = "拒访"
    book.save(path)
    refused = desk("calls", "record", "--from", path, code=3)
    assert "B1 结果、D1 结果，第 3 行" in refused.err
    assert desk.json("calls", "show", 1)["history"] == []
