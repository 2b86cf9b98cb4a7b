"""The options of a record, and the line that says it is saved."""

from collections.abc import Sequence

from revisit_cli.cli.ledger_words import moment_of
from revisit_cli.cli.screen import say
from revisit_cli.cli.text import moment
from revisit_cli.labels.call import OUTCOMES
from revisit_cli.operations.answer import answer_given, days_given, outcome_given
from revisit_cli.records.call import Answers, CallRecord, CallRecorded


def record_options(
    call: int,
    outcome: str,
    *,
    unit: str | None = None,
    attitude: str | None = None,
    one_time_notice: str | None = None,
    days: str | None = None,
    extra_trips: str | None = None,
    integrity: str | None = None,
    overall: str | None = None,
    words: Sequence[str] = (),
    suggestion: str | None = None,
    difficulty: str | None = None,
    respondent: str | None = None,
    phone: str | None = None,
    at: str | None = None,
    callback: str | None = None,
    opens_problem: bool = True,
    token: int | None = None,
    evidence: str | None = None,
    second_person: str | None = None,
    tags: Sequence[str] = (),
) -> CallRecord:
    """Return the record that typed options mean; Chinese values are understood.

    Raises OutcomeUnknown, AnswerUnreadable or ReceivedUnreadable.
    """
    number, days_text = days_given(days)
    pairs = tuple((q.strip(), text) for q, _, text in (each.partition("=") for each in words))
    return CallRecord(
        call=call,
        outcome=outcome_given(outcome),
        answers=Answers(
            attitude=answer_given("attitude", attitude),
            one_time_notice=answer_given("one_time_notice", one_time_notice),
            days=number,
            days_text=days_text,
            extra_trips=answer_given("extra_trips", extra_trips),
            integrity=answer_given("integrity", integrity),
            overall=answer_given("overall", overall),
            words=pairs,
        ),
        unit=unit,
        suggestion=suggestion,
        difficulty=difficulty,
        respondent=respondent,
        phone=phone,
        at=None if at is None else moment_of(at),
        callback=None if callback is None else moment_of(callback),
        opens_problem=opens_problem,
        token=token,
        evidence=evidence,
        second_person=second_person,
        tags=tuple(tags),
    )


def show_recorded(told: CallRecorded) -> None:
    """Say in a line what was saved and how to undo it, then what it opened."""
    say(f"已保存 #{told.attempt} {OUTCOMES[told.outcome]}（撤销：calls undo {told.call}）")
    if told.next_at:
        say(f"  下次 {moment(told.next_at)}")
    if told.state == "returned":
        say("  已退回科室补号")
    for number in told.problems:
        say(f"  已立项 P-{number:04d}，{told.problem_due} 前答复")
    if told.flags:
        say("  已列入上门回访")
    if told.findings:
        say("  企业称未办理过：请报负责人核实台账")
