"""Sheets for re-checkers of another office: written, claimed, and taken back row by row."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from revisit_cli.errors import RevisitError
from revisit_cli.errors.recheck.entry import NoneToWrite
from revisit_cli.files.recheck import sheet as files
from revisit_cli.files.workbooks import workbook
from revisit_cli.files.workbooks.target import check_folder, check_free, name_part
from revisit_cli.labels.recheck import sheet as words
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import settings_of
from revisit_cli.operations.recheck import entry as entries
from revisit_cli.operations.recheck import sample
from revisit_cli.policy.calls import table
from revisit_cli.policy.calls.sheet import clerks_given
from revisit_cli.policy.recheck import entry as entry_policy
from revisit_cli.policy.recheck import sheet as policy
from revisit_cli.records.calls.claim import NO_END
from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.recheck.entry import (
    CheckRow,
    CheckSheet,
    CheckSheetsAbsorbed,
    CheckSheetsWritten,
    CheckSheetWritten,
    EntryRecorded,
    RecheckEntry,
    SheetEntry,
)
from revisit_cli.records.value import replace
from revisit_cli.store.calls import claim as lease_store
from revisit_cli.store.recheck import entry as entry_store
from revisit_cli.store.recheck import sheet as store


def write_sheets(
    context: Context,
    month: str | None,
    *,
    names: str,
    office: str | None,
    folder: Path | None,
    force: bool,
) -> CheckSheetsWritten:
    """Deal the drawn calls that are due to re-checkers by name, claim them, write their sheets.

    Raises MonthUnreadable, NothingFrozen, RecheckNotDrawn, CheckerRecorded, NoneToWrite,
    ClerkTwice, TargetExists or TargetNotWritable.
    """
    checkers = clerks_given(None, names, context.by)
    with writing(context) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        where = folder or Path(words.FOLDER.format(month=wanted))
        check_folder(where)
        recorded_by = entry_store.recorded_by(act.database, wanted)
        for name in checkers:
            entry_policy.check_checker(name, recorded_by, wanted, is_typed=True)
        found = entries.sample_of(act.database, context, sample.drawn_of(act.database, wanted))
        due = sorted(found.due(context.now, None), key=lambda each: each.rank)
        if not due:
            raise NoneToWrite(month=wanted)
        shares = zip(checkers, policy.dealt(due, len(checkers)), strict=True)
        dealt = [(name, share) for name, share in shares if share]
        written = [
            _written(act, found, name, office, share, (where, part), force=force)
            for part, (name, share) in enumerate(dealt, start=1)
        ]
        return act.tell(CheckSheetsWritten(found.drawn.recheck, wanted, tuple(written)))


def _written(
    act: Act,
    found: entries.Sample,
    checker: str,
    office: str | None,
    share: Sequence[RecheckEntry],
    place: tuple[Path, int],
    *,
    force: bool,
) -> CheckSheetWritten:
    """Claim one re-checker's calls and write the sheet they go out with."""
    database, context = act.database, act.context
    secret, recheck = secrets.token_hex(16), found.drawn.recheck
    number = store.add(database, recheck, checker, office, secret, at=context.at, by=context.by)
    bare = CheckSheet(number, found.month, checker, office, secret)
    for each in share:
        lease_store.claim(database, each.call, checker, NO_END)
    sheet = replace(
        bare,
        entries=tuple(
            SheetEntry(
                entries.card_of(database, found, each, None),
                policy.mark(bare, each),
            )
            for each in share
        ),
    )
    folder, part = place
    name = words.FILE.format(month=found.month, part=part, checker=name_part(checker))
    check_free(folder / name, force=force)
    act.place(folder / name)
    bureau = settings_of(database).bureau
    files.write(folder / name, sheet, bureau, force=force)
    ranks = tuple(each.rank for each in share)
    return CheckSheetWritten(number, checker, str(folder / name), ranks)


def absorb(
    context: Context, paths: Sequence[Path], *, is_dry_run: bool = False
) -> CheckSheetsAbsorbed:
    """Take sheets back: every row once, in the order of its time; what is wrong is held.

    The re-checker whose sheet it is stands for its rows. A row left empty stays with the sheet.
    """
    rows, refusals = _read(paths)
    with writing(context, keep=not is_dry_run) as act:
        results: list[CheckRow] = []
        added: list[EntryRecorded] = []
        for name, row in rows:
            result, done = _settled(act, name, row)
            results.append(result)
            added += [] if done is None else [done]
        outcome = CheckSheetsAbsorbed(
            tuple(results),
            tuple(refusals),
            recheck_attempt=tuple(each.recheck_attempt for each in added),
            doubts=tuple(each.doubt for each in added if each.doubt is not None),
        )
        if not added:
            act.leave()
            return outcome
        return act.tell(outcome)


def _read(paths: Sequence[Path]) -> tuple[list[tuple[str, TableRow]], list[str]]:
    rows: list[tuple[str, TableRow]] = []
    refusals: list[str] = []
    for path, found in zip(paths, workbook.read_workbooks(paths), strict=True):
        if isinstance(found, RevisitError):
            refusals.append(str(found))
            continue
        try:
            read = table.read(found, words.NEEDED, words.NEEDED_TOLD, words.headings())
        except RevisitError as refusal:
            refusals.append(str(refusal))
            continue
        # Signatures below stand in no known column but the first.
        rows += [(path.name, each) for each in read if table.text_of(each, "firm")]
    return rows, refusals


def _settled(act: Act, name: str, row: TableRow) -> tuple[CheckRow, EntryRecorded | None]:
    """Put one row on record in the name of whose sheet it is; say what became of it."""
    database = act.database
    bare = CheckRow(name, row.row, None, table.text_of(row, "firm"), "held")
    found = policy.returned(row)
    sheet = None if found is None else store.find(database, found.packet)
    if found is None or sheet is None or not policy.is_genuine(row, found, sheet):
        blank = policy.is_blank(row) and found is None
        held = replace(bare, state="blank") if blank else replace(bare, what=words.NOT_OURS)
        return held, None
    context = replace(act.context, by=sheet.checker)
    try:
        sampled = entries.sample_for(database, context, sheet.month, is_typed=True)
    except RevisitError as refusal:
        return replace(bare, what=refusal.of_row), None
    entry = next((each for each in sampled.entries if each.id == found.entry), None)
    if entry is None:
        return replace(bare, what=words.NOT_OURS), None
    bare = replace(bare, rank=entry.rank)
    if policy.is_blank(row):
        return replace(bare, state="blank"), None
    given = policy.record_of(row, entry, sheet, context.now)
    if isinstance(given, str):
        return replace(bare, what=given), None
    at = stamp(given.at or context.now)
    if store.is_known(database, entry.id, sheet.id, given.answer, given.overall, at):
        return replace(bare, state="same"), None
    try:
        with database.trying():
            done = entries.recorded(Act(database, context), sampled, given)
    except RevisitError as refusal:
        return replace(bare, what=refusal.of_row), None
    if done.next_at is not None:
        # Not reached yet: the call stays with the sheet.
        lease_store.claim(database, entry.call, sheet.checker, NO_END)
    return replace(bare, state="recorded"), done
