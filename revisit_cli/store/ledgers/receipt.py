"""What a receipt that was lost is written from: a file's rows as they came and as they stand."""

import json

from revisit_cli.records.ledgers.stored import KeptWords
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import SERVICE_NOTES

_FILE_OF_FILING = "select file from filing where id = :filing"
_ROWS = f"""
select service.sheet, service.row, service.state, {SERVICE_NOTES}, service.month,
       unit.name as unit, service.unit_text, service.officer, service.date_text, service.place,
       service.matter, service.completion, service.firm_text, service.contact_text,
       service.phone_text, service.remark, service.cells, service.replaced_by, service.voided_at,
       coalesce(twin.replaced_by, twin.voided_at) is not null as is_twin_gone
from service left join unit on unit.id = service.unit
    left join service as twin on twin.id = service.duplicate_of
where service.file = :file
order by min(service.id) over (partition by service.sheet), service.row, service.id
"""


def file_of_filing(database: Database, filing: int) -> int | None:
    """Return the file that brought a filing; None for a zero report and for no such filing."""
    row = database.row(_FILE_OF_FILING, {"filing": filing})
    return None if row is None else row["file"]


def rows_of_file(database: Database, file: int) -> list[KeptWords]:
    """Return every row a file ever brought, in its order: its own words, and what stands of it."""
    return [
        KeptWords(
            **{
                **dict(row),
                "notes": tuple(json.loads(row["notes"])),
                "cells": json.loads(row["cells"]),
                "is_twin_gone": bool(row["is_twin_gone"]),
            }
        )
        for row in database.rows(_ROWS, {"file": file})
    ]
