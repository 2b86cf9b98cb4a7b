"""Hostile and broken files, made here: each is read, or refused by one sentence that fits it."""

import io
import os
import re
import socket
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.errors import RevisitError
from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks.container import RATIO_MATTERS_FROM
from revisit_cli.files.workbooks.reader import _why as why
from revisit_cli.files.workbooks.workbook import read_workbook, read_workbooks
from revisit_cli.records.workbooks.grid import CellError, Workbook

HEAD = ("单位", "时间", "服务对象", "联系电话")
_SHEET = "xl/worksheets/sheet1.xml"


def made(fill: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEAD)
    book.active.append(("审批科", "2026.11.3", "示例市甲子有限公司", 13800000001))
    if fill is not None:
        fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def but(data: bytes, changes: dict[str, bytes | None], *, twice: str = "") -> bytes:
    """Return a workbook with parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist()} | changes
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
        if twice:
            with pytest.warns(UserWarning, match="Duplicate"):
                new.writestr(twice, parts[twice] or b"")
    return out.getvalue()


def part(data: bytes, name: str = _SHEET) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def zipped(name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr(name, content)
    return out.getvalue()


def _doctype() -> bytes:
    data = made()
    declared = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><worksheet'
    return but(data, {_SHEET: part(data).replace(b"<worksheet", declared, 1)})


def _beyond() -> bytes:
    """A row number that no program can show, as a damaged file may have it."""
    data = made()
    far = b'<row r="16777217"><c r="A16777217"><v>1</v></c></row></sheetData>'
    return but(data, {_SHEET: part(data).replace(b"</sheetData>", far)})


def _open_document(kind: str) -> bytes:
    told = f"application/vnd.oasis.opendocument.{kind}".encode()
    return but(zipped("content.xml"), {"mimetype": told})


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le")


REFUSED: dict[str, tuple[Callable[[], bytes], type[RevisitError]]] = {
    "实体声明.xlsx": (_doctype, workbook.FileUnsafe),
    "炸弹.xlsx": (
        lambda: but(made(), {_SHEET: b" " * (RATIO_MATTERS_FROM + 1)}),
        workbook.FileTooLarge,
    ),
    "行号过大.xlsx": (_beyond, workbook.FileTooLarge),
    "部件重名.xlsx": (lambda: but(made(), {}, twice=_SHEET), workbook.FileBroken),
    "缺工作表.xlsx": (lambda: but(made(), {_SHEET: None}), workbook.FileBroken),
    "缺目录.xlsx": (lambda: but(made(), {"xl/workbook.xml": None}), workbook.FileBroken),
    "半截.xlsx": (lambda: made()[:1500], workbook.FileBroken),
    "半截.csv": (lambda: "单位,企业\n审批科,甲厂".encode()[:-1], workbook.FileBroken),
    "半截国标.csv": (lambda: "单位,企业\n审批科,甲厂".encode("gb18030")[:-1], workbook.FileBroken),
    "零.csv": (lambda: bytes(90), workbook.FileEmpty),
    "坏.xlsb": (lambda: zipped("xl/workbook.bin"), workbook.FileXlsbUnread),
    "旧.xls": (lambda: b"\x09\x04\x06\x00" + bytes(90), workbook.FileTooOld),
    # Whether it is damaged or only unusual, the fast parser alone can tell.
    "破.xls": (
        lambda: _ole("Workbook"),
        workbook.FileBroken if find_spec("python_calamine") else workbook.FileNotUnderstood,
    ),
    "加密.xlsx": (lambda: _ole("EncryptedPackage"), workbook.FileEncrypted),
    "权限.docx": (
        lambda: _ole("EncryptedPackage") + "DRMEncryptedTransform".encode("utf-16-le"),
        workbook.FileProtected,
    ),
    "加密软件.docx": (lambda: b"%TSD-Header-###%" + bytes(90), workbook.FileProtected),
    "网页.xls": (
        lambda: "<html><body>服务对象</body></html>".encode("gb18030"),
        workbook.FileWithoutTable,
    ),
}
STRANGERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "台账.pdf": (lambda: b"%PDF-1.4\n", "pdf"),
    "台账.pptx": (lambda: zipped("ppt/presentation.xml"), "slides"),
    "台账.odp": (lambda: _open_document("presentation"), "slides"),
    "台账.ofd": (lambda: zipped("OFD.xml"), "layout"),
    "台账.numbers": (lambda: zipped("Index/Document.iwa"), "numbers"),
    "台账.lnk": (lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(90), "shortcut"),
    "压缩包.xlsx": (lambda: but(zipped("台账.xlsx"), {"[Content_Types].xml": None}), "archive"),
    "压缩包.rar": (lambda: b"Rar!\x1a\x07\x00", "archive"),
    "照片.xlsx": (lambda: b"\xff\xd8\xff\xe0" + bytes(60), "picture"),
    "信.eml": (lambda: b"MIME-Version: 1.0\nContent-Type: text/plain\n\n1,2\n", "mail"),
    "数据.json": (lambda: b'[{"a": 1}]', "json"),
    "数据.xml": (lambda: b'<?xml version="1.0"?><rows/>', "xml"),
    "库.db": (lambda: b"SQLite format 3\0" + bytes(90), "database"),
    "程序.exe": (lambda: b"MZ" + bytes(90), "program"),
    "表.slk": (lambda: b'ID;PWXL;N;E\r\nC;Y1;X1;K"a"\r\nC;Y1;X2;K"b"\r\nE\r\n', "sylk"),
    "库式.slk": (lambda: b"ID;PSCALC3\nB;Y5;X7\nP;PGeneral\nC;X1;Y1;K1\nE\n", "sylk"),
    "表.dif": (lambda: b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,7\r\n""\r\n', "dif"),
    "字节.csv": (lambda: b"a,b\0c\n", "unknown"),
    "乱码.csv": (lambda: bytes(range(256)) * 40, "unknown"),
}
CUT: dict[str, tuple[str, str]] = {
    "文稿改名.xlsx": ("ppt/presentation.xml", "slides"),
    "半截.pptx": ("ppt/presentation.xml", "slides"),
}


def test_each_fault_has_its_own_sentence_and_one_child_outlives_them_all(tmp_path: Path) -> None:
    paths = []
    whole = {name: content() for name, (content, _) in (REFUSED | STRANGERS).items()}
    cut = {name: zipped(part, bytes(5_000))[:-900] for name, (part, _) in CUT.items()}
    for name, data in (whole | cut).items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    good = tmp_path / "好.xlsx"
    good.write_bytes(made())
    *found, last = read_workbooks([*paths, good])
    assert isinstance(last, Workbook)
    by_name = {path.name: each for path, each in zip(paths, found, strict=True)}
    for name, (_, refusal) in REFUSED.items():
        assert type(by_name[name]) is refusal, name
    for name, (_, what) in STRANGERS.items():
        assert type(by_name[name]) is workbook.FileNotTable, name
        assert str(by_name[name]) == f"{name} {workbook.STRANGERS[what]}。"
    for name, (_, what) in CUT.items():
        assert type(by_name[name]) is workbook.FileCutStranger, name
        assert str(by_name[name]) == f"{name} 没有传完整；原件{workbook.STRANGERS[what]}。"


def garbled(data: bytes, name: str) -> bytes:
    """Return a workbook with the first packed bytes of one part turned round."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset + 30 + len(name)
    piece = bytes(byte ^ 0xFF for byte in data[start : start + 8])
    return data[:start] + piece + data[start + 8 :]


