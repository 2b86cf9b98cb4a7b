"""A sheet is read the same however its XML is spelled and its archive is packed."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks.package import Package
from revisit_cli.files.workbooks.sheet_xml import XlsxBook
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.records.workbooks.grid import CellError, Merge, Number, Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
          OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships"}  # fmt: skip
CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>企业</t></is></c><c r="B1" t="s"><v>0</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>甲厂</t></is></c>'
    '<c r="B2" s="1"><v>46329</v></c></row>'
    '<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3" s="2"><v>11.1</v></c></row>'
    '<row r="4"><c r="A4"><f>1+1</f></c><c r="B4" s="3"><v>13800000001</v></c></row>'
    '<row r="5" ht="0" customHeight="1"><c r="A5" t="str"><f>""</f><v></v></c>'
    '<c r="B5" t="b"><v>1</v></c></row>'
)
PARTS = {
    "[Content_Types].xml": (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="urn:t"><Override '
        'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="11月&gt;台账" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/worksheets/sheet1.xml": (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">'
        '<cols><col min="4" max="5" width="9" hidden="1"/></cols>'
        f'<sheetData>{CELLS}</sheetData><mergeCells><mergeCell ref="C1:D2"/></mergeCells>'
        "</worksheet>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="[h]:mm:ss"/>'
        '</numFmts><cellStyleXfs><xf numFmtId="2"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="2"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    ),
    "xl/sharedStrings.xml": (
        f'<sst xmlns="{MAIN}"><si><r><t>时</t></r><r><t>间</t></r>'
        '<rPh sb="0" eb="2"><t>shijian</t></rPh></si></sst>'
    ),
}
# Python's own zip would name it in Unicode.
ASCII_NAME, FOREIGN_NAME = "QQ1.xml", "表1.xml".encode("gb18030")
FAR = '<c r="XFD2" t="inlineStr"><is><t> </t></is></c>'
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[dict[str, str]], dict[str, str | bytes]]


def packed(parts: dict[str, str | bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    path.write_bytes(path.read_bytes().replace(ASCII_NAME.encode(), FOREIGN_NAME))
    return path


def _in_sheet(*pairs: tuple[str, str]) -> Change:
    def change(parts: dict[str, str]) -> dict[str, str | bytes]:
        xml = parts[SHEET]
        for old, new in pairs:
            assert old in xml
            xml = xml.replace(old, new)
        return {**parts, SHEET: xml}

    return change


def _strict(parts: dict[str, str]) -> dict[str, str | bytes]:
    found = dict(parts)
    for name, content in parts.items():
        for old, new in STRICT.items():
            content = content.replace(old, new)
        found[name] = content
    return dict(found)


def _at_root(parts: dict[str, str]) -> dict[str, str | bytes]:
    return {name.replace("xl/", ""): text.replace("xl/", "") for name, text in parts.items()}


def _utf16(parts: dict[str, str]) -> dict[str, str | bytes]:
    xml = parts[SHEET].replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return {**parts, SHEET: xml.encode("utf-16"), "xl/sharedStrings.xml": (
        '<?xml version="1.0" encoding="UTF-16"?>' + parts["xl/sharedStrings.xml"]
    ).encode("utf-16")}  # fmt: skip


def _prefixed(parts: dict[str, str]) -> dict[str, str | bytes]:
    xml = parts[SHEET].replace("</", "</x:").replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    for name in ("worksheet", "cols", "col ", "sheetData", "row", "c ", "is>", "t>", "v>", "f>"):
        xml = xml.replace(f"<{name}", f"<x:{name}")
    return {**parts, SHEET: xml.replace("<merge", "<x:merge")}


def _pretty(parts: dict[str, str]) -> dict[str, str | bytes]:
    xml = parts[SHEET]
    for name in ("row", "c", "/row", "/c", "cols", "mergeCell"):
        xml = xml.replace(f"<{name}", f"\n    <{name}")
    return {**parts, SHEET: xml}


def _foreign_names(parts: dict[str, str]) -> dict[str, str | bytes]:
    """A part named in the encoding of the country, as an archive without Unicode names has it."""
    rels = "xl/_rels/workbook.xml.rels"
    found: dict[str, str | bytes] = {
        **parts,
        rels: parts[rels].replace("worksheets/sheet1.xml", "worksheets/表1.xml"),
        f"xl/worksheets/{ASCII_NAME}": parts[SHEET],
    }
    del found[SHEET]
    return found


WAYS: dict[str, Change] = {
    "plain": lambda parts: dict(parts),
    "single quotes": _in_sheet(
        ('hidden="1">', "hidden='1'>"),
        ('t="e"', "t='e'"),
        ('r="A4"', "r='A4'"),
        ('ht="0"', "ht='0'"),
    ),
    "blanks": _in_sheet(
        ('hidden="1"', 'hidden = "1"'), ('t="e"', 't\n=\t"e"'), ('ht="0"', 'ht= "0"')
    ),
    "true": _in_sheet(('hidden="1"', 'hidden="true"')),
    "references": _in_sheet(('hidden="1">', 'hidden="&#49;">'), ('t="e"', 't="&#x65;"')),
    "order": _in_sheet(('<c r="A3" t="e">', '<c t="e" r="A3">')),
    "height": _in_sheet(('ht="0"', 'ht="0.0"')),
    "cdata": _in_sheet(("<v>#N/A</v>", "<v><![CDATA[#N/A]]></v>")),
    "greater": _in_sheet(('<row r="2"', '<row spans="1>2" r="2"')),
    "no places": lambda parts: _in_sheet(
        *((f' r="{place}"', "") for place in ("1", "2", "3", "4", "5")),
        *((f' r="{column}{row}"', "") for row in range(1, 6) for column in "AB"),
    )(parts),
    "rows without a number": _in_sheet(*((f'<row r="{n}"', "<row") for n in range(1, 6))),
    "backslashes": lambda parts: {name.replace("/", "\\"): text for name, text in parts.items()},
    "leading slash": lambda parts: {f"/{name}": text for name, text in parts.items()},
    "other case": lambda parts: {name.upper(): text for name, text in parts.items()},
    "absolute targets": lambda parts: {
        name: text.replace('Target="', 'Target="/xl/').replace("/xl/xl/", "/xl/")
        for name, text in parts.items()
    },
    "at the root": _at_root,
    "strict": _strict,
    "utf-16": _utf16,
    "prefix": _prefixed,
    "pretty": _pretty,
    "foreign names": _foreign_names,
    "far cell": _in_sheet(('</row><row r="3"', f'{FAR}</row><row r="3"')),
}  # fmt: skip


def _facts(sheet: Sheet) -> list[object]:
    rows = [tuple(cell for cell in row if cell != " ") for row in sheet.rows]
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    cut = [row[:2] for row in rows]
    return [sheet.name, cut, sheet.hidden_rows, sheet.hidden_columns, sheet.merges]


WANTED = [
    "11月>台账",
    [
        ("企业", "时间"),
        ("甲厂", date(2026, 11, 3)),
        (CellError("#N/A"), Number(11.1, "11.10")),
        (CellError("=1+1"), 13800000001.0),
        (None, True),
    ],
    {2, 5},
    {4, 5},
    (Merge(1, 3, 2, 4),),
]


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_is_the_same_however_it_is_written(tmp_path: Path, way: str) -> None:
    sheet = read_workbook(packed(WAYS[way](PARTS), tmp_path / "台账.xlsx")).sheets[0]
    assert _facts(sheet) == WANTED


def test_rows_hidden_unless_told_otherwise_are_known(tmp_path: Path) -> None:
    change = _in_sheet(
        ("<cols>", '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><cols>'),
        ('<row r="1"', '<row r="1" ht="15"'),
        ('<row r="4"', '<row r="4" hidden="0"'),
    )
    (sheet,) = read_workbook(packed(change(PARTS), tmp_path / "台账.xlsx")).sheets
    assert sheet.hidden_rows == {2, 3, 5}


PLAIN_ROW = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>甲厂</t></is></c><c r="B2"><v>1</v></c></row>'
)
NONE: frozenset[int] = frozenset()
ERROR = (("甲厂", CellError("#N/A")), NONE)
HIDDEN = (("甲厂", 1.0), frozenset({2}))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('<c r="B2"><v>1', '<c r="B2" t="e"><v>#N/A', ERROR),
        ('<c r="B2"><v>1', "<c r=\"B2\" t='e'><v>#N/A", ERROR),
        ('<c r="B2"><v>1', '<c r="B2" t= "e"><v>#N/A', ERROR),
        ('<c r="B2"><v>1', '<c r="B2" t ="e"><v>#N/A', ERROR),
        ('<c r="B2"><v>1', '<c r="B2" t="&#101;"><v>#N/A', ERROR),
        ('<row r="2">', '<row r="2" hidden="1">', HIDDEN),
        ('<row r="2">', '<row r="2" ht="0">', HIDDEN),
        ('<row r="2">', "<row r='2' ht='0'>", HIDDEN),
        ('<row r="2">', '<row r="2" ht = "0">', HIDDEN),
        ("<v>1</v>", "<f>B9</f>", (("甲厂", CellError("=B9")), NONE)),
        ('<c r="B2">', '<c r="B2" s="2">', (HIDDEN[0], NONE)),
        ('"B2"><v>1', '"B2" s="2"><v>11.1', (("甲厂", Number(11.1, "11.10")), NONE)),
        ('"B2"><v>1', '"B2" t="d"><v>2026-11-03', (("甲厂", date(2026, 11, 3)), NONE)),
    ],
)
def test_one_oddness_alone_is_never_passed_over(
    tmp_path: Path, old: str, new: str, told: tuple[object, object]
) -> None:
    """In a sheet that is plain but for this, whichever parser reads it."""
    assert old in PLAIN_ROW
    cells = CELLS[: CELLS.index('<row r="2"')] + PLAIN_ROW.replace(old, new)
    sheet_xml = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    found = read_workbook(packed({**PARTS, SHEET: sheet_xml}, tmp_path / "台账.xlsx")).sheets[0]
    assert (found.rows[1], found.hidden_rows) == told


def test_one_odd_cell_takes_no_other_with_it(tmp_path: Path) -> None:
    """The fast parser gives up over a time of a million years, half-way through the sheet."""
    change = _in_sheet(
        ('<row r="2" hidden="1">', '<row r="2">'), ('<c r="A3" t="e">', '<c r="A3" t="str">'),
        ("<f>1+1</f>", "<v>2</v>"), ('<f>""</f>', ""), (' ht="0"', ""), ('s="2"', 's="0"'),
        ('s="3"', 's="1"'),
    )  # fmt: skip
    sheet = read_workbook(packed(change(PARTS), tmp_path / "台账.xlsx")).sheets[0]
    assert sheet.rows[3] == (2.0, 13800000001.0)
    assert sheet.rows[1] == ("甲厂", date(2026, 11, 3))


def test_a_type_declared_in_two_byte_letters_is_refused_too(tmp_path: Path) -> None:
    parts = _utf16(PARTS)
    xml = PARTS[SHEET].replace(
        'encoding="UTF-8"?>', 'encoding="UTF-16"?><!DOCTYPE w [<!ENTITY a "b">]>'
    )
    path = packed({**parts, SHEET: xml.encode("utf-16")}, tmp_path / "台账.xlsx")
    with pytest.raises(workbook.FileUnsafe):
        read_workbook(path)
    far = PARTS[SHEET].replace(
        '"UTF-8"?>', f'"UTF-8"?><!--{"-x" * 4000}--><!DOCTYPE w [<!ENTITY a "b">]>'
    )
    with pytest.raises(workbook.FileUnsafe):
        read_workbook(packed({**PARTS, SHEET: far}, path))


def test_a_sheet_is_plain_wherever_its_beginning_ends() -> None:
    """The beginning is cut off between two elements, never between a name and its value."""
    parts = {name: text for name, text in PARTS.items() if not name.endswith("styles.xml")}
    book = XlsxBook(_archive(parts))
    for filler in range(40):
        row = "".join(
            f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"甲" * filler}</t></is></c></row>'
            for n in range(1, 400)
        )
        assert book.is_plain(f'<worksheet xmlns="{MAIN}"><sheetData>{row}'.encode()), filler


def _archive(parts: dict[str, str]) -> Package:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return Package(data.getvalue())
