"""Memory codes: pinyin initials, legal form left out, polyphones in at most eight variants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.operations.firms.initials import letters_of
from revisit_cli.policy.firms.initials import VARIANTS, initials_of, typed_initials


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("华中建设", "hzjs"),
        ("信阳示例华中建设有限责任公司", "hzjs"),
        ("示例（集团）股份有限公司", "jt"),
        ("示例Ａ２建材厂", "a2jcc"),
        ("重庆示例厂", "cq"),
        ("单氏建筑", "dsjz"),
        ("单氏建筑", "ssjz"),
        ("单氏建筑", "csjz"),
        ("浉河鑫旺", "shxw"),
    ],
)
def test_a_name_is_found_by_the_initials_a_clerk_types(name: str, initials: str) -> None:
    assert any(initials in variant for variant in initials_of(name, letters_of).split())


def test_the_legal_form_is_left_out_wherever_it_stands() -> None:
    whole = initials_of("示例甲有限公司丙分公司", letters_of)
    assert whole == initials_of("示例甲丙分公司", letters_of)


@given(
    st.lists(st.sampled_from(["a", "bc", "def", "ghij", ""]), max_size=12),
)
def test_variants_are_few_distinct_and_begin_with_the_usual_reading(readings: list[str]) -> None:
    name = "".join(chr(0x4E00 + place) for place in range(len(readings)))
    of = {chr(0x4E00 + place): each for place, each in enumerate(readings)}
    variants = initials_of(name, of.__getitem__).split()
    assert len(variants) == len(set(variants)) <= VARIANTS
    assert "".join(each[:1] for each in readings) == "".join(variants[:1])
    spelled = [each for each in readings if each]
    for variant in variants:
        assert len(variant) == len(spelled)
        assert all(letter in each for letter, each in zip(variant, spelled, strict=True))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("hzjs", "hzjs"),
        ("\uff28\uff3a\uff2a\uff33 ", "hzjs"),
        ("a2", "a2"),
        ("5678", ""),
        ("华zjs", ""),
        ("", ""),
        ("h%", ""),
    ],
)
def test_only_letters_and_digits_are_initials(text: str, typed: str) -> None:
    assert typed_initials(text) == typed
