"""Five random half-years, every figure of every report counted a second time.

``python -m tests.oracle.run N`` plays more of them, and longer ones.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Revisit
from tests.oracle.days import Rules, answer_due, use, workdays_after
from tests.oracle.story import Story


@pytest.mark.clause("四3", "R22")
@pytest.mark.parametrize("seed", range(1, 6))
def test_the_reports_say_what_the_model_counts(tmp_path: Path, seed: int) -> None:
    assert Story(Revisit(tmp_path), seed, firms=5).run().count > 5000


def test_the_model_counts_working_days_as_the_state_council_announced_them() -> None:
    use(Rules(), "9999-12")
    for start, due in (
        ("2025-09-26", "2025-10-10"), ("2025-09-30", "2025-10-14"), ("2025-12-31", "2026-01-08"),
        ("2026-02-12", "2026-02-26"), ("2026-04-28", "2026-05-08"), ("2026-09-24", "2026-10-09"),
    ):  # fmt: skip
        assert workdays_after(date.fromisoformat(start), 5) == date.fromisoformat(due)
        assert answer_due("2026-01", date.fromisoformat(start)) == f"{due}T18:00"
