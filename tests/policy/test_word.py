"""Codes by the words people type."""

import pytest

from revisit_cli.policy.word import code_of

_WORDS = {"yes": "是", "unclear": ("说不清", "不清楚"), "dead_number": "空号"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("yes", "yes"),
        (" \uff39\uff25\uff33 ", "yes"),
        ("是", "yes"),
        ("不清楚", "unclear"),
        ("Dead_Number", "dead_number"),
        ("不", None),
        ("", None),
        ("是的", None),
    ],
)
def test_a_code_is_known_by_itself_or_by_a_whole_word_of_it(text: str, code: str | None) -> None:
    assert code_of(text, _WORDS) == code
