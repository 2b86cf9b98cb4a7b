"""The first screen: the day's state, what is due by number, and the loop that runs the acts."""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import typer

from revisit_cli.cli.asking.line import drop_typed_ahead
from revisit_cli.cli.asking.prompt import key
from revisit_cli.cli.asking.trail import Back, Stopped, by_question
from revisit_cli.cli.context import context_of
from revisit_cli.cli.ending import INTERRUPTED
from revisit_cli.cli.menu.sitting import AT_THE_START, Act, Sitting, is_named, name_asked, tell_left
from revisit_cli.cli.screen import emphasised, line_columns, say, tell
from revisit_cli.cli.text import flow, ljust, safe, width, within
from revisit_cli.document import BUREAU
from revisit_cli.errors import RevisitError
from revisit_cli.labels.calls.listing import carried_in_words, wait_words
from revisit_cli.labels.problems.problem import problem_name
from revisit_cli.labels.reports.status import DUTIES, WEEKDAYS
from revisit_cli.labels.text import PENDING
from revisit_cli.operations.days.month import month_named
from revisit_cli.operations.reports import status
from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.reports.status import Duty, StatusShown
from revisit_cli.records.value import Value
from revisit_cli.rulebook.periods import month_parts

_PACKAGE = "revisit_cli.cli.menu"
ACTS: Mapping[str, tuple[str, str, str]] = {
    "1": ("收台账", "ledgers", "collect"),
    "2": ("定名单", "ledgers", "lock"),
    "3": ("打电话", "calls", "ring"),
    "4": ("办问题", "problems", "handle"),
    "5": ("上门", "visits", "visit"),
    "6": ("座谈抽签", "draws", "draw"),
    "7": ("月报清零", "months", "month"),
    "8": ("撤销", "months", "undo"),
    "9": ("找企业", "calls", "find"),
    "11": ("来电", "calls", "inbound"),
    "12": ("补号码", "calls", "numbers"),
    "13": ("复核", "months", "recheck"),
    "14": ("要上门的", "visits", "flag"),
    "15": ("单位名册", "ledgers", "roster"),
    "16": ("报送纪律", "months", "duty"),
    "17": ("备份", "months", "backup"),
    "18": ("姓名设定", "months", "settings"),
    "19": ("看演示", "months", "demo"),
    "20": ("约好的", "calls", "agenda"),
}
MORE_KEY = "10"
_MORE = tuple(f"{number}{name}" for number, (name, _, _) in ACTS.items() if int(number) > 10)
_ALWAYS = ("8 撤销", "9 找企业", "10 其他", "? 说明", "q 离开")
ABOUT = (
    "写前面的数字，回车。急：今天到期、已超期，或快到约好的时间；完：办完了\n"
    "看别的月份写月份：11月、2026-11、上期。打到一半离开不要紧，答过的都存着\n"
    "不懂的词写出来就有解释，如 核对码；全部写 词语"
)
_WITHOUT_DATA = ("1", "15", "18", "19")
URGENT, DUE, DONE, NOT_YET = "急", "办", "完", "  "
_SOON = timedelta(minutes=15)
_NAMES = 3
_HANG = 16


class Line(Value):
    """One line of the menu: its mark, its number, what it is called, and how it stands."""

    mark: str
    number: str
    told: str
    more: tuple[str, ...] = ()


def sit(ctx: typer.Context) -> None:
    """Show what is due and run what is chosen, until the clerk leaves.

    Raises typer.Exit after Ctrl-C or the end of input; whatever was done is saved.
    """
    sitting = Sitting(ctx)
    try:
        while True:
            lines = _screen(sitting)
            drop_typed_ahead()
            if not _one(sitting, lines):
                return
    except Stopped:
        say("再见。")
    except (KeyboardInterrupt, EOFError) as stop:
        how = "输入结束，当作离开" if isinstance(stop, EOFError) else "已停下"
        tell("")
        tell(f"{how}。办完的都已存上。")
        raise typer.Exit(INTERRUPTED) from None


