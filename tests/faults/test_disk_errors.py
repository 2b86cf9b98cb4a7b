"""Whatever call of a command the disk refuses, it says what is so and leaves no half file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import endings
from tests.faults.disk_errors import ERRORS, Refusing, may_refuse, refusals, refusing
from tests.faults.power import Chance

pytestmark = pytest.mark.skipif(not may_refuse(), reason="needs Linux and a C compiler")


@pytest.fixture(scope="module")
def disk() -> Iterator[Refusing]:
    with refusing() as found:
        yield found


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return endings.laid_out(tmp_path_factory.mktemp("laid_out") / "prepared")


@pytest.mark.parametrize("name", ["record", "keyed", "key", "sheet", "imports", "backup"])
def test_a_call_that_is_refused_ends_in_what_is_so(
    disk: Refusing, laid_out: Path, tmp_path: Path, name: str
) -> None:
    found = refusals(disk, name, laid_out, tmp_path / "work")
    assert {"open", "read", "write", "truncate", "sync"} <= found.keys() <= ERRORS.keys()
    chance, wrong, codes = Chance(name), [], set()
    for faults in found.values():
        _, fault = faults[chance.below(len(faults))]
        ended, told = endings.tried(name, laid_out, tmp_path / "work", fault, disk.ended)
        wrong += [f"{fault}: {each}\n{ended.said}" for each in told]
        codes.add(ended.code)
    assert wrong == []
    assert codes - {0, 8}, "nothing was refused"