def test_a_workbook_with_any_one_part_damaged_is_called_damaged(tmp_path: Path) -> None:
    data = made()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    paths = []
    for number, name in enumerate(names):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(garbled(data, name))
    found = {name: type(each) for name, each in zip(names, read_workbooks(paths), strict=True)}
    assert found == dict.fromkeys(names, workbook.FileBroken)


@pytest.mark.parametrize(
    "codec",
    [
        "utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32-be", "utf-32", "utf-8-sig",
        "gb18030",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "text",
    [
        "单位,时间,企业名称\r\n审批科,2026-11-03,浉河区示例厂\r\n",
        "单位\t企业\n审批科\t示例①号“甲”厂\n",
        "unit,firm\n1,2\n",
    ],
)
def test_a_text_is_read_in_whatever_letters_it_is_written(
    tmp_path: Path, codec: str, text: str
) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(text.encode(codec))
    (sheet,) = read_workbook(path).sheets
    assert [list(row) for row in sheet.rows] == [
        line.replace("\t", ",").split(",") for line in text.splitlines()
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name on this system")
def test_what_is_no_plain_file_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, folder, link = tmp_path / "管道.csv", tmp_path / "夹", tmp_path / "链接.xlsx"
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to(folder)
    gone = tmp_path / "断链.xlsx"
    gone.symlink_to(tmp_path / "没有")
    with socket.socket(socket.AF_UNIX) as door:
        # Bound by a short name: the paths of sockets have little room.
        monkeypatch.chdir(tmp_path)
        door.bind("门")
        *found, last = read_workbooks(
            [Path(os.devnull), pipe, Path("门"), folder, link, gone, tmp_path / "没有.xlsx"]
        )
    assert [type(each) for each in found] == [
        *[workbook.FileNotRegular] * 3,
        *[workbook.FolderGiven] * 2,
        workbook.FileMissing,
    ]
    assert type(last) is workbook.FileMissing


def test_a_file_that_may_not_be_opened_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(made())
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(workbook.FileUnreadable):
        read_workbook(path)
    # Windows tells only who opens it that another program holds it.
    assert why(PermissionError(13, "", "/库/part.so"), "") == (
        "refused",
        "ReaderMissing",
        "part.so",
    )


@pytest.mark.parametrize("place", [(1_048_576, 1), (1_048_576, 16_384), (2, 16_384)])
@pytest.mark.parametrize("text", [" ", "远"])
def test_a_stray_far_cell_costs_nothing_and_is_not_lost(
    tmp_path: Path, place: tuple[int, int], text: str
) -> None:
    def stray(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        book.active.cell(*place, value=text)
        book.active.merge_cells("A3:A5")

    path = tmp_path / "远.xlsx"
    path.write_bytes(made(stray))
    (sheet,) = read_workbook(path).sheets
    assert sheet.rows[0][:4] == HEAD
    assert sheet.rows[1][2] == "示例市甲子有限公司"
    assert len(sheet.merges) == 1
    if text.strip():
        row, column = place
        assert sheet.rows[row - 1][column - 1] == text
    else:
        assert len(sheet.rows) == 2


def test_formulas_that_nobody_has_worked_out_are_errors_at_their_cell(tmp_path: Path) -> None:
    def formulas(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        book.active["C2"] = '=CONCATENATE("示例","<有限>公司")'
        book.active["E2"] = "=1+1"

    data = made(formulas)
    # What Excel writes for a formula that gives an empty text, and for one that gives a number.
    # An empty value is written one way with lxml there, and another without.
    solved, count = re.subn(rb"(<f>1\+1</f>)(?:<v\s*/>|<v></v>)", rb"\1<v>2</v>", part(data))
    assert count == 1
    solved = solved.replace(
        b"</row></sheetData>", b'<c r="F2" t="str"><f>""</f><v></v></c></row></sheetData>'
    )
    path = tmp_path / "公式.xlsx"
    path.write_bytes(but(data, {_SHEET: solved}))
    (sheet,) = read_workbook(path).sheets
    assert sheet.rows[1][2] == CellError('=CONCATENATE("示例","<有限>公司")')
    assert sheet.rows[1][4] == 2
    assert not any(isinstance(cell, CellError) for cell in sheet.rows[1][5:])


def test_macros_and_links_are_told_and_nothing_of_them_is_run(tmp_path: Path) -> None:
    path = tmp_path / "宏.xlsm"
    parts = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    path.write_bytes(but(made(), dict(parts)))
    found = read_workbook(path)
    assert found.traits == ("macros", "links")
    assert len(found.sheets[0].rows) == 2


def test_days_counted_from_1904_are_the_days_meant(tmp_path: Path) -> None:
    def mac(book: openpyxl.Workbook) -> None:
        book.epoch = datetime(1904, 1, 1)
        assert book.active is not None
        book.active["B2"] = datetime(2026, 11, 3)

    path = tmp_path / "苹果.xlsx"
    path.write_bytes(made(mac))
    cell = read_workbook(path).sheets[0].rows[1][1]
    assert isinstance(cell, date)
    assert str(cell)[:10] == "2026-11-03"


def test_strict_ooxml_is_read(tmp_path: Path) -> None:
    data = made()
    swaps = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    changed: dict[str, bytes | None] = {}
    for name in ("xl/workbook.xml", _SHEET, "xl/_rels/workbook.xml.rels"):
        content = part(data, name)
        for old, new in swaps.items():
            content = content.replace(old, new)
        changed[name] = content
    path = tmp_path / "严格.xlsx"
    path.write_bytes(but(data, changed))
    assert read_workbook(path).sheets[0].rows[0] == HEAD