def _one(sitting: Sitting, lines: list[Line]) -> bool:
    """Ask which act and run it; say whether the menu goes on."""
    first = pressing(lines)
    chosen = None
    while chosen is None:
        try:
            typed = key(sitting.ask, f"办哪件（回车：{first} {ACTS[first][0]}）> ", ABOUT)
        except Back:
            tell(AT_THE_START)
            continue
        chosen = _chosen(sitting, typed or first)
    if not chosen:
        return True
    sitting.has_saved = False
    try:
        by_question(lambda: act_of(chosen)(sitting))
    except (Back, Stopped):
        tell_left(sitting)
    except RevisitError as refusal:
        tell(f"× {refusal}")
    say()
    return True


def _chosen(sitting: Sitting, typed: str) -> str | None:
    """Return the number of the act that was typed; "" for another month, None to ask again."""
    if typed == MORE_KEY:
        for each in flow(_MORE, line_columns() - 1):
            say(each)
        return None
    if typed in ACTS:
        if typed in _WITHOUT_DATA or status.has_database(sitting.context):
            return typed
        tell("  还没有数据：先收台账（1）或单位名册（15）")
        return None
    if _turned_to(sitting, typed):
        return ""
    if not _explained(sitting, typed):
        tell(f"  没看懂“{safe(typed)}”。请按 1 至 9，10 看其他，? 说明，q 离开")
    return None


def act_of(number: str) -> Act:
    """Return what a number of the menu does, loaded now."""
    _, module, name = ACTS[number]
    found: Act = getattr(importlib.import_module(f"{_PACKAGE}.{module}"), name)
    return found


def _turned_to(sitting: Sitting, typed: str) -> bool:
    try:
        sitting.month = month_named(sitting.context, typed)
    except RevisitError:
        return False
    return True


def _explained(sitting: Sitting, typed: str) -> bool:
    """Explain a word of this trade, or all of them, where that is what was typed."""
    from revisit_cli.labels.terms import ALL_TERMS, terms_like

    if typed == ALL_TERMS:
        return sitting.run("help", ALL_TERMS)
    found = terms_like(typed)
    for word, about in found.items():
        for line in within(f"  {word}：{about}", line_columns() - 1, 2):
            say(line)
    return bool(found)


def pressing(lines: list[Line]) -> str:
    """Return the number of what presses most: of what is urgent, else due, the first."""
    for mark in (URGENT, DUE):
        found = [each.number for each in lines if each.mark == mark]
        if found:
            return found[0]
    return "1"


def _screen(sitting: Sitting) -> list[Line]:
    context = context_of(sitting.ctx)
    if not status.has_database(context):
        return _first_start(sitting)
    shown = status.show_status(context, sitting.month or None)
    sitting.month = shown.month
    _say_head(sitting, _month(shown))
    name_asked(sitting)
    lines = lines_of(shown, context.now)
    for each in lines:
        mark = emphasised(each.mark) if each.mark == URGENT else each.mark
        head = f"{each.mark} {each.number:>2} {ljust(ACTS[each.number][0], 9)} "
        first, *told = within(f"{head}{safe(each.told)}".rstrip(), line_columns() - 1, _HANG)
        say(first.replace(each.mark, mark, 1))
        for line in told:
            say(line)
        for more in each.more:
            for line in within(f"{'':{_HANG}}{safe(more)}", line_columns() - 1, _HANG):
                say(line)
    for keys in within("  ".join(_ALWAYS), line_columns() - 1, 0):
        say(keys)
    return lines


def _first_start(sitting: Sitting) -> list[Line]:
    _say_head(sitting, BUREAU)
    say("这台电脑上还没有回访数据。")
    if others := status.files_beside(sitting.context):
        told = f"要的是 {sitting.context.database}；同一个文件夹里有 {'、'.join(others)}。"
        for line in within(safe(f"{told}名字写错了就按 q，改对再来"), line_columns() - 1, 0):
            say(line)
    name_asked(sitting)
    lines = [
        Line(DUE, "1", "各单位报来的表：Excel、WPS、Word 里的都收"),
        Line(NOT_YET, "15", "有就先收，没有可以不办"),
        Line(NOT_YET, "19", "用编的数据走一个月，不碰真数据"),
    ]
    for each in lines:
        say(f"{each.mark} {each.number:>2} {ljust(ACTS[each.number][0], 9)} {each.told}")
    say("  ".join(_ALWAYS[2:]))
    return lines


