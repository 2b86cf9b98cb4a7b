"""QR codes of telephone numbers (``tel:``), drawn by segno, which is an optional dependency."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from revisit_cli.errors.calls.sheet import QrMissing
from revisit_cli.labels.calls.sheet import CODES as SHEET
from revisit_cli.records.calls.sheet import PacketCall

_WIDTHS, _HEIGHT = (8, 46, 14), 70
QUIET = 2  # modules of margin; enough where the surroundings are blank


def modules(phone: str) -> tuple[tuple[bool, ...], ...]:
    """Return a number's QR code, row by row, margin included; True is dark.

    Raises QrMissing where segno is not installed.
    """
    code = _made(phone)
    return tuple(
        tuple(bool(each) for each in row) for row in code.matrix_iter(scale=1, border=QUIET)
    )


def add_sheet(workbook: Any, calls: Iterable[PacketCall]) -> None:
    """Add a sheet to a packet: each call's firm, and the QR code of its first number."""
    sheet = workbook.add_worksheet(SHEET)
    style = workbook.add_format({"valign": "vcenter", "text_wrap": True, "border": 1})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for row, call in enumerate(calls):
        sheet.set_row(row, _HEIGHT)
        sheet.write_number(row, 0, call.call, style)
        sheet.write_string(row, 1, call.firm, style)
        if call.phones:
            options = {"image_data": image(call.phones[0]), "x_offset": 4, "y_offset": 4}
            sheet.insert_image(row, 2, f"{call.call}.png", options)


def image(phone: str, scale: int = 3) -> BytesIO:
    """Return a number's QR code as a PNG picture. Raises QrMissing."""
    picture = BytesIO()
    _made(phone).save(picture, kind="png", scale=scale, border=QUIET)
    return picture


def _made(phone: str) -> Any:
    try:
        import segno
    except ImportError as error:
        raise QrMissing from error
    # The smallest code that can hold it: a terminal has few lines.
    return segno.make(f"tel:{phone}", error="l", micro=False, boost_error=False)
