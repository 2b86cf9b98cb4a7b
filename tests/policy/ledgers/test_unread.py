"""Every row, every column and every sheet with something in it is accounted for."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.ledgers.ledger import (
    HeadingsInColumn,
    HeadingsNotFound,
    LedgerHidden,
    TextLost,
    TextMisread,
    ZeroWithoutTable,
)
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.policy.ledgers.row_kind import is_filled
from revisit_cli.policy.workbooks.heading import mapping_given
from revisit_cli.records.ledgers.ledger import Hints, LedgerRead
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook

HEAD = ("序号", "单位", "时间", "事项", "企业名称", "联系人", "联系电话")
OTHER = ("序号", "企业名称", "联系电话", "办理时间", "经办人")
FIRM = "示例甲有限公司"


def _service(number: int, firm: Cell = FIRM) -> tuple[Cell, ...]:
    return (number, "审批科", "2026-11-03", "许可", firm, "某甲", f"1380000{number:04d}")


def _read(*sheets: Sheet | Sequence[Sequence[Cell]], **hints: object) -> LedgerRead:
    made = [
        each if isinstance(each, Sheet) else Sheet(f"表{n}", tuple(map(tuple, each)))
        for n, each in enumerate(sheets, 1)
    ]
    book = Workbook("台账.xlsx", "0" * 64, 1, "xlsx", tuple(made))
    return understand(book, Hints(**hints))  # type: ignore[arg-type]


_CELLS = st.one_of(
    st.none(),
    st.just(""),
    st.sampled_from(
        [
            FIRM,
            "示例乙",
            "3家",
            "合计",
            "说明",
            "审批科",
            "备注：无",
            "审批科11月台账",
            "申请时间：",
        ]
    ),
    st.sampled_from(["2026-11-03", 46329.0, 3.0, "13800000001", "无", "例", "/", "1", "企业名称"]),
    st.text("甲乙丙1公司，（） ", max_size=6),
)
_ROWS = st.one_of(
    st.just(HEAD), st.just(OTHER), st.just(_service(1)), st.lists(_CELLS, max_size=9).map(tuple)
)


@pytest.mark.clause("附表3")
@given(st.lists(_ROWS, max_size=14), st.lists(_ROWS, max_size=4))
def test_every_row_is_a_title_a_header_a_service_or_skipped_by_name(
    below: list[tuple[Cell, ...]], above: list[tuple[Cell, ...]]
) -> None:
    rows = [*above, HEAD, *below]
    try:
        read = _read(rows, each_firm=True)
    except HeadingsNotFound:
        pytest.fail("a whole header was not found")
    held = {number for number, cells in enumerate(rows, 1) if any(map(is_filled, cells))}
    told: list[int] = []
    for sheet in read.sheets:
        told += [*sheet.title_rows, *(n for n in sheet.header_rows if n in held)]
        told += [*(each.row for each in sheet.skipped), *{row.row for row in sheet.rows}]
    assert sorted(told) == sorted(held)


@pytest.mark.parametrize("gap", [(), ("",)])
@pytest.mark.parametrize("lower", [HEAD, OTHER])
def test_sparse_rows_over_a_second_header_are_services(
    lower: tuple[str, ...], gap: tuple[str, ...]
) -> None:
    sparse = (None, None, None, None, "豫A建设", None, "13800000007")
    read = _read([HEAD, _service(1), sparse, gap, lower])
    assert [row.row for sheet in read.sheets for row in sheet.rows] == [2, 3]


def test_a_firm_and_its_number_over_the_first_header_are_a_service() -> None:
    sparse = (None, None, None, None, "示例甲有限公司", None, "13800000007")
    title = (None, None, None, None, "示例甲有限公司台账")
    (sheet,) = _read([title, sparse, HEAD, _service(1)]).sheets
    assert (sheet.title_rows, [row.row for row in sheet.rows]) == ((1,), [2, 4])


def test_a_table_known_by_letters_begins_at_its_first_row() -> None:
    rows = [
        ("豫A建设", "2026-11-03", "13800000001"),
        ("某某项目部", "2026-11-03", "13800000002"),
        ("示例甲有限公司", "2026-11-03", "13800000003"),
    ]
    said = mapping_given([("A", "服务对象"), ("B", "时间"), ("C", "联系电话")])
    (sheet,) = _read(rows, mapping=said, unit="审批科").sheets
    assert [row.row for row in sheet.rows] == [1, 2, 3]
    head = ("门店", "哪天来的", "拨打号码")
    (sheet,) = _read([("某月",), head, *rows], mapping=said, unit="审批科").sheets
    assert (sheet.title_rows, sheet.header_rows) == ((1,), (2,))
    assert [row.row for row in sheet.rows] == [3, 4, 5]


def test_a_column_that_no_field_took_is_told_with_what_it_holds() -> None:
    head = (*HEAD, "传真", "")
    rows = [
        head,
        (*_service(1), "0376-1", ""),
        (*_service(2), "", "附注"),
        (*_service(3), "0376-2"),
    ]
    (sheet,) = _read(rows).sheets
    told = [(each.letters, each.heading, each.filled) for each in sheet.unused]
    assert told == [("H", "传真", 2), ("I", "", 1)]
    assert not _read([HEAD, _service(1)]).sheets[0].unused


def test_a_column_that_reads_like_the_unit_is_known() -> None:
    head = ("谁家的", "时间", "事项", "企业名称", "联系电话")
    rows = [head, ("审批科", "2026-11-03", "许可", FIRM, "13800000001")]
    assert [each.is_office for each in _read(rows).sheets[0].unused] == [True]


def test_a_sheet_that_is_not_read_is_told_with_its_rows_and_headings() -> None:
    alien = [("谁办的", "哪天", "哪家公司"), ("某甲", "2026-11-03", "示例乙有限公司")]
    notes = [("填报说明",), ("每月25日前报送",)]
    names = [("企业名称", "法人"), ("示例丙有限公司", "某乙")]
    empty = [("企业名称", "法人"), ("市直", "某乙")]
    read = _read([HEAD, _service(1)], alien, notes, names, empty)
    told = [(each.sheet, each.filled, each.may_be_ledger) for each in read.ignored]
    assert told == [("表2", 2, True), ("表3", 2, False), ("表4", 2, True), ("表5", 2, False)]
    assert read.ignored[0].headings == ("谁办的", "哪天", "哪家公司")


def test_a_sheet_that_goes_on_without_a_header_is_read_by_the_one_before() -> None:
    read = _read([HEAD, _service(1)], [_service(2), _service(3)])
    assert [(row.sheet, row.row) for s in read.sheets for row in s.rows] == [
        ("表1", 2),
        ("表2", 1),
        ("表2", 2),
    ]
    # Another order of columns is not the same table.
    assert _read([HEAD, _service(1)], [_service(2)[::-1]]).ignored[0].may_be_ledger


def test_the_ledger_behind_a_cover_is_named() -> None:
    cover = [("某局涉企服务台账",)]
    with pytest.raises(LedgerHidden) as caught:
        _read(cover, Sheet("明细", (HEAD, _service(1)), is_hidden=True))
    assert "--sheet 明细" in str(caught.value)


@pytest.mark.clause("R36")
def test_only_the_sheets_asked_for_are_read() -> None:
    hidden = Sheet("旧", (HEAD, _service(3)), is_hidden=True)
    read = _read([HEAD, _service(1)], [HEAD, _service(2)], hidden, sheets=frozenset(["旧"]))
    assert [sheet.name for sheet in read.sheets] == ["旧"]
    assert [each.reason for each in read.ignored] == ["not_asked", "not_asked"]


@pytest.mark.clause("R36")
def test_a_column_may_be_told_for_one_sheet_alone() -> None:
    alien = [("甲", "乙", "丙"), ("某甲", "2026-11-03", "示例乙有限公司")]
    said = mapping_given([("表2!丙", "服务对象"), ("表2!B", "时间")])
    read = _read([HEAD, _service(1)], alien, mapping=said, unit="审批科")
    assert [row.firm for sheet in read.sheets for row in sheet.rows] == [FIRM, "示例乙有限公司"]


def test_a_refusals_example_is_the_column_of_firms_or_none() -> None:
    head = ("店主", "哪天来的", "门店")
    with pytest.raises(HeadingsNotFound) as caught:
        _read([("收据汇总", "a", "b", "c"), head, ("某甲", "2026-11-03", FIRM)])
    assert "--map C=服务对象" in str(caught.value)
    assert "A2 店主、B2 哪天来的、C2 门店" in str(caught.value)
    with pytest.raises(HeadingsNotFound) as caught:
        _read([("一", "二"), (1, 2)])
    assert "例如" not in str(caught.value)


def test_a_refusals_example_is_no_column_of_headings() -> None:
    form = [("企业名称", FIRM, "联系人", "某甲"), ("联系电话", "13800000001", "回访时间", "")]
    with pytest.raises(HeadingsNotFound) as caught:
        _read(form)
    assert "例如" not in str(caught.value)


@given(st.permutations(HEAD), st.integers(0, 2), st.integers(1, 4), st.booleans())
def test_headings_one_below_the_other_are_told_as_such(
    head: list[str], place: int, count: int, is_titled: bool
) -> None:
    services = [dict(zip(HEAD, _service(number), strict=True)) for number in range(count)]
    blank: tuple[Cell, ...] = (None,) * place
    rows: list[tuple[Cell, ...]] = [("审批科11月台账",)] if is_titled else []
    rows += [(*blank, name, *(each[name] for each in services)) for name in head]
    with pytest.raises(HeadingsInColumn) as caught:
        _read(rows)
    assert f"竖着排在 {'ABC'[place]} 列" in str(caught.value)
    assert "--map" not in str(caught.value)


@pytest.mark.parametrize("said", ["本月无涉企服务事项。", "零报告", "本月没有办理业务"])
def test_a_sheet_without_a_table_that_says_there_was_nothing_is_shown_the_way(said: str) -> None:
    with pytest.raises(ZeroWithoutTable) as caught:
        _read([("审批科2026年11月台账",), (said,), ("审批科（盖章）",)])
    assert said in str(caught.value)
    with pytest.raises(HeadingsNotFound):
        _read([("审批科2026年11月台账",), ("没有事项的，请作零报告",)])


def test_what_an_option_tells_is_not_told_to_be_missing() -> None:
    with pytest.raises(HeadingsNotFound) as caught:
        _read([("企业名称", "联系电话"), (FIRM, "13800000001")], unit="审批科")
    assert "缺“时间”" in str(caught.value)


def test_headings_whose_characters_are_lost_ask_for_the_file_and_not_for_a_map() -> None:
    for lost in ("\ufffd\ufffd", "锟斤拷锟斤拷"):
        with pytest.raises(TextLost) as caught:
            _read([(lost, lost), (lost, "2026-11-03")])
        assert "--map" not in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("latin-1", "gb18030"),
        ("cp1252", "gb18030"),
        ("latin-1", "utf-8"),
        ("gb18030", "utf-8"),
        ("big5", "gb18030"),
        ("gb18030", "big5"),
    ],
)
def test_headings_saved_as_they_were_misread_are_told_with_what_they_were(
    wrong: str, right: str
) -> None:
    words = OTHER if right != "big5" else ("企業名稱", "聯繫電話", "辦理時間", "經辦人")
    seen = [word.encode(right).decode(wrong, errors="replace") for word in words]
    with pytest.raises(TextMisread) as caught:
        _read([("x",), seen, ("y", "z")])
    assert caught.value.facts["meant"] in words
    assert "--map" not in str(caught.value)


@pytest.mark.parametrize("words", [("Größe", "Straße", "Äpfel"), ("甲栏", "乙栏", "丙栏")])
def test_headings_in_other_languages_are_no_misread_ones(words: tuple[str, ...]) -> None:
    with pytest.raises(HeadingsNotFound):
        _read([words, ("1", "2", "3"), ("4", "5", "6")])
