"""Outcomes of a call, what each means, and when a firm is called again."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.calendar import YearUnknown
from revisit_cli.errors.call import (
    AnswerUnreadable,
    CallbackRequired,
    EvidenceRequired,
    OutcomeUnknown,
    OverallRequired,
    WordsRequired,
)
from revisit_cli.labels.call import ANSWERS, OUTCOMES, QUESTIONS, SYNONYMS
from revisit_cli.policy.workday import is_workday, workday_after
from revisit_cli.records.calendar import Calendar
from revisit_cli.records.call import CallRecord
from revisit_cli.records.setting import Settings

OPENS, MIDDAY, REOPENS, CLOSES = time(8, 30), time(11, 30), time(14, 30), time(17, 30)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an outcome means: its AAPOR class, whether it is final, which rest comes after it."""

    aapor: str
    is_final: bool
    rest: str = ""
    needs_words: bool = False
    spoils_number: str = ""


# Classes by AAPOR's Standard Definitions: I P R NC O UO NE.
TABLE: Mapping[str, Outcome] = {
    "completed": Outcome("I", is_final=True),
    "partial": Outcome("P", is_final=True),
    "refused_soft": Outcome("R", is_final=False, rest="soft"),
    "refused_hard": Outcome("R", is_final=True, needs_words=True),
    "appointment": Outcome("NC", is_final=False, rest="callback"),
    "no_answer": Outcome("NC", is_final=False, rest="other_half"),
    "busy": Outcome("NC", is_final=False, rest="busy"),
    "left_message": Outcome("NC", is_final=False, rest="other_half"),
    "broken_off": Outcome("O", is_final=False, rest="other_half"),
    "contact_left": Outcome("O", is_final=False, rest="number", spoils_number="left"),
    "wrong_number": Outcome("UO", is_final=False, rest="number", spoils_number="wrong"),
    "dead_number": Outcome("UO", is_final=False, rest="number", spoils_number="dead"),
    "denies_service": Outcome("O", is_final=True),
    "firm_gone": Outcome("NE", is_final=True),
    "exhausted": Outcome("NC", is_final=True),
}


def outcome_given(text: str) -> str:
    """Return an outcome's code by its code or Chinese word. Raises OutcomeUnknown."""
    word = normalize("NFKC", text).strip()
    for code, label in OUTCOMES.items():
        if word in (code, label):
            return code
    raise OutcomeUnknown(text=text, known="、".join(f"{c}（{w}）" for c, w in OUTCOMES.items()))


@clause("二(二)1", "二(二)2", "二(二)4", "附表1")
def answer_given(question: str, text: str | None) -> str | None:
    """Return an answer's code by its code or Chinese word; None stays None.

    The questions are the form's: 「涉企工作人员服务态度如何」, 「是否存在让办事群众“多头跑”办理」
    and so on. Raises AnswerUnreadable.
    """
    if text is None:
        return None
    word = normalize("NFKC", text).strip()
    for code, label in ANSWERS[question].items():
        if word in (code, label):
            return code
    if found := SYNONYMS.get((question, word)):
        return found
    known = "、".join(f"{label}（{code}）" for code, label in ANSWERS[question].items())
    raise AnswerUnreadable(question=QUESTIONS[question], text=text, known=known)


@clause("二(二)2")
def days_given(text: str | None) -> tuple[int | None, str | None]:
    """Return the days that an answer to 「您所办理的事项在几天办结」 names, and its words."""
    if text is None or not text.strip():
        return None, None
    found = re.search(r"\d+", normalize("NFKC", text))
    days = int(found[0]) if found and int(found[0]) < 10_000 else None
    return days, text.strip()


@clause("三(一)1")
def check_record(record: CallRecord, now: datetime) -> None:
    """Refuse a record that lacks what its outcome needs: 「并填写回访记录表（详见附表1）」.

    Raises WordsRequired, CallbackRequired, EvidenceRequired or OverallRequired.
    """
    words = dict(record.answers.words)
    if TABLE[record.outcome].needs_words and not words.get("outcome", "").strip():
        raise WordsRequired(outcome=OUTCOMES[record.outcome])
    if record.outcome == "appointment" and (record.callback is None or record.callback <= now):
        raise CallbackRequired
    if record.outcome == "firm_gone" and not (record.evidence and record.second_person):
        raise EvidenceRequired
    if record.outcome == "completed" and record.answers.overall is None:
        raise OverallRequired


