"""The letters behind a text file's bytes: what a mark says, else what the bytes themselves prove.

Nothing here knows what a table is.
"""

import re

from revisit_cli.files.workbooks.container import Refused

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 1 << 16
_LEAST_USUAL = 0.95
_LONGEST_CHARACTER = 4
# What a Chinese ledger is written in: ASCII, Chinese characters and their punctuation.
_USUAL = re.compile(
    r"[\t\r\n\x20-\x7e\xa0-\xff\u2010-\u2027\u2460-\u24ff\u25a0-\u25ff\u3000-\u303f\u3400-\u9fff"
    r"\uff00-\uffef]"
)


def decoded(data: bytes) -> str:
    """Return a text file's text: UTF-8 or UTF-16 by mark, else strict UTF-8, else GB18030.

    UTF-16 without a mark is known by its bytes. Raises Refused when it is none of these, and
    where the file ends in the midst of a character.
    """
    if data.startswith(_UTF16_MARKS):
        return data.decode("utf-16", errors="replace")
    if codec := _unmarked_utf16(data):
        return data.decode(codec, errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if _is_cut_off(error):
                raise Refused("FileBroken") from error
    raise Refused("FileNotTable")


def _unmarked_utf16(data: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is written in, or None.

    Only the right order of the bytes gives line ends, and hardly anything that is no Chinese.
    """
    piece = data[:_LOOKED_AT]
    if b"\0" not in piece:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = piece.decode(codec, errors="replace")
        usual = len(text) - len(_USUAL.sub("", text))
        if "\n" in text and usual >= _LEAST_USUAL * len(text):
            return codec
    return None


def _is_cut_off(error: UnicodeDecodeError) -> bool:
    """Tell whether a file is of an encoding, other letters than ASCII included, up to its end."""
    is_last = error.end == len(error.object) and error.end - error.start < _LONGEST_CHARACTER
    return (
        is_last
        and error.reason in ("unexpected end of data", "incomplete multibyte sequence")
        and not error.object[: error.start].isascii()
    )
