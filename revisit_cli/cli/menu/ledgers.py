"""Ledgers come in, the roster stands, the list is fixed: 1, 15 and 2 of the menu."""

import os
from datetime import datetime
from pathlib import Path

from revisit_cli.cli.asking import things
from revisit_cli.cli.asking.line import drop_typed_ahead
from revisit_cli.cli.asking.pick import Option, pick, pick_many
from revisit_cli.cli.asking.prompt import choice_shown, key, moment, words, yes
from revisit_cli.cli.asking.trail import Back, Stopped
from revisit_cli.cli.menu.sitting import Sitting, options
from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.ledgers.unit import KINDS
from revisit_cli.operations.calls import listing
from revisit_cli.operations.ledgers import folder as operations
from revisit_cli.operations.ledgers import ledger
from revisit_cli.records.context import BEIJING
from revisit_cli.records.ledgers.filing import LedgersListed
from revisit_cli.records.ledgers.stored import FolderFile

STATES = {"new": "新", "changed": "改过", "known": "收过"}
_COLLECT = {
    "files": "收文件",
    "zero": "没有事项的，作零报告",
    "list": "看报送情况",
    "at": "更正收到的时间",
}


def collect(sitting: Sitting) -> None:
    """Take in ledgers: files of a folder, a report of none, or when one came."""
    if not _has_data(sitting):
        _files(sitting)
        return
    what = choice_shown(
        sitting.ask,
        "做什么（回车：收文件）> ",
        _COLLECT,
        enter="files",
        about="单位报来的表用收文件；报来说没有事项的，作零报告；没有报的两样都不选",
    )
    if what == "files":
        _files(sitting)
    elif what == "zero":
        _zero(sitting)
    elif what == "list":
        sitting.run("ledgers", "list", sitting.month)
    else:
        _received(sitting)


def _files(sitting: Sitting) -> None:
    found = _folder(sitting)
    fresh = [each.path for each in found if each.state != "known"]
    lines = [
        Option(each.path, f"{STATES[each.state]} {Path(each.path).name}", _when(each))
        for each in found
    ]
    if fresh:
        numbers = " ".join(str(at) for at, each in enumerate(found, 1) if each.state != "known")
        prompt = f"收哪几份（回车：{numbers if len(fresh) < 10 else f'新的 {len(fresh)} 份'}）> "
    else:
        prompt = "没有新的；还要收哪几份> "
    chosen = pick_many(sitting.ask, prompt, lines, enter=fresh or None)
    if not chosen:
        sitting.folder = _elsewhere(sitting)
        _files(sitting)
        return
    context = sitting.context
    due = _due(ledger.list_ledgers(context, sitting.month or None) if _has_data(sitting) else None)
    is_late = due is not None and context.now > due
    if due is not None:
        say(
            f"按时是 {due.month}月{due.day}日 {due:%H:%M} 前"
            f"{'，现在已过' if is_late else ''}。各份不同就先收一份"
        )
    prompt = (
        "几时交来的（昨天17:30、24日下午、现在）> " if is_late else "几时交来的（回车：现在）> "
    )
    came = moment(
        sitting.ask, prompt, lambda: sitting.context, "past", enter=None if is_late else context.now
    )
    sitting.run("import", *chosen, *options(received=f"{came:%Y-%m-%dT%H:%M}"))


def _folder(sitting: Sitting) -> tuple[FolderFile, ...]:
    """Return the workbooks of the folder at hand, of another where it has none."""
    while True:
        paths = things.ledgers_in(sitting.folder)
        if paths:
            say(f"文件夹：{safe(str(sitting.folder.absolute()))}（0 换一个）")
            return operations.look_at(sitting.context, paths)
        say(f"{safe(str(sitting.folder.absolute()))} 里没有台账文件")
        sitting.folder = _elsewhere(sitting)


def _elsewhere(sitting: Sitting) -> Path:
    """Ask for a folder: one that stands beside, or any, typed or dragged into the window."""
    beside = [
        Option(each.path, each.name)
        for each in sorted(os.scandir(sitting.folder), key=lambda each: each.name)
        if each.is_dir() and not each.name.startswith(".") and things.ledgers_in(Path(each.path))
    ]
    while True:
        typed = pick(
            sitting.ask,
            "台账在哪个文件夹（也可以把它拖进窗口；0 回去）> ",
            beside,
            about="文件夹的名字或整个路径",
            adds=True,
        )
        if not typed:
            raise Back
        path = Path(typed.strip("\"' ")).expanduser()
        if path.is_dir():
            return path
        tell(f"  没有这个文件夹：{safe(typed)}")


