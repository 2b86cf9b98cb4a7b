"""Looking at firms: the list, a search, everything about one."""

from collections import defaultdict
from collections.abc import Sequence

from revisit_cli.labels.firms.masking import masked
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.firms.phone import note_phones_shown
from revisit_cli.operations.reading import reading
from revisit_cli.policy.firms.search import wanted_of
from revisit_cli.records.context import Context
from revisit_cli.records.firms.firm import (
    CalledRow,
    FirmLine,
    FirmShown,
    FirmsListed,
    StoredFirm,
)
from revisit_cli.records.firms.person import Person
from revisit_cli.records.value import replace
from revisit_cli.store.file.database import Database
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
        number = lookup.firm(database, text).id
        (line,) = _lines(
            database, store.some(database, [number]), contacts=True, shows_phones=shows_phones
        )
        ids = [number, *(each.id for each in store.kin(database, [number]))]
        shown = FirmShown(
            firm=line,
            names=merge_store.names(database, number),
            codes=tuple(store.codes(database, ids)),
            services=history_store.services(database, ids),
            calls=_calls(database, ids),
            visits=history_store.visits(database, ids),
            problems=history_store.problems(database, ids),
            draws=history_store.draws(database, ids),
        )
    if shows_phones:
        note_phones_shown(context, "firms show", ids)
    return shown


def _calls(database: Database, ids: Sequence[int]) -> tuple[CalledRow, ...]:
    answers: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for each in history_store.overall(database, ids):
        answers[each.call].append((each.unit, each.overall))
    return tuple(
        replace(each, overall=tuple(answers[each.id]))
        for each in history_store.calls(database, ids)
    )


def _lines(
    database: Database,
    firms: Sequence[StoredFirm],
    *,
    contacts: bool = False,
    shows_phones: bool = False,
) -> tuple[FirmLine, ...]:
    """Return the lines of these firms, each with what the firms merged into it have."""
    roots = {firm.id: firm.id for firm in firms}
    names: dict[int, list[str]] = defaultdict(list)
    for kin in store.kin(database, list(roots)):
        roots[kin.id] = kin.root
        names[kin.root].append(kin.name)
    ids = list(roots)
    units: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for served in store.units(database, ids):
        units[roots[served.firm]][served.unit] += served.services
    calls: dict[int, int] = defaultdict(int)
    for number, found in store.call_counts(database, ids).items():
        calls[roots[number]] += found
    people: dict[int, dict[str, dict[str, None]]] = defaultdict(dict)
    for each in store.contacts(database, ids) if contacts else ():
        phones = people[roots[each.firm]].setdefault(each.name, {})
        if each.phone:
            phones.setdefault(each.phone if shows_phones else masked(each.phone))
    return tuple(
        FirmLine(
            id=firm.id,
            name=firm.name,
            units=tuple(units[firm.id]),
            service_count=sum(units[firm.id].values()),
            call_count=calls[firm.id],
            credit_code=firm.credit_code,
            is_sole_trader=firm.is_sole_trader,
            other_names=tuple(names[firm.id]),
            contacts=tuple(Person(name, tuple(phones)) for name, phones in people[firm.id].items()),
        )
        for firm in firms
    )
