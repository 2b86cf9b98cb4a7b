"""The interactive desk: one card after the other, digits and Enter, until the clerk stops.

Line mode throughout, so that Chinese notes work wherever the prompt itself works. No default
answers for the firm: Enter repeats an answer only where it was given for the unit before, and
stands for nothing where nothing need be said.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from unicodedata import normalize

import typer

from revisit_cli.cli.call_card import card
from revisit_cli.cli.call_options import record_options, show_recorded
from revisit_cli.cli.context import context_of
from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.text import moment
from revisit_cli.errors import RevisitError
from revisit_cli.labels.call import WHYS
from revisit_cli.operations import call as desk
from revisit_cli.operations import call_record
from revisit_cli.records.call import CallShown, NoCallDue

KEYS = "1接通 2无人接听 3占线 4停机空号 5拒访 6约定再拨 7号码有误\n0跳过 8撤销上一条 q退出"
OUTCOMES = {"2": "no_answer", "3": "busy", "4": "dead_number", "7": "wrong_number"}
_FOLDED = str.maketrans("。、＜", "..<")

# Question, its words, the codes of keys 1, 2, 3 …
CHOICES = (
    ("attitude", "服务态度  1好 2一般 3差", ("good", "fair", "poor")),
    ("one_time_notice", "一次性告知  1是 2否 3不清楚 4不适用", ("yes", "no", "unclear", "na")),
    ("days", "几天办结（天数）", ()),
    ("extra_trips", "多头跑  1有 2没有 3不清楚 4不适用", ("yes", "no", "unclear", "na")),
    ("integrity", "吃拿卡要  1没有 2有 3不愿回答", ("no", "yes", "declined")),
)
OVERALL = ("overall", "总体评价  1满意 2不满意", ("satisfied", "dissatisfied"))
FINE = {
    "attitude": "good",
    "one_time_notice": "yes",
    "extra_trips": "no",
    "integrity": "no",
}


class Stopped(Exception):
    """The clerk wants to leave the card."""


class Back(Exception):
    """The clerk wants the question before."""


@dataclass(slots=True)
class Sitting:
    """What the desk remembers between cards."""

    saved: int = 0
    last_call: int | None = None
    skipped: set[int] = field(default_factory=set)


def sit(ctx: typer.Context, month: str | None) -> None:
    """Hand out cards until nothing is due or the clerk stops; a broken-off card goes back."""
    sitting = Sitting()
    while True:
        shown = desk.next_call(context_of(ctx), month)
        if isinstance(shown, NoCallDue):
            _say_done(shown)
            return
        if shown.call.id in sitting.skipped:
            desk.let_go(context_of(ctx), shown.call.id)
            say("余下的都跳过了。")
            return
        try:
            goes_on = _one_card(ctx, shown, sitting)
        except (KeyboardInterrupt, EOFError, typer.Abort):
            desk.let_go(context_of(ctx), shown.call.id)
            tell("")
            tell(f"已停下，第 {shown.call.id} 号放回名单；本次共保存 {sitting.saved} 条。")
            raise typer.Abort from None
        if not goes_on:
            desk.let_go(context_of(ctx), shown.call.id)
            say(f"再见。本次共保存 {sitting.saved} 条。")
            return


def _say_done(shown: NoCallDue) -> None:
    waits = f"，最早 {moment(shown.next_at)} 再拨" if shown.next_at else ""
    say(f"{shown.month} 现在没有要拨的电话（未完成 {shown.left} 户{waits}）")


def _one_card(ctx: typer.Context, shown: CallShown, sitting: Sitting) -> bool:
    say()
    say(card(shown))
    say(f"轮到这一户：{WHYS[shown.why or 'new']}")
    say(KEYS)
    while True:
        key = _asked("结果> ")
        if key == "q":
            return False
        if key == "0":
            sitting.skipped.add(shown.call.id)
            _skip(ctx, shown)
            return True
        if key == "8":
            _undo(ctx, sitting)
            continue
        try:
            options = _outcome(ctx, key, shown)
        except Back:
            say(KEYS)
            continue
        if options is None:
            tell("请按 1 至 7，0 跳过，8 撤销上一条，q 退出")
            continue
        if _save(ctx, shown, options, sitting):
            return True


def _save(
    ctx: typer.Context, shown: CallShown, options: dict[str, object], sitting: Sitting
) -> bool:
    try:
        record = record_options(shown.call.id, token=shown.token, **options)  # type: ignore[arg-type]
        told = call_record.record_call(context_of(ctx), record)
    except RevisitError as refusal:
        tell(f"× {refusal}")
        return False
    sitting.saved += 1
    sitting.last_call = shown.call.id
    phones = [phone for who in shown.call.contacts for phone in who.phones]
    show_recorded(told)
    if phones:
        say(f"  尾号 {phones[0][-4:]}")
    return True


def _skip(ctx: typer.Context, shown: CallShown) -> None:
    words = _asked("为什么跳过（可不填）> ")
    later = (context_of(ctx).now + timedelta(minutes=30)).isoformat(timespec="minutes")
    record = record_options(
        shown.call.id,
        "appointment",
        callback=later,
        words=[f"outcome=跳过：{words}"],
        token=shown.token,
    )
    call_record.record_call(context_of(ctx), record)
    say("已跳过，30 分钟后再排。")


def _undo(ctx: typer.Context, sitting: Sitting) -> None:
    if sitting.last_call is None:
        tell("这次还没有保存过。要撤销更早的，用 revisit calls undo 编号 --reason 原因")
        return
    if _asked(f"撤销第 {sitting.last_call} 号的最近一条？按 1 撤销，其他键不撤> ") != "1":
        return
    reason = _asked("为什么撤销> ") or "误记"
    undone = desk.undo_call(context_of(ctx), sitting.last_call, reason)
    say(f"记录 #{undone.attempt} 已撤销，这一户回到名单")
    sitting.last_call = None


def _outcome(ctx: typer.Context, key: str, shown: CallShown) -> dict[str, object] | None:
    if key == "1":
        return _answers(shown)
    if key in OUTCOMES:
        return {"outcome": OUTCOMES[key]}
    if key == "5":
        kind = _choice("1婉拒（隔两个工作日再试） 2明确拒访> ", ("refused_soft", "refused_hard"))
        words = (
            _words("企业怎么说> ") if kind == "refused_hard" else _asked("企业怎么说（可不填）> ")
        )
        return {"outcome": kind, "words": [f"outcome={words}"]}
    if key == "6":
        return {"outcome": "appointment", "callback": _when(ctx)}
    return None


def _answers(shown: CallShown) -> dict[str, object]:
    """Ask 附表1's questions in its order; ``<`` goes back one."""
    mode = _choice("五项均无问题键 1；逐项记录键 2> ", ("fine", "each"))
    found: dict[str, object] = {"outcome": "completed"}
    steps: list[tuple[str, str, tuple[str, ...]]] = [OVERALL]
    if mode == "fine":
        found |= FINE
    else:
        steps = [*CHOICES, OVERALL]
    words: list[str] = []
    number = 0
    while number < len(steps):
        name, prompt, codes = steps[number]
        try:
            found[name] = _choice(f"{prompt}> ", codes) if codes else _asked(f"{prompt}> ") or None
        except Back:
            number = max(0, number - 1)
            continue
        if name == "integrity" and found[name] == "yes":
            words.append(f"integrity={_words('原话（只对机关纪委可见）> ')}")
        number += 1
    found["suggestion"] = _asked("改进意见及建议（没有就回车）> ") or None
    found["difficulty"] = _asked("困难问题（没有就回车）> ") or None
    found["words"] = words
    people = [who.name for who in shown.call.contacts if who.name]
    found["respondent"] = people[0] if people else None
    if _asked("回车保存，< 重来> ") == "<":
        raise Back
    return found


