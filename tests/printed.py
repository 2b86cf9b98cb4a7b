"""What stands on the pages of a printed paper: each page's text, and how much of it is blank."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')
_LIKE = {"仿宋": "Noto Serif CJK SC", "宋体": "Noto Serif CJK SC", "黑体": "Noto Sans CJK SC"}
_FONTS = "".join((
    '<?xml version="1.0"?><fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    *(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{like}</string></edit></match>'
        for name, like in _LIKE.items()
    ),
    "</fontconfig>",
))  # fmt: skip
# No page but the last is blank over a third, and none has fewer lines.
THIRD, FEWEST_LINES = 1 / 3, 8
# Points: what the page's foot and its number take of a sheet of paper, and its head.
_FOOT, _HEAD = 68.0, 71.0


@dataclass
class Sheet:
    """A page: how many lines of text stand on it, and which part of it is blank at its end."""

    lines: int
    blank: float
    is_upright: bool


def sheets(pdf: Path) -> list[Sheet]:
    """Return each page of a PDF, without its foot."""
    told = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    found = []
    for width, height, words in _PAGE.findall(told):
        end = float(height) - _FOOT
        places = [(float(top), float(low)) for top, low, _ in _WORD.findall(words)]
        inside = [(top, low) for top, low in places if top < end]
        lowest = max((low for _, low in inside), default=_HEAD)
        lines = len({round(top / 6) for top, _ in inside})
        found.append(Sheet(lines, (end - lowest) / (end - _HEAD), float(width) < float(height)))
    return found


def texts(pdf: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    told = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
    )
    return told.stdout.split("\f")[:-1]


def converted(path: Path, folder: Path, kind: str = "pdf", **environment: str) -> Path:
    """Return a workbook or a document as LibreOffice writes it into a folder, of another kind."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
         "--convert-to", kind, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, **environment},
    )  # fmt: skip
    return folder / path.with_suffix(f".{kind}").name


def in_pdf(path: Path, folder: Path) -> Path:
    """Return a workbook or a document as LibreOffice prints it, in faces like those of an office.

    Where none stands in for them it takes one whose digits are wide, and shrinks every page.
    """
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS, encoding="utf-8")
    return converted(path, folder, FONTCONFIG_FILE=str(fonts))
