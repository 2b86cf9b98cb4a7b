"""What a report is written to: every file that was asked for, of one moment."""

from pathlib import Path

import pytest

from tests.bureau_months import UNITS, Plan, play
from tests.conftest import Revisit

REPORTS: dict[str, tuple[str, ...]] = {
    "month": ("report", "month", "2026-11"),
    "half": ("report", "half", "2026-H2"),
    "duty": ("report", "duty", "2026-11"),
    "public": ("report", "public", "2026-11"),
    "unit": ("report", "unit", UNITS[0], "2026-11"),
    "agenda": ("calls", "agenda"),
}


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """One cleared month."""
    revisit = Revisit(tmp_path_factory.mktemp("files"))
    revisit.now = play(revisit, Plan(2, 12, ("2026-11",)))
    return revisit


@pytest.mark.parametrize("report", REPORTS)
def test_each_file_that_is_asked_for_is_written_and_named(
    bureau: Revisit, tmp_path: Path, report: str
) -> None:
    paths = [tmp_path / f"文件{ending}" for ending in (".html", ".xlsx")]
    asked = [word for path in paths for word in ("-o", path)]
    said = bureau(*REPORTS[report], *asked).out.splitlines()
    assert [path.is_file() for path in paths] == [True, True]
    assert said == [str(path) for path in paths]
    # One place that is taken is refused before anything is written.
    paths[0].unlink()
    bureau(*REPORTS[report], *asked, code=3)
    assert not paths[0].exists()
