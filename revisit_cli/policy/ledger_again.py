"""A file imported before: which of its rows wait still, and what a further look makes of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from revisit_cli.document import clause
from revisit_cli.records.filing import DecidedRow, Spot


def spots_of(places: Iterable[tuple[str, int]]) -> Iterator[Spot]:
    """Yield the spot of each row of a file, given by sheet and row in the order of reading.

    Tables that stand side by side share their row numbers: the spot says which row there.
    """
    met: Counter[tuple[str, int]] = Counter()
    for sheet, row in places:
        yield sheet, row, met[sheet, row]
        met[sheet, row] += 1


@clause("R14")
def waiting_and_taken(rows: Sequence[Any]) -> tuple[dict[Spot, int], frozenset[Spot]]:
    """Return a file's rows that are held still, each with its id, and the spots of all others.

    ``rows`` tell ``id``, ``sheet``, ``row``, ``state``, ``replaced_by`` and ``voided_at`` in the
    order of their ids. A row that came in after it was held stands at the spot of the held one.
    """
    later = {row["replaced_by"] for row in rows if row["state"] == "held"}
    first = [row for row in rows if row["id"] not in later]
    spots = dict(zip(spots_of((row["sheet"], row["row"]) for row in first), first, strict=True))
    waiting = {spot: row["id"] for spot, row in spots.items() if waits(row)}
    return waiting, frozenset(spots.keys() - waiting.keys())


def waits(row: Any) -> bool:
    """Tell whether a file's row is held still."""
    return bool(row["state"] == "held" and row["replaced_by"] is None and row["voided_at"] is None)


@clause("R14")
def decided_again(
    decided: Sequence[DecidedRow], waiting: Mapping[Spot, int], taken: frozenset[Spot]
) -> list[DecidedRow]:
    """Return what a file known already may still bring: 「同一份文件再次导入，不改变任何内容」.

    Rows that were taken stay as they are; those that were held then are decided anew. None of
    them corrects a row of a later file: what it replaces is itself, held.
    """
    spots = spots_of((row.read.sheet, row.read.row) for row in decided)
    return [
        row._replace(state="duplicate", duplicate_of=None, replaces=None)
        if spot in taken
        else row._replace(replaces=waiting.get(spot))
        for spot, row in zip(spots, decided, strict=True)
    ]
