"""Every workbook of our own says what it is, so that none of them is taken for a ledger."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

import revisit_cli
from revisit_cli.errors.ledgers.ledger import OwnOutput
from revisit_cli.files.workbooks.book import mark
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.labels.workbooks.workbook import LEDGER_MARKS, OWN
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import Hints

WRITERS = [
    path
    for path in (Path(revisit_cli.__file__).parent / "files").rglob("*.py")
    if "xlsxwriter.Workbook(" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_whoever_writes_a_workbook_marks_it(path: Path) -> None:
    """One line does it: ``mark(book, "sheet")``, with a key of ``labels.workbooks.workbook``."""
    assert "mark(" in path.read_text(encoding="utf-8")


def _marked(path: Path, what: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        mark(book, what)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["单位", "时间", "服务对象", "联系电话"])
        sheet.write_row(1, 0, ["审批科", "2026.11.3", "示例市甲子有限公司", "13800000001"])
    return path


@pytest.mark.parametrize("what", sorted(OWN))
def test_our_own_outputs_are_refused_by_the_name_of_what_they_are(
    tmp_path: Path, what: str
) -> None:
    with pytest.raises(OwnOutput) as refused:
        understand(read_workbook(_marked(tmp_path / "x.xlsx", what)), Hints())
    assert refused.value.facts["what"] == OWN[what]


@pytest.mark.parametrize("what", sorted(LEDGER_MARKS))
def test_receipts_and_templates_come_back_as_ledgers(tmp_path: Path, what: str) -> None:
    read = understand(read_workbook(_marked(tmp_path / "x.xlsx", what)), Hints())
    assert len(read.sheets[0].rows) == 1


@pytest.mark.parametrize(
    "written",
    [
        b'<vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">',
        b"<lpwstr>",
        b'<vt:lpwstr xml:space="preserve">',
    ],
)
@pytest.mark.parametrize("quote", [b'"', b"'"])
def test_a_mark_is_known_however_another_program_writes_it(
    tmp_path: Path, written: bytes, quote: bytes
) -> None:
    path = _marked(tmp_path / "x.xlsx", "receipt")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "docProps/custom.xml"
    closed = written.split(b" ")[0].rstrip(b">").replace(b"<", b"</") + b">"
    parts[name] = (
        parts[name]
        .replace(b"<vt:lpwstr>", written)
        .replace(b"</vt:lpwstr>", closed)
        .replace(b'name="revisit"', b"name=" + quote + b"revisit" + quote)
    )
    with zipfile.ZipFile(path, "w") as package:
        for each, data in parts.items():
            package.writestr(each, data)
    assert read_workbook(path).mark == "receipt"
