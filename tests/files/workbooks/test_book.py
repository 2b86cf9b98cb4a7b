"""Writing a workbook of our own: its place, its mark, its texts."""

import gc
import os
import sys
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.workbooks.target import TargetExists, TargetKindUnknown, TargetNotWritable
from revisit_cli.files.workbooks.book import book, merged, text_width
from revisit_cli.files.workbooks.target import check_target


def test_a_book_stands_in_a_folder_made_for_it_and_bears_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "新文件夹" / "表.xlsx"
    with book(path, "form", force=False) as made:
        merged(made.add_worksheet(), (0, 0, 0, 2), "=1+1", None)
    read: Any = openpyxl.load_workbook(path)
    assert read.custom_doc_props["revisit"].value == "form"
    assert read.worksheets[0]["A1"].value == "=1+1"
    assert read.worksheets[0]["A1"].data_type == "s"


def test_a_text_of_runs_that_no_cell_holds_is_cut_and_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with book(path, "form", force=False) as made:
        sheet, bold = made.add_worksheet(), made.add_format({"bold": True})
        sheet.write_rich_string(0, 0, bold, "为什么", "：" + "长" * 40_000, made.add_format())
    told = str(openpyxl.load_workbook(path).worksheets[0]["A1"].value)
    assert told == "为什么：" + "长" * (32_767 - 4)


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(TargetExists), book(path, "form", force=False):
        pass
    assert path.read_bytes() == b"mine"


def test_a_workbook_goes_by_no_other_ending(tmp_path: Path) -> None:
    for name in ("表.html", "表.xls", "表"):
        with pytest.raises(TargetKindUnknown), book(tmp_path / name, "form", force=False):
            pass
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    for path in (tmp_path, tmp_path / "文件" / "表.xlsx"):
        with pytest.raises(TargetNotWritable), book(path, "form", force=True):
            pass


@pytest.mark.skipif(
    os.name != "posix" or not Path("/dev/full").exists(),
    reason="there is no device that is always full",
)
def test_a_full_disk_is_told_once_and_not_again_when_all_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "表.xlsx"
    path.symlink_to("/dev/full")
    later: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", later.append)
    with pytest.raises(TargetNotWritable), book(path, "form", force=True) as made:
        made.add_worksheet().write_string(0, 0, "".join(map(chr, range(0x4E00, 0x9000))))
    gc.collect()
    assert later == []


def test_a_target_is_looked_at_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "有.xlsx").write_bytes(b"")
    with pytest.raises(TargetKindUnknown):
        check_target(tmp_path / "表.docx", (".xlsx", ".html"), force=False)
    with pytest.raises(TargetExists):
        check_target(tmp_path / "有.xlsx", (".xlsx",), force=False)
    with pytest.raises(TargetNotWritable):
        check_target(tmp_path / "无" / "表.xlsx", (".xlsx",), force=False)
    check_target(tmp_path / "有.xlsx", (".xlsx",), force=True)


@given(st.text(st.sampled_from("aZ1 ·，。、一二ａｶé\u2014\n%")))
def test_a_text_is_as_wide_as_its_characters_a_chinese_one_two(text: str) -> None:
    assert text_width(text) == sum(1 + (east_asian_width(each) in "WFA") for each in text)
