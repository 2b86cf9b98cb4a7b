"""A month's end, and what is done now and then: 7, 8 and 16 to 19 of the menu."""

from collections.abc import Sequence
from functools import partial

from revisit_cli.cli.asking import things
from revisit_cli.cli.asking.line import drop_typed_ahead
from revisit_cli.cli.asking.missing import seed_asked
from revisit_cli.cli.asking.pick import pick
from revisit_cli.cli.asking.prompt import choice, choice_shown, numbered, words
from revisit_cli.cli.asking.trail import Stopped, by_question, run_once
from revisit_cli.cli.menu import calls, draws, problems, visits
from revisit_cli.cli.menu.sitting import Sitting, change_name, options
from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.text import safe
from revisit_cli.labels.reports.closing import KINDS, SUBJECT
from revisit_cli.operations.recheck import sample
from revisit_cli.operations.reports import closing
from revisit_cli.records.reports.closing import Obstacle
from revisit_cli.rulebook.periods import month_parts

_MONTH = {"report": "看月报", "close": "清零", "half": "半年报", "certificate": "重印清零单"}
_FORMS = {"both": "表格和网页", "xlsx": "只要表格", "html": "只要网页"}
_ITEM = {"now": "现在办", "carry": "转到下月", "not": "不清零了"}
_DUTY = {
    "list": "看清单",
    "find": "查有没有迟报未报",
    "confirm": "认定",
    "dismiss": "不予认定",
    "admonish": "记约谈",
}
_RECHECK = {
    "freeze": "封名单",
    "draw": "抽签",
    "next": "打复核电话",
    "list": "看办到哪一步",
    "doubts": "存疑的",
    "confirm": "认定存疑",
    "dismiss": "排除存疑",
}
_UNCHECKED = {"draw": "先去抽", "not": "照样清零"}


def month(sitting: Sitting) -> None:
    """Report a month, or clear it."""
    what = choice_shown(
        sitting.ask,
        "做什么> ",
        _MONTH,
        about="月报随时可看；清零是本月逐项办完、出单，不删记录",
    )
    if what == "close":
        close(sitting)
    elif what == "certificate":
        name = f"清零单_{sitting.month}.xlsx"
        sitting.run("close", sitting.month, "--certificate", *sitting.written(name))
    else:
        report(sitting, "month" if what == "report" else "half")


def report(sitting: Sitting, kind: str) -> None:
    """Write a report as a workbook, as a page, or both."""
    form = choice_shown(
        sitting.ask,
        "写成什么（回车：两份都写）> ",
        _FORMS,
        enter="both",
        about="表格用 Excel、WPS 打开；网页用浏览器看，能打印成 A4",
    )
    word = "月报" if kind == "month" else "半年报"
    period = [sitting.month] if kind == "month" else []
    for suffix in ("xlsx", "html") if form == "both" else (form,):
        name = f"{word}_{sitting.month}.{suffix}"
        sitting.run("report", kind, *period, *sitting.written(name))


def close(sitting: Sitting) -> None:
    """Settle each open item, then clear the month and keep a copy of the data file."""
    left = closing.open_items(sitting.context, sitting.month)
    carried = _settled(sitting, left)
    accepted = None
    if carried:
        prompt = f"转到下月的 {len(carried)} 项，哪位领导同意的（写姓名）> "
        accepted = words(
            sitting.ask,
            prompt,
            must=True,
            about="没办完就转到下月的，要有领导同意；姓名印在清零单上",
        )
    if not any(each.kind == "recheck" for each in carried) and _goes_to_draw(sitting):
        return
    told = options(carry=[f"{each.kind}:{each.subject}" for each in carried], decided_by=accepted)
    name = f"清零单_{sitting.month}.xlsx"
    word = f"{month_parts(sitting.month)[1]}月"
    if not sitting.run("close", sitting.month, *told, "--dry-run"):
        return
    drop_typed_ahead()
    if (
        words(
            sitting.ask,
            f"写 {word} 才清零（回车：不清）> ",
            must=False,
            about="清零以后的更正要写理由；不写就不清",
        )
        != word
    ):
        raise Stopped
    if sitting.run("close", sitting.month, *told, *sitting.written(name), "--yes"):
        backup(sitting)


