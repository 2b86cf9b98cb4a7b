"""附表1 on paper: the document's own headings, the record filled in, one page a call."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import openpyxl
import pytest

from revisit_cli.document import FORM_1
from revisit_cli.files.calls.form import write
from revisit_cli.records.form import FormPage
from tests.conftest import Revisit, begins
from tests.printed import converted

LONG = "材料清单每次说法不一样，希望能一次讲清。" * 120


@begins
def called(revisit: Revisit) -> Revisit:
    """Three firms: one answered about two units, one not reached, one not called yet."""
    path = revisit.folder / "台账.csv"
    rows = [
        "审批科,办事员甲,2026.11.3,施工许可,示例市浉河区䶮盛有限公司,联系人甲,13800000001",
        "燃气办,办事员乙,2026.11.4,燃气接入,示例市浉河区䶮盛有限公司,联系人甲,13800000001",
        "审批科,办事员甲,2026.11.5,施工许可,示例市乙丑有限公司,联系人乙,13800000002",
        "审批科,办事员甲,2026.11.6,施工许可,示例市丙寅有限公司,联系人丙,13800000003",
    ]
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    revisit("import", path)
    texts = ("--suggestion", "=1+1", "--difficulty", "缺地", "--respondent", "赵总")
    for unit, more in (("审批科", ()), ("燃气办", texts)):
        revisit(
            "calls", "record", 1, "--outcome", "接通", "--unit", unit, "--attitude", "一般",
            "--one-time-notice", "否", "--days", "5", "--extra-trips", "是", "--integrity", "有",
            "--words", "integrity=土特产", "--words", "attitude=爱理不理",
            "--overall", "不满意", *more,
        )  # fmt: skip
    revisit("calls", "record", 2, "--outcome", "占线")
    return revisit


def texts(path: Path, sheet: str) -> list[str]:
    found = [cell for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in found)
    return [str(cell.value) for cell in found if cell.value is not None]


@pytest.mark.clause("附表1")
def test_a_blank_form_has_the_documents_headings_in_the_documents_order(revisit: Revisit) -> None:
    path = revisit.folder / "x.xlsx"
    assert revisit.json("forms", "1", "-o", path) == {"form": "1", "path": str(path), "count": 1}
    joined = "\n".join(texts(path, FORM_1.title))
    places = [joined.index(heading) for heading in FORM_1.headings]
    assert places == sorted(places)
    assert "①满意 ☐        ②不满意 ☐" in joined
    assert "☑" not in joined


@pytest.mark.clause("附表1", "三(四)1")
def test_a_filled_form_holds_the_record_and_no_more_than_paper_may(called: Revisit) -> None:
    path = called.folder / "x.xlsx"
    called("forms", "1", "1", "-o", path)
    found = texts(path, "1")
    for told in (
        "示例市浉河区䶮盛有限公司",
        "赵总",
        "138****0001",
        "☐好  ☑一般  ☐差（爱理不理）",
        "5天",
        "=1+1",
        "缺地",
        "①满意 ☐        ②不满意 ☑",
        "回访人记录人：测试员",
        "回访时间：2026-11-26 09:00",
    ):
        assert told in found
    called("forms", "1", "1", "-o", path, "--force", "--phones")
    assert "13800000001" in texts(path, "1")
    assert called.json("audit", "log")["events"][-1]["kind"] == "PhonesShown"


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_a_blank_form_shows_nobodys_number_and_tells_the_log_nothing(
    called: Revisit, number: str
) -> None:
    size = called.json("audit", "head")["size"]
    called("forms", number, "-o", called.folder / "空白.xlsx", "--phones")
    assert called.json("audit", "head")["size"] == size


def test_a_filled_form_is_held_to_its_cells(
    called: Revisit, golden: Callable[[str, str], None]
) -> None:
    path = called.folder / "x.xlsx"
    called("forms", "1", "1", "2", "-o", path)
    book = openpyxl.load_workbook(path)
    lines = [
        f"{sheet.title}!{cell.coordinate}\t{cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    golden("form_call.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("answer", ["没有", "有", "不愿回答"])
def test_paper_never_tells_what_was_said_of_integrity(called: Revisit, answer: str) -> None:
    called("calls", "record", 3, "--outcome", "接通", "--overall", "满意", "--integrity", answer)
    path = called.folder / "x.xlsx"
    called("forms", "1", "1", "3", "-o", path)
    for sheet in ("1", "3"):
        found = texts(path, sheet)
        assert "另行封存" in found
        assert "土特产" not in "".join(found)
        assert not [text for text in found if "不愿回答" in text]


def test_all_of_a_month_stand_in_one_workbook_a_page_each(called: Revisit) -> None:
    path = called.folder / "x.xlsx"
    assert called.json("forms", "1", "--all", "-o", path)["count"] == 3
    assert openpyxl.load_workbook(path).sheetnames == ["1", "2", "3"]
    assert "拨打经过：2026-11-26 09:00 占线" in texts(path, "2")
    assert "①满意 ☐        ②不满意 ☐" in texts(path, "3")


def test_units_that_were_judged_apart_are_printed_apart(called: Revisit) -> None:
    for _ in range(2):
        called("calls", "undo", 1, "--reason", "重记")
    for unit, answer in (("审批科", "好"), ("燃气办", "差")):
        words = ("--unit", unit, "--attitude", answer, "--overall", "满意")
        called("calls", "record", 1, "--outcome", "接通", *words)
    path = called.folder / "x.xlsx"
    called("forms", "1", "1", "-o", path)
    assert "审批科：☑好  ☐一般  ☐差\n燃气办：☐好  ☐一般  ☑差" in texts(path, "1")


@pytest.mark.clause("附表1")
def test_what_opened_no_problem_is_printed_all_the_same(called: Revisit) -> None:
    words = ("--overall", "满意", "--suggestion", "多开窗口", "--no-problem")
    called("calls", "record", 3, "--outcome", "接通", *words)
    path = called.folder / "x.xlsx"
    called("forms", "1", "3", "-o", path)
    assert "多开窗口" in texts(path, "3")


@pytest.mark.parametrize("mark", "，、；：。（")
def test_no_line_begins_with_the_mark_that_what_goes_on_behind_stood_after(
    tmp_path: Path, mark: str
) -> None:
    """Wherever the text is cut: every other sign of it is a mark."""
    path = tmp_path / "x.xlsx"
    write(path, [FormPage(number=7, texts={"suggestion": f"字{mark}" * 1000})], force=False)
    (shown,) = (text for text in texts(path, "7") if text.endswith("……（全文见续页）"))
    assert shown.removesuffix("……（全文见续页）")[-1] == "字"


def test_what_is_too_long_for_its_page_goes_on_whole_to_the_page_behind(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    pages = [
        FormPage(number=7, texts={"suggestion": LONG, "difficulty": "缺地"}),
        FormPage(number=8, firm="示例市甲子有限公司" * 20),
        FormPage(number=9),
    ]
    write(path, pages, force=False)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["7", "7 续页", "8", "8 续页", "9"]
    shown = next(text for text in texts(path, "7") if text.startswith(LONG[:20]))
    assert shown.endswith("（全文见续页）")
    behind = [str(row[1]) for row in book["7 续页"].values if row[0] == "改进意见及建议"]
    assert "".join(behind) == LONG
    assert len(behind) > 1
    assert max(each.height or 0 for each in book["7 续页"].row_dimensions.values()) < 409
    assert "示例市甲子有限公司" * 20 in texts(path, "8 续页")
    sizes = {cell.font.sz for sheet in book for row in sheet.iter_rows() for cell in row}
    assert min(sizes) >= 9.5
    for name in ("7", "7 续页"):
        foot = book[name].oddFooter
        assert foot is not None
        assert "№ 7" in str(foot.left.text)


def test_a_thousand_forms_take_seconds(tmp_path: Path) -> None:
    pages = [FormPage(number=n, firm="示例市甲子有限公司") for n in range(1, 1001)]
    started = process_time()
    write(tmp_path / "x.xlsx", pages, force=False)
    assert process_time() - started < 15


@pytest.mark.parametrize(
    ("words", "code"),
    [(["1", "甲"], 2), (["1", "99"], 4), (["1", "--all", "--month", "2026-01"], 4)],
)
def test_a_form_that_cannot_be_printed_is_refused(
    called: Revisit, words: list[str], code: int
) -> None:
    called("forms", *words, "-o", called.folder / "x.xlsx", code=code)
    assert not (called.folder / "x.xlsx").exists()


@pytest.mark.office
def test_each_form_is_one_a4_page_in_an_office_program(called: Revisit) -> None:
    path = called.folder / "x.xlsx"
    pages = [
        FormPage(number=n, texts={"suggestion": LONG[: n * 60], "difficulty": LONG[:90]})
        for n in range(1, 4)
    ]
    write(path, pages, force=False)
    assert converted(path, called.folder).read_bytes().count(b"/Type/Page/") == 3
