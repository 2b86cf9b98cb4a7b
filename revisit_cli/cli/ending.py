"""How a command ends: what stands in the data file is said, and nothing that is not so.

No sentence for the whole program knows what an operation did; ``CommonOptions.savings`` does.
"""

import errno
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from revisit_cli.cli.context import CommonOptions, database_path
from revisit_cli.cli.screen import tell
from revisit_cli.cli.streams import failure_of, silence
from revisit_cli.cli.text import safe
from revisit_cli.errors import DatabaseRefused, ExitCode, RevisitError
from revisit_cli.errors.command import InputNotText
from revisit_cli.errors.workbooks.target import (
    DiskRefused,
    OutputNotWritable,
    PathForbidden,
    PathTooLong,
    ResultLost,
    SavedNotShown,
)
from revisit_cli.labels.file.database import CANNOT_OPEN, OS_REASONS
from revisit_cli.program import missing_part

INTERRUPTED = 130
NAME_SHOWN = 40  # characters of a name that is too long
ACTS_SHOWN = 10
NOTHING = "没有保存任何记录。"


def end_well(common: CommonOptions, code: int = 0) -> int:
    """Send the results on their way; return the exit code, another where they could not leave."""
    lost = failure_of(sys.stdout)
    if lost is not None:
        return end_lost(common, lost, code)
    for each in common.savings:
        if each.trouble is not None:
            from revisit_cli.labels.saving import what

            tell(
                f"！存盘时出过错（{safe(each.trouble)}）；重新看过数据文件，{safe(what(each))}已保存。"
            )
            tell("  请查一查磁盘和数据文件：revisit db check")
    return code


def end_lost(common: CommonOptions, lost: OSError, code: int = 0) -> int:
    """Say what was saved though its results could not leave; return the exit code.

    Nothing need be said to a reader who has had enough (head, a pager) of what changed nothing.
    """
    silence(sys.stdout)
    lines = _saved_lines(common)
    if not isinstance(lost, BrokenPipeError):
        refusal = _not_shown(common, lost)
        tell(f"× {refusal}")
        code = refusal.exit_code if lines else code or refusal.exit_code
    for line in lines:
        tell(f"  {line}")
    return code


def end_badly(common: CommonOptions, error: BaseException) -> int:
    """Say what a command that did not end well has saved; return the exit code.

    A bug gets it as notes and is raised again.
    """
    with _undisturbed(), _telling_what_is_left(common):
        if isinstance(error, BrokenPipeError):
            return end_lost(common, error)
        if isinstance(error, typer.Exit):
            return end_well(common, error.exit_code)
        lost = failure_of(sys.stdout)
        if lost is not None:
            silence(sys.stdout)
            if isinstance(error, OSError):
                return end_lost(common, lost)
        is_stopped = isinstance(error, KeyboardInterrupt | EOFError | typer.Abort)
        if is_stopped and missing_part(error) is None:
            return _end_stopped(common, error)
        refusal = _refusal(common, error) if isinstance(error, Exception) else None
        if refusal is not None:
            return _end_refused(common, refusal)
        for line in _saved_lines(common) or [NOTHING]:
            error.add_note(line)
        raise error


@contextmanager
def _telling_what_is_left(common: CommonOptions) -> Iterator[None]:
    """Name at the end the files of acts that do not stand and that could not be taken back."""
    try:
        yield
    finally:
        for file in (file for each in common.savings for file in each.left):
            tell(f"！{safe(file)} 没能收回：它所属的操作没有保存，请删去它。")


def _saved_lines(common: CommonOptions) -> list[str]:
    """Return what stands in the data file by this command, and what may stand; none for nothing."""
    from revisit_cli.labels.saving import look, what

    events = [each for each in common.savings if each.fate == "saved" and each.outcomes]
    claims = [each for each in common.savings if each.fate == "saved" and each.is_claim]
    doubtful = [each for each in common.savings if each.fate == "unknown"]
    lines = [
        f"√ 已保存：{safe(what(each))}。查看：revisit {safe(look(each))}"
        for each in (events or claims[-1:])[:ACTS_SHOWN]
    ]
    if len(events) > ACTS_SHOWN:
        lines.append(f"  ……另有 {len(events) - ACTS_SHOWN} 项也已保存：revisit audit log")
    for each in doubtful:
        lines.append(
            f"? {safe(what(each))}是否已保存，没能看清（数据文件读不到）。"
            f"请先看再重做：revisit {safe(look(each))}"
        )
        lines += [f"  看清之前请保留 {safe(file)}" for file in each.files]
    return lines


def _not_shown(common: CommonOptions, lost: OSError) -> RevisitError:
    if _has_saved(common):
        return SavedNotShown(what=_why(lost))
    is_doubtful = any(each.fate == "unknown" for each in common.savings)
    return (ResultLost if is_doubtful else OutputNotWritable)(what=_why(lost))


def _has_saved(common: CommonOptions) -> bool:
    return any(each.fate == "saved" and (each.outcomes or each.is_claim) for each in common.savings)


def _end_stopped(common: CommonOptions, error: BaseException) -> int:
    how = {KeyboardInterrupt: "已停下", EOFError: "输入结束，当作取消"}.get(type(error), "已取消")
    lines = _saved_lines(common)
    tell(f"{how}。" if lines else f"{how}，{NOTHING}")
    for line in lines:
        tell(line)
    return INTERRUPTED


def _end_refused(common: CommonOptions, refusal: RevisitError) -> int:
    """Tell a refusal, and what was saved all the same.

    Where the file or the disk refuses, whether anything was saved is not plain from the sentence.
    """
    tell(f"× {refusal}")
    is_about_act = not isinstance(refusal, _ABOUT_FILES)
    lines = _saved_lines(common)
    if is_about_act and not any(each.outcomes for each in common.savings):
        lines = []
    elif common.savings and not is_about_act:
        lines = lines or [NOTHING]
    for line in lines:
        tell(f"  {line}")
    is_saved = bool(common.savings) and all(each.fate == "saved" for each in common.savings)
    return refusal.exit_code if is_about_act or not is_saved else ExitCode.NOT_SHOWN


def _refusal(common: CommonOptions, error: Exception) -> RevisitError | None:
    """Return the refusal that an error is or comes to, None for a bug."""
    if isinstance(error, RevisitError):
        return error
    if isinstance(error, UnicodeEncodeError) and error.reason == "surrogates not allowed":
        return InputNotText()
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return PathTooLong(file=_shortened(str(error.filename)))
    if isinstance(error, PermissionError) and error.filename:
        return PathForbidden(file=_shortened(str(error.filename)))
    if isinstance(error, OSError) and error.errno in _DISK:
        return (
            SavedNotShown(what=_why(error)) if _has_saved(common) else DiskRefused(what=_why(error))
        )
    from revisit_cli.operations.file.database import refuse_damage

    try:
        refuse_damage(database_path(common), error)
    except RevisitError as refusal:
        return refusal
    return None


# What tells of the data file, a disk or a terminal tells nothing of the act.
_ABOUT_FILES = (DatabaseRefused, DiskRefused, SavedNotShown, InputNotText)
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)


def _why(error: OSError) -> str:
    return OS_REASONS.get(error.errno or 0, CANNOT_OPEN)


def _shortened(name: str) -> str:
    return name if len(name) <= NAME_SHOWN else f"{name[:NAME_SHOWN]}……"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let another Ctrl-C not fall into the telling; the end has come anyway."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
