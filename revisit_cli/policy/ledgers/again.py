"""A content imported before: where it is in force, and what a further look makes of its rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import LedgersShareName, LedgerUnknown
from revisit_cli.labels.ledgers.ledger import filings_words
from revisit_cli.records.ledgers.again import Known, Spot
from revisit_cli.records.ledgers.filing import UnitMonth
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.records.ledgers.ledger import HOLDING_NOTES
from revisit_cli.records.ledgers.stored import FileRow, NamedFile


def spots_of(places: Iterable[tuple[str, int]]) -> Iterator[Spot]:
    """Yield the spot of each row of a file, given by sheet and row in the order of reading.

    Tables that stand side by side share their row numbers: the spot says which row there.
    """
    met: Counter[tuple[str, int]] = Counter()
    for sheet, row in places:
        yield sheet, row, met[sheet, row]
        met[sheet, row] += 1


@clause("R14")
def waiting_and_taken(
    files: Iterable[Sequence[FileRow]],
) -> tuple[dict[Spot, int], dict[Spot, str | None]]:
    """Return a content's rows that are held still, each with its id, and the spots of all others,
    each with its unit.

    ``files`` are the rows of each file that brought it, in the order of their ids. A row that
    came in after it was held stands at the spot of the held one.
    """
    waiting: dict[Spot, int] = {}
    units: dict[Spot, str | None] = {}
    for rows in files:
        later = {row.replaced_by: row for row in rows if row.state == "held"}
        units_later = {row.id: row.unit for row in rows if row.id in later}
        first = [row for row in rows if row.id not in later]
        spots = spots_of((row.sheet, row.row) for row in first)
        for spot, row in zip(spots, first, strict=True):
            units[spot] = row.unit or units_later.get(row.replaced_by or 0)
            if waits(row):
                waiting[spot] = row.id
    return waiting, {spot: unit for spot, unit in units.items() if spot not in waiting}


def waits(row: FileRow) -> bool:
    """Tell whether a file's row is held still."""
    return row.state == "held" and row.replaced_by is None and row.voided_at is None


@clause("R14")
def places_anew(
    decided: Sequence[DecidedRow],
    known: Known,
    filed: Collection[UnitMonth],
    *,
    is_read_otherwise: bool,
) -> frozenset[UnitMonth]:
    """Return the units and months for which a known content is a new version.

    「只有它正是该单位该月的现行版本」 is it none: ``filed`` are those that have a version in force.
    So it is, too, where its rows are filed under another unit alone, and where a clerk says what
    its columns are (``is_read_otherwise``) and a row that was taken then says something else by it.
    """
    spots = spots_of((row.read.sheet, row.read.row) for row in decided)
    anew = set()
    for spot, row in zip(spots, decided, strict=True):
        if row.unit is None:
            continue
        place = (row.unit, row.month)
        if place in known.in_force:
            if is_read_otherwise and row.state == "accepted" and spot not in known.waiting:
                anew.add(place)
        elif place in filed or known.taken.get(spot) not in (None, row.unit):
            anew.add(place)
    return frozenset(anew)


@clause("R14")
def decided_again(
    decided: Sequence[DecidedRow], known: Known, anew: Collection[UnitMonth]
) -> list[DecidedRow]:
    """Return what a known content may still bring where it is in force:
    「再次导入，不改变任何内容」.

    Rows that were taken stay as they are; those that were held then are decided anew, and what
    one of them replaces is itself, held. Where it is a new version nothing is changed here.
    """
    spots = spots_of((row.read.sheet, row.read.row) for row in decided)
    return [
        row
        if is_anew(row, anew)
        else row._replace(state="duplicate", duplicate_of=None, replaces=None)
        if spot in known.taken
        else row._replace(replaces=known.waiting.get(spot))
        for spot, row in zip(spots, decided, strict=True)
    ]


@clause("R14")
def rows_of_version(
    decided: Sequence[DecidedRow], known: Known, anew: Collection[UnitMonth]
) -> list[DecidedRow]:
    """Return all rows of a known content as the file keeps them that brings a new version of it.

    Where it is in force it brings nothing new: each row there repeats the one that is held, or
    was taken.
    """
    spots = spots_of((row.read.sheet, row.read.row) for row in decided)
    return [
        row
        if is_anew(row, anew)
        else row._replace(state="duplicate", duplicate_of=known.waiting.get(spot), replaces=None)
        for spot, row in zip(spots, decided, strict=True)
    ]


def names_firm(row: DecidedRow) -> bool:
    """Tell whether a row names a firm: it is not held, nor does it repeat one that is."""
    if row.state == "duplicate":
        return not HOLDING_NOTES.intersection(row.notes)
    return row.state == "accepted"


def is_anew(row: DecidedRow, anew: Collection[UnitMonth]) -> bool:
    """Tell whether a row belongs to a new version; one without a unit does where there is any."""
    return bool(anew) if row.unit is None else (row.unit, row.month) in anew


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
        raise LedgersShareName(ledger=name, filings=filings_words(filings))
    return same[0]
