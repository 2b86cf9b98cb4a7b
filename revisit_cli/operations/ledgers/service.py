"""Saving a ledger's decided rows: firms, services, contacts.

Rows turn into columns here and back into rows at the insert: a hundred thousand are worked through
in the time that one after the other takes for ten thousand.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from json.encoder import encode_basestring
from typing import Any

from revisit_cli.operations.firms.initials import fill_initials, letters_of
from revisit_cli.policy.firms.credit_code import code_of
from revisit_cli.policy.firms.firm import is_sole_trader
from revisit_cli.policy.firms.initials import initials_of
from revisit_cli.policy.ledgers.after_close import month_of
from revisit_cli.policy.ledgers.again import names_firm
from revisit_cli.policy.ledgers.filing import iso_day
from revisit_cli.records.ledgers.filing import Filing, UnitMonth
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.records.value import Value, field
from revisit_cli.store.file.database import Database
from revisit_cli.store.firms import firm as firm_store
from revisit_cli.store.ledgers import service as store


class Destination(Value):
    """Where a file's rows are filed: the file's id, the units' ids, the filings by place.

    ``called`` gives for a cleared month the one that calls what comes after, ``months`` the month
    of each row that stood before.
    """

    file: int
    units: Mapping[str, int]
    filings: Mapping[UnitMonth, Filing]
    called: Mapping[str, str] = field("", factory=dict)
    months: Mapping[int, str] = field("", factory=dict)


def save_rows(
    database: Database, decided: Sequence[DecidedRow], destination: Destination
) -> tuple[int, int]:
    """Save rows in the running transaction; return how many firms are new, how many known."""
    if not decided:
        return 0, 0
    firms, new_firms = _save_firms(database, decided)
    base = store.next_id(database)
    store.add_all(database, _values(decided, base, destination, firms))
    store.replace(
        database,
        [(row.replaces, base + row.nth) for row in decided if row.replaces is not None],
    )
    store.add_contacts(database, _contacts(decided, firms, destination.filings))
    served = {firms[row.firm_key] for row in decided if row.state == "accepted"}
    return new_firms, len(served) - new_firms


def _save_firms(database: Database, decided: Sequence[DecidedRow]) -> tuple[dict[str, int], int]:
    wanted = {row.firm_key: row.read.firm for row in reversed(decided) if names_firm(row)}
    firms = store.find_firms(database, list(wanted))
    new = [key for key in reversed(wanted) if key not in firms]
    if new:
        first = store.next_firm_id(database)
        firms |= {key: number for number, key in enumerate(new, first)}
        store.add_firms(
            database,
            (
                (firms[key], name, key, int(is_sole_trader(name)), initials_of(name, letters_of))
                for key in new
                for name in (wanted[key],)
            ),
        )
    fill_initials(database)
    codes = {
        (firms[row.firm_key], code_of(row))
        for row in decided
        if row.read.credit_code and names_firm(row)
    }
    firm_store.add_codes(database, sorted(each for each in codes if each[1]))
    return firms, len(new)


def _contacts(
    decided: Sequence[DecidedRow], firms: Mapping[str, int], filings: Mapping[UnitMonth, Filing]
) -> Iterator[tuple[int, str, str, str | None, int]]:
    """Yield every contact of an accepted or repeated row once."""
    filing_ids = {place: filing.id for place, filing in filings.items()}
    seen: set[tuple[int, str, str]] = set()
    for row in decided:
        filing = filing_ids.get((row.unit or "", row.month))
        if filing is None or not names_firm(row):
            continue
        firm = firms[row.firm_key]
        for person in row.read.people:
            for number in person.phones or ("",):
                phone, _, extension = number.partition("-")
                who = (firm, person.name, phone)
                if who not in seen:
                    seen.add(who)
                    yield *who, extension or None, filing


def _values(
    decided: Sequence[DecidedRow], base: int, destination: Destination, firms: Mapping[str, int]
) -> Iterator[tuple[Any, ...]]:
    """Yield the values of each row in the order of the insert's columns."""
    reads = [row.read for row in decided]
    filing_ids = {place: filing.id for place, filing in destination.filings.items()}
    return zip(
        range(base, base + len(decided)),
        repeat(destination.file),
        [filing_ids.get((row.unit or "", row.month)) for row in decided],
        [read.sheet for read in reads],
        [read.row for read in reads],
        [row.state for row in decided],
        [_json(row.notes) for row in decided],
        [month_of(row, destination.called, destination.months) for row in decided],
        [destination.units.get(row.unit or "") for row in decided],
        [read.unit for read in reads],
        [read.officer for read in reads],
        [read.served_on and iso_day(read.served_on) for read in reads],
        [read.date_text for read in reads],
        [read.place for read in reads],
        [read.matter for read in reads],
        [read.completion for read in reads],
        [firms[row.firm_key] if names_firm(row) else None for row in decided],
        [read.firm for read in reads],
        [read.contact for read in reads],
        [read.phone_text for read in reads],
        (_json_of_digits(read.phones) for read in reads),
        [read.remark for read in reads],
        (_cells(read.headings, read.texts) for read in reads),
        [_twin(row.duplicate_of, base) for row in decided],
        [row.puts_right for row in decided],
        strict=False,
    )


def _twin(twin: int | None, base: int) -> int | None:
    """Return a repeated row's id; one of this file is given as minus one minus its index."""
    return twin if twin is None or twin >= 0 else base - 1 - twin


@lru_cache(maxsize=1024)
def _json(notes: tuple[str, ...]) -> str:
    # Whether a row may repeat another month's goes by what stands when it is looked at.
    return json.dumps([note for note in notes if note != "maybe_repeated"])


def _json_of_digits(phones: tuple[str, ...]) -> str:
    # Digits and dashes: nothing of JSON's to escape.
    return '["' + '", "'.join(phones) + '"]' if phones else "[]"


def _cells(headings: tuple[str, ...], texts: tuple[str, ...]) -> str:
    """Return the original cells as a JSON object by heading, empty ones left out."""
    shape = _object_of(headings, tuple(map(bool, texts)))
    return shape % tuple(map(encode_basestring, filter(None, texts)))


@lru_cache(maxsize=1024)
def _object_of(headings: tuple[str, ...], are_filled: tuple[bool, ...]) -> str:
    """Return a JSON object with a place for each text that is there."""
    pairs = zip(headings, are_filled, strict=True)
    keys = [encode_basestring(heading).replace("%", "%%") for heading, filled in pairs if filled]
    return "{" + ", ".join([f"{key}: %s" for key in keys]) + "}"
