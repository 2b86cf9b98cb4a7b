"""Any file is read or refused in one sentence; no file brings the reader down."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.errors import RevisitError
from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks import workbook as reading
from revisit_cli.files.workbooks.workbook import read_workbook, read_workbooks
from revisit_cli.program import READER, own_process
from revisit_cli.records.workbooks.grid import CellError, Merge, Workbook

SHARED = Path(__file__).parents[3].parent / "shared" / "ledgers"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["B3"] = "浉河区"
    sheet["C4"] = datetime(2026, 11, 3, 9, 30)
    sheet["D4"] = "#N/A"
    sheet["D4"].data_type = "e"
    sheet["E5"] = 13800000001
    sheet.merge_cells("A6:A8")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    made.create_sheet("藏").sheet_state = "hidden"
    path = tmp_path / "台账.xlsx"
    made.save(path)
    return path


def test_cells_stand_where_the_sheet_has_them(book: Path) -> None:
    found = read_workbook(book)
    sheet = found.sheets[0]
    assert sheet.rows[2][1] == "浉河区"
    assert sheet.rows[3][2] == datetime(2026, 11, 3, 9, 30)
    assert sheet.rows[3][3] == CellError("#N/A")
    assert sheet.rows[4][4] == 13800000001
    assert sheet.merges == (Merge(6, 1, 8, 1),)
    assert (sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)) == ([4], [3])
    assert [each.is_hidden for each in found.sheets] == [False, True]
    assert found.kind == "xlsx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes('企业名称,备注\n浉河䶮厂,"两\n行"\n'.encode(encoding))
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows == (("企业名称", "备注"), ("浉河䶮厂", "两\n行"))


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("空.xlsx", lambda _: b"", workbook.FileEmpty),
        ("~$台账.xlsx", lambda d: d, workbook.FileLocked),
        ("网页.xls", lambda _: b"<html><frameset></frameset></html>", workbook.FileIsWebPage),
        ("断.xlsx", _half, workbook.FileBroken),
        ("图.xlsx", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(60), workbook.FileNotTable),
        ("字.csv", lambda _: b"\xff\xff\x81\x20\xfe", workbook.FileNotTable),
    ],
)
def test_a_bad_file_is_one_sentence_and_the_next_goes_on(
    book: Path, name: str, content: Callable[[bytes], bytes], refusal: type[RevisitError]
) -> None:
    path = book.with_name(name)
    path.write_bytes(content(book.read_bytes()))
    first, second = read_workbooks([path, book])
    assert type(first) is refusal
    assert first.facts["file"] == name
    assert isinstance(second, Workbook)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    missing, folder = read_workbooks([tmp_path / "无.xlsx", tmp_path])
    assert type(missing) is workbook.FileMissing
    assert type(folder) is workbook.FolderGiven


@pytest.mark.skipif(not SHARED.exists(), reason="the foreign workbooks lie beside the project only")
def test_every_foreign_workbook_is_read_or_refused() -> None:
    paths = sorted((SHARED / "permissive").iterdir())
    found = list(read_workbooks(paths))
    assert len(found) == len(paths)
    assert all(isinstance(each, Workbook | RevisitError) for each in found)
    by_name = {path.name: each for path, each in zip(paths, found, strict=True)}
    assert type(by_name["python-calamine__password.xls"]) is workbook.FileEncrypted
    assert type(by_name["calamine__pass_protected.xlsx"]) is workbook.FileEncrypted
    iso = by_name["calamine__date_1904.xlsx"]
    assert isinstance(iso, Workbook)
    days = [cell for row in iso.sheets[0].rows for cell in row if isinstance(cell, date)]
    assert days


def test_code_lying_in_the_clerks_folder_is_never_run(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = book.with_name("csv.py")
    planted.write_text("raise SystemExit(9)\n", encoding="utf-8")
    monkeypatch.chdir(book.parent)
    text = book.with_name("台账.csv")
    text.write_text("企业名称\n示例厂\n", encoding="utf-8")
    assert read_workbook(text).sheets[0].rows[1] == ("示例厂",)


@pytest.mark.skipif(
    not SHARED.exists(), reason="the maker of hostile files lies beside the project"
)
def test_hostile_files_are_refused_or_read_and_none_stays_long(tmp_path: Path) -> None:
    maker = tmp_path / "mkadv.py"
    maker.write_bytes((SHARED / "adversarial" / "mkadv.py").read_bytes())
    subprocess.run([sys.executable, str(maker)], cwd=tmp_path, check=True, capture_output=True)
    paths = [p for p in sorted((tmp_path / "out").iterdir()) if p.name != "rows_200k.xlsx"]
    assert len(paths) > 15
    for path in paths:
        before = _seconds_of_children()
        (found,) = read_workbooks([path])
        assert isinstance(found, Workbook | RevisitError), path.name
        if path.name.startswith(("stray", "styled", "merge", "ok")):
            assert isinstance(found, Workbook), path.name
            assert found.sheets[0].rows[1][7] == "甲公司"
        assert _seconds_of_children() - before < 10, path.name


def _seconds_of_children() -> float:
    """Return the seconds of the processor that ended processes took, however busy it was."""
    told = os.times()
    return told.children_user + told.children_system


# As one does that is ready, and given no processor.
_LIES_STILL = """
import time
from revisit_cli.files.workbooks import reader
read = reader._read
reader._read = lambda file: time.sleep(3) or read(file)
"""
_READY = """
import sys
from revisit_cli.files.workbooks.frame import send
send(("ready", "3", "", []), sys.stdout.buffer)
sys.stdout.flush()
"""


@pytest.mark.parametrize(("limit", "starts"), [("SECONDS_SILENT", _READY), ("SECONDS_AT_MOST", "")])
def test_a_reader_that_tells_nothing_is_not_waited_for_for_ever(
    book: Path, monkeypatch: pytest.MonkeyPatch, limit: str, starts: str
) -> None:
    idle = f"{starts}\nimport time; time.sleep(60)"
    monkeypatch.setattr(reading, "own_process", lambda _: [sys.executable, "-c", idle])
    monkeypatch.setattr(reading, limit, 0.1)
    with pytest.raises(workbook.FileTooSlow, match=r"台账\.xlsx"):
        read_workbook(book)


@pytest.mark.skipif(sys.platform != "linux", reason="tells the seconds of a process")
def test_a_reader_that_has_the_processor_for_too_long_is_stopped_by_that(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = f"{_READY}\nwhile True: pass"
    monkeypatch.setattr(reading, "own_process", lambda _: [sys.executable, "-c", busy])
    monkeypatch.setattr(reading, "SECONDS_SILENT", 0.3)
    monkeypatch.setattr(reading, "TIMES_BY_CLOCK", 1000)
    with pytest.raises(workbook.FileTooSlow, match=r"台账\.xlsx"):
        read_workbook(book)


@pytest.mark.skipif(sys.platform != "linux", reason="tells the seconds of a process")
@pytest.mark.parametrize("limit", ["SECONDS_SILENT", "SECONDS_AT_MOST"])
def test_a_reader_that_waits_for_the_processor_is_waited_for(
    book: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    start = own_process(READER)
    start[3] = start[3].replace("\nanswered()", f"{_LIES_STILL}\nanswered()")
    monkeypatch.setattr(reading, "own_process", lambda _: start)
    monkeypatch.setattr(reading, limit, 1.5)
    assert isinstance(read_workbook(book), Workbook)


@pytest.mark.skipif(os.name != "posix", reason="limits of the system")
def test_a_reader_that_uses_up_its_own_seconds_was_too_slow(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = f"{_READY}\nimport os, signal; os.kill(os.getpid(), signal.SIGXCPU)"
    monkeypatch.setattr(reading, "own_process", lambda _: [sys.executable, "-c", ends])
    with pytest.raises(workbook.FileTooSlow, match=r"台账\.xlsx"):
        read_workbook(book)


def test_a_reader_that_starts_slowly_is_waited_for(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = own_process(READER)
    start[3] = f"import time; time.sleep(3)\n{start[3]}"
    monkeypatch.setattr(reading, "own_process", lambda _: start)
    monkeypatch.setattr(reading, "SECONDS_SILENT", 2.5)
    assert isinstance(read_workbook(book), Workbook)
