"""Bytes to letters: the euro sign of Windows, bytes that are no letters, texts like programs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks.encoding import decoded, is_text
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.workbook import read_workbook

LINES = ["单位,时间,企业,备注", "审批科,3日,甲厂,无", "质安站,4日,乙厂,无", "燃气办,5日,丙厂,无"]


def text(encoding: str, end: str = "\n") -> bytes:
    return (end.join(LINES) + end).encode(encoding)


def test_the_euro_sign_of_windows_is_read() -> None:
    data = text("gb18030").replace("无".encode("gb18030"), b"\x80 300")
    assert decoded(data) == text("utf-8").decode().replace("无", "€ 300")


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2))
def test_whatever_cp936_writes_is_read_as_it_was(letters: str) -> None:
    data = "企业,".encode("gb18030") + b"\x80" + f",{letters}\n".encode("gb18030")
    assert decoded(data) == f"企业,€,{letters}\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line", [1, 2, 4])
@pytest.mark.parametrize("byte", [b"\xff", b"\0"])
def test_one_byte_that_is_no_letters_is_told_by_its_line(
    tmp_path: Path, encoding: str, end: str, line: int, byte: bytes
) -> None:
    lines = text(encoding, end).split(end.encode())
    lines[line - 1] = lines[line - 1] + b"," + byte
    path = tmp_path / "台账.csv"
    path.write_bytes(end.encode().join(lines))
    with pytest.raises(workbook.FileBadByte) as told:
        read_workbook(path)
    assert told.value.facts["line"] == str(line)
    assert f"第 {line} 行" in str(told.value)


def test_a_utf8_text_with_a_byte_amiss_is_never_read_as_other_characters() -> None:
    """Every pair of bytes but a few is a character of GB18030, whoever wrote it."""
    data = ("甲乙" * 40).encode()
    for at in range(0, len(data), 3):
        with pytest.raises(Refused):
            decoded(data[: at + 1] + b"A" + data[at + 2 :] + b",\n")


@pytest.mark.parametrize("start", ["BM", "MZ", "PK", "GIF8", "Rar!", "BM街道11月台账"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_is_a_text_whatever_its_first_letters(
    tmp_path: Path, start: str, encoding: str
) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(f"{start},,,\n".encode(encoding) + text(encoding.removesuffix("-sig")))
    found = read_workbook(path)
    assert found.kind == "csv"
    assert [row[0] for row in found.sheets[0].rows] == [start, *(e.split(",")[0] for e in LINES)]


@pytest.mark.parametrize(
    "data", [b"MZ\x90\x00\x03", b"BM\x1e\x04\x00\x00", b"BM" + bytes(range(256))]
)
def test_what_holds_control_characters_is_no_text(data: bytes) -> None:
    assert not is_text(data)
