"""Holiday notices as bytes, and calendar files as RFC 5545 has them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.days.calendar import NoticeUnreadable
from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.days.calendar import escaped, folded, icalendar, read_notice
from revisit_cli.records.days.calendar_shown import Deadline

STAMP = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def _unescaped(text: str) -> str:
    said = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
    return re.sub(r"\\[n,;\\]", lambda found: said[found[0]], text)


@given(TEXT)
def test_a_folded_line_is_short_and_unfolds_to_itself(text: str) -> None:
    line = escaped(text)
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line


@given(TEXT)
def test_an_escaped_text_reads_back_and_breaks_no_line(text: str) -> None:
    written = escaped(text)
    assert not re.search(r"[\r\n\x00-\x08\x0b-\x1f\x7f]", written)
    plain = re.sub(r"\r\n?", "\n", text)
    plain = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", plain)
    assert _unescaped(written) == plain


@given(st.lists(st.builds(Deadline, TEXT, st.dates(date(2020, 1, 1)), TEXT), max_size=5))
def test_every_event_is_whole_whatever_its_title_says(deadlines: list[Deadline]) -> None:
    text = icalendar(deadlines, STAMP) if all(d.on < date.max for d in deadlines) else ""
    lines = text.replace("\r\n ", "").split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for name in ("BEGIN:VEVENT", "END:VEVENT", f"DTSTAMP:{STAMP:%Y%m%dT%H%M%SZ}"):
        assert lines.count(name) == (len(deadlines) if text else 0)
    assert sum(line.startswith("SUMMARY:") for line in lines) == (len(deadlines) if text else 0)


def test_every_event_rings_the_day_before_and_on_the_day() -> None:
    text = icalendar([Deadline("calls-2026-11", date(2026, 12, 10), "电话回访截止")], STAMP)
    lines = text.split("\r\n")
    triggers = [line for line in lines if line.startswith("TRIGGER")]
    assert triggers == ["TRIGGER:-PT15H", "TRIGGER:PT9H"]
    assert lines.count("BEGIN:VALARM") == lines.count("END:VALARM") == 2
    assert lines.count("ACTION:DISPLAY") == lines.count("DESCRIPTION:电话回访截止") == 2
    assert lines.index("END:VEVENT") > max(n for n, line in enumerate(lines) if "VALARM" in line)


def test_a_notice_with_a_bad_byte_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "放假.csv"
    head = "日期,是否上班,名称\n2027-01-01,否,元旦节\n"
    for codec in ("utf-8", "gb18030", "utf-16", "utf-32"):
        path.write_bytes(head.encode(codec))
        assert read_notice(path)[0] == head
    path.write_bytes(head.encode() + b"2027-02-05,\xff,\n")
    with pytest.raises(workbook.FileBadByte) as told:
        read_notice(path)
    assert told.value.facts["line"] == "3"


@pytest.mark.parametrize("place", [".", "没有.csv"])
def test_what_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoticeUnreadable) as told:
        read_notice(Path(place))
    assert str(told.value).startswith(f"{place} ")
