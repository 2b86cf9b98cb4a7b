"""The workbook for re-checking calls without this program: a row for each firm, to be signed."""

from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.rules.form import offer, sheet_styles
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged, text_height
from revisit_cli.labels.recheck import sheet as words
from revisit_cli.labels.recheck.entry import ANSWERS, OVERALLS, PRESSURES
from revisit_cli.records.recheck.entry import CheckSheet, SheetEntry

_SIZE, _FIRST = 10, 4
_WIDTHS = {
    "rank": 6, "firm": 26, "matter": 25, "phones": 27, "answer": 13, "overall": 8,
    "pressure": 11, "words": 17, "at": 11, "check": 4,
}  # fmt: skip
_LISTS = {
    "answer": list(ANSWERS.values()),
    "overall": list(OVERALLS.values()),
    "pressure": list(PRESSURES.values()),
}
_MATTERS, _PHONES_ABREAST = 6, 2
# Points that a row keeps free, so that text is clear of the borders; characters by which indent and
# the wider characters of a column narrow the text.
_ROOM, _NARROWER = 6, 4
_COLUMNS = (*words.KNOWN, *words.FILLED, words.HIDDEN)


@clause("三(一)", "R37")
def write(path: Path, sheet: CheckSheet, bureau: str, *, force: bool) -> None:
    """Write one re-checker's sheet: what the ledger says, and nothing of the recorded call.

    「内部监督与外部监督相结合」: it prints name and office, and is signed. Raises TargetExists or
    TargetNotWritable.
    """
    office = sheet.office or words.NO_OFFICE
    last = len(_COLUMNS) - 2
    with book(path, "form", force=force, has_numbers=True) as workbook:
        styles = sheet_styles(workbook, _SIZE)
        styles["known"].set_indent(1)
        page = workbook.add_worksheet(words.SHEET)
        title = words.TITLE.format(bureau=bureau, month=sheet.month)
        merged(page, (0, 0, 0, last), title, styles["title"])
        who = words.WHO.format(checker=sheet.checker, office=office, count=len(sheet.entries))
        merged(page, (1, 0, 1, last), who, styles["plain"])
        instruction = words.INSTRUCTION.format(
            bureau=bureau, office=sheet.office or "", checker=sheet.checker
        )
        merged(page, (2, 0, 2, last), instruction, styles["plain"])
        for column, (field, heading) in enumerate(_COLUMNS):
            page.set_column(column, column, _WIDTHS[field])
            page.write_string(_FIRST - 1, column, heading, styles["head"])
        for row, height in ((0, 28), (1, 20), (2, 48), (_FIRST - 1, 46)):
            page.set_row(row, height)
        row = _FIRST
        for row, each in enumerate(sheet.entries, start=_FIRST):
            _write_row(page, row, each, styles)
        _set_up(page, sheet, row, last, styles)


def _write_row(page: Any, row: int, each: SheetEntry, styles: dict[str, Any]) -> None:
    card = each.card
    served = [f"{unit} {matter or ''}".rstrip() for unit, matter, _ in card.matters]
    more = len(served) - _MATTERS
    matters = [*served[:_MATTERS], *([words.MORE_MATTERS.format(count=more)] if more > 0 else [])]
    phones = [phone for who in card.contacts for phone in who.phones]
    lines = range(0, len(phones), _PHONES_ABREAST)
    known = {
        "rank": str(card.rank),
        "firm": card.firm,
        "matter": "\n".join(dict.fromkeys(matters)),
        "phones": "\n".join("　".join(phones[n : n + _PHONES_ABREAST]) for n in lines),
        "check": each.check,
    }
    height = 34.0
    for column, (field, _) in enumerate(_COLUMNS):
        if field in known:
            text = known[field]
            page.write_string(row, column, text, styles["known"])
            if field != "check":
                height = max(height, text_height(text, _SIZE, _WIDTHS[field] - _NARROWER) + _ROOM)
        else:
            page.write_blank(row, column, None, styles["answer"])
    page.set_row(row, min(400, height))


def _set_up(page: Any, sheet: CheckSheet, row: int, last: int, styles: dict[str, Any]) -> None:
    for column, (field, _) in enumerate(_COLUMNS):
        if field in _LISTS:
            offer(page, column, _FIRST, row, _LISTS[field])
    page.set_column(last + 1, last + 1, None, None, {"hidden": True})
    page.protect("", {"format_columns": True, "format_rows": True})
    page.set_row(row + 2, 34)
    for number, sign in enumerate(words.SIGNS):
        merged(page, (row + 2, number * 3, row + 2, number * 3 + 2), sign, styles["plain"])
    page.set_landscape()
    page.set_paper(PAPER_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_FIRST - 1)
    page.freeze_panes(_FIRST, 2)
    page.set_footer(words.FOOTER.format(id=sheet.id))
    page.print_area(0, 0, row + 2, last)
