"""Binary workbooks: what their records say of cells, and what hides them."""

import struct
import zipfile
from datetime import date
from pathlib import Path

from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.records.workbooks.grid import CellError, Merge, Number

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'


def record(kind: int, *parts: bytes) -> bytes:
    """Return a record; kinds from 128 on take two bytes, sizes seven bits a byte."""
    body = b"".join(parts)
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    sizes = bytearray()
    while True:
        sizes.append(size & 0x7F | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return head + bytes(sizes) + body


def numbers(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def text(value: str) -> bytes:
    data = value.encode("utf-16-le")
    return numbers(len(data) // 2) + data


def row(number: int, *, is_hidden: bool = False) -> bytes:
    return record(0, numbers(number, 0), struct.pack("<H", 300), bytes([0, 0x10 * is_hidden, 0]))


def cell(kind: int, column: int, body: bytes, style: int = 0) -> bytes:
    return record(kind, numbers(column), style.to_bytes(3, "little"), b"\0", body)


def style(number: int, font: int = 0) -> bytes:
    return record(47, struct.pack("<HHH", 0, number, font), bytes(10))


def font(*, is_struck: bool) -> bytes:
    return record(43, struct.pack("<HH", 220, 0x08 * is_struck), bytes(17), text("宋体"))


PHONE = struct.pack("<d", 13800000001.0) + bytes(2)
SHEET = b"".join(
    (
        record(60, numbers(3, 4, 2000, 0), struct.pack("<H", 1)),
        row(0), cell(7, 0, numbers(0)), cell(6, 1, text("时间" * 100)),
        row(1, is_hidden=True), cell(6, 0, text("甲厂")), cell(2, 1, numbers(46329 << 2 | 2), 1),
        row(2), cell(3, 0, b"\x2a"), cell(5, 1, struct.pack("<d", 11.1), 2),
        row(3), cell(11, 0, b"\x07\0\0"), cell(9, 1, PHONE, 1),
        row(5), cell(62, 0, b"\0" + text("乙厂")), cell(2, 1, numbers(1110 << 2 | 3)),
        cell(4, 2, b"\1"),
        record(176, numbers(0, 1, 2, 3)),
    )
)  # fmt: skip


STYLES = b"".join(
    (
        record(44, struct.pack("<H", 200), text("0.00")),
        font(is_struck=False), font(is_struck=True),
        style(9, 1), record(617), style(0), style(14), style(200), style(0, 1), record(618),
    )
)  # fmt: skip


def binary(path: Path, *, is_1904: bool = False, sheet: bytes = SHEET) -> Path:
    book = record(153, bytes([is_1904]), bytes(11)) + record(
        156, numbers(0, 1), text("rId1"), text("台账")
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<R>{RELATION.format('r', 'officeDocument', 'xl/workbook.bin')}</R>",
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": "<R>"
        + RELATION.format("rId1", "worksheet", "worksheets/sheet1.bin")
        + RELATION.format("rId2", "styles", "styles.bin")
        + RELATION.format("rId3", "sharedStrings", "sharedStrings.bin")
        + "</R>",
        "xl/worksheets/sheet1.bin": sheet,
        "xl/styles.bin": STYLES,
        "xl/sharedStrings.bin": record(19, b"\0", text("企业")),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_cells_errors_and_what_is_hidden_are_read_by_their_records(tmp_path: Path) -> None:
    found = read_workbook(binary(tmp_path / "台账.xlsb"))
    assert (found.kind, found.traits) == ("xlsb", ())
    (sheet,) = found.sheets
    assert sheet.name == "台账"
    assert sheet.rows == (
        ("企业", "时间" * 100),
        ("甲厂", date(2026, 11, 3)),
        (CellError("#N/A"), Number(11.1, "11.10")),
        (CellError("#DIV/0!"), 13800000001.0),
        (),
        ("乙厂", 11.1, True),
    )
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {4, 5}
    assert sheet.merges == (Merge(1, 3, 2, 4),)


def test_the_days_of_old_macs_are_known(tmp_path: Path) -> None:
    (sheet,) = read_workbook(binary(tmp_path / "台账.xlsb", is_1904=True)).sheets
    assert sheet.rows[1][1] == date(2030, 11, 4)


def short(kind: int, body: bytes = b"", style: int = 0) -> bytes:
    return record(kind + 11, style.to_bytes(3, "little"), b"\0", body)


def test_cells_that_say_no_column_stand_to_the_right_of_the_one_before(tmp_path: Path) -> None:
    kinds = (
        (7, numbers(0), 0), (6, text("时间"), 0), (1, b"", 0), (2, numbers(46329 << 2 | 2), 1),
        (3, b"\x2a", 0), (4, b"\1", 0), (5, struct.pack("<d", 11.1), 2),
    )  # fmt: skip
    ways = {
        "long": [cell(kind, at, body, style) for at, (kind, body, style) in enumerate(kinds)],
        "short": [short(kind, body, style) for kind, body, style in kinds],
        "mixed": [
            (cell(kind, at, body, style) if at % 3 == 0 else short(kind, body, style))
            for at, (kind, body, style) in enumerate(kinds)
        ],
    }
    # A row's first cell may say its column, here the third, and the rest follow.
    shifted = row(1) + cell(6, 2, text("甲厂")) + short(6, text("乙厂")) + row(2) + short(4, b"\1")
    found = {}
    for way, cells in ways.items():
        sheet = row(0) + b"".join(cells) + shifted
        (found[way],) = read_workbook(binary(tmp_path / f"{way}.xlsb", sheet=sheet)).sheets
    assert found["long"].rows == (
        ("企业", "时间", None, date(2026, 11, 3), CellError("#N/A"), True, Number(11.1, "11.10")),
        (None, None, "甲厂", "乙厂"),
        (True,),
    )
    assert found["short"].rows == found["mixed"].rows == found["long"].rows
