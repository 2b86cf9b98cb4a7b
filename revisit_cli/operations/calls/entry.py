"""Putting one keyed row on record, once, and never over another record."""

from collections.abc import Collection, Sequence

from revisit_cli.errors import Forbidden, NotFound, UsageRefused
from revisit_cli.errors.calls.call import CallUnknown
from revisit_cli.labels.calls.entry import FINAL_ELSEWHERE, UNDONE, missing_lines
from revisit_cli.labels.ledgers.ledger import NOTES
from revisit_cli.labels.text import LISTED
from revisit_cli.operations.act import Act
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.record import recorded
from revisit_cli.operations.calls.units import check_units, units_meant
from revisit_cli.policy.calls import entry as policy
from revisit_cli.policy.calls.completion import is_same_outcome
from revisit_cli.records.calls.entry import FileRead, RowResult, Said, TableRow
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.calls.stored import AttemptSaid, StoredCall
from revisit_cli.records.context import stamp
from revisit_cli.records.value import Value, replace
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import entry as store


class Source(Value):
    """The row a record comes from: file, its digest, sheet, row, and the packet if it is one's."""

    file: FileRead
    sheet: str
    row: int
    packet: int | None = None
    by: str | None = None


def marks_of(row: TableRow) -> tuple[tuple[str | None, str], ...]:
    """Return in words how a row looked in its table, hidden or struck through, for no one cell."""
    return tuple((None, NOTES[each]) for each in row.notes)


def settle(
    act: Act,
    record: CallRecord,
    source: Source,
    lacking: tuple[tuple[str | None, str], ...] = (),
) -> RowResult:
    """Put a row on record unless it is there already, and say what became of it.

    Decided here once for workbooks, CSV and JSON: a row is the same as an attempt of its call with
    its time and outcome, or, where it has no time, as the one keyed from the same row of the
    same file. One that differs from what stands is a conflict; nothing is ever written over.
    ``source.by`` is who telephoned, where that is not the act's own clerk; ``lacking`` what a row
    that is not on record yet cannot do without, by cell.
    """
    result = RowResult(
        source.file.file, source.sheet, source.row, "held", record.call, outcome=record.outcome
    )
    now = act.context.at
    call = call_store.find(act.database, record.call, now)
    if call is None:
        return _held(result, CallUnknown(call=record.call).of_row)
    result = replace(result, firm=call.name)
    units = card.units_served(act.database, call)
    try:
        check_units(record, units)
        meant = {units[each] for each in units_meant(act.database, record, units)}
    except (UsageRefused, NotFound) as refusal:
        return _held(result, refusal.of_row)
    if record.unit is not None:
        record = replace(record, unit=next(iter(meant)))
    attempts = store.attempts(act.database, record.call)
    before = _same_moment(act, record, source, attempts, meant)
    standing = [each for each in before if each.voided_at is None]
    if standing:
        return _compared(act, call, record, standing[-1], result)
    if before:
        return _held(result, UNDONE)
    if call.state == "done":
        final = [each for each in attempts if each.voided_at is None]
        return _compared(act, call, record, final[-1], result)
    if lacking:
        return replace(result, flaws=lacking)
    try:
        with act.database.trying():
            return _put(act, record, source, result)
    except (UsageRefused, NotFound, Forbidden) as refusal:
        return _held(result, refusal.of_row)


def _put(act: Act, record: CallRecord, source: Source, result: RowResult) -> RowResult:
    context = act.context if source.by is None else replace(act.context, by=source.by)
    done = recorded(Act(act.database, context), record)
    store.add_keyed(
        act.database, done.attempt, source.packet, source.file.digest, source.sheet, source.row
    )
    return replace(
        result,
        state="recorded",
        attempt=done.attempt,
        outcome=done.outcome,
        notes=tuple((None, text) for text in missing_lines(done.missing)),
        problems=done.problems,
        flags=done.flags,
    )


def _same_moment(
    act: Act,
    record: CallRecord,
    source: Source,
    attempts: Sequence[AttemptSaid],
    units: Collection[str],
) -> list[AttemptSaid]:
    """Return the attempts that a row means; one with answers about other units is another row."""
    if record.at is None:
        keyed = store.keyed(act.database, source.file, source.sheet, source.row)
        return [each for each in attempts if each.id == keyed]
    at = stamp(record.at)
    found = [
        each for each in attempts if each.at == at and is_same_outcome(each.outcome, record.outcome)
    ]
    about = [{unit for unit, _ in store.answers(act.database, each.id)} for each in found]
    return [
        each
        for each, answered in zip(found, about, strict=True)
        if not answered or not answered.isdisjoint(units)
    ]


def _compared(
    act: Act, call: StoredCall, record: CallRecord, attempt: AttemptSaid, result: RowResult
) -> RowResult:
    """Return a row as the same as an attempt that stands, or in conflict with it."""
    units = tuple(card.units_served(act.database, call).values())
    kept, given = _kept(act, attempt, units), _given(record, attempt, units)
    found = policy.differences(kept, given, with_time=record.at is not None)
    if not found:
        return replace(result, state="same", attempt=attempt.id)
    return replace(
        result,
        state="conflict",
        attempt=attempt.id,
        flaws=((None, FINAL_ELSEWHERE),),
        differences=found,
    )


def _kept(act: Act, attempt: AttemptSaid, units: Sequence[str]) -> dict[str, Said]:
    """Return what an attempt says that is on record."""
    texts = {
        **store.texts(act.database, attempt.id),
        "respondent": attempt.respondent,
        "callback": attempt.callback_at,
        "words": attempt.words,
        "tags": LISTED.join(attempt.tags),
    }
    answers = store.answers(act.database, attempt.id)
    return policy.said(attempt.outcome, attempt.at, answers, texts, units)


def _given(record: CallRecord, attempt: AttemptSaid, units: Sequence[str]) -> dict[str, Said]:
    """Return what a record says that is held against an attempt."""
    texts = {
        "suggestion": record.suggestion,
        "difficulty": record.difficulty,
        "respondent": record.respondent,
        "callback": None if record.callback is None else stamp(record.callback),
        "words": dict(record.answers.words).get("outcome"),
        "tags": LISTED.join(record.tags),
    }
    is_same = is_same_outcome(attempt.outcome, record.outcome)
    outcome = attempt.outcome if is_same else record.outcome
    at = None if record.at is None else stamp(record.at)
    return policy.said(outcome, at, policy.by_unit(record, units), texts, units)


def _held(result: RowResult, what: str) -> RowResult:
    return replace(result, state="held", flaws=((None, what),))
