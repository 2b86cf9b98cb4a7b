"""Text files: what divides the cells, cells of several lines, quotes that nobody closed."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.files.workbooks.text_table import TextTable
from revisit_cli.files.workbooks.workbook import read_workbook

HEAD = "单位,时间,企业,备注"
FIRST, SECOND = "审批科,3日,甲厂,无", "质安站,4日,乙厂,无"


def rows(*lines: str, end: str = "\n") -> tuple[list[str], bool]:
    table = TextTable(end.join((*lines, "")))
    return ["|".join(row) for row in table.rows()], table.has_open_quotes


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("2026年11月台账\n单位,时间,企业\n审批科,3日,甲厂\n", ","),
        ("2026年11月台账, 全部\n单位\t时间\t企业\n审批科\t3日\t甲厂\n", "\t"),
        ('单位;企业;备注\n审批科;甲厂;"a,b,c,d"\n质安站;乙厂;\n', ";"),
        ('单位,企业,备注\n审批科,甲厂,"两\n行;一;二;三;四"\n', ","),
        ("单位，企业，备注\n审批科，甲厂，无\n", "\uff0c"),
        ("单位；企业；备注\n审批科；甲厂；提交，补正，已办\n", "\uff1b"),
        ("单位｜企业｜备注\n审批科｜甲厂｜提交；补正；已办\n", "\uff5c"),
        ("单位,企业,备注\n审批科,甲厂,一，二，三，四，五\n质安站,乙厂,一，二，三，四，五\n", ","),
        ("单位\t企业\t备注\n审批科\t甲厂\t一,二,三,四,五\n质安站\t乙厂\t一,二,三,四,五\n", "\t"),
        ("单位|企业|备注\n审批科|甲厂|一;二;三;四;五\n质安站|乙厂|一;二;三;四;五\n", "|"),
        ("甲科,乙科,丙科,丁科,戊科\n单位\t企业\t备注\n审批科\t甲厂\t无\n质安站\t乙厂\t无\n", "\t"),
        ("单位;企业(全称,简称);备注\n审批科;甲厂;无\n", ";"),
    ],
)
def test_what_divides_cells_is_seen_below_the_titles(text: str, separator: str) -> None:
    parted = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    assert list(TextTable(text).rows()) == [tuple(row) for row in parted]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("lines", "told", "is_open"),
    [
        ((HEAD, FIRST, SECOND), (FIRST, SECOND), False),
        ((HEAD, '审批科,3日,"甲厂",无', SECOND), (FIRST, SECOND), False),
        ((HEAD, '审批科,3日,"甲厂,无', SECOND, FIRST), (FIRST, SECOND, FIRST), True),
        ((HEAD, FIRST, '审批科,3日,"甲厂,无'), (FIRST, FIRST), True),
        # Two that close one another and would take in what stands between.
        (
            (HEAD, '审批科,3日,"甲厂,无', SECOND, '审批科,3日,"甲厂,无', SECOND),
            (FIRST, SECOND, FIRST, SECOND),
            True,
        ),
        ((HEAD, '审批科,3日,甲"厂",无'), ('审批科,3日,甲"厂",无',), False),
    ],
)
def test_a_quote_left_open_takes_in_no_other_row(
    lines: tuple[str, ...], told: tuple[str, ...], is_open: bool, end: str
) -> None:
    found, has_open = rows(*lines, end=end)
    assert found[1:] == [each.replace(",", "|") for each in told]
    assert has_open is is_open


def test_a_cell_of_several_lines_stays_one() -> None:
    found, is_open = rows(HEAD, '审批科,3日,甲厂,"一,二\n三;四"', SECOND)
    assert found[1] == "审批科|3日|甲厂|一,二\n三;四"
    assert len(found) == 3
    assert not is_open


@pytest.mark.parametrize("end", ["\v", "\f", "\x1e", "\x85", "\u2028", "\u2029"])
def test_lines_end_by_other_signs_only_where_nothing_else_ends_them(end: str) -> None:
    assert rows(HEAD, FIRST, SECOND, end=end) == rows(HEAD, FIRST, SECOND)
    said = f"质安站,4日,乙厂,一{end}二"
    assert rows(HEAD, said) == ([HEAD.replace(",", "|"), said.replace(",", "|")], False)


@given(st.text(alphabet=',"\n\r甲 ', max_size=60))
def test_whatever_the_quotes_every_line_is_read_to_the_end(text: str) -> None:
    letters = "".join("".join(row) for row in TextTable(text).rows())
    assert letters.count("甲") == text.count("甲")


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "\uff0c", "\uff1b", "\uff5c"])
@pytest.mark.parametrize("head", ["{}", "\ufeff{}", '"{}"'])
def test_the_separator_that_excel_has_written_is_taken_and_is_no_row(
    separator: str, head: str
) -> None:
    text = f"{head.format(f'sep={separator}')}\r\n甲,厂{separator}无;无\r\n"
    assert list(TextTable(text).rows()) == [tuple(f"甲,厂{separator}无;无".split(separator))]


MARKED = {
    "甲厂": "甲厂",
    '="甲厂"': "甲厂",
    '"=""甲厂"""': "甲厂",
    "'甲厂": "甲厂",
    "'甲厂'": "甲厂",
    '="甲,厂"': "甲,厂",
    '="甲""乙""厂"': '甲"乙"厂',
    '="13800000001"': "13800000001",
    "'": "'",
    "''": "''",
    "=1+1": "=1+1",
    '=""': "",
    "甲'厂": "甲'厂",
    '甲="厂"': '甲="厂"',
}


@pytest.mark.parametrize(("written", "told"), MARKED.items())
@pytest.mark.parametrize("place", range(3))
def test_what_says_of_a_cell_that_it_is_text_is_no_part_of_it(
    written: str, told: str, place: int
) -> None:
    cells = ["单位", "企业", "备注"]
    cells[place] = written
    (_, row) = TextTable(f"单位,企业,备注\n{','.join(cells)}\n").rows()
    assert row == tuple(told if n == place else cell for n, cell in enumerate(cells))


def test_an_open_quote_is_told(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(f'{HEAD}\n"{FIRST}\n{SECOND}\n', encoding="utf-8")
    found = read_workbook(path)
    assert found.traits == ("open_quotes",)
    assert len(found.sheets[0].rows) == 3


@pytest.mark.parametrize("head", ["ID;PHONE;企业", "ID;P;企业", "TABLE,企业,备注"])
def test_a_table_that_begins_as_those_of_other_programs_is_read(tmp_path: Path, head: str) -> None:
    path = tmp_path / "台账.csv"
    mark = ";" if ";" in head else ","
    path.write_bytes(f"{head}\nA{mark}1{mark}甲厂\nB{mark}2{mark}乙厂\n".encode())
    (sheet,) = read_workbook(path).sheets
    assert [len(row) for row in sheet.rows] == [3, 3, 3]
