"""附表1, the printed form of a telephone call: one A4 page for each."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from revisit_cli.document import FORM_1, clause
from revisit_cli.files.rules.record_page import Foot, record_styles, write_record
from revisit_cli.files.workbooks.book import book
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.calls.sheet import tag_line
from revisit_cli.labels.rules.form import WAY
from revisit_cli.records.form import FormPage

_SIGNED, _TAGS, _WAY = 32, 30, 30


@clause("附表1", "三(一)1")
def write(path: Path, pages: Sequence[FormPage], *, force: bool, has_numbers: bool = False) -> None:
    """Write one A4 page of the form for each call, filled from the record.

    「并填写回访记录表（详见附表1）」; headings are the document's own, 「电话回访工作记录表」.
    Raises TargetExists or TargetNotWritable.
    """
    with book(path, "form", force=force, has_numbers=has_numbers) as workbook:
        styles = record_styles(workbook)
        for page in pages:
            write_record(workbook, styles, page, FORM_1, tuple(_foot(page)))


def _foot(page: FormPage) -> Iterator[Foot]:
    heads = FORM_1.heads
    recorder, at = heads["recorder"] + page.recorder, heads["time"] + page.at
    yield Foot(((0, 2, recorder, "foot"), (3, 4, at, "foot")), _SIGNED)
    yield Foot(((0, 4, tag_line(page.tags), "foot"),), _TAGS)
    way = "；".join(f"{at} {OUTCOMES[outcome]}" for at, outcome in page.way)
    yield Foot(((0, 4, f"{WAY}{way}" if way else "", "foot"),), _WAY)
