"""The options of a record, and the line that says it is saved."""

from collections.abc import Iterator, Mapping, Sequence

from revisit_cli.cli.rules.answers import NOT_GIVEN
from revisit_cli.cli.screen import say, tell
from revisit_cli.labels.calls.call import OUTCOMES
from revisit_cli.labels.calls.entry import missing_lines
from revisit_cli.labels.problems.problem import problem_name
from revisit_cli.labels.text import PENDING, minute
from revisit_cli.operations.days.moment import given_moment
from revisit_cli.operations.rules.answer import (
    about_given,
    answers_of_call,
    outcome_given,
    party_given,
)
from revisit_cli.records.calls.record import CallRecord, CallRecorded
from revisit_cli.records.context import Context


def record_options(
    context: Context,
    call: int,
    outcome: str,
    *,
    unit: str | None = None,
    given: Mapping[str, str | None] = NOT_GIVEN,
    answers: Sequence[str] = (),
    words: Sequence[str] = (),
    suggestion: str | None = None,
    difficulty: str | None = None,
    about: Sequence[str] = (),
    respondent: str | None = None,
    phone: str | None = None,
    at: str | None = None,
    callback: str | None = None,
    callback_with: str | None = None,
    callback_by: str | None = None,
    callback_party: str | None = None,
    new_phone: str | None = None,
    is_inbound: bool = False,
    opens_problem: bool = True,
    token: int | None = None,
    evidence: str | None = None,
    second_person: str | None = None,
    tags: Sequence[str] = (),
) -> CallRecord:
    """Return the record that typed options mean; Chinese values are understood.

    Raises OutcomeUnknown, PartyUnknown, QuestionUnknown, AnswerUnreadable, WordsUnreadable,
    MomentUnreadable or MomentAhead.
    """
    return CallRecord(
        call=call,
        outcome=outcome_given(outcome),
        answers=answers_of_call(given, answers, words),
        unit=unit,
        suggestion=suggestion,
        difficulty=difficulty,
        about=about_given(about),
        respondent=respondent,
        phone=phone,
        at=None if at is None else given_moment(context, at, "past"),
        callback=None if callback is None else given_moment(context, callback, "future"),
        callback_with=callback_with,
        callback_by=callback_by,
        callback_party=None if callback_party is None else party_given(callback_party),
        new_phone=new_phone,
        is_inbound=is_inbound,
        opens_problem=opens_problem,
        token=token,
        evidence=evidence,
        second_person=second_person,
        tags=tuple(tags),
    )


def show_recorded(told: CallRecorded, *, undo: str = "", phone: str | None = None) -> None:
    """Say in a line what was saved and how to undo it, then what it opened.

    ``phone`` is the number dialled: its last four digits are said again.
    """
    way = undo or f"撤销：revisit calls undo {told.call}"
    tail = f" 尾号 {phone.partition('-')[0][-4:]}" if phone else ""
    waits = f"，{minute(told.next_at)[5:]} 再拨" if told.next_at and not told.is_kept else ""
    tell_missing(told)
    say(f"已保存 #{told.attempt}（{way}）{OUTCOMES[told.outcome]}{tail}{waits}")
    for line in _followed(told):
        say(f"  {line}")


def tell_missing(told: CallRecorded) -> None:
    """Say for want of which answers a call that was said to be completed is not kept as one."""
    for line in missing_lines(told.missing):
        tell(line)


def _followed(told: CallRecorded) -> Iterator[str]:
    if told.state == "returned":
        yield "已退回科室补号码"
    if told.is_kept:
        yield "这一户还没完，接着办"
    if told.is_past_due:
        yield "注意：再拨时间已过截止，列入负责人名单（revisit calls attention）"
    if told.is_off_hours and told.outcome == "appointment":
        yield "注意：约的时间不在工作时间内"
    if told.asks_number:
        yield "两天拨了三次没有通：请科室核对号码（revisit calls attention）"
    if told.resting:
        yield f"同一号码的另 {len(told.resting)} 户也等到那时再拨"
    due = told.problem_due
    when = f"答复期限{PENDING}" if due is None else f"{_day(due)}前答复"
    for number in told.problems:
        yield f"记成问题 {problem_name(number)}，{when}"
    if told.flags:
        yield "已列入上门回访"
    if told.findings:
        yield "企业称未办理过：已报负责人（revisit calls attention）"
        yield "列为台账不实、待核实（revisit duty list）"


def _day(iso: str) -> str:
    """Return a day as it is said, ``7月14日``."""
    return f"{int(iso[5:7])}月{int(iso[8:10])}日"
