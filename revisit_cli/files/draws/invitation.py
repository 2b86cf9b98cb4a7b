"""Invitations to a symposium: the list to telephone from and to sign, and the letters."""

from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.rules.form import form_styles, set_up
from revisit_cli.files.workbooks.book import book, merged, text_height
from revisit_cli.labels.draws.sample import scope_words
from revisit_cli.labels.draws.symposium import (
    INVITATION_HEADINGS,
    INVITATION_SHEET,
    INVITATION_TITLE,
    LETTER_SHEET,
    LETTER_TITLE,
    RESERVE,
    SLIP_CUT,
    SLIP_TITLE,
    letter_of,
    meeting_words,
)
from revisit_cli.labels.rules.form import FONT, HEAD_FONT, SHEET_TITLE_SIZE, TITLE_FONT
from revisit_cli.records.draws.invitation import InvitationsListed
from revisit_cli.records.draws.sample import Scope

_WIDTHS = (6, 9, 40, 13, 17, 21, 26)
_LEAST_ROW, _FIRM_COLUMNS = 25, 38
_LETTER_WIDTHS = (22, 66)
_LETTER_SIZE, _LETTER_COLUMNS = 14, 68


@clause("三(一)3")
def write(
    path: Path, listed: InvitationsListed, scope: Scope, bureau: str, *, has_numbers: bool
) -> None:
    """Write the firms that 「随机抽取10~15家企业召开座谈会」 gave, and a letter to each.

    Overwrites ``path``: the caller has checked that this is wanted.
    """
    with book(path, "sheet", force=True, has_numbers=has_numbers) as workbook:
        styles = {**form_styles(workbook), **_styles(workbook)}
        _list(workbook.add_worksheet(INVITATION_SHEET), listed, scope, bureau, styles)
        _letters(workbook.add_worksheet(LETTER_SHEET), listed, bureau, styles)


def _styles(workbook: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": _LETTER_SIZE, "valign": "top", "text_wrap": True}
    boxed = {**base, "valign": "vcenter", "border": 1, "align": "left", "indent": 1}
    found = {
        "letter_title": {
            **base, "font_name": TITLE_FONT, "font_size": 22, "bold": True, "align": "center",
        },
        "words": base,
        "signed": {**base, "align": "right", "indent": 2},
        "cut": {**base, "font_size": 10, "align": "center", "valign": "vcenter"},
        "slip_title": {
            **base, "font_name": TITLE_FONT, "font_size": SHEET_TITLE_SIZE, "bold": True,
            "align": "center",
        },
        "slip_head": {**boxed, "font_name": HEAD_FONT, "font_size": 11},
        "slip": {**boxed, "font_size": 12},
    }  # fmt: skip
    return {name: workbook.add_format(style) for name, style in found.items()}


def _list(
    sheet: Any, listed: InvitationsListed, scope: Scope, bureau: str, styles: dict[str, Any]
) -> None:
    """Write a line for each firm, with room to answer and to sign."""
    sheet.set_landscape()
    set_up(sheet, _WIDTHS)
    sheet.fit_to_pages(1, 0)
    last = len(_WIDTHS) - 1
    title = bureau + INVITATION_TITLE.format(scope=scope_words(scope.half, scope.month))
    merged(sheet, (0, 0, 0, last), title, styles["title"])
    sheet.write_string(1, 0, meeting_words(listed), styles["plain"])
    for column, heading in enumerate(INVITATION_HEADINGS):
        sheet.write_string(2, column, heading, styles["head"])
    for row, height in enumerate((38, 24, 24)):
        sheet.set_row(row, height)
    sheet.repeat_rows(0, 2)
    for row, each in enumerate(listed.invited, start=3):
        sheet.set_row(row, max(_LEAST_ROW, text_height(each.name, 12, _FIRM_COLUMNS)))
        rank = f"{each.rank}{RESERVE if each.is_reserve else ''}"
        texts = (str(row - 2), rank, each.name, each.person, each.phone, "", "")
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, styles["cell"])


def _letters(sheet: Any, listed: InvitationsListed, bureau: str, styles: dict[str, Any]) -> None:
    """Write a page for each firm: the letter, and at its foot the slip to be sent back."""
    set_up(sheet, _LETTER_WIDTHS)
    sheet.fit_to_pages(1, 0)
    row, breaks = 0, []
    for each in listed.invited:
        words, signed, slip = letter_of(listed, each.name, bureau)
        lines = [(LETTER_TITLE, "letter_title", 60.0)]
        lines += [(text, "words", _height(text)) for text in words]
        lines += [("", "words", 24.0), *((text, "signed", 26.0) for text in signed)]
        lines += [("", "words", 30.0), (SLIP_CUT, "cut", 26.0), (SLIP_TITLE, "slip_title", 30.0)]
        for text, style, height in lines:
            merged(sheet, (row, 0, row, 1), text, styles[style])
            sheet.set_row(row, height)
            row += 1
        for head, text in slip:
            sheet.write_string(row, 0, head, styles["slip_head"])
            sheet.write_string(row, 1, text, styles["slip"])
            sheet.set_row(row, max(34, text_height(text, 12, 50)))
            row += 1
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])


def _height(text: str) -> float:
    return text_height(text, _LETTER_SIZE, _LETTER_COLUMNS) * 1.1 + 6
