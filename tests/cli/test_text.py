"""Text broken into lines: nothing lost, nothing wider than the window, no number torn off."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.cli.text import width, within, wrap

MEASURES = "家户件个条通期次月日号项份页天"
# A line's last piece that ends with a number, with the marks that open before it.
NUMBER = re.compile(r"[（《“第!-~]*\d ?$")
OPENING, OPENED = re.compile("[（《“第]+$"), re.compile("[（《“第]*[!-~]* ?.?")
COLUMNS = st.integers(12, 80)
PIECES = st.one_of(
    st.text("回访企业已办结电话问题", min_size=1, max_size=6),
    st.integers(0, 99_999).map(str),
    st.sampled_from([f"{blank}{measure}" for measure in MEASURES for blank in ("", " ")]),
    st.sampled_from([*"，。；：、）（《》“”第", " ", "P-0012", "revisit calls list", "AAPOR"]),
)


@given(st.lists(PIECES, max_size=40).map("".join), COLUMNS)
def test_no_line_ends_between_a_number_and_what_it_counts(text: str, columns: int) -> None:
    lines = wrap(text, columns, "")
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line, following in pairwise(lines):
        # What has no room on any line is broken all the same.
        last = NUMBER.search(line)
        if last is not None and following[:1] in MEASURES:
            assert width(last[0] + following[:1]) > columns, lines
        opening = OPENING.search(line)
        if opening is not None:
            opened = OPENED.match(following)
            assert opened is not None
            assert width(opening[0] + opened[0]) > columns, lines


@given(st.lists(PIECES, max_size=40).map("".join), COLUMNS)
def test_a_line_is_no_wider_than_its_columns_but_for_one_piece_without_a_break(
    text: str, columns: int
) -> None:
    closing = "，。；：、）》”"
    for line in wrap(text, columns, ""):
        # Closing marks hang on to what they close.
        piece = line.strip(closing + " ")
        assert width(piece) <= columns or piece.isascii(), line


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("回访截止是12月10日", 17, ["回访截止是12月", "10日"]),
        ("回访截止是12月10日", 13, ["回访截止是", "12月10日"]),
        ("还剩 12 户，还有 3 个工作日", 8, ["还剩 ", "12 户，", "还有 ", "3 个工作", "日"]),
        ("没收的（3 行）在回执里", 10, ["没收的", "（3 行）在", "回执里"]),
        ("这是第12号台账", 8, ["这是", "第12号台", "账"]),
    ],
)
def test_a_number_goes_to_the_line_of_what_it_counts(
    text: str, columns: int, lines: list[str]
) -> None:
    assert [each.rstrip() for each in wrap(text, columns, "")] == [each.rstrip() for each in lines]


def test_what_fits_stays_as_it_is() -> None:
    assert within("截止 12 月", 80, 2) == ["截止 12 月"]
