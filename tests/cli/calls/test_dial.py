"""A number as a code that a mobile dials: off unless asked for, and what it says is the number."""

import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from tests.cli.calls.desk_script import Clerk
from tests.conftest import Revisit

zxingcpp = pytest.importorskip("zxingcpp")
pytest.importorskip("segno")
SCALE = 4


def _decoded(rows: Sequence[str]) -> list[str]:
    """Return what a reader makes of a code as it stands on a screen, a module two columns wide."""
    lines = []
    for row in rows:
        modules = [255 if row[at] == "█" else 0 for at in range(0, len(row), 2)]
        lines += [bytes(each for each in modules for _ in range(SCALE))] * SCALE
    size = (len(lines), len(lines[0]))
    picture = memoryview(b"".join(lines)).cast("B", size)
    return [each.text for each in zxingcpp.read_barcodes(picture)]


def _codes(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("██")]


def test_the_card_shows_no_code_unless_the_bureau_wants_one(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("q")
    assert "█" not in capsys.readouterr().out


@pytest.mark.parametrize("columns", ["80", "120"])
def test_what_the_screen_shows_dials_the_number_of_the_card(
    desk: Revisit,
    clerk: Clerk,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: str,
) -> None:
    desk("settings", "set", "dial_qr", "是")
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", "50")
    clerk.types("q")
    rows = _codes(capsys.readouterr().out)
    assert _decoded(rows) == ["tel:13800000001"]
    "".join(rows).encode("gbk")
    assert max(map(len, rows)) * 2 <= 120


def test_a_low_window_shows_the_code_when_it_is_asked_for(
    desk: Revisit,
    clerk: Clerk,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk("settings", "set", "dial_qr", "是")
    monkeypatch.setenv("LINES", "24")
    clerk.types("q")
    assert not _codes(capsys.readouterr().out)
    clerk.types("18", "q")
    assert _decoded(_codes(capsys.readouterr().out)) == ["tel:13800000001"]


@pytest.mark.parametrize(("option", "count"), [((), 3), (("--paper",), 3)])
def test_packets_and_paper_cards_bear_a_code_for_each_number(
    desk: Revisit, tmp_path: Path, option: tuple[str, ...], count: int
) -> None:
    desk("settings", "set", "dial_qr", "是")
    told = desk.json("calls", "sheet", "2026-11", "-o", tmp_path / "发出", *option)
    (packet,) = told["packets"]
    with ZipFile(packet["path"]) as workbook:
        pictures = [name for name in workbook.namelist() if name.startswith("xl/media/")]
    assert len(pictures) == count
    openpyxl.load_workbook(packet["path"])
    if not option:
        assert desk.json("calls", "absorb", packet["path"])["rows"] is not None


def test_without_the_library_the_way_out_is_told(
    desk: Revisit,
    clerk: Clerk,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk("settings", "set", "dial_qr", "是")
    monkeypatch.setitem(sys.modules, "segno", None)
    clerk.types("18", "q")
    assert "revisit-cli[qr]" in capsys.readouterr().err
    refused = desk("calls", "sheet", "2026-11", "-o", desk.folder / "发出", code=5)
    assert "dial_qr" in refused.err
    # Nothing is handed out without its file.
    assert [call["claimed_by"] for call in desk.json("calls", "list")["calls"]] == [None] * 3
