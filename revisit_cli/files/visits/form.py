"""The printed visit form, one A4 page a visit, and a day's round."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from revisit_cli.document import FORM_2, clause
from revisit_cli.files.rules.form import set_up, styles
from revisit_cli.files.rules.record_page import Foot, looks_of, write_record
from revisit_cli.files.workbooks.book import book, merged
from revisit_cli.labels.rules.form import ROUND_HEADINGS, ROUND_SHEET, ROUND_TITLE
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.records.form import FormPage, VisitRow

_SIGNATURES, _SIGNED = 66, 32


@clause("附表2", "三(一)2")
def write(path: Path, pages: Sequence[FormPage], *, force: bool, has_numbers: bool = False) -> None:
    """Write one A4 page of the form for each visit, filled but for the signatures.

    Headings are the document's own, 「上门回访工作记录表」.
    Raises TargetExists or TargetNotWritable.
    """
    with book(path, "form", force=force, has_numbers=has_numbers) as made:
        looks = looks_of(made)
        for page in pages:
            write_record(made, looks, page, FORM_2, tuple(_foot(page)))


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


def _foot(page: FormPage) -> Iterator[Foot]:
    heads = FORM_2.heads
    signer = heads["signer"] + page.refusal
    yield Foot(((0, 2, heads["lead"], "top"), (3, 4, signer, "top")), _SIGNATURES)
    recorder, at = heads["recorder"] + page.recorder, heads["time"] + page.at
    yield Foot(((0, 2, recorder, "foot"), (3, 4, at, "foot")), _SIGNED)
