"""Numbers that a unit sends in place of bad ones."""

import pytest

from revisit_cli.policy.calls.return_list import number_column, numbers_given
from revisit_cli.records.calls.entry import TableRow


def row(field: str, text: str) -> TableRow:
    return TableRow("", 1, {field: text}, {field: 0})


@pytest.mark.clause("R12")
@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("13900000001", ("13900000001",)),
        ("13900000001、0376-6000001", ("13900000001", "03766000001")),
        ("13800000000，13900000001", ("13900000001",)),
        ("13800000000", ()),
        ("再问问", ()),
        ("1390000", ()),
    ],
)
def test_a_number_proved_bad_is_no_other_number(text: str, phones: tuple[str, ...]) -> None:
    found, what = numbers_given(row("new_phone", text), {"13800000000"})
    assert found == phones
    assert (what is None) == bool(phones)


def test_the_column_may_be_headed_either_way() -> None:
    assert number_column(row("phone", "")) == "phone"
    assert number_column(row("new_phone", "")) == "new_phone"
