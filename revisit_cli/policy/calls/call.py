"""What a record of a call must hold, and when a firm is called again after it."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from revisit_cli.document import clause
from revisit_cli.errors.calls.call import (
    AnswersNotTaken,
    CallbackRequired,
    EvidenceRequired,
    ExhaustedTooEarly,
    OutcomeUnknown,
    OverallRequired,
    PartyUnknown,
    SecondPersonIsSame,
    StateUnknown,
    WordsRequired,
)
from revisit_cli.labels.calls.call import OUTCOMES, PARTIES, STATES, TAG
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.calls.outcome import ANSWERED, OVERALL, TABLE, aapor_of, reaches
from revisit_cli.policy.calls.rest import MIDDAY, rested
from revisit_cli.policy.problems.problem import problems_in
from revisit_cli.policy.rules.answer import answered, asked
from revisit_cli.policy.word import code_of
from revisit_cli.records.calls.record import CallRecord, Earlier
from revisit_cli.records.code import (
    CallbackParty,
    CallOutcome,
    CallState,
    ProblemCategory,
)
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.rules.setting import Settings
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form


def state_given(text: str) -> CallState:
    """Return a call state's code by its code or Chinese word. Raises StateUnknown."""
    if code := code_of(text, STATES):
        return code
    raise StateUnknown(text=text, known=LISTED.join(STATES.values()))


def outcome_given(text: str) -> CallOutcome:
    """Return an outcome's code by its code or Chinese word. Raises OutcomeUnknown."""
    if code := code_of(text, OUTCOMES):
        return code
    raise OutcomeUnknown(text=text, known=LISTED.join(OUTCOMES.values()))


@clause("三(一)1")
def check_record(record: CallRecord, now: datetime, by: str) -> None:
    """Refuse a record that lacks what its outcome needs: 「并填写回访记录表（详见附表1）」.

    Raises AnswersNotTaken, WordsRequired, CallbackRequired, EvidenceRequired, SecondPersonIsSame or
    OverallRequired.
    """
    if record.outcome not in ANSWERED and (given := _questions_answered(record)):
        raise AnswersNotTaken(outcome=OUTCOMES[record.outcome], questions=asked(given))
    if record.tags and not reaches(record.outcome):
        raise AnswersNotTaken(outcome=OUTCOMES[record.outcome], questions=TAG)
    lacking = missing(record)
    if "words" in lacking:
        raise WordsRequired(outcome=OUTCOMES[record.outcome])
    # Of a call keyed in later the appointment may be past by now, not by the time it was made.
    is_agreed = record.outcome == "appointment"
    is_past = record.callback is not None and record.callback <= (record.at or now)
    if "callback" in lacking or (is_agreed and is_past):
        raise CallbackRequired
    if {"evidence", "second_person"} & set(lacking):
        raise EvidenceRequired
    if record.outcome == "firm_gone" and (record.second_person or "").strip() == by:
        raise SecondPersonIsSame(by=by)
    if form().overall.code in lacking:
        raise OverallRequired


@clause("三(一)1", "附表1")
def missing(record: CallRecord) -> tuple[str, ...]:
    """Return the fields that a record's outcome cannot do without and that say nothing.

    That on the whole, 「总体评价」, is needed of every unit that was answered for.
    """
    found = {
        "words": dict(record.answers.words).get("outcome"),
        "callback": record.callback,
        "evidence": record.evidence,
        "second_person": record.second_person,
        OVERALL: _has_overall(record),
    }
    lacking = [
        name
        for name in TABLE[record.outcome].needs
        if not (each.strip() if isinstance(each := found[name], str) else each)
    ]
    return tuple(form().overall.code if name == OVERALL else name for name in lacking)


def _questions_answered(record: CallRecord) -> tuple[Question, ...]:
    sets = [record.answers, *(answers for _, answers in record.by_unit)]
    found = [each for answers in sets for each in answered(answers)]
    return tuple(each for each in form().of_units if each in found)


def _has_overall(record: CallRecord) -> bool:
    sets = [answers for _, answers in record.by_unit] or [record.answers]
    return all(answers.code(form().overall.code) is not None for answers in sets)


@clause("R12")
def check_exhausted(call: int, earlier: Sequence[Earlier]) -> None:
    """Refuse to give a firm up before attempts on two days and in both half-days.

    Raises ExhaustedTooEarly, which counts what there is.
    """
    moments = [each.at for each in earlier]
    if is_exhausted(moments):
        return
    mornings = sum(moment.time() < MIDDAY for moment in moments)
    raise ExhaustedTooEarly(
        call=call,
        count=len(moments),
        days=len({moment.date() for moment in moments}),
        mornings=mornings,
        afternoons=len(moments) - mornings,
    )