def _say_head(sitting: Sitting, about: str) -> None:
    """Say what the screen is about, whose it is where that is known, and when."""
    left, now = f"企业回访  {about}", sitting.context.now
    right = f"{now.month}月{now.day}日 周{WEEKDAYS[now.weekday()]} {now:%H:%M}"
    if is_named(sitting):
        right = f"{safe(sitting.context.by)}  {right}"
    gap = max(line_columns() - 1 - width(left) - width(right), 2)
    for line in within(f"{left}{' ' * gap}{right}", line_columns() - 1, 0):
        say(line)


def _month(shown: StatusShown) -> str:
    year, number = month_parts(shown.month)
    if shown.first_on is None or shown.last_on is None:
        return f"{year}年{number}月"
    first, last = (date.fromisoformat(each) for each in (shown.first_on, shown.last_on))
    days = f"{first.month}月{first.day}日至{last.month}月{last.day}日"
    return f"{year}年{number}月（{days}）"


def lines_of(shown: StatusShown, now: datetime) -> list[Line]:
    """Return the menu's lines in the order of the month."""
    duties = {duty.what: duty for duty in shown.duties}
    of = {name: duties[what] for name, what in DUTIES.items()}
    lines = [
        _ledgers(of["ledgers"], shown),
        _lock(of["lock"], of["ledgers"], shown.call_list),
        _calls(of["calls"], of["lock"], shown, now),
        _problems(of["problems"], of["causes"], shown),
        _of_duty("5", of["visits"], shown, "户没去", "没有要去的"),
        _symposium(of["symposium"], shown),
        _close(of, shown),
    ]
    if shown.agenda.returned:
        lines.append(Line(DUE, "12", f"{shown.agenda.returned} 户等单位补电话"))
    if shown.agenda.suspicions or shown.agenda.to_propose:
        lines.append(Line(NOT_YET, "16", _discipline(shown)))
    return lines


def _ledgers(duty: Duty, shown: StatusShown) -> Line:
    if not duty.of:
        return Line(DUE, "1", "还没有收到")
    told = f"{duty.done}/{duty.of} 家"
    if shown.agenda.missing:
        told += f"，缺 {_listed(shown.agenda.missing)}{_due(duty, shown)}"
    if shown.agenda.held:
        told += f"；{shown.agenda.held} 行待改"
    return Line(_mark(duty, shown), "1", told)


def _lock(duty: Duty, ledgers: Duty, counted: CallList) -> Line:
    told_size = f"{counted.size} 户"
    if duty.done:
        return Line(DONE, "2", told_size + carried_in_words(counted))
    if not counted.size:
        return Line(NOT_YET, "2", "台账收来再定")
    is_waiting = ledgers.done < ledgers.of and not ledgers.is_late
    told = "台账没齐，不急着定" if is_waiting else f"{told_size}，可以定了"
    return Line(NOT_YET if is_waiting else DUE, "2", told)


def _calls(duty: Duty, lock: Duty, shown: StatusShown, now: datetime) -> Line:
    if not duty.of:
        return Line(NOT_YET, "3", "还没有要打的")
    count = f"打完 {duty.done}/{duty.of}" if duty.done or lock.done else f"{duty.of} 户，可以先打"
    told = count + (_due(duty, shown) if duty.done < duty.of else "")
    promised = (*shown.agenda.broken, *shown.agenda.appointments)
    more = tuple(agenda(promised, now))
    mark = _mark(duty, shown)
    is_near = any(datetime.fromisoformat(each.at) <= now + _SOON for each in promised)
    return Line(URGENT if is_near and mark != DONE else mark, "3", told, more)


