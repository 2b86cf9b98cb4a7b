"""Merging firms at a terminal: asked once more where nothing says that they are one."""

from typing import Any

import pytest

from tests.cli.firms.test_merge import ONE, OTHER, THIRD
from tests.cli.firms.test_merge import bureau as bureau
from tests.cli.terminal import Spawn
from tests.conftest import Revisit


def _merged(bureau: Revisit) -> list[str]:
    found: list[dict[str, Any]] = bureau.json("firms", "list")["firms"]
    return [each["name"] for each in found]


@pytest.mark.parametrize(("typed", "code"), [("1", 0), ("", 130), ("y", 130), ("q", 130)])
def test_unlike_firms_are_merged_by_one_alone(
    bureau: Revisit, spawn: Spawn, typed: str, code: int
) -> None:
    child = spawn(bureau, "firms", "merge", THIRD, OTHER)
    child.expect("名称不像")
    child.expect("> ")
    child.sendline(typed)
    child.wait()
    assert child.exitstatus == code
    assert (THIRD not in _merged(bureau)) == (code == 0)


@pytest.mark.parametrize(
    "words", [(ONE, OTHER), (THIRD, OTHER, "--yes"), (THIRD, OTHER, "--no-input")]
)
def test_what_is_alike_or_meant_is_not_asked_about(
    bureau: Revisit, spawn: Spawn, words: tuple[str, ...]
) -> None:
    child = spawn(bureau, "firms", "merge", *words)
    child.expect("并入")
    child.wait()
    assert child.exitstatus == 0
