"""Which of the imported files of one name is meant."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import LedgersShareName, LedgerUnknown
from revisit_cli.labels.ledgers.ledger import filings_told
from revisit_cli.records.ledgers.stored import NamedFile


@clause("三(一)1", "R14")
def file_meant(name: str, found: Sequence[NamedFile], sha256: str | None) -> NamedFile:
    """Return the newest of the files of a name; ``found`` are these, the newest first.

    ``sha256`` is the digest of the file that lies there, if one does: it says which is meant.
    Raises LedgerUnknown, or LedgersShareName where they differ and are of different units.
    """
    if not found:
        raise LedgerUnknown(ledger=name)
    same = [each for each in found if each.sha256 == sha256] or found
    is_one = len({each.sha256 for each in same}) == 1
    if not is_one and len({each.units for each in same if each.units}) > 1:
        filings = sorted(filing for each in same for filing in each.filings)
        raise LedgersShareName(ledger=name, filings=filings_told(filings))
    return same[0]