def _when(each: FolderFile) -> str:
    if each.state != "new" and each.came_at:
        at = datetime.fromisoformat(each.came_at)
        return f"{at.month}月{at.day}日 {at:%H:%M} 收过{'旧的' if each.state == 'changed' else ''}"
    at = datetime.fromtimestamp(Path(each.path).stat().st_mtime, BEIJING)
    return f"{at.month}月{at.day}日 {at:%H:%M}"


def _due(listed: LedgersListed | None) -> datetime | None:
    return None if listed is None else listed.due_at


def _has_data(sitting: Sitting) -> bool:
    return Path(sitting.context.database).exists()


def _zero(sitting: Sitting) -> None:
    missing = ledger.list_ledgers(sitting.context, sitting.month or None).missing
    if not missing:
        tell("没有还没报的单位")
        return
    say("还没报的（几家一起写 1 3）")
    for unit in pick_many(
        sitting.ask, "哪几家没有事项> ", [Option(each, each) for each in missing]
    ):
        sitting.run("ledgers", "zero", unit, sitting.month)


def _received(sitting: Sitting) -> None:
    found = things.filings(sitting.context, sitting.month or None)
    if not found:
        tell("还没有收到台账")
        return
    number = pick(sitting.ask, "哪一份> ", found)
    if not number:
        raise Stopped
    at = moment(sitting.ask, "实际几时收到的> ", lambda: sitting.context, "past")
    reason = words(
        sitting.ask,
        "为什么改（会记下）> ",
        must=True,
        about="谁说的、凭什么，如 邮件上的收件时间；记在记录簿里",
    )
    sitting.run("ledgers", "received", number, f"{at:%Y-%m-%dT%H:%M}", *options(reason=reason))


def roster(sitting: Sitting) -> None:
    """Look at the units that file ledgers; add one, take a roster in, change one."""
    found = things.units(sitting.context) if _has_data(sitting) else []
    say(f"单位名册  {len(found)} 家")
    look = "数字看一家，" if found else ""
    prompt = f"{look}写新名字就加，0 收名册文件> "
    typed = pick(sitting.ask, prompt, found, adds=True)
    if not typed:
        sitting.run("units", "import")
    elif any(each.value == typed for each in found):
        _unit(sitting, typed)
    elif yes(
        sitting.ask,
        f"名册上没有“{safe(typed)}”。1 加进名册  （回车：不加）> ",
        about="加进名册的单位，从本月起要报台账",
    ):
        kind = choice_shown(
            sitting.ask,
            "是哪一类> ",
            KINDS,
            about="机关科室在局里，局属单位是单独的单位；报告按类分开列",
        )
        sitting.run("units", "add", typed, *options(kind=KINDS[kind]))


_UNIT = {
    "leader": "主要负责人",
    "deputy": "分管负责人",
    "contact": "报送联系人",
    "alias": "又名",
    "rename": "更名",
}


def _unit(sitting: Sitting, name: str) -> None:
    sitting.run("units", "show", name)
    what = choice_shown(
        sitting.ask,
        "改哪一项（回车：不改）> ",
        _UNIT,
        enter="nothing",
        about="改过的今后照新的；以前的月报不动",
    )
    if what == "nothing":
        return
    said = words(
        sitting.ask, f"{_UNIT[what]}> ", must=True, about="写新的；又名是台账上用过的别的叫法"
    )
    if what in ("alias", "rename"):
        sitting.run("units", what, name, said)
    else:
        sitting.run("units", "set", name, *options(**{what: said}))


def lock(sitting: Sitting) -> None:
    """Fix the list of firms to be called; before the ledgers are in only for a reason."""
    listed = ledger.list_ledgers(sitting.context, sitting.month or None)
    units = len({each.unit for each in listed.filings})
    say(f"定名单  {units}/{units + len(listed.missing)} 家已报。定了以后，一户也不能拿掉")
    if listed.missing:
        say(f"还缺：{'、'.join(map(safe, listed.missing))}")
    drop_typed_ahead()
    early = listing.early_freeze(sitting.context, sitting.month)
    if early is not None:
        say("台账还没到期：月报上会印「提前锁定」和您写的理由")
        why = words(sitting.ask, "为什么提前> ", must=True, about="印在月报上，如 迎检先打一批")
        if (
            key(
                sitting.ask,
                "写 提前 才定（回车：不定）> ",
                about="台账没齐就定名单，月报印“提前锁定”；写 提前 两个字才定",
            )
            != "提前"
        ):
            raise Stopped
        sitting.run("calls", "lock", sitting.month, *options(early=why))
        return
    if yes(sitting.ask, "1 定  （回车：不定）> ", "定下本月要打的企业，以后只加不减"):
        sitting.run("calls", "lock", sitting.month)
