"""What a few typed characters may mean."""

import pytest

from revisit_cli.policy.firms.search import Wanted, wanted_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("华", Wanted("华", "", "", "")),
        (" 示例 （集团）", Wanted("示例(集团)", "", "", "")),
        ("HZJS", Wanted("hzjs", "hzjs", "", "HZJS")),
        ("138 0000", Wanted("1380000", "", "1380000", "1380000")),
        ("0376-622", Wanted("0376-622", "", "0376622", "")),
        ("56", Wanted("56", "", "", "")),
        ("\u202e\u200b", Wanted("", "", "", "")),
    ],
)
def test_a_text_is_a_name_initials_digits_or_a_code(text: str, wanted: Wanted) -> None:
    assert wanted_of(text) == wanted
