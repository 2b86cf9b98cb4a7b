"""How a fault that a verification found reads on the screen."""

from collections.abc import Sequence

import typer

from revisit_cli.cli.screen import tell
from revisit_cli.cli.text import safe
from revisit_cli.errors import ExitCode
from revisit_cli.labels.file.audit import FAULTS, TIME_FLAGS
from revisit_cli.records.file.audit import Fault
from revisit_cli.records.file.audit_shown import TimeFlag


def line_of(fault: Fault) -> str:
    """Return a fault's place and what is wrong there."""
    place = _place(fault)
    if fault.name is not None:
        place += f" 的 {safe(fault.name)}"
    if fault.file is not None:
        place += ("，" if place else "") + safe(fault.file)
    what = FAULTS[fault.what] + ("" if fault.text is None else f"（{safe(fault.text)}）")
    return f"{place}：{what}" if place else what


def end_on(faults: Sequence[Fault]) -> None:
    """End with the exit code of what was found: damage is worse than what does not agree."""
    if any(fault.is_damage for fault in faults):
        raise typer.Exit(ExitCode.BAD_DATABASE)
    if faults:
        raise typer.Exit(ExitCode.NOT_VERIFIED)


def tell_faults(faults: Sequence[Fault]) -> None:
    """Say each fault, and what is to be done with a file that has any."""
    for fault in faults:
        tell(f"× {line_of(fault)}")
    if any(fault.is_damage for fault in faults):
        tell("请用 revisit db restore 从备份恢复。")


def flag_line(flag: TimeFlag) -> str:
    """Return where times do not go together, and how."""
    return f"{_place(flag)}：{TIME_FLAGS[flag.what]}"


def _place(found: Fault | TimeFlag) -> str:
    if found.seq is not None:
        return f"记录簿第{found.seq}条"
    if found.table is None:
        return ""
    return f"表 {safe(found.table)}" + ("" if found.row is None else f" 第{found.row}号")
