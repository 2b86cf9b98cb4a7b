"""A command's page by its name, the cheat sheet, and completion in the shell."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from typer.core import TyperGroup

from revisit_cli.cli.app import Root
from revisit_cli.cli.commands import global_options
from revisit_cli.cli.completion import SHELLS
from revisit_cli.cli.help_page import first_sentence
from revisit_cli.cli.listing import list_options
from revisit_cli.cli.spelling import name_of
from revisit_cli.cli.text import width
from revisit_cli.labels.calls.cheat_sheet import ABOUT_WIDTH, COMMON
from revisit_cli.labels.file.promise import PROMISES
from revisit_cli.labels.rules.form import HEAD_FONT
from tests.cli.pages import all_words, command_of, pages
from tests.conftest import GOLDEN, Revisit
from tests.printed import in_pdf, texts


def test_help_shows_the_page_that_the_command_itself_shows(revisit: Revisit) -> None:
    assert revisit("help", "calls", "next").out == revisit("calls", "next", "--help").out
    assert revisit("help").out == revisit("--help").out


@pytest.mark.parametrize("words", [(), ("calls", "next"), ("选项",), ("词语",)], ids=" ".join)
def test_a_page_comes_as_one_json_document_too(revisit: Revisit, words: tuple[str, ...]) -> None:
    assert f"{revisit.json('help', *words)['page']}\n" == revisit("help", *words).out


@pytest.mark.parametrize("words", [(), *all_words()], ids=" ".join)
def test_every_help_page_fits_a_screen_of_24_lines(
    revisit: Revisit, words: tuple[str, ...]
) -> None:
    page = revisit(*words, "--help").out.splitlines()
    assert len(page) < 24
    assert max(map(width, page)) <= 80


def test_every_option_is_on_the_page_of_its_command(revisit: Revisit) -> None:
    for words in all_words():
        page = "".join(revisit(*words, "--help").out.split())
        for param in command_of(*words).params:
            if param.param_type_name == "option" and not param.hidden:
                is_general = getattr(param, "is_general", False)
                assert is_general or name_of(param) in page


def test_what_every_command_has_is_explained_in_one_place(revisit: Revisit) -> None:
    page = revisit("help", "选项").out
    for option in [*global_options(), *list_options()]:
        assert name_of(option) in page


def test_every_promise_is_told_with_what_it_leaves_out_and_where_its_tests_stand(
    revisit: Revisit,
) -> None:
    page = "".join(revisit("help", "承诺").out.split())
    for each in PROMISES:
        for text in (each.text, each.beyond, *each.files):
            assert "".join(text.split()) in page
    told = revisit.json("help", "承诺")["promises"]
    assert [each["number"] for each in told] == [each.number for each in PROMISES]
    assert not revisit.db.exists()


@pytest.mark.office
def test_the_cheat_sheet_is_one_page_that_has_every_command_whole(
    revisit: Revisit, tmp_path: Path
) -> None:
    path = tmp_path / "速查表.xlsx"
    revisit("help", "print", "-o", path)
    (page,) = texts(in_pdf(path, tmp_path))
    shown = "".join(page.split())
    for words, about in _told_of(path).items():
        assert "".join(words.split()) + "".join(about.split()) in shown


@pytest.mark.parametrize("name", pages())
def test_every_help_page_is_held_to_its_letters(
    revisit: Revisit, golden: Callable[[str, str], None], name: str
) -> None:
    told = [revisit(*words, "--help").out for words in pages()[name]]
    golden(f"help/{name}.txt", "\n".join(told))


def test_no_golden_help_page_is_of_a_command_that_is_gone() -> None:
    kept = {path.stem for path in (GOLDEN / "help").iterdir()}
    assert kept == set(pages())


@pytest.mark.parametrize("words", [("calender",), ("calls", "nxet")], ids=" ".join)
def test_help_on_a_slip_offers_the_near_names(revisit: Revisit, words: tuple[str, ...]) -> None:
    assert "您是不是要" in revisit("help", *words, code=2).err


def _told_of(path: Path) -> dict[str, str]:
    """Return what the cheat sheet says of each command of the program."""
    (sheet,) = openpyxl.load_workbook(path)
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    beside = {name: about for row in rows for name, about in pairwise(row)}
    listed = [words for words in all_words() if not isinstance(command_of(*words), TyperGroup)]
    return {" ".join(words): beside[" ".join(words)] for words in listed}


def test_the_cheat_sheet_has_every_command_on_a_page_and_marks_the_everyday_ones(
    revisit: Revisit, tmp_path: Path
) -> None:
    path = tmp_path / "速查表.xlsx"
    told = revisit.json("help", "print", "-o", path)
    said = _told_of(path)
    assert (told["path"], told["count"]) == (str(path), len(said))
    assert set(COMMON) < set(said)
    assert {name for panel in Root.panels.values() for name in panel} == {
        words.split(" ")[0] for words in said
    }
    for words, about in said.items():
        assert about
        whole = first_sentence(command_of(*words.split(" ")).help or "")
        assert whole.startswith(about)
        # Nothing ends amid what a colon or a semicolon leads to.
        left_out = whole.removeprefix(about)[:1]
        assert left_out in ("", *("：；" if set("：；") & set(about) else "：；，（、")), (
            words,
            about,
        )
        # What a cell does not hold would be cut in print, or shrunk until nobody can read it.
        assert width(about) <= ABOUT_WIDTH
    (sheet,) = openpyxl.load_workbook(path)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    pairs = [(name, about) for row in sheet.iter_rows() for name, about in pairwise(row)]
    beside = {str(name.value): about for name, about in pairs if name.value in said}
    assert {name for name, about in beside.items() if about.font.name == HEAD_FONT} == set(COMMON)
    told_cells = [cell for name, about in pairs if name.value in said for cell in (name, about)]
    assert all(cell.alignment.shrink_to_fit for cell in told_cells)


def test_the_cheat_sheet_overwrites_nothing_unasked(revisit: Revisit, tmp_path: Path) -> None:
    path = tmp_path / "速查表.xlsx"
    path.write_bytes(b"mine")
    revisit("help", "print", "-o", path, code=3)
    assert path.read_bytes() == b"mine"
    revisit("help", "print", "-o", path, "--force")
    assert path.read_bytes() != b"mine"


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_is_printed_for_each_shell(revisit: Revisit, shell: str) -> None:
    assert "_REVISIT_COMPLETE" in revisit("--show-completion", shell).out


def test_a_shell_that_is_not_known_is_refused(revisit: Revisit) -> None:
    assert "bash" in revisit("--show-completion", "cmd", code=2).err


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("revisit cal", "calls calendar"), ("revisit calls record --ov", "--overall")],
)
def test_the_shell_is_offered_commands_and_options(typed: str, offered: str) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", "from revisit_cli.cli import main; main()"],
        capture_output=True,
        env={
            **os.environ,
            "_REVISIT_COMPLETE": "complete_bash",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(typed.count(" ")),
        },
        check=True,
    )
    assert asked.stdout.decode().split() == offered.split()


@pytest.mark.parametrize(
    ("word", "told"),
    [("核对码", "它就变"), ("con1", "联系上的"), ("草稿", "接着记"), ("清零", "不删任何记录")],
)
def test_a_word_of_the_trade_is_explained_as_at_the_menu(
    revisit: Revisit, word: str, told: str
) -> None:
    assert told in revisit("help", word).out
    assert "没有“码”这个命令" in revisit("help", "码", code=2).err
