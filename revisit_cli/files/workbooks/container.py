"""The kind of a file by its content, and the checks before a parser may read it.

An archive that unpacks to more than 300 MB, or to more than 250 times its size, is refused as a
bomb, and so is XML with a document type declaration, which no workbook needs.
"""

import re
from collections.abc import Iterator

from revisit_cli.files.workbooks.package import (
    UNPACKED_AT_MOST,
    UNREADABLE,
    Package,
    package_of,
)
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.pattern import pattern

RATIO_AT_MOST = 250
RATIO_MATTERS_FROM = 10_000_000
PARTS_AT_MOST = 5_000

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB = pattern(rb"<(?:!doctype\s+html|html|head|meta|body|script|frameset)\b", re.IGNORECASE)
_WEB_TABLE, _WEB_CELL = (pattern(rb"<%b[\s>]" % tag, re.I) for tag in (b"table", b"t[rdh]"))
_WEB_TABLE_END = pattern(rb"</table", re.IGNORECASE)
_MAIL = pattern(
    rb"^\s*(?:MIME-Version|From|Content-Type|Received|Return-Path|Message-ID):", re.IGNORECASE
)
_MAIL_PAGE = pattern(rb"Content-Type:\s*text/html", re.IGNORECASE)
_MARKS_AND_BLANKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_XML_TABLE = pattern(rb"\s*<(?:\?xml|(?:\w+:)?Workbook\s)")
_EXCEL_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_OPEN_TABLE = b"application/vnd.oasis.opendocument.spreadsheet"
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_JSON = pattern(rb'^\s*[\[{]\s*(?:[\[{"\]}])')
# Text files that are known by their first characters.
_TEXT_STARTS = (
    (pattern(rb"%PDF-"), "pdf"),
    (pattern(rb"ID;P[^\r\n]*\s+(?:[A-Z];[A-Z][^\r\n]*\s+){2}"), "sylk"),
    (pattern(rb"TABLE\r?\n0,1\r?\n"), "dif"),
)
_RTF, _WORD_XML = b"{\\rtf", (b"<w:wordDocument", b"<pkg:package")
_STARTS = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"SQLite format 3", "database"),
    (b"MZ", "program"),
    (b"L\0\0\0\x01\x14\x02\0", "shortcut"),
)
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_OLE_STRANGERS = (("PowerPoint Document", "slides"),)
# Only LibreOffice reads these: Word documents before docx, and Microsoft Works.
_OLE_OFFICE = (("WordDocument", "doc"), ("MatOST", "works"), ("MN0", "works"))
_WORKS = b"CHNKWKS"
# The start of the main stream of a Word document, and the bit that says it is encrypted.
_WORD_START, _WORD_LOCKED = pattern(rb"\xec\xa5.{8}(?P<bits>..)", re.DOTALL), 0x0100
_RIGHTS = ("DRMEncrypted".encode("utf-16-le"), b"%TSD-Header-###%")
_SECTOR = 512
_ZIP_STRANGERS = (
    ("ppt/", "slides"),
    ("OFD.xml", "layout"),
    ("Index/", "numbers"),
)
_OPEN_STRANGERS = ((b"presentation", "slides"), (b"graphics", "picture"))
# The local header of a part with its name: readable even if the end of the archive is missing.
_PART = pattern(rb"PK\x03\x04.{22}(?P<size>..).{2}", re.DOTALL)
_PICTURES = ("xl/media/", "Pictures/")
# Parts with comments: on cells, threaded or not, and in documents.
_COMMENTS = pattern(r"(?:xl/(?:threaded)?comments?|word/comments\.xml)")
_DRAWINGS, _TEXT_BOX = "xl/drawings/drawing", b":txBody>"
_PICTURE_SIGNS = (b"\x89PNG\r\n", b"JFIF")
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_MARK = pattern(
    rb"""name=["'](revisit(?:-seal)?)["'][^>]*>\s*<(?:\w+:)?lpwstr[^>]*>([^<]{1,64})</"""
)


def guarded_kind(data: bytes) -> str:
    """Return what the content is: xlsx, xlsb, ods, xls, docx, html or csv. Raises Refused."""
    if not data.strip(b"\0 \r\n\t"):
        raise Refused("FileEmpty")
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(_OLD_EXCEL):
        raise Refused("FileTooOld")
    if data[:2] == b"\x09\x08":
        return "xls"
    if _is_page(data):
        return "html"
    _refuse_strangers(data)
    return "csv"


