"""The data file itself: where it lies, its copies, and whether it is sound."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeAlias, cast

from revisit_cli.disk.share import is_remote
from revisit_cli.errors import DatabaseRefused
from revisit_cli.errors.file.database import (
    BackupNotVerified,
    BackupNotWritable,
    DatabaseDamaged,
    DatabaseNotWritable,
    DatabaseOnShare,
    DatabaseTooNew,
    NotOurDatabase,
)
from revisit_cli.errors.file.share import ShareUnsaid
from revisit_cli.errors.visits.visit import ScanMissing
from revisit_cli.files.visits import scan
from revisit_cli.operations.act import noted, writing
from revisit_cli.operations.file.audit import faults_of
from revisit_cli.operations.file.own_names import refuse_itself
from revisit_cli.policy.file.backup import to_keep
from revisit_cli.policy.reports.status import known_until
from revisit_cli.records.context import BEIJING, Context
from revisit_cli.records.file.audit import Fault, LogHead
from revisit_cli.records.file.database import (
    DatabaseBackedUp,
    DatabaseChecked,
    DatabaseLocated,
    DatabaseRestored,
    DatabaseShared,
    DatabaseWithdrawn,
    Note,
)
from revisit_cli.records.saving import Saving
from revisit_cli.records.value import replace
from revisit_cli.store import log as audit_log
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.file import backup, verification
from revisit_cli.store.file import check as store
from revisit_cli.store.file import share as share_store
from revisit_cli.store.file.database import SQLITE_VERSION, Database, opened
from revisit_cli.store.file.inspection import inspected
from revisit_cli.store.file.leftovers import backups_of
from revisit_cli.store.file.look import is_there, refuse_none
from revisit_cli.store.migrations import SCHEMA_VERSION

# What a file says it is breaks no command: it is opened by that, or not at all.
_MARKS = ("application_changed", "version_changed")
_Shared: TypeAlias = DatabaseShared | DatabaseWithdrawn
_STAMP = "%Y%m%d-%H%M%S"


def locate(context: Context) -> DatabaseLocated:
    """Say where the data file lies, without opening or making it. Raises DatabaseForbidden."""
    path = Path(context.database)
    exists = is_there(path)
    return DatabaseLocated(str(path.absolute()), exists, path.stat().st_size if exists else None)


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return SQLITE_VERSION


def schema_version() -> int:
    """Return the step of the schema that this program writes."""
    return SCHEMA_VERSION


def back_up(context: Context, output: Path | None, *, force: bool) -> DatabaseBackedUp:
    """Write a whole copy to ``output``, a file or a folder, or among the kept backups.

    Only kept backups are ever let go: 7 daily and 12 monthly ones stay. Raises DatabaseMissing,
    DatabaseItself, BackupExists or BackupNotWritable.
    """
    path = _existing(context)
    target = _target(path, output, context.now)
    refuse_itself(path, target)
    with opened(path, alone=context.alone) as database:
        digest = backup.write_copy(database, target, force=force)
    with opened(target, keeps_older=False) as copy:
        head = audit_log.head(copy)
    removed = () if output is not None else _let_go(path)
    outcome = DatabaseBackedUp(str(target.absolute()), target.stat().st_size, digest, head, removed)
    try:
        with writing(context) as act:
            return act.tell(outcome)
    except DatabaseRefused as refusal:
        # A share, a full disk: just where a copy is wanted most. The copy stands.
        return replace(outcome, not_logged=str(refusal))


def share(context: Context, group: str | None, *, takes_back: bool) -> _Shared:
    """Give the data file and what goes with it to a group, or take it back.

    Raises ShareUnsaid, DatabaseMissing, or what ``store.file.share`` refuses.
    """
    path = _existing(context)
    if takes_back is (group is not None):
        raise ShareUnsaid
    file = str(path.absolute())
    others = share_store.withdraw(path) if group is None else share_store.share(path, group)
    told = _names(path, share_store.places(path)), _names(path, others)
    outcome: _Shared = (
        DatabaseWithdrawn(file, *told) if group is None else DatabaseShared(file, group, *told)
    )
    with writing(context) as act:
        return act.tell(outcome)


def _names(path: Path, given: list[Path]) -> tuple[str, ...]:
    return tuple(each.relative_to(path.parent).as_posix() for each in given)


def restore(context: Context, source: Path) -> DatabaseRestored:
    """Replace the data file by a backup that has been verified, and keep the one before aside.

    Told in the log of the restored file. Raises DatabaseMissing, NotOurDatabase,
    DatabaseTooNew, DatabaseDamaged, DatabaseNotWritable, DatabaseHeldOpen, DatabaseItself,
    BackupNotVerified or DatabaseOnShare.
    """
    try:
        return _restored(context, source)
    except BackupNotWritable as refusal:
        # Of the copies on the way, which lie beside the data file and nowhere else.
        raise DatabaseNotWritable(**refusal.facts) from refusal


def _restored(context: Context, source: Path) -> DatabaseRestored:
    path = Path(context.database)
    refuse_itself(path, source)
    if path.exists() and not path.is_file():  # A folder, a device: no place for a data file.
        raise NotOurDatabase(file=path.name)
    if is_remote(path):
        raise DatabaseOnShare(file=str(path))
    with backup.fetched(source, backups_of(path) / source.name) as part:
        try:
            with inspected(part) as copy:
                faults, after = faults_of(copy), verification.head(copy)
        except (NotOurDatabase, DatabaseDamaged, DatabaseTooNew) as refusal:
            # Of the copy on the way, which nobody knows by its name.
            raise type(refusal)(**{**refusal.facts, "file": str(source)}) from refusal
        if after.size == 0:
            raise NotOurDatabase(file=str(source))
        if faults:
            raise BackupNotVerified(file=str(source), faults=len(faults))
        outcome = DatabaseRestored(
            str(path.absolute()), str(source), backup.digest_of(source), None, after, None
        )
        aside = path.with_name(f"{path.name}.{context.now.strftime(_STAMP)}.bak")
        inside = replace(context, database=str(part), savings=[])
        with noted(context, (), lambda: None) as saving:
            try:
                _put_back(path, aside, part, inside, outcome, saving)
            except (NotOurDatabase, DatabaseDamaged, DatabaseTooNew):
                if saving.fate != "not_saved":
                    raise
                _put_in_place(path, aside, part, inside, outcome, saving)
    return cast(DatabaseRestored, saving.outcomes[-1])


def check(context: Context) -> DatabaseChecked:
    """Verify the whole data file, and look at what lies around it.

    Raises what looking at the file refuses.
    """
    path = _existing(context)
    around = list(store.faults_around(path))
    if is_remote(path):
        around.append(Fault("file_on_share", file=str(path)))
    with inspected(path) as database:
        found = faults_of(database)
        until = None
        try:
            around += _scan_faults(database)
            until = known_until(context.today.year, calendar_store.load(database))
        except Exception:
            # Out of what was just found at fault, anything may come.
            if not found:
                raise
        else:
            around += [] if until is not None else [Fault("year_unknown")]
    return DatabaseChecked((*found, *around), _notes(until))


def refuse_damage(path: Path, error: Exception) -> None:
    """Raise DatabaseDamaged when an error that nobody foresaw came out of a damaged data file.

    A file that cannot be looked at for another reason tells nothing of the error.
    """
    if not path.is_file():
        return
    try:
        with inspected(path) as database:
            faults = [each for each in faults_of(database) if each.what not in _MARKS]
    except DatabaseDamaged:
        raise
    except DatabaseRefused:
        return
    if faults:
        # A row is what an error comes out of, if any is at fault.
        first = next((each for each in faults if each.row is not None), faults[0])
        raise DatabaseDamaged(file=path.name, what=_told(first)) from error


def _told(fault: Fault) -> str:
    place = " ".join(str(each) for each in (fault.table, fault.row, fault.name) if each is not None)
    return fault.text or (f"{place}: {fault.what}" if place else fault.what)


def _scan_faults(database: Database) -> Iterator[Fault]:
    for each in store.scans(database):
        try:
            if not scan.is_there(each.path, each.sha256):
                yield Fault("scan_changed", table="visit", row=each.visit, file=each.path)
        except (ScanMissing, ValueError, TypeError):
            yield Fault("scan_missing", table="visit", row=each.visit, file=str(each.path))


def _notes(until: int | None) -> tuple[Note, ...]:
    notes = [Note("years_known", "" if until is None else str(until))]
    if store.has_wal_reset_bug():
        notes.append(Note("wal_reset_bug", SQLITE_VERSION))
    return (*notes, Note("disk_encryption"))


def _existing(context: Context) -> Path:
    path = Path(context.database)
    refuse_none(path)
    return path


def _target(path: Path, output: Path | None, now: datetime) -> Path:
    name = f"{path.stem}-{now.strftime(_STAMP)}{path.suffix}"
    if output is None:
        return backups_of(path) / name
    return output / name if output.is_dir() else output


def _let_go(path: Path) -> tuple[str, ...]:
    found: dict[datetime, Path] = {}
    for each in backups_of(path).glob(f"{path.stem}-*{path.suffix}"):
        stamp = each.name.removeprefix(f"{path.stem}-").removesuffix(path.suffix)
        try:
            found[datetime.strptime(stamp, _STAMP).replace(tzinfo=BEIJING)] = each
        except ValueError:
            continue
    old = [found[moment] for moment in sorted(found.keys() - to_keep(found))]
    for each in old:
        backup.remove(each)
    return tuple(each.name for each in old)


def _put_back(
    path: Path,
    aside: Path,
    part: Path,
    inside: Context,
    outcome: DatabaseRestored,
    saving: Saving,
) -> None:
    """Write the backup into the data file in place, so that no other process is left behind."""
    if not path.exists() or path.stat().st_size == 0:
        _put_in_place(path, aside, part, inside, outcome, saving)
        return
    with opened(path) as database:
        database.hold()
        before: LogHead = audit_log.head(database)
        backup.write_copy(database, aside)
        _tell(inside, replace(outcome, before=before, kept_aside=str(aside.absolute())), saving)
        saving.fate = "unknown"
        backup.put_back(part, database)
        saving.fate = "saved"


def _put_in_place(
    path: Path,
    aside: Path,
    part: Path,
    inside: Context,
    outcome: DatabaseRestored,
    saving: Saving,
) -> None:
    """Put the backup where no usable data file stands; what stands there is renamed."""
    kept = str(aside.absolute()) if path.exists() else None
    _tell(inside, replace(outcome, kept_aside=kept), saving)
    if kept is not None:
        backup.put_aside(path, aside)
    saving.fate = "unknown"
    backup.put_in_place(part, path)
    saving.fate = "saved"


def _tell(inside: Context, outcome: DatabaseRestored, saving: Saving) -> None:
    """Tell the restoring to the log of the copy that is about to become the data file."""
    with writing(inside) as act:
        act.tell(outcome)
    saving.outcomes, saving.head = [outcome], act.head
