import pytest

from revisit_cli.policy.firms.masking import masked


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800005678", "138****5678"),
        ("037612345678", "037*****5678"),
        ("6123456", "***3456"),
        ("12345", "***45"),
        ("", ""),
    ],
)
def test_a_number_is_shown_without_its_middle(phone: str, shown: str) -> None:
    assert masked(phone) == shown
