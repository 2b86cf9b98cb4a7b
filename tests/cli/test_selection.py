"""A narrow screen leaves columns out and says which; never a row, its number or its firm."""

import csv
import itertools
import re

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from revisit_cli.cli.app import app
from revisit_cli.cli.selection import FIRM, WIDE, fitting, kept_whole
from revisit_cli.cli.text import shortened, width, within
from tests.bureau import CLERK, FIRMS, LISTS, UNIT, WORDS
from tests.cases import hold_each
from tests.cli.terminal import Spawn
from tests.conftest import Revisit

# What shows a table without being a list to be sorted and cut, and the firms each has rows of.
TABLES: dict[tuple[str, ...], list[str]] = {
    ("calls", "list", "--answers"): FIRMS[:1],
    ("calls", "return", "--list"): FIRMS[1:2],
    ("sample", "show"): FIRMS,
    ("recheck", "show", "2026-10"): ["示例㐂燃气厂"],
    ("undo", "--list"): [],
    ("duty", "find"): [],
}
UNSET = (None, "", "0", "-5", "abc", "²", "80.5")
WIDTHS = ("1", "7", "24", "30", "40", "60", "79", "80", "99", "100", "120", "999999999999")
# The firms that each list has rows of; others list no firm.
LISTED: dict[tuple[str, ...], list[str]] = {
    ("calls", "agenda"): FIRMS[3:],
    ("calls", "attention"): FIRMS[1:2],
    ("calls", "drafts"): FIRMS[2:3],
    ("calls", "list"): FIRMS,
    ("duty", "changes"): FIRMS[:1],
    ("firms", "list"): FIRMS,
    ("firms", "search"): FIRMS,
    ("flags", "list"): FIRMS[2:3],
    ("ledgers", "cross-check"): ["示例䶮㐂厂", *FIRMS],
    ("ledgers", "show"): FIRMS,
    ("problems", "list"): FIRMS[:1],
    ("recheck", "doubts"): ["示例㐂燃气厂"],
    ("recheck", "list"): ["示例㐂燃气厂"],
    ("report", "month"): FIRMS,
    ("visits", "list"): FIRMS[2:3],
}


def _shown(bureau: Revisit, look: tuple[str, ...], columns: str | None) -> str:
    environment = {
        "REVISIT_DB": str(bureau.db), "REVISIT_BY": CLERK, "REVISIT_NOW": bureau.now,
        "COLUMNS": columns, "LINES": "²",
    }  # fmt: skip
    ran = CliRunner().invoke(app, [*look, *WORDS.get(look, ())], env=environment)
    assert ran.exit_code == 0, (look, columns, ran.exception)
    return ran.stdout


def _columns(out: str) -> list[str]:
    """Return the text of each column of a printed table, its lines joined, without the headings."""
    lines = out.splitlines()
    rule = next(n for n, line in enumerate(lines) if set(line.strip()) == {"─"})
    body = list(itertools.takewhile(str.strip, lines[rule + 1 :]))
    # A wide character fills two places, so that places are what one sees.
    placed = ["".join(each + "\0" * (width(each) - 1) for each in line) for line in body]
    size = max(map(len, placed))
    blank = [all(line.ljust(size)[at] == " " for line in placed) for at in range(size)]
    found = []
    for is_blank, run in itertools.groupby(range(size), key=blank.__getitem__):
        if not is_blank:
            first, *_, end = [*run] * 2
            cells = (line.ljust(size)[first : end + 1] for line in placed)
            found.append("".join(cell.replace("\0", "").strip() for cell in cells))
    return found


@pytest.mark.parametrize("look", LISTS, ids=" ".join)
def test_every_list_shows_every_number_and_firm_at_every_width(
    bureau_of_every_list: Revisit, monkeypatch: pytest.MonkeyPatch, look: tuple[str, ...]
) -> None:
    bureau = bureau_of_every_list
    monkeypatch.chdir(bureau.folder)
    headings, *rows = csv.reader(bureau(*look, *WORDS.get(look, ()), "--csv").out.splitlines())
    assert (FIRM in headings) is (look in LISTED)

    def check(columns: str) -> None:
        told = _columns(_shown(bureau, look, columns))
        assert told[0] == "".join(row[0] for row in rows).replace(" ", "")
        missing = [firm for firm in LISTED.get(look, ()) if not any(firm in each for each in told)]
        assert missing == []

    hold_each(WIDTHS, check)


@pytest.mark.parametrize("columns", ["1", "30", "40"])
@pytest.mark.parametrize("look", TABLES, ids=" ".join)
def test_every_other_table_shows_its_numbers_and_what_they_are_about(
    bureau_of_every_list: Revisit, look: tuple[str, ...], columns: str
) -> None:
    bureau = bureau_of_every_list
    headings, *rows = csv.reader(bureau(*look, "--csv").out.splitlines())
    out = _shown(bureau, look, columns)
    told = _columns(out)
    assert [row[0] for row in rows if row[0].replace(" ", "") not in told[0]] == []
    assert [firm for firm in TABLES[look] if not any(firm in each for each in told)] == []
    if look[0] == "undo":
        about = headings.index("要点")
        # What is long is cut: it begins with what was done.
        begun = [row[about].replace(" ", "")[:4] for row in rows]
        assert any(all(b in each.replace(" ", "") for b in begun) for each in told)


