"""Looking at firms: the list, a search, everything about one."""

import json
from collections import defaultdict
from collections.abc import Sequence

from revisit_cli.labels.firms.masking import masked
from revisit_cli.operations.act import reading
from revisit_cli.operations.firms import choice
from revisit_cli.operations.firms.phone import note_phones_shown
from revisit_cli.policy.firms.search import wanted_of
from revisit_cli.records.context import Context
from revisit_cli.records.firms.firm import (
    CalledRow,
    DrawnRow,
    FirmLine,
    FirmShown,
    FirmsListed,
    OtherName,
    RaisedRow,
    ServedRow,
    VisitedRow,
)
from revisit_cli.records.firms.person import Person
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.firms import firm as store
from revisit_cli.store.firms import history as history_store
from revisit_cli.store.firms import merge as merge_store


def list_firms(context: Context, limit: int | None) -> FirmsListed:
    """Return firms in order of entry, at most ``limit`` of them."""
    with reading(context) as database:
        rows = store.all_firms(database, limit)
        return FirmsListed(_lines(database, rows), store.count(database))


def search_firms(
    context: Context, text: str, limit: int | None, *, shows_phones: bool
) -> FirmsListed:
    """Return the firms that part of a name, initials, digits of a number or a code find.

    Phones are masked unless asked for, which the log is told.
    """
    wanted = wanted_of(text)
    with reading(context) as database:
        ids = store.search(database, wanted.key, wanted.letters, wanted.digits, wanted.code)
        rows = store.some(database, ids[:limit])
        lines = _lines(database, rows, contacts=True, shows_phones=shows_phones)
    if shows_phones and lines:
        note_phones_shown(context, "firms search", (each.id for each in lines))
    return FirmsListed(lines, len(ids))


def show_firm(context: Context, text: str, *, shows_phones: bool) -> FirmShown:
    """Return everything about one firm; phones masked unless asked for, which the log is told.

    Raises FirmNotFound or FirmNotClear.
    """
    with reading(context) as database:
        number = choice.firm(database, text).id
        (line,) = _lines(
            database, store.some(database, [number]), contacts=True, shows_phones=shows_phones
        )
        ids = [number, *(row["id"] for row in store.kin(database, [number]))]
        shown = FirmShown(
            firm=line,
            names=tuple(OtherName(**dict(row)) for row in merge_store.names(database, number)),
            codes=tuple(store.codes(database, ids)),
            services=tuple(ServedRow(**dict(row)) for row in history_store.services(database, ids)),
            calls=_calls(database, ids),
            visits=tuple(_visit(row) for row in history_store.visits(database, ids)),
            problems=tuple(RaisedRow(**dict(row)) for row in history_store.problems(database, ids)),
            draws=tuple(_draw(row) for row in history_store.draws(database, ids)),
        )
    if shows_phones:
        note_phones_shown(context, "firms show", ids)
    return shown


def _calls(database: Database, ids: Sequence[int]) -> tuple[CalledRow, ...]:
    answers: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in history_store.overall(database, ids):
        answers[row["call"]].append((row["unit"], row["overall"]))
    return tuple(
        CalledRow(**dict(row), overall=tuple(answers[row["id"]]))
        for row in history_store.calls(database, ids)
    )


def _visit(row: Row) -> VisitedRow:
    return VisitedRow(**{**dict(row), "reasons": tuple(json.loads(row["reasons"]))})


def _draw(row: Row) -> DrawnRow:
    present = row["is_present"]
    return DrawnRow(
        draw=row["draw"],
        scope=row["scope"],
        rank=row["rank"],
        is_selected=bool(row["is_selected"]),
        is_declined=bool(row["is_declined"]),
        is_present=None if present is None else bool(present),
    )


def _lines(
    database: Database, rows: Sequence[Row], *, contacts: bool = False, shows_phones: bool = False
) -> tuple[FirmLine, ...]:
    """Return the lines of these firms, each with what the firms merged into it have."""
    roots = {row["id"]: row["id"] for row in rows}
    names: dict[int, list[str]] = defaultdict(list)
    for row in store.kin(database, list(roots)):
        roots[row["id"]] = row["root"]
        names[row["root"]].append(row["name"])
    ids = list(roots)
    units: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in store.units(database, ids):
        units[roots[row["firm"]]][row["unit"]] += row["services"]
    calls: dict[int, int] = defaultdict(int)
    for firm, found in store.call_counts(database, ids).items():
        calls[roots[firm]] += found
    people: dict[int, dict[str, dict[str, None]]] = defaultdict(dict)
    for row in store.contacts(database, ids) if contacts else ():
        phones = people[roots[row["firm"]]].setdefault(row["name"], {})
        if row["phone"]:
            phones.setdefault(row["phone"] if shows_phones else masked(row["phone"]))
    return tuple(
        FirmLine(
            id=row["id"],
            name=row["name"],
            units=tuple(units[row["id"]]),
            service_count=sum(units[row["id"]].values()),
            call_count=calls[row["id"]],
            credit_code=row["credit_code"],
            is_sole_trader=bool(row["is_sole_trader"]),
            other_names=tuple(names[row["id"]]),
            contacts=tuple(
                Person(name, tuple(phones)) for name, phones in people[row["id"]].items()
            ),
        )
        for row in rows
    )
