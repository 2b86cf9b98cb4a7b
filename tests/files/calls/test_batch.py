"""Lines of JSON that are no text: each fault has its own sentence, as for any other file."""

import json

import pytest

from revisit_cli.errors.calls.sheet import LineNotRecord
from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.calls.batch import read_lines

FIRST = '{"call":1,"suggestion":"办理时间太长"}\n'
SECOND = FIRST.replace("1", "2")
WHOLE = FIRST + SECOND


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32", "utf-32-be"]
)
def test_lines_are_read_in_whatever_encoding(codec: str) -> None:
    assert [each["call"] for each in read_lines("补录.jsonl", WHOLE.encode(codec)) if each] == [
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("data", "refusal", "line"),
    [
        (FIRST.encode() + SECOND.encode().replace(b"}", b"\xff}"), workbook.FileBadByte, "2"),
        (WHOLE.encode("gb18030").replace(b"2", b"\xff"), workbook.FileBadByte, "2"),
        (
            WHOLE.encode() * 9 + "乙丑建筑有限公司".encode("gb18030"),
            workbook.FileMixedLetters,
            "19",
        ),
        (WHOLE.encode()[:-4], workbook.FileBroken, ""),
        (b"\xff\x00\x81" * 9, workbook.FileNotTable, ""),
    ],
)
def test_bytes_that_are_no_text_are_refused_by_the_fault(
    data: bytes, refusal: type[workbook.FileNotTable], line: str
) -> None:
    with pytest.raises(refusal) as told:
        read_lines("补录.jsonl", data)
    assert not line or told.value.facts["line"] == line
    assert "补录.jsonl" in str(told.value)


def test_a_line_that_is_no_record_is_told_by_its_number() -> None:
    with pytest.raises(LineNotRecord) as told:
        read_lines("补录.jsonl", f"{json.dumps({'call': 1})}\n\n[1]\n".encode())
    assert told.value.facts["row"] == 3
