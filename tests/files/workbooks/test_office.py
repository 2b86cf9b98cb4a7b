"""Documents of other programs: read where LibreOffice is, and refused in a sentence where not."""

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from revisit_cli.errors import RevisitError
from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks import office
from revisit_cli.files.workbooks.workbook import read_workbook, read_workbooks
from revisit_cli.records.workbooks.grid import Workbook
from tests.documents import cell, docx, line, plain_table, row, table

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = [("单位", "企业"), ("审批科", "浉河区示例厂")]


def _ole(stream: str) -> bytes:
    return _OLE + bytes(504) + b"\xec\xa5" + bytes(600) + stream.encode("utf-16-le")


def _odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


def _flat(kind: str, declared: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{declared}<office:document xmlns:office="o" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}"/>'
    ).encode()


DOCUMENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "台账.doc": (lambda: _ole("WordDocument"), "doc"),
    "台账.wps": (lambda: _ole("WordDocument"), "doc"),
    "表格.xls": (lambda: _ole("WordDocument"), "doc"),
    "微软.wps": (lambda: _ole("MatOST"), "works"),
    "台账.rtf": (lambda: b"{\\rtf1\\ansi}", "rtf"),
    "台账.odt": (_odt, "odt"),
    "台账.xml": (
        lambda: b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>",
        "word_xml",
    ),
    "台账.fodt": (lambda: _flat("text"), "fodt"),
}
TABLES: dict[str, tuple[Callable[[], bytes], str]] = {
    "旧表.xls": (
        lambda: (
            b'\xef\xbb\xbf<?xml version="1.0"?><Workbook '
            b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
        ),
        "xml_table",
    ),
    "没有开头.xml": (
        lambda: b'<Workbook\nxmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "xml_table",
    ),
    "台账.fods": (lambda: _flat("spreadsheet"), "fods"),
}


def _program(folder: Path, words: str) -> str:
    """Return a program that stands in for LibreOffice, and does what a shell is told."""
    program = folder / "office.sh"
    program.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    program.chmod(0o700)
    return str(program)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the folders of single conversions are made."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_without_libreoffice_each_document_is_refused_by_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "office", lambda: None)
    paths = []
    cases = DOCUMENTS | TABLES
    for name, (content, _) in cases.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content())
    for path, found in zip(paths, read_workbooks(paths), strict=True):
        is_table = path.name in TABLES
        refusal = workbook.TableNeedsOffice if is_table else workbook.FileNeedsOffice
        assert type(found) is refusal, path.name
        what = (workbook.OFFICE_DOCUMENTS | workbook.OFFICE_TABLES)[cases[path.name][1]]
        assert str(found).startswith(f"{path.name} {what}，")
        assert (".xlsx" if is_table else ".docx") in str(found)


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_a_declared_type_reaches_no_other_program(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "台账.xml"
    path.write_bytes(_flat(kind, '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'))
    with pytest.raises(workbook.FileUnsafe):
        read_workbook(path)


def test_a_document_behind_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "台账.doc"
    locked = bytearray(_ole("WordDocument"))
    locked[512 + 11] = 0x01
    path.write_bytes(bytes(locked))
    with pytest.raises(workbook.FileEncrypted):
        read_workbook(path)


@pytest.mark.skipif(os.name != "posix", reason="a shell stands in for LibreOffice")
def test_what_libreoffice_makes_is_read_as_the_file_itself(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(line("填报单位：审批科") + plain_table(TABLE)))
    # It writes where it is told to, by its last words but one; it sees nobody's environment.
    program = _program(
        tmp_path,
        'test -z "$REVISIT_SECRET" || exit 1\nwhile test "$1" != "--outdir"; do shift; done\n'
        f'mkdir -p "$2"; cp "{made}" "$2/in.docx"; test -f "$3"',
    )
    monkeypatch.setenv("REVISIT_SECRET", "1")
    monkeypatch.setattr(office, "office", lambda: program)
    path, after = tmp_path / "台账.doc", tmp_path / "后.docx"
    path.write_bytes(_ole("WordDocument"))
    after.write_bytes(made.read_bytes())
    found, last = read_workbooks([path, after])
    assert isinstance(found, Workbook)
    assert found.sheets[0].rows == tuple(TABLE)
    assert (found.name, found.size) == (path.name, path.stat().st_size)
    assert found.sha256 == sha256(path.read_bytes()).hexdigest()
    assert found.traits == ("converted",)
    assert isinstance(last, Workbook)
    assert last.traits == ()
    assert list(place.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a shell stands in for LibreOffice")
@pytest.mark.parametrize("words", ["exit 1", "exit 0", "sleep 60 & sleep 60"])
@pytest.mark.parametrize("name", ["台账.doc", "台账.fods"])
def test_where_libreoffice_makes_nothing_the_sentence_says_so(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch, words: str, name: str
) -> None:
    monkeypatch.setattr(office, "office", lambda: _program(tmp_path, words))
    monkeypatch.setattr(office, "SECONDS_AT_MOST", 2)
    path = tmp_path / name
    path.write_bytes((DOCUMENTS | TABLES)[name][0]())
    with pytest.raises(workbook.OfficeFailed) as refused:
        read_workbook(path)
    assert (".xlsx" if name in TABLES else ".docx") in str(refused.value)
    assert list(place.iterdir()) == []


@pytest.mark.office
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_libreoffice_reads_the_documents_of_other_programs(
    tmp_path: Path, place: Path, ending: str
) -> None:
    source = tmp_path / "台账.docx"
    wide = '<w:tcW w:w="2000" w:type="dxa"/>'
    rows = [row([cell(line(text), wide) for text in texts]) for texts in TABLE]
    source.write_bytes(docx(line("填报单位：审批科") + table(rows, [2000, 2000]) + line("完")))
    program = office.office()
    assert program is not None
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
         "--convert-to", ending, "--outdir", str(tmp_path), str(source)],
        check=False, capture_output=True, timeout=90,
    )  # fmt: skip
    made = tmp_path / f"台账.{ending}"
    if not made.is_file():
        pytest.skip("LibreOffice is installed without its Writer")
    path = tmp_path / ("台账.wps" if ending == "doc" else f"单.{ending}")
    shutil.copyfile(made, path)
    found = read_workbook(path)
    assert found.sheets[0].rows == tuple(TABLE)
    assert found.sheets[0].above == ("填报单位：审批科",)
    assert not isinstance(found, RevisitError)
    assert list(place.iterdir()) == []


SPREADSHEET = """<?xml version="1.0" encoding="UTF-8"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="11月"><Table>{rows}</Table></Worksheet></Workbook>"""


@pytest.mark.office
def test_libreoffice_reads_the_xml_of_excel_2003(tmp_path: Path, place: Path) -> None:
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    cells = f"<Row{{at}}>{cell.format('{a}')}{cell.format('{b}')}</Row>"
    rows = [cells.format(at="", a="单位", b="企业"),
            cells.format(at=' ss:Hidden="1"', a="审批科", b="浉河区示例厂")]  # fmt: skip
    path = tmp_path / "台账.xls"
    table = SPREADSHEET.format(rows="".join(rows))
    path.write_text(table, encoding="utf-8")
    found = read_workbook(path)
    assert (found.sheets[0].name, found.sheets[0].rows) == ("11月", tuple(TABLE))
    assert found.sheets[0].hidden_rows == {2}
    assert found.traits == ("converted",)
    struck = '<Styles><Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style></Styles><Worksheet'
    path.write_text(table.replace("<Worksheet", struck, 1), encoding="utf-8")
    assert read_workbook(path).traits == ("converted", "struck_words")
    assert list(place.iterdir()) == []
