"""What can be chosen from: firms, calls, units, problems, visits, ledgers, files, as lists."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from revisit_cli.cli.asking.pick import Option
from revisit_cli.labels.calls.call import STATES as CALL_STATES
from revisit_cli.labels.problems.problem import problem_name
from revisit_cli.labels.text import PENDING, minute
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.records.context import BEIJING, Context
from revisit_cli.records.problems.problem import Problem
from revisit_cli.records.visits.visit import Visit

HITS = 99
# fmt: off
LEDGER_SUFFIXES = frozenset((
    ".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".csv", ".tsv", ".docx", ".html", ".htm",
    ".mht", ".doc", ".wps", ".odt", ".rtf",
))
# fmt: on
_RECEIPT = "_回执"
_FEW = 3  # files that a command names one by one
# What this program writes itself, and rosters: no ledgers, however new.
_OTHERS = (
    "月报",
    "半年报",
    "清零单",
    "邀请名单",
    "回访表",
    "补号码",
    "上门行程",
    "速查表",
    "报送纪律",
    "公布",
)
_ROSTER = "名册"


def firms(context: Context, text: str) -> list[Option]:
    """Return the firms that a text finds."""
    from revisit_cli.operations.firms import firm

    found = firm.search_firms(context, text, HITS, shows_phones=False)
    return [Option(str(each.id), each.name, "、".join(each.units)) for each in found.firms]


def calls(context: Context, month: str | None, text: str) -> list[Option]:
    """Return a month's calls whose firm a text finds, or the one of a number."""
    from revisit_cli.operations.calls.search import find_calls

    return [
        Option(str(each.id), each.firm, _held(CALL_STATES[each.state], each.owner))
        for each in find_calls(context, month, text)
    ]


def firms_of_calls(context: Context, month: str | None, text: str) -> list[Option]:
    """Return the same, each by its firm's name."""
    return [Option(each.name, each.name, each.note) for each in calls(context, month, text)]


def units(context: Context) -> list[Option]:
    """Return the units, those that owe ledgers first."""
    from revisit_cli.labels.ledgers.unit import OWES_NONE
    from revisit_cli.operations.ledgers import unit

    found = sorted(unit.list_units(context).units, key=lambda each: not each.owes)
    return [Option(each.name, each.name, "" if each.owes else OWES_NONE) for each in found]


def open_problems(context: Context, month: str | None = None) -> list[Problem]:
    """Return the problems that are not closed, by their due day."""
    from revisit_cli.operations.problems import problem

    found = problem.list_problems(context, month, only_late=False, unit=None, state=None)
    return [each for each in found.problems if each.state != "closed"]


def problem_option(each: Problem) -> Option:
    """Return a problem as a line of a list."""
    name = problem_name(each.id)
    due = f"期限{PENDING}" if each.due is None else f"{each.due[5:]} 止"
    late = "超期" if each.is_late else due
    firm = each.firm or "（没有企业）"
    return Option(name, f"{name} {firm}", f"{each.text}  {late}", f"{each.id} {firm}")


def problems(context: Context, *, with_closed: bool = False) -> list[Option]:
    """Return the problems as a list, those that are closed only where asked for."""
    if not with_closed:
        return [problem_option(each) for each in open_problems(context)]
    from revisit_cli.operations.problems import problem

    return [
        problem_option(each)
        for each in problem.list_problems(
            context, None, only_late=False, unit=None, state=None
        ).problems
    ]


def visits_of(context: Context, month: str | None = None) -> tuple[Visit, ...]:
    """Return the visits that a month owes, or has had."""
    from revisit_cli.operations.visits import visit

    return visit.list_visits(context, month).visits


def visit_option(each: Visit) -> Option:
    """Return a visit as a line of a list."""
    from revisit_cli.labels.visits.visit import STATES

    reasons = "、".join(REASONS[reason] for reason in each.reasons)
    on = each.due_on
    due = f"期限{PENDING}" if on is None else f"{on.month}月{on.day}日止"
    parts = (reasons, each.place, due, STATES[each.state])
    return Option(str(each.id), each.firm_name, "  ".join(filter(None, parts)))


def visits(context: Context) -> list[Option]:
    """Return the visits as a list."""
    return [visit_option(each) for each in visits_of(context)]


def flags(context: Context, state: str | None = None) -> list[Option]:
    """Return the reasons for visits, of one state."""
    from revisit_cli.operations.visits import flag

    return [
        Option(str(each.id), each.firm_name, REASONS[each.reason])
        for each in flag.list_flags(context, None).flags
        if state in (None, each.state)
    ]


