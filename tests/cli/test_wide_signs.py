"""On a console of two-byte letters, whose font draws · … — ① “ √ wide, columns stand straight."""

import re
import unicodedata

import pytest

from revisit_cli.cli.text import width
from tests.cli.terminal import Spawn
from tests.cli.terminal import spawn as spawn
from tests.conftest import Revisit

SIGNS = "·…—①“√×"
NAMES = [f"示例{sign * count}厂" for sign in SIGNS for count in (1, 2)] + ["示例甲乙丙丁厂"]


def _wide(text: str) -> int:
    """Return how many columns a text takes where what is ambiguous is wide."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def _plain(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


@pytest.mark.parametrize(("encoding", "measure"), [("gbk", _wide), ("utf-8", width)])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_columns_of_a_list_begin_under_their_headings(
    revisit: Revisit, spawn: Spawn, encoding: str, measure: object, columns: int
) -> None:
    assert callable(measure)
    for name in NAMES:
        revisit("units", "add", name, "--kind", "机关科室")
    words = ("units", "list", "--no-pager")
    child = spawn(
        revisit, *words, encoding=encoding, COLUMNS=str(columns), REVISIT_ASCII="1", NO_COLOR="1"
    )
    child.expect_eof()
    lines = [line for line in _plain(child.before).splitlines() if line.startswith("|")]
    bars = {
        tuple(measure(line[: at.start()]) for at in re.finditer(r"[|+]", line)) for line in lines
    }
    assert len(lines) > len(NAMES)
    assert len(bars) == 1
    assert [line for line in lines if measure(line) > columns] == []
    assert "\\ue000" not in str(child.before)


def test_a_line_is_broken_by_the_width_that_it_has_on_such_a_console(
    revisit: Revisit, spawn: Spawn
) -> None:
    name = "示例" + "·…—①“√×" * 6 + "厂"
    revisit("units", "add", name)
    child = spawn(revisit, "units", "show", "1", encoding="gbk", COLUMNS="60")
    child.expect_eof()
    assert max(map(_wide, _plain(child.before).splitlines())) <= 60
