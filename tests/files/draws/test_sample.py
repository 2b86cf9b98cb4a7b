import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.filled import fill, fill_firms

needs_sha256sum = pytest.mark.skipif(
    not (shutil.which("sh") and shutil.which("sha256sum")), reason="sha256sum is not here"
)


def run(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", str(folder / "verify.sh")], capture_output=True, text=True, check=False
    )


@needs_sha256sum
@pytest.mark.clause("三(一)3", "R9")
def test_a_stranger_redoes_the_draw_with_sha256sum_and_sort(revisit: Revisit) -> None:
    fill_firms(revisit.db, 30)
    drawn = revisit.json("sample", "symposium", "--seed", "7623.10/390C 种子")
    folder = revisit.folder / "抽取 1"
    revisit("sample", "export", "-o", folder)
    assert len((folder / "verify.sh").read_text(encoding="utf-8").splitlines()) == 5
    redone = run(folder)
    assert redone.returncode == 0, redone.stderr
    lines = (folder / "ranks.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [f"{each['hash']}  {each['firm']}" for each in drawn["ranks"]]


@needs_sha256sum
@pytest.mark.parametrize("name", ["pool.txt", "seed.txt"])
def test_the_verifier_sees_a_changed_pool_or_seed(revisit: Revisit, name: str) -> None:
    fill_firms(revisit.db, 20)
    revisit("sample", "symposium", "--seed", "4172")
    revisit("sample", "export", "-o", revisit.folder / "x")
    changed = revisit.folder / "x" / name
    changed.write_text("4" + changed.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(revisit.folder / "x").returncode != 0


@needs_sha256sum
def test_names_that_a_shell_might_obey_are_only_names(revisit: Revisit) -> None:
    names = ["$(touch x)公司", "`id`公司", "反\\斜\\n杠", "-n 公司", "%s%d公司", "a  b公司", "*"]
    fill(revisit.db, ((name, "一科", "2026-11") for name in names))
    revisit("sample", "symposium", "--seed", "$HOME %s")
    revisit("sample", "export", "-o", revisit.folder / "x")
    redone = run(revisit.folder / "x")
    assert redone.returncode == 0, redone.stderr


@pytest.mark.clause("三(一)3", "R10")
def test_the_sheet_names_what_the_committee_signs_for(revisit: Revisit) -> None:
    fill(revisit.db, (("=1+1", "一科", "2026-11"), ("乙公司", "一科", "2026-11")))
    revisit("sample", "freeze")
    revisit("sample", "freeze", "--reason", "漏了一户")
    drawn = revisit.json("sample", "symposium", "--seed", "4172", "--seed-from", "纪委甲")
    head = revisit.json("audit", "head")
    done = revisit.json("sample", "export", "-o", revisit.folder / "x")
    book = openpyxl.load_workbook(revisit.folder / "x" / done["files"][0])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    text = "\n".join(str(cell.value) for cell in cells if cell.value is not None)
    for told in ("第2次抽取", "漏了一户", "4172", "纪委甲", "=1+1"):
        assert told in text
    # Long codes stand in fours, to be read out.
    for code in (head["head"], head["origin"], drawn["pool"]["sha256"]):
        assert code in text.replace(" ", "")
    assert "不足10家" in text
    assert "机关纪委（签名）" in text
    assert book.worksheets[0].page_setup.paperSize == 9


def test_an_export_overwrites_nothing_unasked(revisit: Revisit) -> None:
    fill_firms(revisit.db, 20)
    revisit("sample", "export", code=4)
    revisit("sample", "symposium", "--seed", "1")
    revisit("sample", "export", "-o", revisit.folder / "x")
    revisit("sample", "export", "-o", revisit.folder / "x", code=3)
    revisit("sample", "export", "-o", revisit.folder / "x", "--force")
    (revisit.folder / "file").write_text("", encoding="utf-8")
    revisit("sample", "export", "-o", revisit.folder / "file", code=3)


@pytest.mark.clause("三(一)3", "R10")
@pytest.mark.parametrize(("firms", "sheets"), [(26, 1), (40, 2)])
def test_up_to_26_firms_stand_on_one_page_with_a_rule_below_the_last_drawn(
    revisit: Revisit, firms: int, sheets: int
) -> None:
    fill_firms(revisit.db, firms)
    drawn = revisit.json("sample", "symposium", "--seed", "4172")
    folder = revisit.folder / "x"
    revisit("sample", "export", "-o", folder)
    book = openpyxl.load_workbook(folder / "抽取表.xlsx")
    assert len(book.worksheets) == sheets
    front = book.worksheets[0]
    assert front.page_setup.fitToHeight in (None, 1)
    ranks = [row for row in front.iter_rows() if isinstance(row[0].value, int)]
    assert len(ranks) == 26
    ruled = [row[0].value for row in ranks if row[0].border.bottom.style == "thick"]
    assert ruled == [sum(each["selected"] for each in drawn["ranks"])]
    hashes = [str(row[4].value) for row in ranks]
    expected = [each["hash"][:16] for each in drawn["ranks"][:26]]
    assert [each.replace(" ", "") for each in hashes] == expected
    assert all(len(group) == 4 for each in hashes for group in each.split(" "))
    # The hashes stand whole where the draw is redone, and as redoing it comes to.
    whole = (folder / "ranks.txt").read_text(encoding="utf-8").splitlines()
    assert whole == [f"{each['hash']}  {each['firm']}" for each in drawn["ranks"]]
