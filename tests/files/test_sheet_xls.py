"""Old workbooks: what their parser does not tell of a sheet, read from their own records."""

import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.files.sheet_xls import xls_facts
from revisit_cli.files.workbook import read_workbook
from revisit_cli.records.grid import CellError

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
SECTOR = 512


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def part(*records: bytes, version: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<HH", version, 5)) + b"".join(records) + record(0x000A)


def hidden_row(row: int, *, is_hidden: bool = True) -> bytes:
    return record(0x0208, struct.pack("<6HI", row, 0, 9, 0, 0, 0, 0x20 * is_hidden))


def error(row: int, column: int, code: int, *, is_error: bool = True) -> bytes:
    return record(0x0205, struct.pack("<3H2B", row, column, 0, code, is_error))


def formula(row: int, column: int, result: bytes) -> bytes:
    return record(0x0006, struct.pack("<3H", row, column, 0) + result + bytes(8))


SHEET = part(
    hidden_row(0, is_hidden=False),
    hidden_row(3),
    error(1, 2, 0x2A),
    error(1, 3, 1, is_error=False),
    formula(2, 7, b"\x02\0\x07\0\0\0\xff\xff"),
    formula(2, 8, struct.pack("<d", 5.0)),
    part(hidden_row(8)),
)


def stream(*sheets: tuple[str, bytes], version: int = 0x0600) -> bytes:
    """Return a workbook's stream: its own part, then a part for each sheet."""

    def bound(starts: Sequence[int]) -> bytes:
        return part(
            *(
                record(
                    0x0085,
                    struct.pack("<IHBB", start, 0, len(name), 1) + name.encode("utf-16-le"),
                )
                for start, (name, _) in zip(starts, sheets, strict=True)
            ),
            version=version,
        )

    place = len(bound([0] * len(sheets)))
    starts = []
    for _, body in sheets:
        starts.append(place)
        place += len(body)
    return bound(starts) + b"".join(body for _, body in sheets)


def boxed(content: bytes) -> bytes:
    """Return a compound file that holds the stream in sectors of its own."""
    content = content.ljust(4096, b"\0")
    count = -(-len(content) // SECTOR)
    table = [0xFFFFFFFD, END, *range(3, 2 + count), END]
    name = "Workbook".encode("utf-16-le")
    root = bytes(116) + struct.pack("<IIxxxx", END, 0)
    book = name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2) + bytes(50)
    book += struct.pack("<IIxxxx", 2, len(content))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    sectors = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    return head + sectors + (root + book).ljust(SECTOR, b"\0") + content


@pytest.mark.parametrize("wrap", [bytes, boxed])
def test_hidden_rows_and_errors_are_found_on_their_own_sheet(wrap: type[bytes]) -> None:
    facts = xls_facts(wrap(stream(("台账", SHEET), ("空", part()))))
    assert facts is not None
    assert list(facts) == ["台账", "空"]
    assert facts["台账"].hidden_rows == {4}
    assert facts["台账"].errors == {2: [(3, "#N/A")], 3: [(8, "#DIV/0!")]}
    assert not facts["空"].hidden_rows


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        boxed(stream(("台账", SHEET)))[:900],
        stream(("台账", SHEET), version=0x0500),
        part(record(0x002F, bytes(6))),
    ],
)
def test_of_what_is_older_locked_or_broken_nothing_is_told(data: bytes) -> None:
    assert not xls_facts(data)


@given(st.data())
def test_no_damage_does_harm(data: st.DataObject) -> None:
    content = bytearray(boxed(stream(("台账", SHEET))))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(24, 2200))] = data.draw(st.integers(0, 255))
    xls_facts(bytes(content))


@pytest.mark.office
def test_what_libreoffice_hides_is_known(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ("单位", "企业"),
        ("审批科", "示例甲厂"),
        ("审批科", "=1/0"),
        ("审批科", "示例乙厂"),
    ):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active.merge_cells("A3:A4")
    book.save(tmp_path / "台账.xlsx")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "台账.xlsx")], check=True, capture_output=True, timeout=120
    )
    found = read_workbook(tmp_path / "台账.xls")
    (sheet,) = found.sheets
    assert sheet.hidden_rows == {2}
    assert sheet.rows[2][1] == CellError("#DIV/0!")
    assert "hidden_untold" not in found.traits
