"""Which record's form a typed number asks for."""

import pytest

from revisit_cli.errors.rules.form import FormIdUnreadable
from revisit_cli.policy.rules.form import id_given, ids_given


def test_a_number_may_be_typed_in_full_width() -> None:
    assert id_given(" １２ ") == 12


def test_a_form_is_printed_once_however_often_it_is_named() -> None:
    assert ids_given(["3", "１", "3", "blank"]) == [3, 1]


@pytest.mark.parametrize("text", ["", "甲", "1.5", "-1"])
def test_what_is_no_number_asks_for_no_form(text: str) -> None:
    with pytest.raises(FormIdUnreadable):
        id_given(text)
