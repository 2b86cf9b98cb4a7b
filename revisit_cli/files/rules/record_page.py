"""A printed record of what a firm said: an A4 page, and a second one for texts that do not fit.

附表1 and 附表2 differ in their headings and in who signs.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from revisit_cli.document import Form
from revisit_cli.files.rules.answer import answer_shown, overall_shown
from revisit_cli.files.rules.form import set_up
from revisit_cli.files.workbooks.book import merged, text_height
from revisit_cli.labels.rules.form import (
    CONTINUED,
    FONT,
    FOOT,
    FORM_NUMBER,
    HEAD_FONT,
    MORE_SHEET,
    MORE_TITLE,
    NUMBER,
    PAGE_FOOTER,
    PHONE_HEADING,
    TITLE_FONT,
)
from revisit_cli.records.form import FormPage
from revisit_cli.rulebook.loader import form

_LAST = 4
_WIDTHS = (9, 17, 15, 11, 30)
_SIZE = 12
# Heights in points. Type is never made smaller: what does not fit continues on the second page.
_NAME, _QUESTION, _OVERALL, _LEAST_TEXT = 34, 40, 34, 60
_MOST_NAME, _MOST_ANSWER = 56, 92
# The height that the questions, the overall answer and the text boxes share.
_HEIGHT = 580
# The width of each box in characters of twelve points.
_NAME_COLUMNS, _FIRM_COLUMNS, _ANSWER_COLUMNS, _TEXT_COLUMNS, _FOOT_COLUMNS = 12, 50, 36, 62, 70
# The second page: the greatest height of a row, so that several fit, and the widths.
_MORE_HEIGHT, _MORE_WIDTHS, _MORE_COLUMNS = 200, (16, 66), 54


class Foot(NamedTuple):
    """A row below the boxes: texts, each with first and last column and style, and its height."""

    texts: tuple[tuple[int, int, str, str], ...]
    height: float


def record_styles(workbook: Any) -> dict[str, Any]:
    """Return the cell styles of a record."""
    base = {"font_name": FONT, "font_size": _SIZE, "valign": "vcenter", "text_wrap": True}
    boxed = {**base, "border": 1}
    inside = {**boxed, "align": "left", "indent": 1}
    head = {**boxed, "font_name": HEAD_FONT, "font_size": 11, "align": "center"}
    styles = {
        "title": {
            **base, "font_name": TITLE_FONT, "bold": True, "font_size": 22, "align": "center",
        },
        "plain": {**base, "text_wrap": False},
        "foot": base,
        "head": head,
        "upright": {**head, "text_wrap": False, "rotation": 270},
        "question": {**inside, "font_name": HEAD_FONT, "font_size": 11},
        "cell": inside,
        "top": {**inside, "valign": "top"},
    }  # fmt: skip
    return {name: workbook.add_format(style) for name, style in styles.items()}


def write_record(
    workbook: Any, styles: Mapping[str, Any], page: FormPage, printed: Form, foot: Sequence[Foot]
) -> None:
    """Write one record, each page as a sheet of its own, so that no office program splits it."""
    _Record(workbook, styles, page, printed).write(foot)


class _Record:
    """A record while it is written; ``more`` are heads and texts for the second page."""

    def __init__(
        self, workbook: Any, styles: Mapping[str, Any], page: FormPage, printed: Form
    ) -> None:
        self.workbook, self.styles, self.page, self.printed = workbook, styles, page, printed
        self.more: list[tuple[str, str]] = []
        self.name = str(page.number) if page.number else printed.title
        self.sheet = self._page(self.name, _WIDTHS)
        self.row = 0

    def write(self, foot: Sequence[Foot]) -> None:
        """Write the page, and the second one if a text does not fit."""
        self.sheet.fit_to_pages(1, 1)
        self._about()
        left = _HEIGHT - self._answers() - sum(each.height for each in foot)
        self._texts(left)
        for each in foot:
            for first, last, text, style in each.texts:
                shown = self._fitted(text, each.height, _FOOT_COLUMNS, "")
                self._put(first, last, shown, style)
            self._next(each.height)
        if self.more:
            self._behind()

    def _page(self, name: str, widths: Sequence[float]) -> Any:
        sheet = self.workbook.add_worksheet(name)
        set_up(sheet, widths)
        number = NUMBER.format(number=self.page.number) if self.page.number else ""
        sheet.set_footer(f"&L{FOOT}{number}{PAGE_FOOTER}")
        return sheet

    def _about(self) -> None:
        heads, page = self.printed.heads, self.page
        number = FORM_NUMBER.format(number=self.printed.number)
        self._put(0, 0, number, "plain")
        self._next(20)
        self._put(0, _LAST, self.printed.title, "title")
        self._next(44)
        merged(self.sheet, (self.row, 0, self.row + 1, 0), heads["about"], self.styles["head"])
        person = self._fitted(page.person, _NAME, _NAME_COLUMNS, heads["person"])
        self._put(1, 1, heads["person"], "head")
        self._put(2, 2, person, "cell")
        self._put(3, 3, PHONE_HEADING, "head")
        self._put(4, 4, page.phone, "cell")
        self._next(_NAME)
        firm = self._fitted(page.firm, _MOST_NAME, _FIRM_COLUMNS, heads["firm"])
        self._put(1, 1, heads["firm"], "head")
        self._put(2, _LAST, firm, "cell")
        self._next(max(_NAME, text_height(firm, _SIZE, _FIRM_COLUMNS)))

    def _answers(self) -> float:
        """Write the answers, each choice with its box; return their height in points."""
        asked, number, page = form(), self.printed.number, self.page
        place = (self.row, 0, self.row + len(asked.parts) - 1, 0)
        merged(self.sheet, place, self.printed.heads["content"], self.styles["upright"])
        height = 0.0
        for question in asked.parts:
            head = question.heads[number]
            text = answer_shown(question, page.evaluations)
            text = self._fitted(text, _MOST_ANSWER, _ANSWER_COLUMNS, head)
            self._put(1, 2, head, "question")
            self._put(3, _LAST, text, "cell")
            height += self._next(max(_QUESTION, text_height(text, _SIZE, _ANSWER_COLUMNS) + 8))
        head = asked.overall.heads[number]
        text = overall_shown(asked.overall, page.evaluations)
        text = self._fitted(text, _MOST_ANSWER, _TEXT_COLUMNS, head)
        self._put(0, 0, head, "head")
        self._put(1, _LAST, text, "cell")
        return height + self._next(max(_OVERALL, text_height(text, _SIZE, _TEXT_COLUMNS) + 8))

    def _texts(self, height: float) -> None:
        asked = form().of_call
        texts = [self.page.texts.get(each.opens, "") for each in asked]
        for question, text, share in zip(asked, texts, _shared(texts, height), strict=True):
            head = question.heads[self.printed.number]
            self._put(0, 0, head, "head")
            self._put(1, _LAST, self._fitted(text, share, _TEXT_COLUMNS, head), "top")
            self._next(share)

    def _behind(self) -> None:
        """Write texts that did not fit, in full, on a second page; a long one in several rows."""
        sheet = self._page(MORE_SHEET.format(name=self.name), _MORE_WIDTHS)
        sheet.fit_to_pages(1, 0)
        title = MORE_TITLE.format(title=self.printed.title)
        merged(sheet, (0, 0, 0, 1), title, self.styles["title"])
        sheet.set_row(0, 44)
        row = 1
        for head, text in self.more:
            while text:
                part = _fitting(text, _MORE_HEIGHT, _MORE_COLUMNS)
                sheet.write_string(row, 0, head, self.styles["head"])
                sheet.write_string(row, 1, part, self.styles["top"])
                sheet.set_row(row, max(_NAME, text_height(part, _SIZE, _MORE_COLUMNS) + 8))
                text, row = text[len(part) :], row + 1

    def _fitted(self, text: str, height: float, columns: int, head: str) -> str:
        """Return the part of a text that fits its box; a cut text is added to ``more`` in full."""
        if text_height(text, _SIZE, columns) <= height:
            return text
        self.more.append((head, text))
        # A line must not begin with the mark that what is left out stood behind.
        return _fitting(text, height, columns, CONTINUED).rstrip("，、；：。（ ") + CONTINUED

    def _put(self, first: int, last: int, text: str, style: str) -> None:
        if first == last:
            self.sheet.write_string(self.row, first, text, self.styles[style])
        else:
            merged(self.sheet, (self.row, first, self.row, last), text, self.styles[style])

    def _next(self, height: float) -> float:
        self.sheet.set_row(self.row, height)
        self.row += 1
        return height


def _fitting(text: str, height: float, columns: int, tail: str = "") -> str:
    """Return the longest beginning of a text that fits a box with a tail, never nothing."""
    least, most = 1, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if text_height(text[:middle] + tail, _SIZE, columns) <= height:
            least = middle
        else:
            most = middle - 1
    return text[:least]


def _shared(texts: Sequence[str], height: float) -> list[float]:
    """Return the heights of the text boxes: equal, or by need if a text does not fit that way."""
    height = max(height, _LEAST_TEXT * len(texts))
    alike = height / len(texts)
    needs = [text_height(text, _SIZE, _TEXT_COLUMNS) + 8 for text in texts]
    if max(needs) <= alike:
        return [alike] * len(texts)
    spare = height - _LEAST_TEXT * len(texts)
    wanted = [max(0.0, need - _LEAST_TEXT) for need in needs]
    return [_LEAST_TEXT + spare * want / sum(wanted) for want in wanted]