def _when(ctx: typer.Context) -> str:
    now = context_of(ctx).now
    while True:
        text = _asked("什么时间（如 15:30、明天 9:00、11-27 15:30）> ")
        if found := read_when(text, now):
            return found
        tell("没看懂这个时间，或已经过了")


def read_when(text: str, now: datetime) -> str | None:
    """Return the moment a clerk's words name, as ISO text, or None; never one that is past."""
    day = now.date()
    for word, days in (("今天", 0), ("明天", 1), ("后天", 2)):
        if text.startswith(word):
            day, text = day + timedelta(days=days), text[len(word) :].strip()
    pieces = text.split()
    try:
        if len(pieces) == 2:
            month, number = pieces[0].replace("/", "-").split("-")[-2:]
            day = day.replace(month=int(month), day=int(number))
        hour, _, minute = (pieces[-1] if pieces else "9:00").partition(":")
        found = now.replace(
            year=day.year,
            month=day.month,
            day=day.day,
            hour=int(hour),
            minute=int(minute or 0),
            second=0,
        )
    except ValueError:
        return None
    return found.isoformat(timespec="minutes") if found > now else None


def _choice(prompt: str, codes: tuple[str, ...]) -> str:
    while True:
        key = _asked(prompt)
        if key == "<":
            raise Back
        if key.isdecimal() and 1 <= int(key) <= len(codes):
            return codes[int(key) - 1]
        tell(f"请按 1 至 {len(codes)}，< 退回上一题")


def _words(prompt: str) -> str:
    while True:
        if words := _asked(prompt):
            return words
        tell("这里必须写明")


def _asked(prompt: str) -> str:
    """Return one line, full-width digits and marks folded; Ctrl-C and end of input go up."""
    text = input(prompt).strip()
    folded = normalize("NFKC", text).translate(_FOLDED).strip()
    return folded.lower() if len(folded) == 1 else text
