"""The card of a firm, and its number as a code on the screen, for a mobile to dial."""

import shutil
from collections.abc import Sequence

from revisit_cli.cli.screen import bold, columns, reveal, show_whole
from revisit_cli.cli.text import ljust, safe, width, wrap
from revisit_cli.labels.calls.call import ENDS, OUTCOMES, PARTIES, STATES, WHYS
from revisit_cli.labels.rules.answer import answer_shown
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.operations.calls.card import dial_code
from revisit_cli.records.calls.call import Call
from revisit_cli.records.calls.card import AttemptShown, CallShown, LastAnswers, NoCallDue
from revisit_cli.records.context import Context
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook.loader import form

_LABEL = 6
_MOST_ATTEMPTS = 4
_MOST_SHARED = 3
# With more, the firm and its number would have left a screen of 24 lines before the question.
MOST_MATTERS = 10
LEAST_LINES = 44  # of a window that shows card and code together
LIGHT, DARK = "██", "  "  # a module of the code


def card(shown: CallShown, columns: int, most_matters: int | None = None) -> str:
    """Return the card of one firm as lines of at most so many columns; every text harmless.

    Of more than ``most_matters`` matters the others are counted and where to see them is told.
    """
    call = shown.call
    parts: list[tuple[str, str]] = [("企业", safe(call.firm))]
    if call.carried_from is not None:
        parts.append(("转来", f"自 {call.carried_from} 期"))
    for who in call.contacts:
        phones = "、".join(_numbered(phone, call.phones) for phone in who.phones)
        phones = phones or "（没有可拨的号码）"
        parts.append(("联系", f"{safe(who.name) or '（未留姓名）'}　{phones}"))
    parts += [("事项", text) for text in _matters(shown, most_matters)]
    parts += [("同号", text) for text in _shared(shown)]
    parts += _history(shown)
    parts += [("上期", text) for text in _last(shown.last)]
    if shown.draft:
        parts.append(("接着", f"上次没记完，已答 {len(shown.draft)} 项；键 1 接着问，答过的不再问"))
    lines = [
        *_top(shown, columns - 1),
        f"{ljust('编号', _LABEL)}{call.id}　{state_words(call)}{_why(shown)}",
    ]
    lines = [line for each in lines if each for line in wrap(each, columns - 1, "")]
    for label, text in parts:
        first, *more = wrap(text, columns - 1 - _LABEL, "")
        stands_out = label in ("企业", "联系")
        lines.append(ljust(label, _LABEL) + (bold(first) if stands_out else first))
        lines += [" " * _LABEL + line for line in more]
    if shown.behind_minutes:
        lines.append(f"注意：本机时钟比最近一条记录慢 {shown.behind_minutes} 分钟，请校准")
    return "\n".join(line.rstrip() for line in lines)


def hold(context: Context, shown: CallShown) -> None:
    """Let a card that was just claimed be shown with its firm's numbers.

    Those in what was said and written of the firm are masked, unless --phones asks for them.
    """
    show_whole(shown.call.phones)
    reveal(context, "calls next", [shown.call.firm])


def spaced(phone: str) -> str:
    """Return a mobile number as one reads it out, ``139 1234 5678``; others as they are."""
    if len(phone) == 11 and phone.startswith("1"):
        return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    return phone


def _numbered(phone: str, phones: Sequence[str]) -> str:
    """Return a number with that by which it is dialled, where the firm has several."""
    number = f"{phones.index(phone) + 1}号 " if len(phones) > 1 and phone in phones else ""
    return number + spaced(phone)


def asked_for(call: Call, dialled: str | None = None) -> str | None:
    """Return the name of whoever a call asks for: whose number is dialled, or who has one."""
    dialled = dialled or next(iter(call.phones), None)
    named = [who for who in call.contacts if who.name]
    named.sort(key=lambda who: (dialled not in who.phones, not who.phones))
    return next((who.name for who in named), None)


def no_call_due(shown: NoCallDue) -> str:
    """Return in one line that nothing is due, how much is left and when the next will be."""
    waits = f"，最早 {minute(shown.next_at)} 再拨" if shown.next_at else ""
    return f"{shown.month} 现在没有要拨的电话（未完成 {shown.left} 户{waits}）"


def _top(shown: CallShown, columns: int) -> list[str]:
    """Return how far the month is, and beside or below it what was promised for today."""
    head = _head(shown)
    if shown.next_promised is None:
        return [head]
    told = f"下一约 {shown.next_promised.at[11:16]} {safe(shown.next_promised.firm)}"
    beside = f"{head}  {told}"
    return [beside] if head and width(beside) <= columns else [head, told]


def _head(shown: CallShown) -> str:
    if not shown.total:
        return ""
    left = shown.total - shown.position + 1
    due = f"{int(shown.call.due[5:7])}月{int(shown.call.due[8:])}日"
    days = ""
    if shown.workdays_left:
        days = f"（还有 {shown.workdays_left} 个工作日）"
    elif shown.workdays_left == 0:
        days = "（已过或当天非工作日）"
    return f"== 第 {shown.position} 通 / 共 {shown.total} 通   剩 {left}   截止 {due}{days} =="


