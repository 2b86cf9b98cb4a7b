"""The ZIP archive of an Office file: its parts by name, and the relations between them."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from posixpath import join, normpath
from typing import Any

from revisit_cli.files.workbooks.refused import Refused

UNPACKED_AT_MOST = 300_000_000
# What zipfile raises for a broken archive or part.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError,
)  # fmt: skip
_UTF8_NAMES = 0x800
_OFFICE_DOCUMENT = "/officedocument"


class Package:
    """The parts of an archive, also found if their names have backslashes, a local encoding, or
    another case than in the references to them.
    """

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = {_plain(info): info for info in self.archive.infolist()}
        self._by_key = {name.lower(): info for name, info in self.names.items()}
        self._main: list[str | None] = []

    def has(self, name: str) -> bool:
        """Return whether there is a part of a name, ignoring case."""
        return name.lower() in self._by_key

    def part(self, name: str) -> bytes:
        """Return a part's bytes. Raises Refused if it is missing, broken or too large."""
        try:
            with self.archive.open(self._by_key[name.lower()]) as stream:
                data = stream.read(UNPACKED_AT_MOST + 1)
        except (KeyError, *UNREADABLE) as error:
            raise Refused("FileBroken") from error
        if len(data) > UNPACKED_AT_MOST:
            raise Refused("FileTooLarge")
        return data

    def start(self, name: str, size: int) -> bytes:
        """Return the first ``size`` bytes of a part. Raises Refused."""
        try:
            with self.archive.open(self._by_key[name.lower()]) as stream:
                return stream.read(size)
        except UNREADABLE as error:
            raise Refused("FileBroken") from error

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relations: type and full name of each target, by id."""
        folder, _, own = name.rpartition("/")
        place = join(folder, "_rels", f"{own}.rels")
        if not self.has(place):
            return {}
        found = {}
        for tag, attributes in elements(self.part(place)):
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                whole = target if target.startswith("/") else join("/", folder, target)
                kind = attributes.get("Type", "").lower()
                found[attributes.get("Id", "")] = kind, normpath(whole).lstrip("/")
        return found

    def main(self) -> str | None:
        """Return the name of the main part, by the archive's relations, or None."""
        if not self._main:
            self._main.append(self._found_main())
        return self._main[0]

    def _found_main(self) -> str | None:
        for kind, target in self.relations("").values():
            if kind.endswith(_OFFICE_DOCUMENT) and self.has(target):
                return target
        return next((name for name in _USUAL_MAINS if self.has(name)), None)

    def type_of(self, name: str) -> str:
        """Return the content type of a part, "" if it has none."""
        if not self.has("[Content_Types].xml"):
            return ""
        for tag, attributes in elements(self.part("[Content_Types].xml")):
            if tag == "Override" and attributes.get("PartName", "").lower() == f"/{name}".lower():
                return attributes.get("ContentType", "").lower()
        return ""


@lru_cache(maxsize=1)
def package_of(data: bytes) -> Package:
    """Return the archive in some bytes; the last one is cached. Raises as zipfile does."""
    return Package(data)


_USUAL_MAINS = ("xl/workbook.xml", "xl/workbook.bin", "workbook.xml", "word/document.xml")


def _plain(info: zipfile.ZipInfo) -> str:
    """Return a part's name with slashes, decoded from GB18030 if it is not UTF-8."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAMES and not name.isascii():
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/").lstrip("/")


class Locals(dict[str, str]):
    """Names of elements and attributes without their namespace prefix, cached."""

    def __missing__(self, name: str) -> str:
        self[name] = found = name.rpartition(":")[2]
        return found


def elements(xml: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield name and attributes of each element of a small part, without prefixes."""
    found: list[tuple[str, Mapping[str, str]]] = []
    names = Locals()

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((names[tag], {names[key]: value for key, value in attributes.items()}))

    parse(xml, start)
    yield from found


def parse(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse a part, in any encoding, calling the given handlers. Raises Refused.

    Document type declarations are refused, and with them custom entities: no workbook needs them.
    """
    # Loaded here, because most workbooks are read without it.
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(xml.lstrip(b" \t\r\n"), True)
    except expat.ExpatError as error:
        raise Refused("FileBroken") from error


def _refuse_declaration(*_: Any) -> None:
    raise Refused("FileUnsafe")
