"""Decoding text files and web pages whose encoding is not known."""

import codecs
import re
from collections.abc import Iterator

from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.pattern import pattern

# The longer mark first: it begins like the shorter.
_MARKED = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_UNMARKED = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_LOOKED_AT = 1 << 16
_LEAST_USUAL = 0.95
_LONGEST_CHARACTER = 4
_FEW = 0.02  # the share of Chinese characters that may be broken in a text of an encoding
_FEW_AT_LEAST = 3  # one wrong byte may break so many characters
_GERMANE = pattern(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_LOST = "\ufffd"
# Windows writes the euro sign as this byte, which the GB18030 standard does not assign.
_EURO_BYTE, _EURO = 0x80, "\u20ac"
# The characters of Chinese ledgers: ASCII, Chinese characters and punctuation.
_USUAL = pattern(
    r"[\t\r\n\x20-\x7e\xa0-\xff\u2010-\u2027\u2460-\u24ff\u25a0-\u25ff\u3000-\u303f\u3400-\u9fff"
    r"\uff00-\uffef]"
)
_DECLARED = pattern(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = pattern(r"[\u3400-\u9fff]")
_PAGE_HEAD = 8_192
_TAIWAN = ("big5", "big5-hkscs", "x-x-big5", "cn-big5")
_MAINLAND = ("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "hz-gb-2312")
# Two-byte characters: the usual ones of Big5, all of Big5, all of GB2312.
_BIG5_USUAL, _BIG5_ANY = pattern(rb"^[\xa1-\xc6]"), pattern(rb"[\xa1-\xfe][\x40-\x7e\xa1-\xfe]")
_GB2312 = pattern(rb"^[\xa1-\xf7][\xa1-\xfe]")
_ENOUGH_LETTERS, _NEARLY_ALL = 8, 0.95
# The word for a company in UTF-8: in nearly every row of a ledger, and nonsense as GB18030.
_FIRM_IN_UTF8 = b"\xe5\x85\xac\xe5\x8f\xb8"
_UTF8_PROOF = pattern(r"(?:[\u3000-\u9fff\uff00-\uffef][^\u3000-\uffff]*){4}")
_CONTROL = pattern(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(data: bytes) -> str:
    """Return a text file's text: by its byte order mark, else UTF-8, else Big5 or GB18030.

    UTF-16 and UTF-32 without a mark, and Big5, are recognised by their bytes. Raises Refused when
    it is none of these, when the file ends inside a character, with the line number when a byte
    is not valid, and with the line where another encoding begins.
    """
    for mark, codec in _MARKED:
        if data.startswith(mark):
            return data.decode(codec, errors="replace")
    if found := _unmarked(data):
        return data.decode(found, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_cut_off(error)
        # First: some UTF-8 with a wrong byte would decode as GB18030, to nonsense.
        _refuse_bad_byte(data, "utf-8-sig", "replace", error)
        valid = data[: error.start].decode("utf-8-sig")
    if (taiwan := _big5(data)) is not None:
        return taiwan
    if _FIRM_IN_UTF8 in data or _UTF8_PROOF.search(valid):
        _refuse_mixed(data)
    try:
        return data.decode("gb18030", errors=_WITH_EURO)
    except UnicodeDecodeError as error:
        _refuse_mixed(data)
        _refuse_cut_off(error)
        _refuse_bad_byte(data, "gb18030", _LENIENT, error)
    raise Refused("FileNotTable")


def page_texts(data: bytes) -> Iterator[str]:
    """Yield the text of a web page, or of each page in a mail archive (MHTML)."""
    if data.lstrip()[:1] == b"<" or b"\0" in data[:64] or data.startswith(b"\xef\xbb\xbf"):
        yield _page_letters(data)
        return
    # Loaded here, because few pages are mail archives.
    from email import message_from_bytes
    from email.policy import compat32

    message = message_from_bytes(data, policy=compat32)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        yield _page_letters(data)
    for part in pages:
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            yield _page_letters(content)


def _page_letters(data: bytes) -> str:
    """Return a page's text, decoded by its bytes, else by its own charset. Raises Refused."""
    declared = _DECLARED.search(data[:_PAGE_HEAD].replace(b"\0", b""))
    name = declared[1].decode("ascii").lower() if declared else ""
    if name in _TAIWAN:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode("big5hkscs")
            except UnicodeDecodeError:
                return decoded(data)
    text = decoded(data)
    if name in _MAINLAND and not text.isascii() and not _CHINESE.search(text):
        # A few characters of GB18030 may also decode as UTF-8, to other letters.
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return text
    return text


def is_text(data: bytes) -> bool:
    """Return whether bytes are text from start to end, without control characters."""
    try:
        return not _CONTROL.search(decoded(data))
    except Refused:
        return False


def _with_euro(error: UnicodeError) -> tuple[str, int]:
    """Decode the euro sign of Windows; raise for any other invalid byte."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == _EURO_BYTE:
        return _EURO, error.start + 1
    raise error


def _leniently(error: UnicodeError) -> tuple[str, int]:
    """Decode the euro sign of Windows, and any other invalid byte as U+FFFD."""
    try:
        return _with_euro(error)
    except UnicodeDecodeError as lost:
        return _LOST, lost.start + 1


_WITH_EURO, _LENIENT = "revisit-euro", "revisit-lenient"
codecs.register_error(_WITH_EURO, _with_euro)
codecs.register_error(_LENIENT, _leniently)


def _unmarked(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 codec of a text without a byte order mark, or None.

    Only with the right byte order does it have line ends, and usual characters almost throughout.
    """
    piece = data[:_LOOKED_AT]
    if b"\0" not in piece:
        return None
    for codec in _UNMARKED:
        text = piece.decode(codec, errors="replace")
        usual = len(text) - len(_USUAL.sub("", text))
        if "\n" in text and usual >= _LEAST_USUAL * len(text):
            return codec
    return None


def _big5(data: bytes) -> str | None:
    """Return the text decoded as Big5, or None if it is not valid, or may be GB18030.

    In the right encoding nearly every character of a ledger is a usual one.
    """
    letters = _BIG5_ANY.findall(data[:_LOOKED_AT])
    if len(letters) < _ENOUGH_LETTERS:
        return None
    if sum(map(bool, map(_GB2312.match, letters))) >= _NEARLY_ALL * len(letters):
        return None
    if sum(map(bool, map(_BIG5_USUAL.match, letters))) < _NEARLY_ALL * len(letters):
        return None
    try:
        return data.decode("big5hkscs")
    except UnicodeDecodeError:
        return None


def _refuse_mixed(data: bytes) -> None:
    """Refuse a text with lines in UTF-8 and in GB18030, naming the first that differs.

    Joining two exports makes such a file.
    """
    first: str | None = None
    for number, line in enumerate(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")):
        encoding = None if line.isascii() else _encoding_of(line)
        if encoding is not None and encoding != (first := first or encoding):
            raise Refused("FileMixedLetters", str(number + 1))


def _encoding_of(line: bytes) -> str | None:
    """Return which of the two encodings a line is certainly in, or None."""
    try:
        return "utf-8" if _UTF8_PROOF.search(line.decode("utf-8-sig")) else None
    except UnicodeDecodeError:
        pass
    try:
        line.decode("gb18030", errors=_WITH_EURO)
    except UnicodeDecodeError:
        return None
    return "gb18030"


def _refuse_cut_off(error: UnicodeDecodeError) -> None:
    """Refuse a file that is valid, and not only ASCII, but for its incomplete last character."""
    is_last = error.end == len(error.object) and error.end - error.start < _LONGEST_CHARACTER
    if (
        is_last
        and error.reason in ("unexpected end of data", "incomplete multibyte sequence")
        and not error.object[: error.start].isascii()
    ):
        raise Refused("FileBroken") from error


def _refuse_bad_byte(data: bytes, encoding: str, errors: str, error: UnicodeDecodeError) -> None:
    """Refuse a text with a few invalid bytes, and give the line of the first one."""
    text = data.decode(encoding, errors=errors)
    usual, lost = len(_GERMANE.findall(text)), text.count(_LOST)
    if lost > min(usual, max(_FEW_AT_LEAST, _FEW * usual)) or _CONTROL.search(text):
        return
    before = data[: error.start].decode(encoding, errors=errors).replace("\r\n", "\n")
    line = before.replace("\r", "\n").count("\n") + 1
    raise Refused("FileBadByte", str(line)) from error
