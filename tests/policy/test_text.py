"""Text made safe: the short way for what most cells hold is the long way's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.text import folded, lines, plain

cells = st.text(st.sampled_from("一龥浉䶮﨑５示例公司（）()._x0041 \t0Az9㎡é\u200b\u3164"))


@given(cells)
def test_a_text_is_read_the_same_with_blanks_around_it(text: str) -> None:
    assert lines(f" {text} ") == lines(text)
    assert plain(f" {text} ") == plain(text)
    assert folded(f" {text} ") == folded(text)


def test_what_is_shown_as_it_is_stays_as_it_is() -> None:
    for text in ("示例1号有限公司", "13800000001", "2026.11.3", "GF-2026", "浉河(东)"):
        assert lines(text) == plain(text) == folded(text) == text


@pytest.mark.parametrize(
    ("escaped", "told"),
    [
        ("甲_x000A_乙", "甲\n乙"),
        ("甲_x0009_乙", "甲 乙"),
        ("甲_x001f_乙", "甲乙"),
        # Only a control character is written that way; anything else is somebody's own text.
        ("甲_x0020_乙", "甲_x0020_乙"),
        ("甲_x0041_乙", "甲_x0041_乙"),
        ("甲_x4E00_乙", "甲_x4E00_乙"),
    ],
)
def test_a_workbooks_escape_of_a_control_character_is_undone(escaped: str, told: str) -> None:
    assert lines(escaped) == told


@pytest.mark.parametrize(
    ("private", "public"),
    [("\ue863", "\u4dae"), ("\ue816", "\U00020087"), ("\ue864", "\u9fbb"), ("\ue815", "\u2e81")],
)
def test_a_character_that_once_was_private_is_the_one_of_today(private: str, public: str) -> None:
    assert lines(f"{private}厂") == lines(f"{public}厂") == f"{public}厂"
    assert firm_key(f"{private}厂") == firm_key(f"{public}厂")


def test_every_private_character_of_gb18030_has_its_own_of_today() -> None:
    """The old standard gave the bytes FE50 to FEA0 one after the other to the private area."""
    for place, second in enumerate((*range(0x50, 0x7F), *range(0x80, 0xA1))):
        standard = bytes((0xFE, second)).decode("gb18030")
        told = lines(chr(0xE815 + place))
        assert not 0xE000 <= ord(told) <= 0xF8FF
        assert told == standard or 0xE000 <= ord(standard) <= 0xF8FF
