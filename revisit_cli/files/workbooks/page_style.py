"""Which elements of a web page hide their text or strike it through."""

import re

from revisit_cli.pattern import pattern

_HIDING = pattern(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
_STRIKING = pattern(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_RULE = pattern(r"([^{}]*)\{([^{}]*)\}")
_ON_PAPER = pattern(r"/\*.*?\*/|@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.DOTALL)
_CLASS = pattern(r"[a-z0-9]*\.([\w-]+)", re.IGNORECASE)
_STRIKES = frozenset({"s", "strike"})
_DELETION = "del"
# The style properties of tracked changes.
_TRACKED = frozenset({"cite", "datetime"})

HIDDEN, DELETED, STRUCK = "hidden", "deleted", "struck"


class Looks:
    """How a page shows its elements: by tag, style attribute and classes."""

    def __init__(self) -> None:
        self._hidden: set[str] = set()
        self._struck: set[str] = set()

    def learn(self, css: str) -> None:
        """Add the rules of a style sheet, except those for print."""
        for chosen, rules in _RULE.findall(
            _ON_PAPER.sub("", css.replace("<!--", "").replace("-->", ""))
        ):
            each = (_CLASS.fullmatch(one.strip()) for one in chosen.split(","))
            names = {name[1] for name in each if name}
            if _HIDING.search(rules):
                self._hidden |= names
            if _STRIKING.search(rules):
                self._struck |= names

    def hides(self, found: dict[str, str]) -> bool:
        """Return whether an element with some attributes is hidden."""
        return (
            "hidden" in found
            or bool(_HIDING.search(found.get("style", "")))
            or not self._hidden.isdisjoint(found.get("class", "").split())
        )

    def strikes(self, found: dict[str, str]) -> bool:
        """Return whether an element with some attributes is struck through."""
        return bool(_STRIKING.search(found.get("style", ""))) or not self._struck.isdisjoint(
            found.get("class", "").split()
        )

    def mark_of(self, tag: str, found: dict[str, str]) -> str:
        """Return what an element inside a cell does to its text, mostly nothing.

        The text of a tracked deletion is as good as hidden.
        """
        is_deletion = tag == _DELETION
        if self.hides(found) or (is_deletion and not _TRACKED.isdisjoint(found)):
            return HIDDEN
        if is_deletion:
            return DELETED
        return STRUCK if tag in _STRIKES or self.strikes(found) else ""


class Marks:
    """The open elements that hide or strike their text, and how deeply each is nested."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self._depths: list[int] = []

    def __len__(self) -> int:
        return len(self._open)

    def begin(self, tag: str, mark: str) -> None:
        """Open an element; one without a mark only counts inside one of the same name."""
        if mark:
            self._open.append((tag, mark))
            self._depths.append(1)
        elif (place := self._last(tag)) >= 0:
            self._depths[place] += 1

    def end(self, tag: str, lowest: int) -> None:
        """Close an element if it was opened after the first ``lowest``."""
        if (place := self._last(tag)) >= lowest:
            self._depths[place] -= 1
            if not self._depths[place]:
                del self._open[place], self._depths[place]

    def cut(self, length: int) -> None:
        """Close all elements but the first ``length``."""
        del self._open[length:], self._depths[length:]

    def since(self, lowest: int) -> set[str]:
        """Return what the elements opened after the first ``lowest`` do to their text."""
        return {mark for _, mark in self._open[lowest:]}

    def _last(self, tag: str) -> int:
        return next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == tag), -1)
