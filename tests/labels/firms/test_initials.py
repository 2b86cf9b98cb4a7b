"""The initials written out for the common characters are pypinyin's own.

``UPDATE_GOLDEN=1 pytest tests/labels/firms/test_initials.py`` writes them anew.
"""

import importlib
import os
from pathlib import Path

from revisit_cli.labels.firms import initials
from revisit_cli.operations.firms.initials import letters_of, pinyin_initials

BLOCK = range(0x4E00, 0xA000)
WIDTH = 100


def test_what_is_written_out_is_what_pypinyin_says() -> None:
    found = [pinyin_initials(chr(code)) for code in BLOCK]
    usual = "".join([each[:1] or initials.NONE for each in found])
    further = "".join(
        [f"{chr(code)}{each[1:]}" for code, each in zip(BLOCK, found, strict=True) if len(each) > 1]
    )
    if os.environ.get("UPDATE_GOLDEN"):
        written = Path(initials.__file__)
        head = written.read_text(encoding="utf-8").partition("_USUAL =")[0]
        text = f'{head}_USUAL = """\\\n{_lines(usual)}"""\n_FURTHER = """\\\n{_lines(further)}"""\n'
        written.write_text(text, encoding="utf-8", newline="\n")
        importlib.reload(initials)
    assert [initials.initials_listed(chr(code)) for code in BLOCK] == found


def test_a_rare_character_has_its_initials_too() -> None:
    assert letters_of("\U00020000") == "h"
    assert letters_of("\u3400") == "q"


def _lines(text: str) -> str:
    lines, width = [""], 0
    for sign in text:
        width += 1 if sign.isascii() else 2
        if width > WIDTH:
            lines.append("")
            width = 1 if sign.isascii() else 2
        lines[-1] += sign
    return "\n".join(lines) + "\n"
