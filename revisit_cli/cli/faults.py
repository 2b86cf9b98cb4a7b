"""How a fault that a verification found reads on the screen."""

from revisit_cli.cli.text import safe
from revisit_cli.labels.audit import FAULTS
from revisit_cli.records.audit import Fault


def line_of(fault: Fault) -> str:
    """Return a fault's place and what is wrong there."""
    place = ""
    if fault.seq is not None:
        place = f"日志第{fault.seq}条"
    elif fault.table is not None:
        place = f"表 {safe(fault.table)}" + ("" if fault.row is None else f" 第{fault.row}号")
    if fault.file is not None:
        place += ("，" if place else "") + safe(fault.file)
    return f"{place}：{FAULTS[fault.what]}" if place else FAULTS[fault.what]
