"""Printed cards for calling from paper: call number and token, and questions to tick."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.calls.dial import image
from revisit_cli.files.rules.answer import blank
from revisit_cli.files.rules.form import set_up
from revisit_cli.files.workbooks.book import book, merged, text_height
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.calls.sheet import (
    CARD_LINES,
    CARD_NUMBER,
    CARD_TEXTS,
    CARD_TIME,
    OFFERED,
    PAPER_FOOT,
    PAPER_TITLE,
    last_time,
    not_before,
    tag_line,
)
from revisit_cli.labels.rules.form import FONT, HEAD_FONT, NOTE_FONT, UNTICKED
from revisit_cli.labels.text import LISTED
from revisit_cli.records.calls.sheet import Packet, PacketCall
from revisit_cli.records.value import Value
from revisit_cli.rulebook.loader import form

# Widths in characters: the label, and each of the twelve columns that units share. Heights in
# points: the page and its rows.
_LABEL, _COLUMN, _COLUMNS, _CODE = 9.5, 6, 12, 2
_WIDTHS = (_LABEL, *[_COLUMN] * _COLUMNS)
_PAGE, _TITLE, _FOOT, _GAP, _LINE, _SIZE, _FIRM_SIZE = 710.0, 18.0, 28.0, 8.0, 14.5, 9.5, 12.0
_LEAST = {"outcome": 28.0, "texts": 27.0, "time": 18.0}
_TOP, _BELOW = 22.0, ("texts", "time")
_BESIDE = 3  # units side by side; one less where there is a QR code


class _Line(Value):
    """A row of a card: its height in points, its label, and texts side by side."""

    height: float
    label: str
    texts: tuple[str, ...]
    is_head: bool = False
    is_asked: bool = True


@clause("三(一)1")
def write(path: Path, packet: Packet, *, force: bool, with_codes: bool = False) -> None:
    """Write a packet's calls as cards, one sheet for each page: 「局营商办进行电话回访」.

    Raises TargetExists or TargetNotWritable.
    """
    with book(path, "form", force=force, has_numbers=True) as workbook:
        styles = _styles(workbook)
        beside = _BESIDE - with_codes
        drawn = [(call, _rows(call, beside)) for call in packet.calls]
        first = 0
        while first < len(drawn):
            count = _fitting([_top(call) + _height(rows) for call, rows in drawn[first:]])
            page = drawn[first : first + count]
            sheet = workbook.add_worksheet(f"{first + 1}-{first + count}")
            set_up(sheet, _WIDTHS)
            sheet.fit_to_pages(1, 1)
            title = PAPER_TITLE.format(
                month=packet.month,
                clerk=packet.clerk,
                first=first + 1,
                last=first + count,
                count=len(drawn),
                due=packet.due,
            )
            merged(sheet, (0, 0, 0, _COLUMNS), title, styles["note"])
            sheet.set_row(0, _TITLE)
            row = 1
            for call, rows in page:
                row = _card(sheet, row, call, rows, styles, with_code=with_codes)
            merged(sheet, (row, 0, row, _COLUMNS), PAPER_FOOT, styles["note"])
            sheet.set_row(row, _FOOT)
            sheet.print_area(0, 0, row, _COLUMNS)
            first += count


def _styles(workbook: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": _SIZE, "valign": "vcenter", "border": 1}
    head = {**base, "font_name": HEAD_FONT}
    add = workbook.add_format
    return {
        "firm": add(
            {
                **head,
                "font_size": _FIRM_SIZE,
                "align": "left",
                "indent": 1,
                "right": 0,
                "text_wrap": True,
            }
        ),
        "number": add({**head, "align": "right", "indent": 1, "left": 0}),
        "label": add({**head, "align": "center"}),
        "cell": add({**base, "align": "left", "indent": 1, "text_wrap": True}),
        "unit": add({**head, "align": "left", "indent": 1, "text_wrap": True}),
        "note": add({"font_name": NOTE_FONT, "font_size": 10, "text_wrap": True, "valign": "top"}),
    }


def _fitting(heights: Sequence[float]) -> int:
    """Return how many of the first cards fit on a page, at least one; heights in points."""
    room = _PAGE - _TITLE - _FOOT
    for number, height in enumerate(heights):
        room -= height + _GAP
        if room < 0:
            return max(number, 1)
    return len(heights)


def _top(call: PacketCall) -> float:
    """Return the height in points of the row with the firm's name, which may take two lines."""
    return max(_TOP, text_height(call.firm, _FIRM_SIZE, _COLUMN * 8))


