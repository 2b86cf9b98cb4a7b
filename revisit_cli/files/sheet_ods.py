"""Which rows of an ods sheet are hidden: its parser does not tell."""

import io
import re
import zipfile
from html import unescape

from revisit_cli.files.container import Refused, part_of
from revisit_cli.files.sheet_xml import SheetFacts

# Blank rows to the end of the grid are one tag: hidden or not, nobody asks for them.
_REPEATED_AT_MOST = 10_000
_TAG = re.compile(rb"<table:table(-row)?(?=[\s/>])([^>]*)>")
_NAME = re.compile(rb'table:name="([^"]*)"')
_REPEATED = re.compile(rb'table:number-rows-repeated="(\d{1,9})"')
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')


def ods_facts(data: bytes) -> dict[str, SheetFacts]:
    """Return, for each sheet of an ods by name, its hidden rows. Raises Refused."""
    try:
        xml = part_of(zipfile.ZipFile(io.BytesIO(data)), "content.xml")
    except (KeyError, ValueError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise Refused("FileBroken") from error
    found: dict[str, SheetFacts] = {}
    facts, row = SheetFacts(), 1
    for is_row, attributes in _TAG.findall(xml):
        if not is_row:
            name = _NAME.search(attributes)
            facts, row = SheetFacts(), 1
            found[unescape(name[1].decode(errors="replace")) if name else ""] = facts
            continue
        repeated = _REPEATED.search(attributes)
        count = int(repeated[1]) if repeated else 1
        if _HIDDEN.search(attributes):
            facts.hidden_rows |= set(range(row, row + min(count, _REPEATED_AT_MOST)))
        row += count
    return found
