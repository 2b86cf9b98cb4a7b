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


TAIWAN = [
    "審批科2026年11月涉企服務臺賬",
    "序號,企業名稱,聯繫人,聯繫電話,辦理事項,辦理時間",
    "1,示例市甲子建築有限公司,張三,13800000001,施工許可證核發,2026-11-03",
    "2,示例市乙丑營造廠,李四,13800000002,竣工驗收備案,2026-11-04",
]


@pytest.mark.parametrize("lines", [TAIWAN, TAIWAN[:2], TAIWAN[1:3]])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_text_of_taiwan_is_known_by_its_bytes(lines: list[str], separator: str) -> None:
    wanted = "\r\n".join(lines).replace(",", separator)
    for encoding in ("big5", "big5hkscs", "cp950", "gbk", "gb18030", "utf-8"):
        assert decoded(wanted.encode(encoding)) == wanted, encoding


def test_traditional_characters_in_the_mainland_s_encoding_stay_as_they_are() -> None:
    # Each of them is a character of Big5 as well, of those that hardly anybody writes.
    wanted = "".join(
        letter
        for letter in map(chr, range(0x4E00, 0x9FA6))
        if (data := letter.encode("gbk"))[0] >= 0xC9
        and data[1] < 0x7F
        and data.decode("big5hkscs", errors="ignore").isalpha()
    )
    assert len(wanted) > 1_000
    assert decoded(f"1,{wanted}\n".encode("gbk")) == f"1,{wanted}\n"


# What GB2312 knows, in the order of its rows: the usual characters, then the rare ones.
GB2312 = "".join(
    bytes([row, cell]).decode("gb2312", errors="ignore")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
)


# Those which Big5 has among its usual ones, by their first byte.
BOTH = GB2312[: 94 * (0xC7 - 0xB0)]


@given(
    st.text(st.sampled_from(GB2312 + "、，（）：0123456789,\n"), min_size=1, max_size=80)
    | st.text(st.sampled_from(BOTH), min_size=10, max_size=80)
)
def test_a_text_of_the_mainland_is_never_taken_for_one_of_taiwan(letters: str) -> None:
    wanted = f"企业名称,{letters}\n"
    assert decoded(wanted.encode("gb18030")) == wanted


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "cells",
    [
        "甲子建筑有限公司,竣工验收",  # as bytes of UTF-8, characters of GB18030 too
        "示例市甲子商店,施工许可证核发",  # no such characters, and no word that proves anything
    ],
)
def test_lines_of_another_encoding_are_told_by_the_first(codec: str, end: str, cells: str) -> None:
    lines = [f"{number},{cells}" for number in range(1, 41)]
    for first in (2, 3, 20, 40):
        for last in (first, 40):
            joined = end.join(lines).encode(codec).split(end.encode())
            other = "gb18030" if codec == "utf-8" else "utf-8"
            for number in range(first, last + 1):
                joined[number - 1] = lines[number - 1].encode(other)
            with pytest.raises(Refused) as told:
                decoded(end.encode().join(joined))
            assert told.value.what == str(first)
            assert told.value.name in ("FileMixedLetters", "FileBadByte")


def test_a_file_that_two_exports_were_joined_to_says_so(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(text("gb18030") + "燃气办,6日,丁卯建筑有限公司,无\n".encode())
    with pytest.raises(workbook.FileMixedLetters, match="从第 5 行起换了编码"):
        read_workbook(path)


def test_room_that_was_never_filled_is_a_file_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    for encoding in ("utf-8", "gb18030"):
        path.write_bytes(text(encoding) + bytes(4096))
        with pytest.raises(workbook.FileBroken):
            read_workbook(path)


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