def traits(data: bytes, kind: str) -> list[str]:
    """Return what a workbook carries besides its cells: ``macros``, ``links`` to other files,
    ``pictures`` (or boxes of text), in which a whole ledger may stand, ``comments`` on cells.
    """
    if kind == "xls":
        found = ["macros"] if _MACRO_STREAM in data else []
        return found + (["pictures"] if any(sign in data for sign in _PICTURE_SIGNS) else [])
    if kind not in ("xlsx", "xlsb", "ods", "docx"):
        return []
    package = package_of(data)
    names = [name.lower() for name in package.names]
    found = ["pictures"] if any(_shows_more(package, name) for name in package.names) else []
    if any(name.endswith("vbaproject.bin") for name in names):
        found.append("macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        found.append("links")
    is_annotated = kind == "ods" and _is_annotated(package)
    if is_annotated or any(map(_COMMENTS.match, names)):
        found.append("comments")
    return found


def _is_annotated(package: Package) -> bool:
    try:
        return b"<office:annotation" in package.part("content.xml")
    except Refused:
        return False  # Comments in an xls are found when its cells are read.


def _shows_more(package: Package, name: str) -> bool:
    """Return whether a part is a picture, or a drawing that has text."""
    if name.startswith(_DRAWINGS):
        try:
            return _TEXT_BOX in package.part(name)
        except Refused:
            return True  # Unknown; the cells may be readable all the same.
    return name.startswith(_PICTURES)


def own_marks(data: bytes) -> tuple[str | None, str | None]:
    """Return the mark and the seal of a workbook that this program wrote, None for others."""
    package = package_of(data)
    if not package.has("docProps/custom.xml"):
        return None, None
    found = dict(_MARK.findall(package.part("docProps/custom.xml")))
    word, seal = found.get(b"revisit"), found.get(b"revisit-seal")
    return (
        None if word is None else word.decode("ascii", errors="replace"),
        None if seal is None else seal.decode("ascii", errors="replace"),
    )


def _ole_kind(data: bytes) -> str:
    if _RIGHTS[0] in data:
        raise Refused("FileProtected")
    if _ENCRYPTED in data:
        raise Refused("FileEncrypted")
    for stream, what in _OLE_OFFICE:
        if stream.encode("utf-16-le") in data:
            raise Refused("FileEncrypted" if _is_locked(data) else "FileNeedsOffice", what)
    if _WORKS in data:
        raise Refused("FileNeedsOffice", "works")
    for stream, what in _OLE_STRANGERS:
        if stream.encode("utf-16-le") in data:
            raise Refused("FileNotTable", what)
    return "xls"


def _is_locked(data: bytes) -> bool:
    """Return whether a Word document is encrypted; its main stream starts at some sector."""
    return any(
        found.start() % _SECTOR == 0 and int.from_bytes(found["bits"], "little") & _WORD_LOCKED
        for found in _WORD_START.finditer(data)
    )


def _is_page(data: bytes) -> bool:
    """Return whether a file is a web page by its content: it may start with any tag.

    A cell of a text file may contain an HTML table too, but then most of the text is around it.
    """
    if _MAIL.match(data):
        return _MAIL_PAGE.search(data) is not None
    if b"<" not in data:
        return False
    content = data.replace(b"\0", b"") if b"\0" in data[:64] else data
    start = content.lstrip(_MARKS_AND_BLANKS)[:4096]
    if start.startswith(b"<?xml"):
        return b"<html" in start.lower()
    if start.startswith(b"<") and _WEB.search(start):
        return True
    table = _WEB_TABLE.search(content)
    if table is None or _WEB_CELL.search(content, table.end()) is None:
        return False
    last = max((each.end() for each in _WEB_TABLE_END.finditer(content)), default=len(content))
    return start.startswith(b"<") or 2 * (table.start() + len(content) - last) < len(content)


def _refuse_strangers(data: bytes) -> None:
    start = data.removeprefix(b"\xef\xbb\xbf")[:512]
    if _MAIL.match(start):
        raise Refused("FileNotTable", "mail")
    if data.startswith(_RIGHTS[1]):
        raise Refused("FileProtected")
    if start.startswith(_RTF):
        raise Refused("FileNeedsOffice", "rtf")
    if _XML_TABLE.match(beginning := _start_of(data)):
        raise _xml_refused(beginning)
    if _JSON.match(start):
        raise Refused("FileNotTable", "json")
    for begins, what in _TEXT_STARTS:
        if begins.match(start):
            raise Refused("FileNotTable", what)
    for sign, what in _STARTS:
        if data.startswith(sign) and not _is_text(data):
            raise Refused("FileNotTable", what)


def _start_of(data: bytes) -> bytes:
    """Return the start of a file, without byte order mark, blanks and the zero bytes of UTF-16."""
    start = data[:16_384]
    return start.replace(b"\0", b"").lstrip(_MARKS_AND_BLANKS)[:8192]


def _xml_refused(start: bytes) -> Refused:
    """Return the refusal for an XML file that is not a web page."""
    if any(sign in start for sign in _WORD_XML):
        return Refused("FileNeedsOffice", "word_xml")
    is_open = b"<office:document" in start
    is_table = (_OPEN_TABLE if is_open else _EXCEL_XML) in start
    if not (is_open or is_table):
        return Refused("FileNotTable", "xml")
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        return Refused("FileUnsafe")
    if is_table:
        return Refused("TableNeedsOffice", "fods" if is_open else "xml_table")
    if _OPEN_TEXT in start:
        return Refused("FileNeedsOffice", "fodt")
    return Refused("FileNotTable", "xml")


def _is_text(data: bytes) -> bool:
    # Loaded here, because workbooks do not need it.
    from revisit_cli.files.workbooks.encoding import is_text

    return is_text(data)


def _zip_kind(data: bytes) -> str:
    try:
        package = package_of(data)
    except UNREADABLE as error:
        for folder, what in _ZIP_STRANGERS:
            if any(name.startswith(folder.encode()) for name in _names_begun(data)):
                raise Refused("FileCutStranger", what) from error
        raise Refused("FileBroken") from error
    parts = package.archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    is_bomb = unpacked > RATIO_MATTERS_FROM and unpacked / packed > RATIO_AT_MOST
    if len(parts) > PARTS_AT_MOST or unpacked > UNPACKED_AT_MOST or is_bomb:
        raise Refused("FileTooLarge")
    if len(package.names) < len(parts) or any(part.flag_bits & 1 for part in parts):
        raise Refused("FileBroken" if len(package.names) < len(parts) else "FileEncrypted")
    _refuse_declarations(package)
    return _kind_of_parts(package)


def _names_begun(data: bytes) -> Iterator[bytes]:
    """Yield the names of the parts in an archive whose end is missing."""
    for found in _PART.finditer(data):
        yield data[found.end() : found.end() + int.from_bytes(found["size"], "little")]


def _kind_of_parts(package: Package) -> str:
    if package.has("content.xml"):
        return _open_kind(package)
    main = package.main()
    if main is not None and (kind := _kind_of_main(package, main)):
        return kind
    if any(name.lower().startswith("xl/") for name in package.names):
        return "xlsx"
    for folder, what in _ZIP_STRANGERS:
        if any(name.startswith(folder) for name in package.names):
            raise Refused("FileNotTable", what)
    if package.has("[Content_Types].xml"):
        raise Refused("FileBroken")
    raise Refused("FileNotTable", "archive")


def _open_kind(package: Package) -> str:
    """Return the kind of an OpenDocument file. Raises Refused unless it is a spreadsheet."""
    has_manifest = package.has("META-INF/manifest.xml")
    if has_manifest and b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise Refused("FileEncrypted")
    kind = package.part("mimetype") if package.has("mimetype") else b""
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        raise Refused("FileNeedsOffice", "odt")
    for name, what in _OPEN_STRANGERS:
        if kind.startswith(b"application/vnd.oasis.opendocument." + name):
            raise Refused("FileNotTable", what)
    return "ods"


def _kind_of_main(package: Package, main: str) -> str | None:
    """Return the kind of an Office file by name and content type of its main part, or None."""
    name, content_type = main.rpartition("/")[2].lower(), package.type_of(main)
    if name == "workbook.bin":
        return "xlsb"
    if "wordprocessingml" in content_type or main.lower().startswith("word/"):
        return "docx"
    return "xlsx" if name == "workbook.xml" or "spreadsheetml" in content_type else None


def _refuse_declarations(package: Package) -> None:
    for name in package.names:
        if name.lower().endswith((".xml", ".rels")):
            start = package.start(name, 4096).replace(b"\0", b"")  # also finds them in UTF-16
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise Refused("FileUnsafe")
