"""A line from the terminal: no byte in it that a terminal would obey."""

import pytest

from revisit_cli.cli.asking.line import cleaned, wipe


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\x1b[D乙", "甲乙"),
        ("甲\x1b[1;5C乙", "甲乙"),
        ("\x1bOA甲", "甲"),
        ("\x1b[200~甲\n乙\x1b[201~", "甲 乙"),
        ("甲\x00\x07\x08乙", "甲乙"),
        ("甲\t乙", "甲 乙"),
        ("甲\x1b", "甲"),
        ("平常的话，不变", "平常的话，不变"),
        ("䶮㐂𠮷", "䶮㐂𠮷"),
        ("138 0000 1111", "138 0000 1111"),
        ("打 13800001111 或 0376-6000000 找他", "打 13800001111 或 0376-6000000 找他"),
    ],
)
def test_keys_that_are_no_text_leave_nothing(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    ("prompt", "line", "columns", "rows"),
    [
        ("原话> ", "请客", 80, 1),
        ("原话> ", "", 80, 1),
        ("原话> ", "请" * 36, 80, 1),
        ("原话> ", "请" * 37, 80, 1),
        ("原话> ", "请" * 38, 80, 2),
        ("原话> ", "请" * 90, 80, 3),
        ("原话> ", "请" * 90, 120, 2),
    ],
)
def test_as_many_lines_are_taken_off_the_screen_as_the_answer_took(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    prompt: str,
    line: str,
    columns: int,
    rows: int,
) -> None:
    monkeypatch.setattr("revisit_cli.cli.asking.line._is_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(columns))
    wipe(prompt, line)
    assert capsys.readouterr().out == f"\x1b[{rows}A\r\x1b[J"
