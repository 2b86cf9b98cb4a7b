"""A question nobody has heard of: one entry in the book, and it is found wherever questions are."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from revisit_cli.cli.calls.desk_questions import ask_all
from revisit_cli.policy.calls.questionnaire import answers_by_unit
from revisit_cli.rulebook.form import Choice, Form, Question
from revisit_cli.rulebook.loader import form, using
from tests.called import COMPLETED
from tests.conftest import Revisit
from tests.packets import FIRST_ROW

MADE_UP = Question(
    code="policy_known",
    kind="coded",
    label="惠企政策",
    heads={1: "是否知晓惠企政策", 2: "是否知晓有关惠企政策"},
    aloud="您知道有哪些惠企政策吗？",
    choices=(
        Choice("yes", "是", ("知道",), accuses_nobody=True),
        Choice("no", "否", ("不知道",), asks_on=True),
    ),
    words_prompt="想知道哪些（不说就回车）",
    words_label="政策原话",
)
LEDGER = "单位,办理时间,企业名称,联系人,联系电话,事项\n"
FINE = {
    "outcome": "接通", "attitude": "好", "one_time_notice": "是", "days": "3", "extra_trips": "否",
    "integrity": "没有", "overall": "满意", "at": "11-26 8:30",
}  # fmt: skip


def _with(question: Question) -> Form:
    """The form with one more question before that on the whole."""
    asked = list(form().questions)
    asked.insert(asked.index(form().overall), question)
    return Form(tuple(asked))


@pytest.fixture
def bureau(revisit: Revisit) -> Iterator[Revisit]:
    """A bureau whose form asks one question more, and three firms to call."""
    revisit.now = "2026-11-26T09:00"
    rows = [f"审批科,2026.11.3,示例{n}号有限公司,王工,1380000000{n},许可" for n in range(3)]
    path = revisit.folder / "审批科2026年11月.csv"
    path.write_text(LEDGER + "\n".join(rows), encoding="utf-8")
    with using(_with(MADE_UP)):
        revisit("import", path)
        yield revisit


def _texts(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return "\n".join(str(each) for each in cells if each is not None)


def _said(bureau: Revisit, call: int) -> Any:
    (found,) = bureau.json("calls", "show", call)["evaluations"]
    return found["policy_known"]


def _filled(bureau: Revisit, said: str) -> Path:
    """Return a packet's sheet in which the first firm's row is filled in."""
    bureau("calls", "sheet", "-o", bureau.folder / "表")
    (path,) = (bureau.folder / "表").rglob("*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = {str(cell.value): int(cell.column or 0) for cell in sheet[FIRST_ROW - 1]}
    known = {each.code: each.heads[1] for each in form().of_units}
    for field, text in {**FINE, "policy_known": said}.items():
        head = {"outcome": "结果", "at": "回访时间"}.get(field) or known[field]
        sheet.cell(FIRST_ROW, heads[head], text)
    lists = [each.formula1 for each in sheet.data_validations.dataValidation]
    assert '"是,否"' in lists
    letter = get_column_letter(heads["是否知晓惠企政策"])
    assert sheet.column_dimensions[letter].width == pytest.approx(MADE_UP.width, abs=1)
    book.save(path)
    return path


def test_it_goes_out_on_the_sheet_and_comes_back(bureau: Revisit) -> None:
    told = bureau.json("calls", "absorb", _filled(bureau, "不知道"))
    assert [row["state"] for row in told["rows"]].count("recorded") == 1
    assert [_said(bureau, call) for call in (1, 2, 3) if _shown(bureau, call)] == ["no"]


def _shown(bureau: Revisit, call: int) -> bool:
    return bool(bureau.json("calls", "show", call)["evaluations"])


def test_a_sheet_that_says_otherwise_is_a_difference(bureau: Revisit) -> None:
    path = _filled(bureau, "知道")
    bureau("calls", "absorb", path)
    other = bureau.folder / "另一份.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = {str(cell.value): int(cell.column or 0) for cell in sheet[FIRST_ROW - 1]}
    sheet.cell(FIRST_ROW, heads["是否知晓惠企政策"], "否")
    book.save(other)
    found = bureau("calls", "absorb", other, code=8)
    assert "是否知晓惠企政策：已记 是｜表上 否" in found.out + found.err


def test_it_has_an_option_in_records_and_visits_and_is_printed(bureau: Revisit) -> None:
    bureau("calls", "record", 1, "--outcome", "接通", "--overall", "不满意",
           "--answer", "policy_known=不知道", "--words", "惠企政策=想知道补贴")  # fmt: skip
    assert _said(bureau, 1) == "no"
    assert "惠企政策：否（想知道补贴）" in bureau("calls", "show", 1).out
    one, two = bureau.folder / "一.xlsx", bureau.folder / "二.xlsx"
    bureau("forms", "1", "1", "-o", one)
    assert "是否知晓惠企政策" in _texts(one)
    page = openpyxl.load_workbook(one).worksheets[0]
    assert "A5:A10" in {str(each) for each in page.merged_cells.ranges}
    assert [page.row_dimensions[row].height for row in (10, 11, 12)] == [39.75, 33.75, 107.25]
    assert "☐是  ☑否（想知道补贴）" in _texts(one)
    bureau("visits", "record", 1, "--overall", "满意", "--answer", "惠企政策=是")
    assert bureau.json("visits", "show", 1)["evaluations"][0]["policy_known"] == "yes"
    assert "惠企政策：是" in bureau("visits", "show", 1).out
    bureau("forms", "2", "1", "-o", two)
    assert "是否知晓有关惠企政策\n☑是  ☐否" in _texts(two)


def test_it_is_read_from_a_file_and_refused_where_it_means_nothing(bureau: Revisit) -> None:
    path = bureau.folder / "补录.jsonl"
    line = '{{"call":1,"outcome":"接通","overall":"满意","at":"2026-11-26T08:30","惠企政策":"{}"}}'
    path.write_text(line.format("也许"), encoding="utf-8")
    assert "惠企政策" in bureau("calls", "record", "--from", path, code=3).err
    path.write_text(line.format("是"), encoding="utf-8")
    bureau("calls", "record", "--from", path)
    assert _said(bureau, 1) == "yes"


def test_it_is_counted_in_every_report(bureau: Revisit) -> None:
    for call, said in ((1, "是"), (2, "否")):
        bureau("calls", "record", call, "--outcome", "接通", "--overall", "满意",
               "--answer", f"policy_known={said}")  # fmt: skip
    for report in (("month", "2026-11"), ("half", "2026-H2")):
        found = bureau.json("report", *report)["questions"]
        (figures,) = [each for each in found if each["code"] == "policy_known"]
        assert figures["counts"] == {"yes": 1, "no": 1, "unasked": 0}
        assert (figures["of"], figures["withheld"]) == (2, None)
        assert figures["units"][0]["counts"]["no"] == 1
        whole = ("--all",) if report[0] == "month" else ()
        assert "惠企政策" in bureau("report", *report, *whole).out
    (later,) = [
        each
        for each in bureau.json("report", "month", "2026-12")["questions"]
        if each["code"] == "policy_known"
    ]
    assert (later["of"], later["previous"]["counts"]["yes"]) == (0, 1)


def test_it_stands_on_the_paper_card_and_on_next_months_card(bureau: Revisit) -> None:
    bureau("calls", "record", 1, "--outcome", "接通", "--overall", "满意",
           "--answer", "policy_known=是")  # fmt: skip
    bureau("calls", "sheet", "--paper", "-o", bureau.folder / "卡")
    (card,) = (bureau.folder / "卡").rglob("*.xlsx")
    assert "惠企政策\n☐是 ☐否" in _texts(card)
    path = bureau.folder / "审批科2026年12月.csv"
    path.write_text(LEDGER + "审批科,2026.12.1,示例0号有限公司,王工,13800000000,许可")
    bureau("import", path, now="2026-12-02T09:00")
    calls = bureau.json("calls", "list", "2026-12")["calls"]
    shown = bureau("calls", "show", calls[0]["id"], now="2026-12-02T09:00").out
    assert "总体评价满意 惠企政策是" in shown


PROMPTS_AT_MOST = 50


def _desk(answers: dict[str, str]) -> Callable[[str], str]:
    """Answer every prompt by the first of these words that it holds, else with Enter."""
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        assert len(asked) < PROMPTS_AT_MOST, asked[-1]
        return next((answer for word, answer in answers.items() if word in prompt), "")

    return ask


@pytest.mark.parametrize("mode", ["1", "2"])
def test_it_is_asked_at_the_desk_even_where_nothing_was_wrong(
    mode: str, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = {"逐问记": mode, "服务态度": "1", "一次性告知": "1", "多头跑": "1", "吃拿卡要": "1",
            "惠企政策": "2", "想知道哪些": "补贴", "几天办结": "3", "总体评价": "1"}  # fmt: skip
    given: dict[str, str] = {}
    with using(_with(MADE_UP)):
        ask_all(_desk(keys), given, ["审批科"], is_partial=False, save=lambda _: None, note="")
        ((_, answers),) = answers_by_unit(given, ["审批科"])
    assert answers.code("policy_known") == "no"
    assert dict(answers.words) == {"policy_known": "补贴"}
    out = capsys.readouterr().out
    assert "惠企政策：否（补贴）" in out


TIMES = Question(
    code="times",
    kind="days",
    label="跑了几趟",
    heads={1: "办这件事跑了几趟", 2: "跑了几趟"},
    aloud="前后跑了几趟？",
    measure="趟",
)
WISH = Question(
    code="wish",
    kind="words",
    label="还想办什么",
    heads={1: "还想办什么事", 2: "还想办什么"},
    aloud="还想办什么？",
)
WHERE = Question(
    code="where",
    kind="coded",
    label="办理渠道",
    heads={1: "在哪里办的", 2: "办理渠道"},
    aloud="是在窗口、网上，还是托人办的？",
    choices=(
        Choice("window", "窗口", ("大厅",), accuses_nobody=True),
        Choice("online", "网上", ("网办",), accuses_nobody=True),
        Choice("agent", "中介", ("代办",), asks_on=True, visit_reason="hard_to_do"),
    ),
    words_label="渠道原话",
)


def _told(revisit: Revisit, question: Question, *said: str) -> str:
    """Return what screens, forms and reports tell of a question that each firm answered once."""
    revisit.now = "2026-11-26T09:00"
    rows = [f"审批科,2026.11.3,示例{n}号有限公司,王工,1380000000{n},许可" for n in range(3)]
    path = revisit.folder / "审批科2026年11月.csv"
    path.write_text(LEDGER + "\n".join(rows), encoding="utf-8")
    form_page, blank = revisit.folder / "填.xlsx", revisit.folder / "空.xlsx"
    page = revisit.folder / "月报.html"
    with using(_with(question)):
        revisit("import", path)
        for call, answer in enumerate(said, 1):
            told = f"{question.label}={answer}"
            ran = revisit.json("calls", "record", call, *COMPLETED, "--answer", told)
            assert ran["outcome"] == "completed"
        revisit("forms", "1", "1", "-o", form_page)
        revisit("forms", "2", "-o", blank)
        revisit("report", "month", "2026-11", "-o", page)
        screens = [
            revisit(*words).out
            for words in (
                ("calls", "show", 1),
                ("calls", "list", "--answers", "--csv"),
                ("report", "month", "2026-11", "--all"),
                ("report", "half", "2026-H2"),
                ("report", "unit", "审批科", "2026-11"),
            )
        ]
    html = page.read_text(encoding="utf-8")
    for each in (*form().parts, question):
        assert f"<b>{each.label}</b>" in html
    texts = (_texts(form_page), _texts(blank), html)
    return "\n".join((*screens, *texts))


def test_a_number_is_told_by_what_it_counts(revisit: Revisit) -> None:
    told = _told(revisit, TIMES, "4", "2", "记不清了")
    for words in (
        "跑了几趟：4趟",
        ",3天,否,4趟,满意",
        "平均3趟，中位3趟，2件答出趟数；原话1",
        "3趟（中位3）",
        "办这件事跑了几趟\n4趟",
        "跑了几趟\n　　　　趟",
        "办结天数、跑了几趟是企业所答",
    ):
        assert "".join(words.split()) in "".join(told.split()), words
    for words in ("4天", "平均3天，中位3天，2件"):
        assert words not in told


def test_words_alone_are_no_number(revisit: Revisit) -> None:
    told = _told(revisit, WISH, "想办转让", "想办转让", "扩建")
    lines = [line for line in told.splitlines() if line.lstrip().startswith("还想办什么 ")]
    assert lines
    assert all("原话3" in line and "答出" not in line for line in lines)
    assert "还想办什么：想办转让" in told


def test_an_answer_of_any_question_may_ask_for_a_visit(revisit: Revisit) -> None:
    told = _told(revisit, WHERE, "代办", "大厅", "online")
    assert "☐窗口  ☐网上  ☑中介" in told
    assert "中介1" in told
    with using(_with(WHERE)):
        (flag,) = revisit.json("flags", "list")["flags"]
    assert (flag["firm"], flag["reason"]) == ("示例0号有限公司", "hard_to_do")


def test_words_with_a_column_of_their_own_go_out_and_come_back(revisit: Revisit) -> None:
    question = WHERE._replace(words_head="中介名称", words_width=31)
    revisit.now = "2026-11-26T09:00"
    path = revisit.folder / "审批科2026年11月.csv"
    path.write_text(f"{LEDGER}审批科,2026.11.3,示例1号有限公司,王工,13800000001,许可", "utf-8")
    with using(Form((question, *form().questions))):
        revisit("import", path)
        revisit("calls", "sheet", "-o", revisit.folder / "表")
        (packet,) = (revisit.folder / "表").rglob("*.xlsx")
        book = openpyxl.load_workbook(packet)
        sheet = book.active
        assert sheet is not None
        heads = {str(cell.value): int(cell.column or 0) for cell in sheet[FIRST_ROW - 1]}
        width = sheet.column_dimensions[get_column_letter(heads["中介名称"])].width
        assert width == pytest.approx(31, abs=1)
        known = {each.code: each.heads[1] for each in form().of_units}
        for field, text in {**FINE, "where": "中介", "words": "某某中介"}.items():
            named = {"outcome": "结果", "at": "回访时间", "words": "中介名称"}
            sheet.cell(FIRST_ROW, heads[named.get(field) or known[field]], text)
        book.save(packet)
        revisit("calls", "absorb", packet)
        (found,) = revisit.json("calls", "show", 1)["evaluations"]
    assert (found["where"], found["words"]) == ("agent", {"where": "某某中介"})
