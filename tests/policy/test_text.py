"""Text made safe: the short way for what most cells hold is the long way's."""

from hypothesis import given
from hypothesis import strategies as st

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