def agenda(promised: tuple[Appointment, ...], now: datetime) -> Iterator[str]:
    """Yield in a line what was promised for today, by the clock."""
    if not promised:
        return
    told = []
    for each in promised[:_NAMES]:
        wait = wait_words(each, now)
        told.append(f"{each.at[11:16]} {each.firm}" + (f"（{wait}）" if wait else ""))
    more = " ……" if len(promised) > _NAMES else ""
    yield f"约好 {len(promised)} 户：{'  '.join(told)}{more}"


def _problems(duty: Duty, causes: Duty, shown: StatusShown) -> Line:
    left, open_causes = duty.of - duty.done, causes.of - causes.done
    near_ones = shown.agenda.problems
    is_past = any(each.due is not None and each.due < shown.today for each in near_ones)
    near_told = "超期或快到期" if is_past else "快到期"
    if not (left or open_causes or near_ones):
        return Line(DONE if duty.of else NOT_YET, "4", f"{duty.of} 件办完" if duty.of else "没有")
    parts = [
        f"{left} 件没答复" if left else "",
        f"期限{PENDING} {len(shown.agenda.pending)} 件" if shown.agenda.pending else "",
        f"{open_causes} 件等倒查办结" if open_causes else "",
        # A symposium's problems belong to the month of its day, which may not be at hand yet.
        f"别的月份 {len(near_ones)} 件{near_told}" if near_ones and not left else "",
    ]
    near = tuple(
        f"{_day(each.due)}止：{problem_name(each.problem)} {each.firm or ''}"
        for each in near_ones[:1]
        if each.due
    )
    is_urgent = any(each.due is not None and each.due <= shown.today for each in near_ones)
    return Line(URGENT if is_urgent else DUE, "4", "，".join(filter(None, parts)), near)


def _of_duty(number: str, duty: Duty, shown: StatusShown, left: str, none: str) -> Line:
    if not duty.of:
        return Line(NOT_YET, number, none)
    if duty.done >= duty.of:
        return Line(DONE, number, f"{duty.done}/{duty.of}")
    return Line(_mark(duty, shown), number, f"{duty.of - duty.done} {left}{_due(duty, shown)}")


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMES]) + (f"等{len(names)}家" if len(names) > _NAMES else "")


def _symposium(duty: Duty, shown: StatusShown) -> Line:
    if duty.done:
        return Line(DONE, "6", f"本半年 {duty.done}/{duty.of} 次")
    mark = URGENT if duty.is_late or duty.due == shown.today else NOT_YET
    return Line(mark, "6", f"本半年 0/{duty.of} 次{_due(duty, shown)}")


def _close(of: Mapping[str, Duty], shown: StatusShown) -> Line:
    if shown.agenda.uncleared:
        month = f"{month_parts(shown.agenda.uncleared)[1]}月"
        return Line(URGENT, "7", f"{month}还没清零（写 {month} 转到那个月）")
    if of["close"].done:
        return Line(DONE, "7", "已清零")
    names = ("calls", "visits", "problems")
    left = sum(of[name].of - of[name].done for name in names)
    if not of["lock"].done:
        return Line(NOT_YET, "7", "名单定下、办完以后")
    mark = URGENT if of["close"].is_late else DUE if not left else NOT_YET
    return Line(mark, "7", f"没办完的 {left} 项" if left else "可以清零了")


def _discipline(shown: StatusShown) -> str:
    parts = (
        f"{shown.agenda.suspicions} 件待核实" if shown.agenda.suspicions else "",
        f"{shown.agenda.to_propose} 家迟报未报，还没列" if shown.agenda.to_propose else "",
    )
    return "，".join(filter(None, parts))


def _mark(duty: Duty, shown: StatusShown) -> str:
    if duty.of and duty.done >= duty.of:
        return DONE
    return URGENT if duty.is_late or duty.due == shown.today else DUE


def _due(duty: Duty, shown: StatusShown) -> str:
    if duty.due is None:
        return ""
    if duty.is_late:
        return f"；{_day(duty.due)}已过"
    if duty.due == shown.today:
        return "；今天止"
    left = f"，还有{duty.workdays_left}个工作日" if duty.workdays_left else ""
    return f"；{_day(duty.due)}止{left}"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.month}月{day.day}日"
