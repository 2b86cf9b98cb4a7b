"""What was told to be saved is there after the power went, and the rest is whole or not there."""

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.power import Chance, may_trace, tried

pytestmark = pytest.mark.skipif(not may_trace(), reason="needs strace, and to be let use it")
BAD = {"lost", "halved", "damaged"}


@pytest.mark.parametrize("name", ["record", "import"])
def test_no_cut_loses_what_was_said_to_be_saved_or_halves_an_act(
    prepared: Path, tmp_path: Path, name: str
) -> None:
    ends = Counter(tried(name, prepared, tmp_path, Chance()))
    assert not BAD & ends.keys(), ends
    assert ends["saved"] > 3
    assert ends["not saved"] > 20


def test_a_disk_that_lies_about_a_sync_is_seen(prepared: Path, tmp_path: Path) -> None:
    ends = Counter(tried("record", prepared, tmp_path, Chance(), is_lying=True))
    assert BAD & ends.keys()
