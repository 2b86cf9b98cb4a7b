"""What a parser of xls does not tell of a sheet: hidden rows and columns, cells in error."""

import io
from typing import Any

from revisit_cli.files.workbooks.sheet_xml import SheetFacts


def xls_facts(data: bytes) -> dict[str, SheetFacts] | None:
    """Return, for each sheet of an xls by name, what the parser does not tell.

    None where it is locked or not written as it should be: its parser may read it all the same.
    """
    # Loaded here alone: few ledgers are as old as this.
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except Exception:
        # It stumbles over broken records in every way there is.
        return None
    return {sheet.name: _facts(sheet) for sheet in book.sheets()}


def _facts(sheet: Any) -> SheetFacts:
    from xlrd.biffh import XL_CELL_ERROR, error_text_from_code

    facts = SheetFacts()
    facts.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    facts.hidden_columns = {col + 1 for col, info in sheet.colinfo_map.items() if info.hidden}
    for row in range(sheet.nrows):
        if XL_CELL_ERROR in sheet.row_types(row):
            facts.errors[row + 1] = [
                (column + 1, error_text_from_code.get(cell.value, "#"))
                for column, cell in enumerate(sheet.row(row))
                if cell.ctype == XL_CELL_ERROR
            ]
    return facts
