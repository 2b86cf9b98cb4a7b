"""Searching the log, and handing it to strangers."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from revisit_cli.operations.days.moment import given_moment
from revisit_cli.operations.firms import lookup
from revisit_cli.operations.reading import reading
from revisit_cli.policy.problems.problem import number_given
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.file.audit import Event, LogExported
from revisit_cli.records.file.audit_shown import LogBeside, LogListed
from revisit_cli.rulebook.loader import form
from revisit_cli.store import log as audit_log
from revisit_cli.store.discipline import log as store
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.undo import seals_of
from revisit_cli.store.ledgers import unit as unit_store


def list_events(
    context: Context,
    limit: int,
    *,
    since: str | None = None,
    by: str | None = None,
    about: str | None = None,
) -> LogListed:
    """Return the last ``limit`` events of the log, oldest first; only those that are asked for.

    ``since`` is a day or moment as people say it, ``by`` who did it, ``about`` a problem (P-0012),
    a call's number, a unit or a firm: the events that wrote its rows. Raises MomentUnreadable,
    MomentAhead, ProblemUnknown, FirmNotFound or FirmNotClear.
    """
    first = None if since is None else stamp(given_moment(context, since, "past"))
    with reading(context) as database:
        events = None
        if about is not None:
            events = sorted({seq for seq, _, _ in seals_of(database, _rows(database, about))})
        found = audit_log.newest(database, limit, since=first, by=by, among=events)
        beside = _beside(database, found)
        return LogListed(tuple(found), audit_log.head(database), beside, context.today.year)


def export(context: Context, folder: str, *, force: bool) -> LogExported:
    """Write the whole log into a folder, with a verifier.

    Raises TargetExists or TargetNotWritable.
    """
    from revisit_cli.files.discipline import log as files

    with reading(context) as database:
        events, head = audit_log.every(database), audit_log.head(database)
    files.write(Path(folder), events, head, force=force)
    return LogExported(folder, files.NAMES, head)


def _beside(database: Database, events: Sequence[Event]) -> LogBeside:
    attempts = [told["attempt"] for each in events if (told := each.facts).get("attempt")]
    numbers = [each for each in attempts if isinstance(each, int)]
    return LogBeside(
        {unit.id: unit.name for unit in unit_store.all_units(database)},
        store.answers(database, form().overall.code, numbers),
    )


def _rows(database: Database, about: str) -> Mapping[str, list[int]]:
    text = about.strip()
    if text.isdecimal():
        return store.rows_of_call(database, int(text))
    if text[:2].upper() == "P-":
        return store.rows_of_problem(database, number_given(text))
    if text in unit_store.names(database):
        return store.rows_of_unit(database, lookup.unit(database, text).id)
    return store.rows_of_firm(database, lookup.firm(database, text).id)
