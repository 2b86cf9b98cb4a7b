"""What stands on the pages of a printed paper: each page's text, and how much of it is blank."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')
# No page but the last is blank over a third, and none has fewer lines.
THIRD, FEWEST_LINES = 1 / 3, 8
# Points: what the page's foot and its number take of a sheet of paper, and its head.
_FOOT, _HEAD = 68.0, 71.0


@dataclass
class Sheet:
    """A page: how many lines of text stand on it, and which part of it is blank at its end."""

    lines: int
    blank: float


def sheets(pdf: Path) -> list[Sheet]:
    """Return each page of a PDF, without its foot."""
    told = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    found = []
    for _, height, words in _PAGE.findall(told):
        end = float(height) - _FOOT
        places = [(float(top), float(low)) for top, low, _ in _WORD.findall(words)]
        inside = [(top, low) for top, low in places if top < end]
        lowest = max((low for _, low in inside), default=_HEAD)
        lines = len({round(top / 6) for top, _ in inside})
        found.append(Sheet(lines, (end - lowest) / (end - _HEAD)))
    return found


def in_pdf(path: Path, folder: Path) -> Path:
    """Return a workbook or a document as LibreOffice prints it."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless",
         "--convert-to", "pdf", "--outdir", folder, path],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return folder / path.with_suffix(".pdf").name
