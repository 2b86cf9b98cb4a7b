"""A content that was imported before: what became of it, and where it is in force."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from revisit_cli.operations.act import Act
from revisit_cli.operations.ledgers.service import Destination
from revisit_cli.policy.ledgers.again import is_anew, rows_of_version, waiting_and_taken
from revisit_cli.records.ledgers.again import Known
from revisit_cli.records.ledgers.filing import UnitMonth
from revisit_cli.records.ledgers.importing import (
    Comparison,
    DecidedRow,
    ImportOptions,
    LedgerImported,
)
from revisit_cli.records.value import Value, replace
from revisit_cli.records.workbooks.grid import Workbook
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import service as service_store


class Decided(Value):
    """What was decided of a file: its rows, and the units and months they belong to.

    ``filed`` are those of which not every row is held: a ledger is filed for them. ``new`` are
    those of which it is a new version, ``anew`` those whose rows the file itself keeps (of a known
    content the others are kept by the file that it is in force by); ``compared`` those whose
    standing rows it was held against, ``gone`` the ids of those that it has no more; ``zeros``
    those of which it says that there is nothing.
    """

    rows: Sequence[DecidedRow]
    places: Sequence[UnitMonth]
    filed: Sequence[UnitMonth]
    new: frozenset[UnitMonth]
    anew: frozenset[UnitMonth]
    compared: frozenset[UnitMonth]
    comparison: Comparison | None
    gone: Sequence[int]
    zeros: Sequence[UnitMonth] = ()

    @property
    def months(self) -> list[str]:
        """The months of its rows, in order."""
        return sorted({month for _, month in self.places})


class Part(NamedTuple):
    """What one file keeps of an import: ``rows`` to save, at ``destination``.

    ``settling`` are the rows that may put held ones right, those of ``own_files`` left out.
    """

    destination: Destination
    rows: Sequence[DecidedRow]
    settling: Sequence[DecidedRow]
    own_files: Sequence[int]


def known_content(database: Database, sha256: str) -> Known | None:
    """Return what is known of a content, or None where no file ever brought it."""
    files = filing_store.files_of_content(database, sha256)
    if not files:
        return None
    filings = filing_store.of_content(database, sha256)
    in_force = {(each.filing.unit, each.filing.month): each for each in filings if each.is_in_force}
    filed = frozenset((each.filing.unit, each.filing.month) for each in filings)
    waiting, taken = waiting_and_taken(
        [service_store.states_of_file(database, file.id) for file in files]
    )
    return Known(
        files={file.id: file.name for file in files},
        received_at=datetime.fromisoformat(files[-1].received_at),
        waiting=waiting,
        taken=taken,
        in_force={place: each.filing for place, each in in_force.items()},
        filed=filed,
        kept_in={place: each.kept_in for place, each in in_force.items()},
        is_in_force=len(filed) == len(in_force),
    )


def with_version(
    database: Database, ids: Mapping[str, int], places: Iterable[UnitMonth]
) -> frozenset[UnitMonth]:
    """Return those units and months of which some version is in force."""
    return frozenset(
        (unit, month)
        for unit, month in places
        if unit in ids and filing_store.version_of(database, ids[unit], month)
    )


def unchanged(act: Act, workbook: Workbook, known: Known) -> LedgerImported:
    """Return the outcome for a content that brings nothing new, of which nothing is written."""
    rows = service_store.of_file(act.database, known.file)
    firms = {row.firm_text for row in rows if row.state != "held"}
    return LedgerImported(
        file=workbook.name,
        sha256=workbook.sha256,
        is_unchanged=True,
        filings=tuple(known.in_force.values()),
        accepted=0,
        duplicate=len(rows),
        held=0,
        new_firms=0,
        known_firms=len(firms),
        known_as=known.name,
        waiting=len(known.waiting),
    )


def says_nothing_new(known: Known, options: ImportOptions) -> bool:
    """Tell, without reading it, that a known content can change nothing.

    It is in force wherever it was filed, none of its rows is held still, and nothing is said
    beside it.
    """
    return known.is_in_force and not known.waiting and not options.says_something


def parts_of(decided: Decided, destination: Destination, known: Known | None) -> Iterator[Part]:
    """Yield what each file is to keep: the new one, and of a known content those before it."""
    rows, anew = decided.rows, decided.anew
    if known is None:
        yield Part(destination, rows, rows, (destination.file,))
        return
    again = [row for row in rows if not is_anew(row, anew)]
    late: defaultdict[int, list[DecidedRow]] = defaultdict(list)
    for row in again:
        if row.state == "accepted":
            late[known.kept_in.get((row.unit or "", row.month), known.file)].append(row)
    for file, found in late.items():
        own = [row._replace(nth=nth) for nth, row in enumerate(found)]
        yield Part(replace(destination, file=file), own, again, tuple(known.files))
    if anew:
        at = {place: destination.filings[place] for place in anew if place in destination.filings}
        new = [row for row in rows if is_anew(row, anew)]
        whole = rows_of_version(rows, known, anew)
        yield Part(replace(destination, filings=at), whole, new, (destination.file,))