@clause("R12", "三(一)")
def state_after(
    record: CallRecord,
    at: datetime,
    earlier: Sequence[str],
    *,
    has_other_number: bool,
    calendar: Calendar,
    settings: Settings,
) -> tuple[str, datetime | None]:
    """Return the call's state after an attempt, and when the firm may be called again.

    「坚持“无事不扰、有求必应、随叫随到”原则」: nobody is called in a rest or at noon. A wrong or
    dead number 「退回单位补号，计入该单位台账质量，企业仍在N内」 once no other is left. A second
    soft refusal is final. ``earlier`` are the outcomes of the attempts before.
    """
    outcome = TABLE[record.outcome]
    if outcome.is_final or (record.outcome == "refused_soft" and "refused_soft" in earlier):
        return "done", None
    if outcome.rest == "callback":
        return "appointment", record.callback
    if outcome.rest == "number":
        return ("retry", at) if has_other_number else ("returned", None)
    return "retry", rested(at, outcome.rest, calendar, settings)


def rested(at: datetime, rest: str, calendar: Calendar, settings: Settings) -> datetime:
    """Return when a rest of that kind is over, within the hours in which firms are called."""
    if rest == "busy":
        return _in_hours(at + timedelta(minutes=settings.busy_rest_minutes), calendar)
    if rest == "soft":
        day = _days_after(at.date(), settings.soft_refusal_rest_days, calendar)
        return datetime.combine(day, OPENS, at.tzinfo)
    later = at + timedelta(hours=settings.no_answer_rest_hours)
    if at.time() < MIDDAY:
        later = max(later, datetime.combine(at.date(), REOPENS, at.tzinfo))
    else:
        day = _days_after(at.date(), 1, calendar)
        later = max(later, datetime.combine(day, OPENS, at.tzinfo))
    return _in_hours(later, calendar)


def _in_hours(moment: datetime, calendar: Calendar) -> datetime:
    def on(day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, moment.tzinfo)

    if moment.time() > CLOSES:
        return on(_days_after(moment.date(), 1, calendar), OPENS)
    if not _is_called_on(moment.date(), calendar):
        return on(_days_after(moment.date(), 1, calendar), OPENS)
    if moment.time() < OPENS:
        return on(moment.date(), OPENS)
    if MIDDAY < moment.time() < REOPENS:
        return on(moment.date(), REOPENS)
    return moment


def _is_called_on(day: date, calendar: Calendar) -> bool:
    try:
        return is_workday(day, calendar)
    except YearUnknown:
        # A rest is no deadline: where the year is not announced, any day will do.
        return True


def _days_after(day: date, count: int, calendar: Calendar) -> date:
    try:
        return workday_after(day, count, calendar)
    except YearUnknown:
        return day + timedelta(days=count)


def is_exhausted(moments: Sequence[datetime]) -> bool:
    """Whether attempts on at least two days and in both half-days allow ``exhausted``."""
    halves = {moment.time() < MIDDAY for moment in moments}
    return len({moment.date() for moment in moments}) >= 2 and len(halves) == 2


@clause("二(二)3", "二(二)5")
def problems_of(record: CallRecord) -> tuple[tuple[str, str], ...]:
    """Return category and text of each problem an attempt opens.

    「对住建全系统工作及工作人员需要优化改进的意见与建议」, and difficulties.
    """
    found = (("suggestion", record.suggestion), ("difficulty", record.difficulty))
    if not record.opens_problem:
        return ()
    return tuple((kind, text.strip()) for kind, text in found if text and text.strip())


@clause("R11")
def units_answered(
    named: str | None, units: Mapping[int, str], find: Callable[[str], int | None]
) -> tuple[int, ...]:
    """Return the units an answer is about, all by default: 「各项问题按“企业×单位”逐一评价」.

    Empty when the unit named did not serve the firm.
    """
    if named is None:
        return tuple(units)
    found = find(named)
    return () if found is None or found not in units else (found,)
