"""Credit codes: eighteen characters and a check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.firms.credit_code import code_in, is_valid, parted

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, place, 31) for place in range(17)]


def made_up_code(number: int) -> str:
    """Return a code with the right check digit, by the standard's own sum."""
    body = f"91419999MA{number:07d}"
    total = sum(weight * ALPHABET.index(sign) for weight, sign in zip(WEIGHTS, body, strict=True))
    return body + ALPHABET[-total % 31]


@given(st.integers(0, 9_999_999))
def test_the_standards_own_sum_makes_valid_codes(number: int) -> None:
    assert is_valid(made_up_code(number))


@given(st.integers(0, 9_999_999), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_seen(number: int, place: int, sign: str) -> None:
    code = made_up_code(number)
    other = code[:place] + sign + code[place + 1 :]
    assert is_valid(other) == (other == code)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (" 91419999ma0000001x ", "91419999MA0000001X"),
        ("９１４１", "9141"),
        ("9141 9999\u200b", "91419999"),
        ("无", ""),
        ("—", ""),
        ("", ""),
    ],
)
def test_a_cell_is_cleaned(cell: str, code: str) -> None:
    assert code_in(cell) == code


def test_shorter_numbers_of_older_kinds_are_no_credit_codes() -> None:
    assert not is_valid("411500000012345")
    assert not is_valid("")


@pytest.mark.parametrize(
    "cell",
    [
        "示例甲有限公司\n{}",
        "示例甲有限公司（{}）",
        "示例甲有限公司 (统一社会信用代码：{})",
        "{} 示例甲有限公司",
        "示例甲有限公司【信用代码: {}】",
    ],
)
def test_a_code_in_the_cell_of_the_name_is_told_apart_from_it(cell: str) -> None:
    code = made_up_code(1)
    assert parted(cell.format(code)) == ("示例甲有限公司", code)


@pytest.mark.parametrize(
    "cell", ["示例甲有限公司", "示例第914199990000001号厂", f"示例{made_up_code(1)}9厂", ""]
)
def test_a_name_without_a_code_stays_as_it_is(cell: str) -> None:
    assert parted(cell) == (cell, "")
