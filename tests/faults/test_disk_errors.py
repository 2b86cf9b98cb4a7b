"""Whatever call of a command the disk refuses, it says what is so and leaves no half file."""

from pathlib import Path

import pytest

from tests.faults import endings
from tests.faults.disk_errors import ERRORS, refusals
from tests.faults.power import Chance, may_trace

pytestmark = pytest.mark.skipif(not may_trace(), reason="needs strace, and to be let use it")


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return endings.laid_out(tmp_path_factory.mktemp("laid_out") / "prepared")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("record", "pwrite64"), ("record", "fdatasync"), ("record", "ftruncate"),
        ("keyed", "pwrite64"), ("key", "rename"), ("sheet", "openat"),
        ("import", "pread64"), ("backup", "rename"),
    ],
)  # fmt: skip
def test_a_call_that_is_refused_ends_in_what_is_so(
    laid_out: Path, tmp_path: Path, name: str, call: str
) -> None:
    found = refusals(name, laid_out, tmp_path / "work")
    assert {"openat", "pread64", "pwrite64", "ftruncate"} <= found.keys() <= ERRORS.keys()
    fault = found[call][Chance(name).below(len(found[call]))]
    ended, wrong = endings.tried(name, laid_out, tmp_path / "work", fault)
    assert wrong == [], f"{fault}\n{ended.said}"
