"""What a file is by its content, and what must be known of it before a parser may touch it.

Figures are those of the project's threat table: an archive that unpacks to more than 300 MB, or
250 times its size, is a bomb; a document type declaration has no place in a workbook.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field

UNPACKED_AT_MOST = 300_000_000
RATIO_AT_MOST = 250
RATIO_MATTERS_FROM = 10_000_000
PARTS_AT_MOST = 5_000
FAR_ROW, FAR_COLUMN = 1_048_000, 2_000
CELLS_AT_MOST = 20_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB = re.compile(
    rb"^\s*(?:<!doctype\s+html|<html|<head|<meta|<table|<body|<script)", re.IGNORECASE
)
_XML_TABLE = re.compile(rb"^\s*<\?xml")
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION_TAG = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)
_CELL_REF = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
# Begins with plain bytes, so that sixty megabytes of cells are passed over at memory's speed.
_WIDE_REF = re.compile(rb'r="([A-Z]{3})[0-9]{1,7}"')
_HIDDEN = re.compile(rb'hidden="(?:1|true)"')
_ROW_NUMBER = re.compile(rb'\br="([0-9]{1,7})"')


class Refused(Exception):
    """A file is not to be read; ``name`` is the class of ``errors.workbook`` that says why."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass(slots=True)
class SheetFacts:
    """What the parser does not tell of a sheet. Numbers are 1-based; errors by row."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    is_far: bool = False


def guarded_kind(data: bytes) -> str:
    """Return what the content is: xlsx, xlsb, ods, xls or csv. Raises Refused."""
    if not data.strip(b"\0 \r\n\t"):
        raise Refused("FileEmpty")
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Refused("FileEncrypted")
        return "xls"
    if data[:2] == b"\x09\x08" or data[:4] in (b"\x09\x04\x06\x00", b"\x09\x02\x06\x00"):
        return "xls"
    start = data.lstrip(b"\xef\xbb\xbf")[:512]
    if _WEB.match(start):
        raise Refused("FileIsWebPage")
    if _XML_TABLE.match(start) or start.startswith(
        (b"%PDF", b"{\\rtf", b"\x89PNG", b"Rar!", b"7z")
    ):
        raise Refused("FileNotTable")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("FileNotTable")
    return "csv"


def _zip_kind(data: bytes) -> str:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("FileBroken") from error
    parts = archive.infolist()
    names = [part.filename for part in parts]
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    is_bomb = unpacked > RATIO_MATTERS_FROM and unpacked / packed > RATIO_AT_MOST
    if len(parts) > PARTS_AT_MOST or unpacked > UNPACKED_AT_MOST or is_bomb:
        raise Refused("FileTooLarge")
    if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
        raise Refused("FileBroken" if len(set(names)) < len(names) else "FileEncrypted")
    _refuse_declarations(archive, parts)
    known = set(names)
    if "xl/workbook.bin" in known:
        return "xlsb"
    if "content.xml" in known:
        manifest = (
            _part(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in known else b""
        )
        if b"encryption-data" in manifest:
            raise Refused("FileEncrypted")
        return "ods"
    if any(name.lower().startswith("xl/") for name in known) or "[Content_Types].xml" in known:
        return "xlsx"
    raise Refused("FileNotTable")


def _refuse_declarations(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            try:
                with archive.open(part) as stream:
                    start = stream.read(4096)
            except (
                zipfile.BadZipFile,
                ValueError,
                NotImplementedError,
                EOFError,
                OSError,
            ) as error:
                raise Refused("FileBroken") from error
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise Refused("FileTooLarge")


def sheet_facts(data: bytes) -> dict[str, SheetFacts]:
    """Return, for each sheet of an xlsx by name, what the parser does not tell."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    try:
        return {name: _facts(_part(archive, path)) for name, path in _sheets(archive)}
    except (KeyError, ValueError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise Refused("FileBroken") from error


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    from html import unescape

    known = {name.lower(): name for name in archive.namelist()}
    if "xl/workbook.xml" not in known or "xl/_rels/workbook.xml.rels" not in known:
        return []
    targets = {}
    for tag in _RELATION_TAG.findall(_part(archive, known["xl/_rels/workbook.xml.rels"])):
        found = dict(_ATTRIBUTE.findall(tag))
        targets[found.get(b"Id", b"")] = found.get(b"Target", b"").decode(errors="replace")
    sheets = []
    for tag in _SHEET_TAG.findall(_part(archive, known["xl/workbook.xml"])):
        found = {key.split(b":")[-1]: value for key, value in _ATTRIBUTE.findall(tag)}
        target = targets.get(found.get(b"id", b""), "")
        path = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
        if path.lower() in known:
            name = unescape(found.get(b"name", b"").decode(errors="replace"))
            sheets.append((name, known[path.lower()]))
    return sheets


def _facts(xml: bytes) -> SheetFacts:
    facts = SheetFacts()
    hides = _HIDDEN.search(xml) is not None
    for tag in _HIDDEN_ROW.findall(xml) if hides else ():
        number = _ROW_NUMBER.search(tag)
        if number:
            facts.hidden_rows.add(int(number[1]))
    for tag in _COLUMN.findall(xml[:200_000]) if hides else ():
        found = dict(_ATTRIBUTE.findall(tag))
        if found.get(b"hidden") in (b"1", b"true") and found.get(b"max", b"").isdigit():
            last = min(int(found[b"max"]), FAR_COLUMN)
            facts.hidden_columns |= set(range(int(found.get(b"min", b"1")), last + 1))
    if b't="e"' in xml:
        for cell in _ERROR_CELL.finditer(xml):
            place = _CELL_REF.search(cell[0])
            if place:
                row = facts.errors.setdefault(int(place[2]), [])
                row.append((_column(place[1]), cell[1].decode(errors="replace")))
    facts.is_far = any(_column(letters) > FAR_COLUMN for letters in _WIDE_REF.findall(xml))
    return facts


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(UNPACKED_AT_MOST + 1)
    if len(data) > UNPACKED_AT_MOST:
        raise Refused("FileTooLarge")
    return data
