"""Cards for dialling from paper: call number and token on each, boxes to tick, four a page."""

from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.calls.dial import image
from revisit_cli.files.rules.answer import blank
from revisit_cli.files.rules.form import set_up, styles
from revisit_cli.files.workbooks.book import book, merged, text_height
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.calls.sheet import (
    CARD_LINES,
    CARD_NUMBER,
    CARD_TIME,
    OFFERED,
    PAPER_FOOT,
    PAPER_TITLE,
    last_time,
    not_before,
)
from revisit_cli.labels.rules.form import UNTICKED
from revisit_cli.labels.text import LISTED
from revisit_cli.records.calls.sheet import Packet, PacketCall
from revisit_cli.rulebook.loader import form

CARDS_A_PAGE = 4
_WIDTHS = (10, 42, 30)
_TEXT_WIDTH = 70
_HEIGHTS = {"outcome": 34, "answers": 62, "texts": 50, "time": 26}


@clause("三(一)1")
def write(path: Path, packet: Packet, *, force: bool, with_codes: bool = False) -> None:
    """Write a packet's calls as cards, a sheet a page: 「局营商办进行电话回访」.

    Raises TargetExists or TargetNotWritable.
    """
    with book(path, "form", force=force, has_numbers=True) as made:
        looks = styles(made)
        looks["note"] = made.add_format({"text_wrap": True, "valign": "top"})
        looks["card"] = made.add_format({"bold": True, "font_size": 13, "border": 1})
        for first in range(0, len(packet.calls), CARDS_A_PAGE):
            cards = packet.calls[first : first + CARDS_A_PAGE]
            last = first + len(cards)
            sheet = made.add_worksheet(f"{first + 1}-{last}")
            set_up(sheet, _WIDTHS)
            sheet.fit_to_pages(1, 1)
            title = PAPER_TITLE.format(
                month=packet.month,
                clerk=packet.clerk,
                first=first + 1,
                last=last,
                count=len(packet.calls),
                due=packet.due,
            )
            merged(sheet, (0, 0, 0, 2), title, looks["plain"])
            row = 1
            for card in cards:
                if with_codes:
                    _code(sheet, row, card)
                row = _card(sheet, row, card, looks)
            merged(sheet, (row, 0, row, 2), PAPER_FOOT, looks["note"])
            sheet.set_row(row, 36)


def _code(sheet: Any, row: int, call: PacketCall) -> None:
    """Put the code that dials a call's first number beside its firm, over the blank texts."""
    phone = next((phone for who in call.contacts for phone in who.phones), None)
    if phone is not None:
        place = {"image_data": image(phone), "x_scale": 0.8, "y_scale": 0.8, "object_position": 1}
        sheet.insert_image(row, 2, f"{call.call}.png", {**place, "x_offset": 150, "y_offset": 2})


def _card(sheet: Any, row: int, call: PacketCall, looks: dict[str, Any]) -> int:
    """Write one card from a row on; return the row after its gap."""
    merged(sheet, (row, 0, row, 1), call.firm, looks["card"])
    number = CARD_NUMBER.format(call=call.call, token=call.token)
    sheet.write_string(row, 2, number, looks["card"])
    sheet.set_row(row, 24)
    for name, text in _lines(call).items():
        row += 1
        sheet.write_string(row, 0, CARD_LINES[name], looks["head"])
        merged(sheet, (row, 1, row, 2), text, looks["cell"])
        needed = text_height(text, 12, _TEXT_WIDTH)
        sheet.set_row(row, min(120, max(_HEIGHTS.get(name, 20), needed)))
    sheet.set_row(row + 1, 8)
    return row + 2


def _lines(call: PacketCall) -> dict[str, str]:
    people = [f"{who.name} {LISTED.join(who.phones)}".strip() for who in call.contacts]
    units = [f"{name}：{LISTED.join(matters)}".rstrip("：") for _, name, matters in call.units]
    before = (
        []
        if call.last is None
        else [last_time(call.last[0], OUTCOMES[call.last[1]], call.attempts)]
    )
    if call.next_at:
        before.append(not_before(call.next_at))
    answers = [
        f"{each.label}{' ' if each.choices else ''}{blank(each, ' ')}" for each in form().of_units
    ]
    return {
        "who": "；".join(people),
        "units": "；".join(units),
        **({"last": "；".join(before)} if before else {}),
        "outcome": " ".join(f"{UNTICKED}{OUTCOMES[code]}" for code in OFFERED),
        "answers": "　".join(answers),
        "texts": "",
        "time": CARD_TIME,
    }