def state_words(call: Call) -> str:
    """Return a call's state and, where it has one, its outcome."""
    return STATES[call.state] + (f"·{ENDS[call.outcome]}" if call.outcome else "")


def _why(shown: CallShown) -> str:
    if shown.why is None:
        return ""
    broken = f"，已失约 {shown.broken_minutes} 分钟" if shown.broken_minutes else ""
    return f"　轮到这一户：{WHYS[shown.why]}{broken}"


def _matters(shown: CallShown, most: int | None) -> list[str]:
    """Return a line for each matter: what, which unit and officer, when, how far it has come."""
    lines = []
    for each in shown.services[:most]:
        who = safe(each.unit) + (f" {safe(each.officer)}" if each.officer else "")
        day = (each.date or "")[5:] if len(each.date or "") == 10 else each.date or ""
        told = (safe(each.matter or "（未填事项）"), who, safe(day), safe(each.completion or ""))
        lines.append(" · ".join(text for text in told if text))
    if hidden := len(shown.services) - len(lines):
        lines.append(f"另有 {hidden} 件，见 revisit calls show {shown.call.id}")
    return lines


def _shared(shown: CallShown) -> list[str]:
    """Return which other firms a number reaches, the unfinished named."""
    open_ones = [each for each in shown.shared if each.state in ("new", "retry", "appointment")]
    if not shown.shared:
        return []
    named = "、".join(f"{each.id} {safe(each.firm)}" for each in open_ones[:_MOST_SHARED])
    more = f" 等 {len(open_ones)} 户" if len(open_ones) > _MOST_SHARED else ""
    text = f"还没办的：{named}{more}，办完这一户接着给出" if named else "都已办结"
    agent = "，可能是代办人" if shown.is_agent else ""
    return [f"这个号码在 {len(shown.shared) + 1} 户名下{agent}；{text}"]


def _history(shown: CallShown) -> list[tuple[str, str]]:
    """Return the attempts that stand, newest last, and the times the card was put aside."""
    standing = [each for each in shown.history if not each.is_voided]
    numbered = list(enumerate(standing, 1))[-_MOST_ATTEMPTS:]
    lines = [("上次", _attempt(nth, each)) for nth, each in numbered]
    lines += [
        ("跳过", f"{minute(each.at)[5:]} {safe(each.by)}：{safe(each.words)}")
        for each in shown.skips[-1:]
    ]
    return lines


def _attempt(nth: int, each: AttemptShown) -> str:
    text = f"{minute(each.at)[5:]} {OUTCOMES[each.outcome]}（第 {nth} 次，{safe(each.by)}）"
    if each.outcome == "appointment" and each.callback_at is not None:
        text += f" 约 {minute(each.callback_at)[5:]}"
        text += f" 与{safe(each.callback_with)}" if each.callback_with else ""
        text += f"（{PARTIES[each.callback_party]}）" if each.callback_party else ""
        text += f" 由{safe(each.callback_by)}拨" if each.callback_by else ""
    return text + attempt_words(each)


def attempt_words(each: AttemptShown) -> str:
    """Return what was said in an attempt, as the end of its line; "" when nothing was."""
    text = f"：{safe(each.words)}" if each.words else ""
    text += f" 意见（没记成问题）：{safe(each.suggestion)}" if each.suggestion else ""
    text += f" 困难（没记成问题）：{safe(each.difficulty)}" if each.difficulty else ""
    return text + (f" 标签：{safe(LISTED.join(each.tags))}" if each.tags else "")


def _last(last: Sequence[LastAnswers]) -> list[str]:
    """Return what the firm answered in an earlier month, a line for units answered for alike."""
    alike: dict[tuple[str, str], list[str]] = {}
    for each in last:
        answers = _answers_words(each.answers) or "没有评价"
        alike.setdefault((each.month, answers), []).append(safe(each.unit))
    return [f"{month} {'、'.join(units)}：{answers}" for (month, answers), units in alike.items()]


def _answers_words(answers: Answers) -> str:
    """Return the coded answers in a phrase, that on the whole first; none told in confidence."""
    asked = [each for each in form().open_ones if each.kind == "coded"]
    asked.sort(key=lambda each: not each.is_overall)
    return " ".join(
        f"{each.label}{answer_shown(each, found)}"
        for each in asked
        if (found := answers.answer(each.code)) is not None
    )


def code_lines(phone: str) -> list[str]:
    """Return a number's code as lines, a module two columns wide: what is light is drawn.

    Whole blocks alone: half ones are not in GBK. Raises QrMissing.
    """
    return ["".join(DARK if each else LIGHT for each in row) for row in dial_code(phone)]


def has_room() -> bool:
    """Whether the window shows a code beneath a card."""
    return shutil.get_terminal_size().lines >= LEAST_LINES and columns() >= len(LIGHT) * 30
