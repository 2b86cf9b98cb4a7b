"""A file that was imported before: what it may still bring in."""

from datetime import datetime

from revisit_cli.policy.ledger_again import waiting_and_taken
from revisit_cli.records.filing import Again, Filing, ImportOptions
from revisit_cli.store import filing as filing_store
from revisit_cli.store import service as service_store
from revisit_cli.store.database import Database


def again_of(database: Database, file: int, options: ImportOptions) -> Again | None:
    """Return what was decided of a file, or None when another look can bring nothing.

    Another look is due where rows were held, where a hidden sheet is now to be read, or where
    rows that are gone are now accepted as gone.
    """
    rows = service_store.states_of_file(database, file)
    sheets = {row["sheet"] for row in rows}
    waiting, taken = waiting_and_taken(rows)
    if not waiting and not options.accepts_gone and set(options.sheets) <= sheets:
        return None
    filings = [Filing(**dict(row)) for row in filing_store.of_file(database, file)]
    newest = filing_store.newest_of_file(database, file)
    return Again(
        file=file,
        received_at=datetime.fromisoformat(filing_store.received_at(database, file)),
        waiting=waiting,
        taken=taken,
        filings={(each.unit, each.month): each for each in filings},
        newest=frozenset((each.unit, each.month) for each in filings if each.id in newest),
    )
