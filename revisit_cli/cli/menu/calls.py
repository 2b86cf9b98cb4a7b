"""Telephone calls: 3, 9, 11 and 12 of the menu."""

from revisit_cli.cli.asking import things
from revisit_cli.cli.asking.pick import Option, pick
from revisit_cli.cli.asking.prompt import choice_shown, phone, words
from revisit_cli.cli.asking.trail import Stopped
from revisit_cli.cli.calls.aloud import read_out
from revisit_cli.cli.menu.sitting import Sitting, options
from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.calls import aloud
from revisit_cli.operations.calls import return_list
from revisit_cli.records.problems.problem import Problem

_CALLER = "谁打来的（名称里的字、首字母、来电号码）> "
_NUMBERS = {"list": "写成表，一家一份", "take": "收回填好的表", "told": "单位电话里说了一个号"}
_REASONS = {"go_on": "接着做回访", "urge": "催问题", "new": "另有事，记成问题", "none": "没事"}


def ring(sitting: Sitting) -> None:
    """Sit down at the desk."""
    sitting.run("calls", "next", sitting.month)


def agenda(sitting: Sitting) -> None:
    """See what was promised to firms, by the clock."""
    sitting.run("calls", "agenda", "--all")


def find(sitting: Sitting) -> None:
    """Find a firm, see all that is known of it."""
    chosen = pick(
        sitting.ask,
        "找（名称里的字、首字母、电话里的几位）> ",
        (),
        find=lambda text: things.firms(sitting.context, text),
    )
    if chosen:
        sitting.run("firms", "show", chosen)


def inbound(sitting: Sitting) -> None:
    """Answer a firm that rang up itself."""
    firm = pick(
        sitting.ask,
        _CALLER,
        (),
        find=lambda text: things.firms_of_calls(sitting.context, sitting.month, text),
    )
    if not firm:
        raise Stopped
    open_ones = [each for each in things.open_problems(sitting.context) if each.firm == firm]
    for each in open_ones:
        option = things.problem_option(each)
        say(f"  {safe(option.name)}  {safe(option.note)}")
    what = choice_shown(
        sitting.ask,
        "为什么打来> ",
        _REASONS,
        about="接着做回访：问没问完的几题；催问题：只记他催了哪一件；另有事：立一件新问题",
    )
    if what == "go_on":
        sitting.run("calls", "inbound", firm, *options(month=sitting.month))
    elif what == "urge":
        _urge(open_ones)
    elif what == "new":
        _problem(sitting, firm)


def _urge(open_ones: list[Problem]) -> None:
    """Say when the firm is to be answered, and by whom."""
    if not open_ones:
        tell("这一户没有办着的问题")
    for each in open_ones:
        who = each.leader or each.team or each.unit or "还没有交办"
        due = f"{int(each.due[5:7])}月{int(each.due[8:])}日前" if each.due else ""
        read_out(aloud.URGED.format(text=safe(each.text), due=due))
        say(f"  承办：{safe(who)}")


def _problem(sitting: Sitting, firm: str) -> None:
    text = words(
        sitting.ask,
        "是什么事> ",
        must=True,
        about="照他的话记，一两句就行；记下就是一件问题，到期前要答复",
    )
    unit = pick(sitting.ask, "是哪家的事（0 都不是）> ", things.units(sitting.context))
    sitting.run("problems", "add", firm, *options(words=text, unit=unit or None))


def numbers(sitting: Sitting) -> None:
    """See to numbers that reach nobody: ask the units, take their answers."""
    what = choice_shown(
        sitting.ask,
        "做什么> ",
        _NUMBERS,
        about="打不通的号码要报来的单位补：写成表给它，收回它填的，或记下它电话里说的号",
    )
    if what == "list":
        sitting.run(
            "calls", "return", sitting.month, "--list", *sitting.written(f"补号码_{sitting.month}")
        )
    elif what == "take":
        _take(sitting)
    else:
        _told(sitting)


def _take(sitting: Sitting) -> None:
    found = [Option(str(each), each.name) for each in things.workbooks(sitting.folder)]
    path = pick(sitting.ask, "哪一份（或写它在哪里）> ", found, adds=True)
    if path:
        sitting.run("calls", "return", sitting.month, f"--from={path}")


def _told(sitting: Sitting) -> None:
    listed = return_list.list_returns(sitting.context, sitting.month, folder=None, force=False)
    if not listed.firms:
        tell("没有等补号码的")
        return
    firms = [Option(str(each.call), each.firm, "、".join(each.units)) for each in listed.firms]
    call = pick(sitting.ask, "哪户> ", firms)
    if not call:
        raise Stopped
    number = phone(
        sitting.ask, "新号码> ", about="手机或带区号的座机；补来的排到最前面打", must=True
    )
    who = words(
        sitting.ask, "谁的号码（回车：不知道）> ", must=False, about="号码主人的姓名，拨打时好称呼"
    )
    sitting.run("calls", "return", call, *options(new_phone=number, contact=who or None))
