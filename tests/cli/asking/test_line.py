"""A line from the terminal: no byte in it that a terminal would obey."""

import pytest

from revisit_cli.cli.asking.line import cleaned


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
    ],
)
def test_keys_that_are_no_text_leave_nothing(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept
