"""Styles and lists of a Word document: which paragraphs are hidden, and their numbers."""

from collections.abc import Mapping

from revisit_cli.files.workbooks.package import Locals, parse
from revisit_cli.labels.workbooks.workbook import CHINESE_DIGITS, CHINESE_TEN, CIRCLED

_DEEPEST_BASE = 20
_LEVELS = 9
_OFF = ("0", "false", "off")
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital")
_LETTERS_TO = 26

# The list of a paragraph, and its level in it.
Numbered = tuple[str, int]


def is_on(attributes: Mapping[str, str]) -> bool:
    """Return whether a toggle property is on."""
    return attributes.get("val", "1").lower() not in _OFF


class Styles:
    """The styles that hide their text, and those that number their paragraphs."""

    def __init__(self, xml: bytes | None) -> None:
        self.hidden: set[str] = set()
        self.numbered: dict[str, Numbered] = {}
        self._base: dict[str, str] = {}
        self._names = Locals()
        self._style, self._list, self._level, self._skipped = "", "", 0, 0
        if xml is not None:
            parse(xml, self._start, self._end)
            self._inherit()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names[tag]
        if self._skipped or name.endswith("Change") or name == "tblStylePr":
            self._skipped += 1
            return
        found = {self._names[key]: value for key, value in attributes.items()}
        if name == "style":
            self._style, self._list, self._level = found.get("styleId", ""), "", 0
        elif name == "basedOn":
            self._base[self._style] = found.get("val", "")
        elif name == "vanish" and is_on(found):
            self.hidden.add(self._style)
        elif name == "numId":
            self._list = found.get("val", "")
        elif name == "ilvl":
            self._level = _whole(found.get("val"))

    def _end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif self._names[tag] == "style" and self._list:
            self.numbered[self._style] = self._list, self._level

    def _inherit(self) -> None:
        for style in self._base:
            base = style
            for _ in range(_DEEPEST_BASE):
                base = self._base.get(base, "")
                if base in self.hidden:
                    self.hidden.add(style)
                if base in self.numbered:
                    self.numbered.setdefault(style, self.numbered[base])


class Numbers:
    """Counts the items of lists and gives their numbers."""

    def __init__(self, xml: bytes | None) -> None:
        # By list: its pattern, and the levels that it starts anew; by pattern: its levels.
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._patterns: dict[str, dict[int, dict[str, str]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._names = Locals()
        self._pattern = self._list = ""
        self._level = 0
        if xml is not None:
            parse(xml, self._start)

    def next(self, place: Numbered) -> str:
        """Return the number of a list's next paragraph; "" if it has only a bullet."""
        number, level = place
        pattern, anew = self._lists.get(number, ("", {}))
        levels = self._patterns.get(pattern, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(pattern, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for begun, start in anew.items():
                counts[begun] = start - 1
        first = _whole(levels[level].get("start"), 1)
        before = counts[level]
        counts[level] = first if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        text = levels[level].get("lvlText", "")
        for each, said in levels.items():
            held = counts[each]
            shown = _shown(_whole(said.get("start"), 1) if held is None else held, said)
            text = text.replace(f"%{each + 1}", shown)
        return "" if levels[level].get("numFmt") == "bullet" else text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names[tag]
        found = {self._names[key]: value for key, value in attributes.items()}
        value = found.get("val", "")
        if name == "abstractNum":
            self._pattern, self._list = found.get("abstractNumId", ""), ""
        elif name == "num":
            self._list = found.get("numId", "")
            self._lists[self._list] = "", {}
        elif name in ("lvl", "lvlOverride"):
            self._level = min(_whole(found.get("ilvl")), _LEVELS - 1)
            if not self._list:
                self._patterns.setdefault(self._pattern, {})[self._level] = {}
        elif self._list:
            self._of_list(name, value)
        elif name in ("start", "numFmt", "lvlText"):
            self._patterns.get(self._pattern, {}).get(self._level, {})[name] = value

    def _of_list(self, name: str, value: str) -> None:
        if name == "abstractNumId":
            self._lists[self._list] = value, self._lists[self._list][1]
        elif name == "startOverride":
            self._lists[self._list][1][self._level] = _whole(value, 1)


def _shown(number: int, said: Mapping[str, str]) -> str:
    kind = said.get("numFmt", "decimal")
    if kind in _CHINESE and 0 < number < len(CHINESE_DIGITS) * 10:
        tens, ones = divmod(number, 10)
        before = (CHINESE_DIGITS[tens] if tens > 1 else "") + CHINESE_TEN if tens else ""
        return before + (CHINESE_DIGITS[ones] if ones or not tens else "")
    if kind.startswith("decimalEnclosedCircle") and 0 < number <= len(CIRCLED):
        return CIRCLED[number - 1]
    if kind in ("upperLetter", "lowerLetter") and 0 < number <= _LETTERS_TO:
        letter = chr(64 + number)
        return letter if kind == "upperLetter" else letter.lower()
    if kind == "none":
        return ""
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
