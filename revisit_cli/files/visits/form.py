"""The printed visit form, one A4 page a visit, and a day's round."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from revisit_cli.document import FORM_2, clause
from revisit_cli.files.rules.answer import answer_shown, overall_shown
from revisit_cli.files.rules.form import set_up, styles
from revisit_cli.files.workbooks.book import book, merged
from revisit_cli.labels.rules.form import (
    FORM_NUMBER,
    PHONE_HEADING,
    ROUND_HEADINGS,
    ROUND_SHEET,
    ROUND_TITLE,
)
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.records.form import FormPage, VisitRow
from revisit_cli.rulebook.loader import form

_QUESTION, _ASKED_HEIGHT = 44, 412
_LAST = 4
_WIDTHS = (13, 17, 15, 11, 22)


@clause("附表2", "三(一)2")
def write(path: Path, pages: Sequence[FormPage], *, force: bool, has_numbers: bool = False) -> None:
    """Write one A4 page of the form for each visit, filled but for the signatures.

    Headings are the document's own, 「上门回访工作记录表」.
    Raises TargetExists or TargetNotWritable.
    """
    with book(path, "form", force=force, has_numbers=has_numbers) as made:
        looks = styles(made)
        for page in pages:
            # A sheet a page: no office program splits it, whatever fonts it has.
            sheet = made.add_worksheet(str(page.number) if page.number else FORM_2.title)
            set_up(sheet, _WIDTHS)
            sheet.fit_to_pages(1, 1)
            _page(sheet, page, looks)


def write_round(
    path: Path, month: str, rows: Sequence[VisitRow], *, force: bool, has_numbers: bool = False
) -> None:
    """Write a day's round, one visit a line, with room to write. Raises as :func:`write`."""
    with book(path, "form", force=force, has_numbers=has_numbers) as made:
        looks = styles(made)
        sheet = made.add_worksheet(ROUND_SHEET)
        sheet.set_landscape()
        set_up(sheet, (6, 30, 16, 16, 10, 14, 12, 12, 10, 14))
        sheet.fit_to_pages(1, 0)
        last = len(ROUND_HEADINGS) - 1
        merged(sheet, (0, 0, 0, last), ROUND_TITLE.format(month=month), looks["title"])
        for column, heading in enumerate(ROUND_HEADINGS):
            sheet.write_string(1, column, heading, looks["head"])
        sheet.set_row(0, 36)
        sheet.set_row(1, 24)
        sheet.repeat_rows(0, 1)
        for number, each in enumerate(rows, start=2):
            sheet.set_row(number, 36)
            reasons = " ".join(REASONS[reason] for reason in each.reasons)
            known = (each.firm, each.place, reasons, each.person, each.phone, each.due)
            for column, text in enumerate((str(each.number), *known, "", "", "")):
                sheet.write_string(number, column, text, looks["cell"])


def _page(sheet: Any, page: FormPage, looks: dict[str, Any]) -> None:
    heads = FORM_2.heads
    head, cell = looks["head"], looks["cell"]
    sheet.write_string(0, 0, FORM_NUMBER.format(number=FORM_2.number), looks["plain"])
    merged(sheet, (1, 0, 1, _LAST), FORM_2.title, looks["title"])
    row = 2
    merged(sheet, (row, 0, row + 1, 0), heads["about"], head)
    sheet.write_string(row, 1, heads["person"], head)
    sheet.write_string(row, 2, page.person, cell)
    sheet.write_string(row, 3, PHONE_HEADING, head)
    sheet.write_string(row, 4, page.phone, cell)
    sheet.write_string(row + 1, 1, heads["firm"], head)
    merged(sheet, (row + 1, 2, row + 1, _LAST), page.firm, cell)
    row += 2
    asked, number = form(), FORM_2.number
    merged(sheet, (row, 0, row + len(asked.parts) - 1, 0), heads["content"], head)
    for question in asked.parts:
        merged(sheet, (row, 1, row, 2), question.heads[number], cell)
        answer = answer_shown(question, page.evaluations, with_boxes=False)
        merged(sheet, (row, 3, row, _LAST), answer, cell)
        row += 1
    sheet.write_string(row, 0, asked.overall.heads[number], head)
    merged(sheet, (row, 1, row, _LAST), overall_shown(asked.overall, page.evaluations), cell)
    for question in asked.of_call:
        row += 1
        sheet.write_string(row, 0, question.heads[number], head)
        merged(sheet, (row, 1, row, _LAST), page.texts.get(question.opens, ""), looks["top"])
    row += 1
    merged(sheet, (row, 0, row, 2), heads["lead"], looks["top"])
    merged(sheet, (row, 3, row, _LAST), heads["signer"] + page.refusal, looks["top"])
    sheet.write_string(row + 1, 0, heads["recorder"] + page.recorder, looks["plain"])
    sheet.write_string(row + 1, 3, heads["time"] + page.at, looks["plain"])
    for number, height in enumerate(_heights(len(asked.parts), len(asked.of_call))):
        sheet.set_row(number, height)


def _heights(questions: int, texts: int) -> list[int]:
    """Return the height of each row, in points: the more questions, the smaller the texts' rows."""
    text = max(60, (_ASKED_HEIGHT - _QUESTION * questions) // texts)
    return [20, 42, 32, 32, *[_QUESTION] * questions, 34, *[text] * texts, 60, 32]
