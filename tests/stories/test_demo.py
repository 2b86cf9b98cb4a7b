"""The demonstration runs to its end, and the reference tells what it prints."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.files.ledgers.demo import write_month
from revisit_cli.files.workbooks.workbook import read_workbooks
from revisit_cli.program import native_parts
from revisit_cli.records.workbooks.grid import Workbook
from tests.conftest import Revisit

ROOT = Path(__file__).parents[2]
# A code of the log, as papers have it in groups and the screen whole.
_CODE = re.compile(r"(?:[0-9a-f]{4} ?){4,5}(?<! )")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demonstration's folder, and everything it printed."""
    folder = tmp_path_factory.mktemp("demo")
    ran = subprocess.run(
        [sys.executable, "-m", "revisit_cli", "demo", "revisit-demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        check=False,
    )
    assert ran.returncode == 0, ran.stdout.decode()
    made = folder / "revisit-demo"
    return made, ran.stdout.decode().replace(str(made), made.name)


def test_the_demonstration_ends_with_a_report_and_a_whole_log(shown: tuple[Path, str]) -> None:
    folder, said = shown
    assert "核验相符" in said
    book = openpyxl.load_workbook(folder / "2026-11月报.xlsx")
    assert book.worksheets[0]["A1"].value.startswith("市住建局")
    assert (folder / "revisit.db").exists()


def test_a_code_is_on_paper_in_groups_of_four_that_can_be_typed_as_they_stand(
    shown: tuple[Path, str], tmp_path: Path
) -> None:
    folder, _ = shown
    found = 0
    for path in folder.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            texts = [str(cell) for row in sheet.values for cell in row if cell is not None]
            feet = [foot for foot in (sheet.oddFooter, sheet.firstFooter) if foot is not None]
            texts += [str(part.text) for foot in feet for part in (foot.left, foot.center)]
            if "回访表" not in path.name:  # a sheet to fill in has marks that programs read
                assert [text for text in texts if re.search("[0-9a-f]{20}", text)] == [], path
            found += sum(bool(re.search("(?:[0-9a-f]{4} ){4}[0-9a-f]{4}", text)) for text in texts)
    assert found
    page = (folder / "2026-11月报.html").read_text("utf-8")
    (size, head) = re.findall(r"记录簿 (\d+) 条.*?核对码 ((?:[0-9a-f]{4} ){4}[0-9a-f]{4})", page)[0]
    revisit = Revisit(tmp_path)
    revisit.db = folder / "revisit.db"
    revisit("audit", "verify", "--size", size, "--head", head)
    revisit("audit", "verify", "--size", size, "--head", head[:-1], code=2)


def test_the_reference_shows_what_the_program_prints(shown: tuple[Path, str]) -> None:
    _, said = shown
    printed = set(said.splitlines())
    blocks = re.findall(
        r"```console\n(.*?)```", (ROOT / "docs" / "参考.md").read_text("utf-8"), re.DOTALL
    )
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) > 15
    assert [line for line in lines if line not in printed] == []


@pytest.mark.skipif(None in native_parts().values(), reason="says which native part is missing")
def test_the_example_is_what_the_demonstration_prints(shown: tuple[Path, str]) -> None:
    """Line by line; only what salts make another each time is masked. UPDATE_GOLDEN=1 renews it."""
    _, said = shown
    path = ROOT / "examples" / "演示.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(said, encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    assert len(kept.splitlines()) > 200
    assert _masked(said) == _masked(kept), "renew it: UPDATE_GOLDEN=1 pytest tests/stories"


def test_the_example_workbook_is_what_the_demonstration_writes(shown: tuple[Path, str]) -> None:
    folder, _ = shown
    made, kept = folder / "2026-11月报.xlsx", ROOT / "examples" / "2026-11月报.xlsx"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.copyfile(made, kept)
    assert _cells(made) == _cells(kept), "renew it: UPDATE_GOLDEN=1 pytest tests/stories"


def test_the_example_page_is_what_the_demonstration_writes(shown: tuple[Path, str]) -> None:
    folder, _ = shown
    made, kept = folder / "2026-11月报.html", ROOT / "examples" / "2026-11月报.html"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.copyfile(made, kept)
    told = [_masked(path.read_text(encoding="utf-8")) for path in (made, kept)]
    assert told[0] == told[1], "renew it: UPDATE_GOLDEN=1 pytest tests/stories"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("审批科告知单", ("unit", "审批科", "2026-11")),
        ("2026-11公布", ("public", "2026-11")),
        ("2026-11报送纪律", ("duty", "2026-11")),
        ("2026-H2半年报", ("half", "2026-H2")),
    ],
)
def test_the_other_example_reports_are_written_from_the_demonstrations_data(
    shown: tuple[Path, str], tmp_path: Path, name: str, words: tuple[str, ...]
) -> None:
    folder, _ = shown
    made, kept = tmp_path / f"{name}.xlsx", ROOT / "examples" / f"{name}.xlsx"
    Revisit(folder)("report", *words, "-o", made, now="2026-12-14T16:20")
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.copyfile(made, kept)
    assert _cells(made) == _cells(kept), "renew it: UPDATE_GOLDEN=1 pytest tests/stories"


def _cells(path: Path) -> dict[str, list[list[str]]]:
    """Every sheet's cells as text; codes that random salts go into are masked."""
    return {
        sheet.title: [
            [_CODE.sub("…", str(cell)) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in openpyxl.load_workbook(path).worksheets
    }


def _masked(text: str) -> list[str]:
    """The lines without the log's head and origin, which random salts go into."""
    heads = re.sub(rf"(记录簿 \d+ 条.*?核对码) {_CODE.pattern}", r"\1 …", text)
    return re.sub(rf"来源 {_CODE.pattern}", "来源 …", heads).splitlines()


def test_the_demonstration_never_writes_into_a_folder_in_use(revisit: Revisit) -> None:
    (revisit.folder / "占用").mkdir()
    (revisit.folder / "占用" / "x.txt").write_text("x", encoding="utf-8")
    revisit("demo", revisit.folder / "占用", code=3)
    assert [path.name for path in (revisit.folder / "占用").iterdir()] == ["x.txt"]


def test_the_examples_are_what_the_demonstration_writes(tmp_path: Path) -> None:
    made = write_month(tmp_path)
    kept = [ROOT / "examples" / path.name for path in made]
    for new, old in zip(read_workbooks(made), read_workbooks(kept), strict=True):
        assert isinstance(new, Workbook)
        assert isinstance(old, Workbook)
        assert new.sheets == old.sheets
