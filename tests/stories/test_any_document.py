"""Any document that holds a ledger gives exactly the facts that it was made from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from revisit_cli.errors import RevisitError
from revisit_cli.files.workbooks.workbook import read_workbooks
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import Hints, LedgerRead
from revisit_cli.records.workbooks.grid import Workbook
from tests.documents import Made, made
from tests.stories.web_ledger import web_ledger
from tests.stories.word_ledger import word_ledger

COUNT = 240
MAKERS: dict[str, Callable[[Made], bytes]] = {"docx": word_ledger, "html": web_ledger}


def told(read: LedgerRead) -> list[tuple[object, ...]]:
    return [
        (
            row.sheet, row.row, row.unit, row.served_on and row.served_on.isoformat(), row.firm,
            ",".join(row.phones), row.matter, row.contact, row.remark,
        )
        for sheet in read.sheets
        for row in sheet.rows
    ]  # fmt: skip


def meant(ledger: Made) -> list[tuple[object, ...]]:
    facts: list[tuple[object, ...]] = []
    for sheet, number, unit, day, firm, phone, matter, contact, remark in ledger.facts():
        digits = [
            int(part) for part in "".join(c if c.isdigit() else " " for c in str(day)).split()
        ]
        on = "{:04d}-{:02d}-{:02d}".format(*digits)
        matter = str(matter).replace("\n", " ")
        facts.append((sheet, number, unit, on, firm, phone, matter, contact, remark))
    return facts


@pytest.mark.clause("三(一)1", "附表3")
@pytest.mark.parametrize("kind", MAKERS)
def test_every_document_gives_the_facts_it_was_made_from(tmp_path: Path, kind: str) -> None:
    ledgers, paths = [], []
    for seed in range(COUNT):
        ledgers.append(made(seed))
        paths.append(tmp_path / f"{seed}.{kind}")
        paths[-1].write_bytes(MAKERS[kind](ledgers[-1]))
    wrong: list[tuple[object, ...]] = []
    for path, ledger, book in zip(paths, ledgers, read_workbooks(paths), strict=True):
        assert isinstance(book, Workbook), (path, book)
        try:
            read = understand(book, Hints(month_at_hand="2026-11"))
        except RevisitError as refusal:
            wrong.append((path.name, str(refusal)))
            continue
        if told(read) != meant(ledger):
            wrong.append((path.name, told(read), meant(ledger)))
        assert {sheet.month for sheet in read.sheets} == {"2026-11"}, path.name
    assert not wrong, f"{len(wrong)} of {COUNT}: {wrong[:2]}"
