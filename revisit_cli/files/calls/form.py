"""The printed telephone form, one A4 page a call."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from revisit_cli.document import FORM_1, clause
from revisit_cli.files.rules.answer import answer_shown, overall_shown
from revisit_cli.files.rules.form import set_up, styles
from revisit_cli.files.workbooks.book import book, merged, text_height
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.rules.form import CUT, FONT, FORM_NUMBER, WAY
from revisit_cli.records.form import FormPage
from revisit_cli.rulebook.loader import form

_LAST = 4
_WIDTHS = (13, 17, 15, 11, 20)
# Points. Heights are fixed and fill the page; what is long is written smaller.
_HEAD = (20, 42, 32, 32)
_QUESTION, _OVERALL = 44, 34
# The questions and the boxes of text share it: the more questions, the smaller the boxes.
_ASKED_HEIGHT, _LEAST_TEXT = 490, 60
_FOOT = (32, 30)
_SIZES = (12, 10.5, 9, 8, 7, 6)
_TEXT_COLUMNS, _ANSWER_COLUMNS, _WAY_COLUMNS = 62, 30, 78


@clause("附表1", "三(一)1")
def write(path: Path, pages: Sequence[FormPage], *, force: bool, has_numbers: bool = False) -> None:
    """Write one A4 page of the form for each call, filled from the record.

    「并填写回访记录表（详见附表1）」; headings are the document's own, 「电话回访工作记录表」.
    Raises TargetExists or TargetNotWritable.
    """
    with book(path, "form", force=force, has_numbers=has_numbers) as made:
        looks = _looks(made)
        for page in pages:
            # A sheet a page: no office program splits it, whatever fonts it has.
            sheet = made.add_worksheet(str(page.number) if page.number else FORM_1.title)
            set_up(sheet, _WIDTHS)
            sheet.fit_to_pages(1, 1)
            _page(sheet, page, looks)


def _looks(made: Any) -> dict[str, Any]:
    looks = styles(made)
    base = {"font_name": FONT, "text_wrap": True, "border": 1}
    for size in _SIZES:
        looks[f"top{size}"] = made.add_format({**base, "font_size": size, "valign": "top"})
        looks[f"cell{size}"] = made.add_format({**base, "font_size": size, "valign": "vcenter"})
        looks[f"way{size}"] = made.add_format(
            {"font_name": FONT, "text_wrap": True, "font_size": size, "valign": "vcenter"}
        )
    return looks


def _page(sheet: Any, page: FormPage, looks: Mapping[str, Any]) -> None:
    heads = FORM_1.heads
    row = _about(sheet, page, heads, looks)
    asked, number = form(), FORM_1.number
    merged(sheet, (row, 0, row + len(asked.parts) - 1, 0), heads["content"], looks["head"])
    for question in asked.parts:
        merged(sheet, (row, 1, row, 2), question.heads[number], looks["cell"])
        text = answer_shown(question, page.evaluations, with_boxes=True)
        look, text = _fitted("cell", text, 40, _ANSWER_COLUMNS, page, looks)
        merged(sheet, (row, 3, row, _LAST), text, look)
        row += 1
    sheet.write_string(row, 0, asked.overall.heads[number], looks["head"])
    told = overall_shown(asked.overall, page.evaluations)
    merged(sheet, (row, 1, row, _LAST), told, looks["cell"])
    texts = [page.texts.get(each.opens, "") for each in asked.of_call]
    heights = _shared(texts, _ASKED_HEIGHT - _QUESTION * len(asked.parts))
    for question, text, height in zip(asked.of_call, texts, heights, strict=True):
        row += 1
        sheet.write_string(row, 0, question.heads[number], looks["head"])
        look, text = _fitted("top", text, height, _TEXT_COLUMNS, page, looks)
        merged(sheet, (row, 1, row, _LAST), text, look)
    row += 1
    sheet.write_string(row, 0, heads["recorder"] + page.recorder, looks["plain"])
    sheet.write_string(row, 3, heads["time"] + page.at, looks["plain"])
    way = "；".join(f"{at} {OUTCOMES[outcome]}" for at, outcome in page.way)
    told = f"{WAY}{way}" if way else ""
    look, told = _fitted("way", told, _FOOT[-1], _WAY_COLUMNS, page, looks)
    merged(sheet, (row + 1, 0, row + 1, _LAST), told, look)
    above = (*_HEAD, *[_QUESTION] * len(asked.parts), _OVERALL)
    for number, height in enumerate((*above, *heights, *_FOOT)):
        sheet.set_row(number, height)


def _about(sheet: Any, page: FormPage, heads: Mapping[str, str], looks: Mapping[str, Any]) -> int:
    number = FORM_NUMBER.format(number=FORM_1.number)
    told = number if page.number is None else f"{number}　№ {page.number}"
    sheet.write_string(0, 0, told, looks["plain"])
    merged(sheet, (1, 0, 1, _LAST), FORM_1.title, looks["title"])
    row = 2
    merged(sheet, (row, 0, row + 1, 0), heads["about"], looks["head"])
    sheet.write_string(row, 1, heads["person"], looks["head"])
    sheet.write_string(row, 2, *_named(page.person, 13, looks))
    sheet.write_string(row, 3, heads["phone"], looks["head"])
    sheet.write_string(row, 4, *_named(page.phone, 18, looks))
    sheet.write_string(row + 1, 1, heads["firm"], looks["head"])
    firm, look = _named(page.firm, 44, looks)
    merged(sheet, (row + 1, 2, row + 1, _LAST), firm, look)
    return row + 2


def _named(text: str, columns: int, looks: Mapping[str, Any]) -> tuple[str, Any]:
    """Return a text and the largest look in which it fits its row of 32 points."""
    size = next((each for each in _SIZES if text_height(text, each, columns) <= 32), _SIZES[-1])
    return text, looks[f"cell{size}"]


def _shared(texts: Sequence[str], height: int) -> list[int]:
    """Share the height of the boxes of text: alike, more for the one that needs it."""
    height = max(height, _LEAST_TEXT * len(texts))
    alike = height // len(texts)
    needs = [text_height(text, _SIZES[0], _TEXT_COLUMNS) for text in texts]
    if max(needs) <= alike:
        return [alike] * len(texts)
    shares = [max(_LEAST_TEXT, round(height * need / sum(needs))) for need in needs]
    longest = shares.index(max(shares))
    shares[longest] -= sum(shares) - height
    return shares


def _fitted(
    kind: str, text: str, height: float, columns: int, page: FormPage, looks: Mapping[str, Any]
) -> tuple[Any, str]:
    """Return the largest look in which a text fits its box; what never fits is cut and says so."""
    for size in _SIZES:
        if text_height(text, size, columns) <= height:
            return looks[f"{kind}{size}"], text
    size, tail = _SIZES[-1], CUT.format(number=page.number)
    most = len(text)
    while most and text_height(text[:most] + tail, size, columns) > height:
        most = most * 9 // 10
    return looks[f"{kind}{size}"], text[:most] + tail