def _height(rows: Sequence[_Line]) -> float:
    return sum(row.height for row in rows)


def _card(
    sheet: Any,
    row: int,
    call: PacketCall,
    rows: Sequence[_Line],
    styles: dict[str, Any],
    *,
    with_code: bool,
) -> int:
    """Write one card from a row on; return the row after its gap.

    ``with_code`` puts a QR code that dials the call's first number beside the boxes.
    """
    merged(sheet, (row, 0, row, 7), call.firm, styles["firm"])
    number = CARD_NUMBER.format(call=call.call, token=call.token)
    merged(sheet, (row, 8, row, _COLUMNS), number, styles["number"])
    sheet.set_row(row, _top(call))
    asked = [place for place, line in enumerate(rows, row + 1) if line.is_asked]
    columns = _COLUMNS
    if with_code and call.phones:
        columns -= _CODE
        merged(sheet, (asked[0], columns + 1, asked[-1], _COLUMNS), "", styles["cell"])
        place = {
            "image_data": image(call.phones[0]),
            "x_scale": 0.7,
            "y_scale": 0.7,
            "object_position": 1,
            "x_offset": 6,
            "y_offset": 4,
        }
        sheet.insert_image(asked[0], columns + 1, f"{call.call}.png", place)
    for line in rows:
        row += 1
        sheet.write_string(row, 0, line.label, styles["label"])
        last = columns if row in asked else _COLUMNS
        ends = [last * number // len(line.texts) for number in range(len(line.texts) + 1)]
        for text, before, end in zip(line.texts, ends, ends[1:], strict=False):
            merged(
                sheet, (row, before + 1, row, end), text, styles["unit" if line.is_head else "cell"]
            )
        sheet.set_row(row, line.height)
    sheet.set_row(row + 1, _GAP)
    return row + 2


def _rows(call: PacketCall, most: int) -> list[_Line]:
    """Return a card's rows: facts, then a row for each question with boxes for each unit.

    At most ``most`` units stand side by side; for the others the questions are repeated below.
    """
    texts = _fact_texts(call)
    above = [_fact_line(name, text) for name, text in texts.items() if name not in _BELOW]
    names = [name for _, name, _ in call.units]
    asked: list[_Line] = []
    for first in range(0, len(names), most):
        beside = names[first : first + most]
        if len(names) > 1:
            asked.append(_answer_line("", beside, is_head=True))
        asked += [
            _answer_line(each.label, [blank(each, " ")] * len(beside)) for each in form().of_units
        ]
    return [*above, *asked, *(_fact_line(name, texts[name]) for name in _BELOW)]


def _fact_line(name: str, text: str) -> _Line:
    height = text_height(text, _SIZE, _COLUMN * _COLUMNS - 2)
    height = max(_LINE, height, _LEAST.get(name, 0))
    return _Line(height, CARD_LINES[name], (text,), is_asked=False)


def _answer_line(label: str, texts: Sequence[str], *, is_head: bool = False) -> _Line:
    wide = _COLUMN * (_COLUMNS - _CODE) / len(texts) - 2
    height = max(text_height(text, _SIZE, wide) for text in texts)
    return _Line(max(_LINE, height), label, tuple(texts), is_head)


def _fact_texts(call: PacketCall) -> dict[str, str]:
    people = [f"{who.name} {LISTED.join(who.phones)}".strip() for who in call.contacts]
    units = [f"{name}：{LISTED.join(matters)}".rstrip("：") for _, name, matters in call.units]
    before = (
        []
        if call.last is None
        else [last_time(call.last[0], OUTCOMES[call.last[1]], call.attempts)]
    )
    if call.next_at:
        before.append(not_before(call.next_at))
    # Broken into two lines here: an office program would part a box from its word.
    boxes = [f"{UNTICKED}{OUTCOMES[code]}" for code in OFFERED]
    half = -(-len(boxes) // 2)
    return {
        "who": "；".join(people),
        "units": "；".join(units),
        **({"last": "；".join(before)} if before else {}),
        "outcome": "\n".join(" ".join(part) for part in (boxes[:half], boxes[half:])),
        "texts": CARD_TEXTS.format(tags=tag_line()),
        "time": CARD_TIME,
    }
