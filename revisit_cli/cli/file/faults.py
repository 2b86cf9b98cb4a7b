"""How a fault that a verification found reads on the screen."""

from revisit_cli.cli.text import safe
from revisit_cli.labels.file.audit import FAULTS, TIME_FLAGS
from revisit_cli.records.file.audit import Fault
from revisit_cli.records.file.audit_shown import TimeFlag


def line_of(fault: Fault) -> str:
    """Return a fault's place and what is wrong there."""
    place = _place(fault)
    if fault.file is not None:
        place += ("，" if place else "") + safe(fault.file)
    return f"{place}：{FAULTS[fault.what]}" if place else FAULTS[fault.what]


def flag_line(flag: TimeFlag) -> str:
    """Return where times do not go together, and how."""
    return f"{_place(flag)}：{TIME_FLAGS[flag.what]}"


def _place(found: Fault | TimeFlag) -> str:
    if found.seq is not None:
        return f"日志第{found.seq}条"
    if found.table is None:
        return ""
    return f"表 {safe(found.table)}" + ("" if found.row is None else f" 第{found.row}号")