def symposia(context: Context) -> list[Option]:
    """Return the symposia on record."""
    from revisit_cli.operations.draws import symposium

    found = symposium.list_symposia(context).symposia
    return [
        Option(str(each.id), f"{each.half} {each.held_on}", f"主持 {each.chair}") for each in found
    ]


def invited(context: Context) -> list[Option]:
    """Return the firms that the last draw invites, by rank."""
    from revisit_cli.operations.draws import invitation

    found = invitation.invite(
        context, None, at=None, place=None, path=None, shows_phones=False, force=False
    ).invited
    return [Option(str(each.rank), each.name, f"第 {each.rank} 名", each.name) for each in found]


def findings(context: Context) -> list[Option]:
    """Return the suspicions about ledgers."""
    from revisit_cli.labels.discipline.duty import KINDS, STATES
    from revisit_cli.operations.discipline import duty

    return [
        Option(
            str(each.id),
            f"{each.unit_name} {KINDS[each.kind]}",
            f"{each.month} {STATES[each.state]}",
        )
        for each in duty.list_findings(context, None, None, None).findings
    ]


def filings(context: Context, month: str | None = None) -> list[Option]:
    """Return the ledgers that came in, newest last."""
    from revisit_cli.operations.ledgers import ledger

    return [
        Option(str(each.id), each.unit, f"{each.month} 第{each.version}版  {each.file or ''}")
        for each in ledger.list_ledgers(context, month).filings
    ]


def settings(context: Context) -> list[Option]:
    """Return the settings by what they are about."""
    from revisit_cli.labels.rules.setting import ABOUT
    from revisit_cli.operations.rules import setting

    return [
        Option(each.name, ABOUT[each.name], f"现为 {each.value or '（空）'}", each.name)
        for each in setting.list_settings(context).settings
    ]


def clauses() -> list[Option]:
    """Return the clauses and readings."""
    from revisit_cli.operations.rules import clause

    return [
        Option(each.clause.id, each.clause.id, each.clause.title, each.clause.text)
        for each in clause.list_clauses().clauses
    ]


def acts(context: Context) -> tuple[list[Option], int]:
    """Return one's own acts that can be taken back, newest first, and how many cannot."""
    from revisit_cli.labels.act import act_words
    from revisit_cli.operations.file import undo

    listed = undo.list_acts(context).acts
    free = [each.act for each in listed if each.can_undo]
    found = [
        Option(str(act.event), f"{minute(act.at)[5:]} {act_words(act.kind, act.facts)}")
        for act in free
    ]
    return found, len(listed) - len(free)


def backups(context: Context) -> list[Option]:
    """Return the copies beside the data file, newest first."""
    folder = Path(context.database).parent / "backups"
    return list(_files(sorted(folder.glob("*.db"), reverse=True)))


def workbooks(folder: Path) -> list[Path]:
    """Return what may be ledgers in a folder, by name; receipts of ours are none."""
    with os.scandir(folder) as found:
        paths = [
            Path(each.path)
            for each in found
            if each.is_file()
            and Path(each.name).suffix.lower() in LEDGER_SUFFIXES
            and not each.name.startswith((".", "~$"))
            and not Path(each.name).stem.endswith(_RECEIPT)
        ]
    return sorted(paths)


def ledgers_in(folder: Path) -> list[Path]:
    """Return the same without what this program wrote itself, and without rosters."""
    return [
        each
        for each in workbooks(folder)
        if not each.name.startswith(_OTHERS) and _ROSTER not in each.name
    ]


def whole_folder(paths: Sequence[str]) -> str | None:
    """Return the folder of which these are all files but receipts of ours; None where of none."""
    files = set(map(Path, paths))
    folders = {each.parent for each in files}
    if len(files) <= _FEW or len(folders) > 1:
        return None
    (folder,) = folders
    try:
        beside = {
            path
            for path in folder.iterdir()
            if path.is_file() and not path.name.startswith(".") and not path.stem.endswith(_RECEIPT)
        }
    except OSError:
        return None
    return str(folder) if beside == files else None


def files_here(suffixes: Sequence[str] = ()) -> list[Option]:
    """Return the workbooks of the folder one stands in."""
    return list(
        _files(each for each in workbooks(Path()) if not suffixes or each.suffix in suffixes)
    )


def _files(paths: Sequence[Path] | Iterator[Path]) -> Iterator[Option]:
    for each in paths:
        at = datetime.fromtimestamp(each.stat().st_mtime, BEIJING)
        yield Option(str(each), each.name, f"{at.month}月{at.day}日 {at:%H:%M}")


def _held(state: str, owner: str | None) -> str:
    return f"{state}  {owner} 正在打" if owner else state
