"""Which numbers of a page lead nowhere, and which of a page's links lead to what."""

import re
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "path", "rect", "line", "polyline", "circle", "col", "use"}
# Days, months and hours, a rate and its name, nobody, and the whole of a sum that follows: no rows
# are counted for them.
_UNCOUNTED = re.compile(
    r"\d+年|第\d+期|\d+月(?:\d+日)?|\d+日|\d+(?:时|点)|\d+:\d+|\d+个工作日|\d+(?:\.\d+)?%|(?<!\d)0(?!\d)"
    r"|[A-Z]+\d|^\S+ \d+ ＝ "
)


class Unlinked(HTMLParser):
    """The numbers of a page that are no links, each with the places it stands in.

    Places are tags, classes (``.note``), ids (``#visits``), the question of a list of answers
    (``?多头跑``), the heading of a section (``§逐月相加``), of a row (``=按企业``) and of a column
    (``@上一半年``).
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, set[str]]] = []
        self.found: list[tuple[set[str], str]] = []
        self.question = ""
        self.section = self.row = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        told = dict(attrs)
        places = {tag, *(f".{each}" for each in (told.get("class") or "").split())}
        places |= {f"#{told.get('id')}", f"@{told.get('data-label')}"}
        if tag == "section":
            self.section = ""
        self.row = "" if tag == "tr" else self.row
        self.open.append((tag, places))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out what holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        places = {place for _, each in self.open for place in each}
        if ".questions" in places:
            self.question = data if "b" in places else self.question
            places |= {f"?{self.question}"}
        if "h2" in places:
            self.section += data.strip()
        if "tr" in places and "th" in places:
            self.row += data.strip()
        places |= {f"§{self.section}", f"={self.row}"}
        if not places & {"a", "style", "svg"} and re.search(r"\d", _UNCOUNTED.sub("", data)):
            self.found.append((places, data.strip()))