@pytest.mark.parametrize("columns", ["1", "30", "40", "80"])
def test_no_figure_of_two_lists_side_by_side_loses_its_name(
    bureau_of_every_list: Revisit, columns: str
) -> None:
    look = ("report", "unit", UNIT)
    _, *rows = csv.reader(bureau_of_every_list(*look, "--csv").out.splitlines())
    names, figures = _columns(_shown(bureau_of_every_list, look, columns))[:2]
    pairs = [row[at : at + 2] for at in (0, 2) for row in rows]
    if columns != "80":
        assert (names, figures) == tuple(map("".join, zip(*pairs, strict=True)))


@pytest.mark.parametrize("columns", UNSET)
def test_a_width_that_is_none_is_eighty(bureau_of_every_list: Revisit, columns: str | None) -> None:
    told = _shown(bureau_of_every_list, ("firms", "list"), columns)
    assert told == _shown(bureau_of_every_list, ("firms", "list"), "80")
    assert FIRMS[0] in told


def test_columns_left_out_are_named_and_are_those_not_shown(bureau_of_every_list: Revisit) -> None:
    for columns, absent in (
        ("30", "单位、联系人、状态、次数、下次"),
        ("80", "单位、联系人"),
        ("120", None),
    ):
        out = _shown(bureau_of_every_list, ("calls", "list"), columns)
        below = "".join(out.splitlines()).partition("未列：")[2].partition("（--csv")[0]
        assert below.replace(" ", "") == (absent or "")


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_help_page_or_card_fails_on_a_narrow_screen(
    bureau_of_every_list: Revisit, columns: str
) -> None:
    for words in ((), ("calls", "list", "--help"), ("calls", "show", "1"), ("calls", "progress")):
        assert _shown(bureau_of_every_list, words, columns)


@given(st.data())
def test_the_number_and_the_firm_always_stay_and_the_rest_fits(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 9))
    headings = data.draw(st.permutations([FIRM, *(f"列{n}" for n in range(count))]))
    widest = data.draw(st.lists(st.integers(0, 60), min_size=count + 1, max_size=count + 1))
    numbers = data.draw(st.sets(st.integers(0, count)))
    spare = data.draw(st.sets(st.integers(0, count)))
    room = data.draw(st.integers(24, 300))
    whole = kept_whole(numbers, widest, room)
    shown = fitting(headings, widest, whole, spare, room)
    firm = headings.index(FIRM)
    assert {0, firm} <= set(shown)
    assert shown == sorted(set(shown))
    needs = [widest[n] if n in whole else min(widest[n], 8) for n in shown]
    assert sum(needs) + 3 * len(needs) <= room
    if room >= sum(widest) + 3 * len(widest):
        assert set(range(count + 1)) - set(shown) <= (spare if room < WIDE else set())


@pytest.mark.parametrize("columns", range(24, 121, 8))
@pytest.mark.parametrize("hang", [0, 2, 16])
def test_a_long_line_is_broken_within_the_window_and_loses_nothing(columns: int, hang: int) -> None:
    firms = "  ".join(f"1{n}:00 示例市甲子建筑工程有限公司（{n}分钟后）" for n in range(3))
    text = f"                约好 3 户：{firms} …… revisit calls agenda --all"
    lines = within(text, columns, hang)
    assert all(width(line) <= columns for line in lines)
    assert not any(line.lstrip().startswith(("，", "。", "）")) for line in lines)
    assert all(line.startswith(" " * hang) for line in lines[1:])
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert within("短的", columns, hang) == ["短的"]


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("colour", ["", "1"], ids=["plain", "no colour"])
def test_status_and_the_menu_stay_within_the_window(
    desk: Revisit, spawn: Spawn, columns: int, colour: str
) -> None:
    for call in (1, 2, 3):
        agreed = ("--callback", "10:30", "--with", "联系人甲", "--party", "企业的人")
        desk("calls", "record", call, "--outcome", "约定再拨", *agreed)
    for words in ((), ("status",), ("undo", "--list")):
        child = spawn(desk, *words, columns=columns, NO_COLOR=colour, COLUMNS=str(columns))
        child.expect_exact(["办哪件", pexpect.EOF])
        said = str(child.before)
        lines = [re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", each) for each in said.split("\r\n")]
        assert lines
        assert [line for line in lines if width(line) > columns] == []


@given(st.text(max_size=60), st.integers(-1, 30))
def test_a_text_that_is_cut_says_so_and_stands_within_its_columns(text: str, room: int) -> None:
    cut = shortened(text, room)
    if width(text) <= room:
        assert cut == text
    else:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])
        assert width(cut) <= max(room, 1)
