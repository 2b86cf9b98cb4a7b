"""What is asked after each key but 接通: times, numbers, words, evidence."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from revisit_cli.cli.asking.line import Ask
from revisit_cli.cli.asking.prompt import choice, key, phone, words
from revisit_cli.cli.asking.trail import Back, by_question, remembered
from revisit_cli.cli.calls.card import asked_for, spaced
from revisit_cli.cli.screen import say, tell
from revisit_cli.cli.text import safe
from revisit_cli.errors import RevisitError
from revisit_cli.labels.calls.call import OUTCOMES, PARTIES
from revisit_cli.operations.calls.rest import check_next_try, next_tries
from revisit_cli.operations.days.moment import given_moment
from revisit_cli.records.calls.card import CallShown
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.context import Context
from revisit_cli.records.firms.person import without_extension
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import Value, replace

MORE_KEY = "10"
KEYS: Mapping[str, CallOutcome] = {
    "2": "no_answer",
    "3": "busy",
    "4": "dead_number",
    "5": "refused_soft",
    "6": "appointment",
    "7": "wrong_number",
    "11": "left_message",
    "12": "broken_off",
    "13": "contact_left",
    "14": "denies_service",
    "15": "firm_gone",
    "16": "partial",
    "17": "exhausted",
}
MORE = tuple(f"{number}{OUTCOMES[code]}" for number, code in KEYS.items() if len(number) > 1)
_TIMES = "1今天下午 2明天上午 3明天下午 4自选"


class OpenCard(Value):
    """The card that is open at the desk, who sits there, and how to ask."""

    ask: Ask
    shown: CallShown
    clock: Callable[[], Context]
    note: str = ""

    @property
    def context(self) -> Context:
        """Who acts, when and where, as of now."""
        return self.clock()


def ask_outcome(card: OpenCard, outcome: CallOutcome) -> CallRecord:
    """Ask what an outcome needs and return its record. Raises Back at the first question."""
    record = CallRecord(card.shown.call.id, outcome, token=card.shown.token)
    return by_question(lambda: _ASKING.get(outcome, _nothing_more)(card, record))


def _nothing_more(_: OpenCard, record: CallRecord) -> CallRecord:
    return record


def _next_try(card: OpenCard, record: CallRecord) -> CallRecord:
    """Propose when to try again; Enter accepts."""
    tries = next_tries(card.context, record.outcome)
    if not tries or tries[0] is None:
        return record
    due = card.shown.call.due
    late = "（已过截止，列入负责人名单）" if tries[0].date().isoformat() > due else ""
    prompt = f"再拨 {_moment(tries[0])}{late}，回车接受；{_TIMES}> "
    while True:
        chosen: datetime | None = None
        line = key(
            card.ask, prompt, "歇够了换个半天再打，躲开午休；也可以直接写时间，如 三点半、明早"
        )
        if not line:
            return record
        try:
            if line in ("1", "2", "3"):
                chosen = tries[int(line)] if int(line) < len(tries) else None
                if chosen is None:
                    tell(f"  太早了：歇到 {_moment(tries[0])} 以后再拨")
                    continue
            elif line == "4":
                with suppress(Back):
                    chosen = _when(card, "什么时间（如 15:30、明天9点、周五上午、12-03 10:00）> ")
                if chosen is None:
                    continue
            elif len(line) == 1:
                tell("  回车接受，或按 1 至 4，< 退回")
                continue
            else:
                chosen = given_moment(card.context, line, "future")
            check_next_try(card.context, record.outcome, chosen)
        except RevisitError as refusal:
            tell(f"  {refusal}")
            continue
        return replace(record, callback=chosen)


def _appointment(card: OpenCard, record: CallRecord) -> CallRecord:
    """Ask when, with whom, and who keeps it."""
    when = _when(card, "约到什么时间（如 15:30、明天、明天9点、周五上午、12-03 10:00）> ")
    say(f"  {_moment(when)}")
    known = asked_for(card.shown.call)
    person = words(card.ask, f"和谁约的（回车：{safe(known or '不写')}）> ", must=False)
    listed = " ".join(f"{nth}{word}" for nth, word in enumerate(PARTIES.values(), 1))
    party = choice(card.ask, f"是企业的人吗  {listed}> ", tuple(PARTIES))
    keeper = words(card.ask, f"由谁来拨（回车：{safe(card.context.by)}）> ", must=False)
    return replace(
        record,
        callback=when,
        callback_with=person or known,
        callback_by=keeper or card.context.by,
        callback_party=party,
    )


def _bad_number(card: OpenCard, record: CallRecord) -> CallRecord:
    """Ask which number proved bad, where there are several, and for another at once."""
    numbers = card.shown.call.phones
    bad = numbers[0] if numbers else None
    if len(numbers) > 1:
        listed = " ".join(f"{nth}尾号{phone[-4:]}" for nth, phone in enumerate(numbers, 1))
        bad = choice(card.ask, f"哪个号码  {listed}> ", numbers)
    others = [phone for phone in numbers if phone != bad]
    otherwise = f"接着拨 {spaced(others[0])}" if others else "退回科室补号码"
    new = phone(card.ask, f"有没有别的号码（回车：{otherwise}）> ")
    name = None
    if new is not None:
        name = words(card.ask, "这个号码是谁的（可回车）> ", must=False) or None
    dialled = None if bad is None else without_extension(bad)
    return replace(record, phone=dialled, new_phone=new, new_contact=name)


def _refusal(card: OpenCard, record: CallRecord) -> CallRecord:
    refusals: tuple[CallOutcome, ...] = ("refused_soft", "refused_hard")
    kind = choice(card.ask, "1婉拒（换人再试一次） 2明确拒访> ", refusals)
    said = words(card.ask, "企业怎么说> ", must=True, before=card.note)
    return replace(record, outcome=kind, answers=Answers(words=(("outcome", said),)))


def _denial(card: OpenCard, record: CallRecord) -> CallRecord:
    units, served = card.shown.units_left, card.shown.call.units
    # Of all at once only before the firm was asked about any.
    names = (*map(safe, units), *(["都没办过"] if len(units) == len(served) else []))
    unit = units[0] if len(units) < len(served) else None
    if len(units) > 1:
        listed = " ".join(f"{nth}{name}" for nth, name in enumerate(names, 1))
        chosen = choice(card.ask, f"说没办过哪家的事  {listed}> ", (*units, "")[: len(names)])
        unit = chosen or None
    said = words(card.ask, "企业怎么说> ", must=True, before=None)
    return replace(record, unit=unit, answers=Answers(words=(("outcome", said),)))


def _gone(card: OpenCard, record: CallRecord) -> CallRecord:
    evidence = words(card.ask, "依据（如 注销公告文号）> ", must=True)
    while True:
        second = words(card.ask, "共同认定的第二人> ", must=True)
        if second != card.context.by:
            return replace(record, evidence=evidence, second_person=second)
        tell("  第二人不能是您本人")


def _broken_off(card: OpenCard, record: CallRecord) -> CallRecord:
    said = words(card.ask, "说到哪里断的（可回车）> ", must=False, before=card.note)
    answers = Answers(words=(("outcome", said),)) if said else Answers()
    return _next_try(card, replace(record, answers=answers))


@remembered
def _when(card: OpenCard, prompt: str) -> datetime:
    while True:
        line = key(card.ask, prompt)
        try:
            found = given_moment(card.context, line, "future")
        except RevisitError as refusal:
            tell(f"  {refusal}" if line else "  请写时间")
            continue
        if found > card.context.now:
            return found
        tell(f"  {_moment(found)} 已经过了")


def _moment(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"


_ASKING: Mapping[str, Callable[[OpenCard, CallRecord], CallRecord]] = {
    "no_answer": _next_try,
    "busy": _next_try,
    "left_message": _next_try,
    "broken_off": _broken_off,
    "appointment": _appointment,
    "dead_number": _bad_number,
    "wrong_number": _bad_number,
    "contact_left": _bad_number,
    "refused_soft": _refusal,
    "denies_service": _denial,
    "firm_gone": _gone,
}
