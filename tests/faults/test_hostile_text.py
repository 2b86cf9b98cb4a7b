"""What somebody wrote into the data is obeyed by no terminal, whichever way it is shown."""

import itertools
import json
from pathlib import Path

import pytest

from revisit_cli.cli.screen import CELL_AT_MOST
from revisit_cli.errors import ExitCode
from tests.cases import hold_each
from tests.conftest import Revisit
from tests.faults.planted import Hostile, plant
from tests.faults.test_masked import MORE
from tests.faults.test_moment import READING
from tests.faults.test_reading_makes_nothing import HOSTILE, LONG, obeyed

# A comma or a line's end would make another cell or row of the ledger that brings them in.
ENDS = frozenset(",\n\r\x00\x85\x0b\x0c\u2028\u2029")
STORED = [each for each in HOSTILE if not ENDS & set(each)]
FORMATS = {(): "", ("--json",): "", ("--csv",): "\ufeff"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    revisit = Revisit(tmp_path_factory.mktemp("hostile"))
    texts = [each for each in STORED if "\udcff" not in each]
    plant(revisit, Hostile(texts))
    return revisit


def test_whatever_was_written_nothing_shown_is_obeyed(
    filled: Revisit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(filled.folder)
    looks = [words for words in dict.fromkeys((*READING, *MORE)) if "-o" not in words]

    def check(case: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        words, more = case
        ran = filled.try_out(*words, *more)
        assert ran.code != ExitCode.BUG, ran.err
        told = (ran.out + ran.err).replace("\r\n", "\n")
        assert not obeyed(told) - set(FORMATS[more]), ascii(obeyed(told))

    hold_each(itertools.product(looks, FORMATS), check)


def test_what_stands_in_json_is_still_what_was_written(filled: Revisit) -> None:
    said = "甲\x9b2J\u202e乙\U000e0041"
    found = filled.json("problems", "add", "1", "--text", said, "--category", "困难问题")
    told = filled("problems", "show", found["problem"], "--json").out
    assert not obeyed(told)
    assert json.loads(told)["text"] == said


def test_a_cell_of_a_spreadsheet_hides_no_formula_behind_what_is_not_seen(filled: Revisit) -> None:
    filled("problems", "add", "1", "--text", "\u200b=1+1", "--category", "困难问题")
    assert "'=1+1" in filled("problems", "list", "--csv").out


def test_a_list_shows_both_ends_of_a_text_of_pages_and_the_rest_where_it_is_asked_for(
    filled: Revisit,
) -> None:
    found = filled.json("problems", "add", "1", "--text", f"头{LONG}尾", "--category", "困难问题")
    listed = filled("problems", "list").out
    assert listed.count("长") <= CELL_AT_MOST
    assert "头" in listed
    assert "尾" in listed
    assert filled("problems", "show", found["problem"]).out.count("长") == len(LONG)
