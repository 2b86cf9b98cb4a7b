"""The bar over many files stands on a terminal only, after a while, and leaves nothing behind."""

import io
import sys

import pytest

from revisit_cli.cli.ledgers import file_bar
from revisit_cli.cli.ledgers.file_bar import FileBar


class Screen(io.StringIO):
    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(file_bar, "SHOWN_AFTER_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    with FileBar(3) as bar:
        if is_terminal:
            bar._timer.join()
        bar.at(2, "台账[red].xlsx")
    assert ("2/3" in screen.getvalue()) == is_terminal
    assert ("台账[red].xlsx" in screen.getvalue()) == is_terminal
    assert is_terminal or not screen.getvalue()


def test_short_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    with FileBar(1) as bar:
        bar.at(0, "台账.xlsx")
    assert not screen.getvalue()


def test_what_is_said_meanwhile_stands_on_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Screen(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(file_bar, "SHOWN_AFTER_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    with FileBar(3) as bar:
        bar._timer.join()
        bar.at(2, "甲.xlsx")
        with bar.aside():
            sys.stdout.write("√ 乙.xlsx\n")
        bar.at(3, "")
    before, after = screen.getvalue().split("√ 乙.xlsx\n")
    # The bar is off the line before anything else is written there, and comes again below.
    assert before.endswith("\x1b[1A\x1b[2K")
    assert "3/3" in after
    assert after.endswith("\x1b[1A\x1b[2K")
