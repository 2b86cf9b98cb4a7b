"""What stands around a ledger: the unit and the month that title, sheet and file name tell."""

import re
from collections.abc import Sequence, Set
from unicodedata import normalize

from revisit_cli.labels.cycle import MONTH, PORTION, YEAR
from revisit_cli.labels.ledger import BUREAU_WORDS, FILE_WORDS, UNIT_ENDINGS, UNIT_LINES

_UNIT_LINE = re.compile(rf"(?:{'|'.join(UNIT_LINES)})\s*:\s*(.+)")
_WITH_YEAR = re.compile(rf"(20\d{{2}})\s*(?:{YEAR}|[-./_])\s*(\d{{1,2}})\s*(?:{MONTH}|(?=\D|$))")
_MONTH_ONLY = re.compile(rf"(?<!\d)(\d{{1,2}})\s*{MONTH}(?!\s*\d)")
_NAME_ENDS = re.compile(r"\.[A-Za-z]{2,4}$")
_NOISE = re.compile(
    rf"{'|'.join(FILE_WORDS)}|20\d{{2}}\s*{YEAR}?|\d{{1,2}}\s*{MONTH}?{PORTION}?|[-_ ()\d.]+"
)


def month_told(above: Sequence[str], file_name: str, dated: str | None) -> str | None:
    """Return the month that the title or else the file's name tells, or None.

    A month without a year takes the year that lies nearest the dates' own month (``dated``);
    without any dates it tells nothing.
    """
    for text in (*above, file_name):
        plain = normalize("NFKC", text)
        if (found := _WITH_YEAR.search(plain)) and 1 <= int(found[2]) <= 12:
            return f"{found[1]}-{int(found[2]):02d}"
        if (found := _MONTH_ONLY.search(plain)) and 1 <= int(found[1]) <= 12 and dated:
            return _nearest(int(found[1]), dated)
    return None


def _nearest(number: int, dated: str) -> str:
    year, month = int(dated[:4]), int(dated[5:])
    best = min((year - 1, year, year + 1), key=lambda y: abs((y - year) * 12 + number - month))
    return f"{best}-{number:02d}"


def unit_told(above: Sequence[str], sheet_name: str, file_name: str, units: Set[str]) -> str | None:
    """Return the unit that the lines above the header, the sheet's or the file's name tell."""
    for text in above:
        if found := _UNIT_LINE.search(normalize("NFKC", text)):
            name = "".join(found[1].split())
            if name and not any(word in name for word in BUREAU_WORDS):
                return name
    for text in (sheet_name, _NAME_ENDS.sub("", file_name)):
        if inside := _unit_in(text, units):
            return inside
    return None


def _unit_in(text: str, units: Set[str]) -> str | None:
    plain = normalize("NFKC", text)
    known = [unit for unit in units if unit in plain]
    if known:
        return max(known, key=len)
    for word in BUREAU_WORDS:
        plain = plain.replace(word, "")
    bare = _NOISE.sub("", plain)
    return bare if len(bare) > 1 and bare.endswith(UNIT_ENDINGS) else None
