"""A month that cannot be read is refused before anything is made for it."""

import pytest

from tests.conftest import Revisit


@pytest.mark.parametrize(
    "words",
    [
        ("status", "2026-13"),
        ("status", "2026-H3"),
        ("calls", "list", "十一月"),
        ("calls", "lock", "2026-13"),
        ("visits", "list", "2026-00"),
        ("report", "month", "11月底"),
        ("problems", "add", "--text", "缺地", "--month", "2026-13"),
        ("flags", "add", "示例厂", "--reason", "bad_review", "--month", "2026-13"),
        ("forms", "3", "--month", "2026-13"),
    ],
)
def test_a_month_that_cannot_be_read_makes_no_file(
    revisit: Revisit, words: tuple[str, ...]
) -> None:
    assert "应形如" in revisit(*words, code=2).err
    assert not revisit.db.exists()
