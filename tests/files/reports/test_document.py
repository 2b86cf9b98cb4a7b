"""The month as a document: the page that is signed, in the measures of official papers."""

import re
import sys
import zipfile
from pathlib import Path

import pytest

from tests.bureau_months import Plan, play
from tests.conftest import Revisit

docx = pytest.importorskip("docx")


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """A month of five units, to report and not to change."""
    played = Revisit(tmp_path_factory.mktemp("five"))
    played.now = play(played, Plan(units=5, firms=30, months=("2026-11",)))
    return played


@pytest.fixture(scope="module")
def written(bureau: Revisit) -> Path:
    """The month as a document."""
    path = bureau.folder / "月报.docx"
    bureau("report", "month", "2026-11", "-o", path)
    return path


@pytest.mark.clause("四3")
def test_the_document_holds_the_words_the_figures_the_signs_and_the_names(
    bureau: Revisit, written: Path
) -> None:
    told = bureau.json("report", "month", "2026-11")
    made = docx.Document(str(written))
    lines = [line.text for line in made.paragraphs]
    assert [line for line in lines if line in told["words"]] == told["words"]
    assert "制表：\t审核：" in lines
    six, names = made.tables
    assert [row.cells[0].text for row in six.rows][1:3] == ["台账按时报送率", "覆盖率"]
    # Numbers stand to the right, their heads too, and an empty cell is as high as any other.
    right = [[cell.paragraphs[0].alignment for cell in row.cells[1:]] for row in six.rows]
    assert {each for row in right for each in row} == {docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT}
    every = [cell.paragraphs[0] for row in names.rows for cell in row.cells]
    assert len({line.paragraph_format.line_spacing for line in every}) == 1
    # The names follow what is signed; their heading stands with them.
    heading = next(line for line in made.paragraphs if line.text == "表1　未完成名单")
    assert heading.paragraph_format.keep_with_next
    assert not heading.paragraph_format.page_break_before
    shown = {cell.text for row in names.rows for cell in row.cells}
    assert {firm for group in told["undone"] for firm in group["firms"]} <= shown


def test_the_page_has_the_measures_of_official_papers(written: Path) -> None:
    section = docx.Document(str(written)).sections[0]
    measures = [section.top_margin, section.left_margin, section.page_width]
    assert [round(each.mm) for each in measures] == [37, 28, 210]
    text = section.page_width - section.left_margin - section.right_margin
    assert round(docx.shared.Emu(text).mm) == 156
    with zipfile.ZipFile(written) as parts:
        body = parts.read("word/document.xml").decode()
        foot = "".join(parts.read(n).decode() for n in parts.namelist() if "/footer" in n)
    assert set(re.findall(r'w:eastAsia="([^"]+)"', body)) <= {"宋体", "黑体", "仿宋", "楷体"}
    assert 'w:line="579"' in body
    assert 'w:instr="PAGE"' in foot


def test_one_run_writes_every_kind_of_file_and_the_same_bytes_again(
    bureau: Revisit, written: Path
) -> None:
    names = [bureau.folder / f"再{ending}" for ending in (".docx", ".xlsx", ".html")]
    words = [word for name in names for word in ("-o", name)]
    told = bureau.json("report", "month", "2026-11", *words)
    assert told["file"] == str(names[0])
    assert names[0].read_bytes() == written.read_bytes()
    assert all(name.stat().st_size > 1000 for name in names)
    bureau("report", "month", "2026-11", "--explain", "firms", *words, code=2)


def test_without_the_library_a_document_is_refused_with_the_line_that_installs_it(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    path = revisit.folder / "月报.docx"
    found = revisit("report", "month", "2026-11", "-o", path, code=5)
    assert "revisit-cli[docx]" in found.err
    assert not path.exists()