def _settled(sitting: Sitting, left: Sequence[Obstacle]) -> list[Obstacle]:
    """Ask for each open item whether it is done now or passed on; return what is passed on."""
    carried = []
    say(f"{sitting.month} 清零  没办完的 {len(left)} 项")
    for place, each in enumerate(left, 1):
        subject = SUBJECT.format(kind=KINDS[each.kind], subject=each.subject)
        say(f"{place}/{len(left)} {safe(subject)} {safe(each.name)}（{safe(each.state)}）")
        if not closing.may_be_carried(each):
            tell(f"  这一项要先办：{safe(each.command)}")
            raise Stopped
        say(f"  {numbered(list(_ITEM.values()))}")
        what = choice(
            sitting.ask,
            f"{safe(subject)} 怎么办> ",
            list(_ITEM),
            _ITEM,
            about="现在办：去办这一项，办完接着清零；转到下月：下月接着办，要领导同意；不清零了：回到开头",
        )
        if what == "not":
            raise Stopped
        if what == "now":
            # Gone back over by itself, and not gone through again with the questions after it.
            run_once((each.kind, each.subject), partial(_helped, sitting, each), lambda: False)
        else:
            carried.append(each)
    still = closing.open_items(sitting.context, sitting.month)
    named = {(each.kind, each.subject) for each in carried}
    undone = [each for each in still if (each.kind, each.subject) not in named]
    if undone:
        tell(f"还有 {len(undone)} 项没办完，办完再清零")
        raise Stopped
    return [each for each in carried if each in still]


def _helped(sitting: Sitting, item: Obstacle) -> bool:
    """Go through the act that sees to an item."""
    by_question(lambda: _HELP[item.kind](sitting))
    return True


def _goes_to_draw(sitting: Sitting) -> bool:
    """Ask about a re-check that can be drawn still; draw it where that comes first, and say so."""
    state = sample.still_to_draw(sitting.context, sitting.month)
    if state is None:
        return False
    what = choice(
        sitting.ask,
        f"复核没抽，会印“未复核”  {numbered(list(_UNCHECKED.values()))}> ",
        list(_UNCHECKED),
        _UNCHECKED,
        about="复核是请没打过的人再打一次，看记录可不可信；"
        "照样清零的，清零单和这个月的月报一直印“未复核”",
    )
    if what == "not":
        return False
    if state == "frozen" or sitting.run("recheck", "freeze", sitting.month):
        by_question(lambda: _draw(sitting))
    tell("复核打完再清零：打复核电话按 13")
    return True


def undo(sitting: Sitting) -> None:
    """Take back one of the clerk's own acts, chosen among those that can be."""
    acts, held = things.acts(sitting.context)
    if held:
        say(f"另有 {held} 项撤不了，或要先撤依着它的：revisit undo --list")
    if not acts:
        tell("没有可以撤的")
        return
    event = pick(sitting.ask, "撤哪条（0 不撤）> ", acts, about="撤之前先说会撤掉什么，再问一声")
    if not event:
        raise Stopped
    sitting.run("undo", *options(event=event))


def recheck(sitting: Sitting) -> None:
    """Draw calls again, blind: freeze, draw by the committee's seed, ring, decide."""
    what = choice_shown(
        sitting.ask,
        "做什么> ",
        _RECHECK,
        about="复核是请没打过的人再打一次：封名单、机关纪委给种子抽签、打电话，对不上的再认定",
    )
    if what in ("confirm", "dismiss"):
        sitting.run("recheck", what)
    elif what == "draw":
        _draw(sitting)
    else:
        sitting.run("recheck", what, sitting.month)


def _draw(sitting: Sitting) -> None:
    """Draw the frozen calls by the seed of the discipline committee."""
    giver = draws.giver_asked(sitting)
    told = options(seed=seed_asked(), seed_from=giver)
    sitting.run("recheck", "draw", sitting.month, *told)


def duty(sitting: Sitting) -> None:
    """See to late and missing ledgers: find, decide, talk."""
    what = choice_shown(
        sitting.ask, "做什么> ", _DUTY, about="程序只提醒；认定、约谈由署名的人决定"
    )
    sitting.run("duty", what, *([sitting.month] if what in ("find", "list") else []))


def backup(sitting: Sitting) -> None:
    """Copy the data file."""
    sitting.run("db", "backup")


def settings(sitting: Sitting) -> None:
    """Change the clerk's name or a setting."""
    what = choice_shown(
        sitting.ask,
        "改什么> ",
        {"name": "换姓名", "setting": "改设定"},
        about="换姓名：以后记的印新的姓名；改设定：局名、电话、期限等",
    )
    if what == "name":
        change_name(sitting)
        return
    chosen = pick(sitting.ask, "哪一项> ", things.settings(sitting.context))
    if chosen:
        value = words(
            sitting.ask,
            "改成> ",
            must=True,
            about="写新的值；写错了会说应该怎么写，8 可以撤销",
            may_be_one=True,
        )
        sitting.run("settings", "set", chosen, value)


def demo(sitting: Sitting) -> None:
    """Run a month of made-up data in a folder of its own."""
    sitting.run("demo")


# What is open when a month is to be cleared, and the act that sees to it.
_HELP = {
    "call": calls.ring,
    "recheck": recheck,
    "visit": visits.visit,
    "problem": problems.handle,
    "symposium": draws.draw,
}