@clause("R12", "三(一)")
def state_after(
    record: CallRecord,
    at: datetime,
    earlier: Sequence[Earlier],
    *,
    by: str,
    others_at_work: bool,
    has_other_number: bool,
    calendar: Calendar,
    settings: Settings,
) -> tuple[CallState, datetime | None]:
    """Return the call's state after an attempt, and when the firm may be called again.

    「坚持“无事不扰、有求必应、随叫随到”原则」: nobody is called in a rest or at noon. A wrong or
    dead number 「退回单位补号，计入该单位台账质量，企业仍在N内」 once no other is left. A soft
    refusal is final once somebody else has heard it too, or nobody else works here. ``earlier``
    are the attempts before, by whom and when. A time chosen for another try goes before the rest.
    """
    outcome = TABLE[record.outcome]
    if outcome.is_final:
        return "done", None
    if record.outcome == "refused_soft":
        before = [each.by for each in earlier if each.outcome == "refused_soft"]
        if before and (not others_at_work or any(each != by for each in before)):
            return "done", None
    if outcome.rest == "callback":
        return "appointment", record.callback
    if outcome.rest == "number":
        return ("retry", at) if has_other_number else ("returned", None)
    return "retry", record.callback or rested(at, outcome.rest, calendar, settings)


def party_given(text: str) -> CallbackParty:
    """Return with whom an appointment was made, by code or word. Raises PartyUnknown."""
    if code := code_of(text, PARTIES):
        return code
    raise PartyUnknown(text=text, known=LISTED.join(PARTIES.values()))


def party_of(record: CallRecord, people: Collection[str]) -> CallbackParty | None:
    """Return with whom an appointment was made: as said, else by the ``people`` of the firm."""
    if record.outcome != "appointment" or record.callback_party is not None:
        return record.callback_party
    return "firm" if record.callback_with and record.callback_with in people else None


@clause("三(一)")
def stays_with_clerk(record: CallRecord, state: CallState) -> bool:
    """Whether a firm is called again at once, by the same clerk: 「无事不扰」, in one go.

    Other units' answers or another number are still to come. Not where a clerk only writes down
    what happened earlier.
    """
    other_number = TABLE[record.outcome].rest == "number"
    goes_on = other_number or record.outcome in ("completed", "denies_service")
    return goes_on and state == "retry" and record.at is None


def lets_number_rest(
    outcome: CallOutcome, state: CallState, next_at: datetime, now: datetime
) -> bool:
    """Whether the number dialled rests for other firms too: nobody answered it just now."""
    return TABLE[outcome].aapor == "NC" and state == "retry" and next_at > now


def state_before(earlier: Sequence[Earlier], at: datetime) -> tuple[CallState, datetime | None]:
    """Return what a call goes back to when its newest attempt is undone: it is due at once.

    An appointment that still lies ahead is waited for again.
    """
    if not earlier:
        return "new", None
    agreed = earlier[-1].callback_at
    if earlier[-1].outcome == "appointment" and agreed is not None:
        return "appointment", agreed
    return "retry", at


def needs_other_number(
    outcome: CallOutcome,
    at: datetime,
    earlier: Sequence[Earlier],
    party: CallbackParty | None = None,
) -> bool:
    """Whether a firm was tried so often that its unit is to be asked for another number.

    Three tries on two days that reached nobody.
    """
    moments = [each.at for each in earlier if aapor_of(each.outcome, each.party) == "NC"]
    is_reached = aapor_of(outcome, party) != "NC"
    moments += [] if is_reached or TABLE[outcome].is_final else [at]
    return len(moments) >= 3 and len({moment.date() for moment in moments}) >= 2


def is_exhausted(moments: Sequence[datetime]) -> bool:
    """Whether attempts on at least two days and in both half-days allow ``exhausted``."""
    halves = {moment.time() < MIDDAY for moment in moments}
    return len({moment.date() for moment in moments}) >= 2 and len(halves) == 2


@clause("二(二)3", "二(二)5")
def problems_of(record: CallRecord) -> tuple[tuple[ProblemCategory, str], ...]:
    """Return category and text of each problem an attempt opens.

    「对住建全系统工作及工作人员需要优化改进的意见与建议」, and difficulties.
    """
    return problems_in(record.suggestion, record.difficulty) if record.opens_problem else ()


@clause("二(二)3", "R32")
def texts_kept(record: CallRecord) -> dict[str, str | None]:
    """Return the suggestion and difficulty that the attempt itself keeps: no problem does.

    Its tags it keeps in any case: 「每次回访计一次，有没有立项都计」.
    """
    kept = () if record.opens_problem else problems_in(record.suggestion, record.difficulty)
    tags = json.dumps(record.tags, ensure_ascii=False) if record.tags else None
    return {"suggestion": None, "difficulty": None, "tags": tags, **dict(kept)}


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
