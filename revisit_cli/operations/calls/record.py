"""Recording one attempt, and what it opens: problems, visits, suspicions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from revisit_cli.errors.calls.call import CallIsFinal, CallIsHeld, TokenStale
from revisit_cli.errors.calls.sheet import CallOnSheet
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.calls import card
from revisit_cli.operations.calls.again import refuse_again
from revisit_cli.operations.calls.claim import hold, refuse_final, refuse_held
from revisit_cli.operations.calls.draft import keep_refused, opened_at
from revisit_cli.operations.calls.units import check_units, units_told
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.owing import owe
from revisit_cli.operations.problems.about import unit_about
from revisit_cli.operations.reading import settings_of
from revisit_cli.operations.rules.confided import save_answers
from revisit_cli.policy.calls import call as policy
from revisit_cli.policy.calls import completion, rest
from revisit_cli.policy.calls.outcome import ANSWERED, TABLE, reaches
from revisit_cli.policy.calls.queue import AT_WORK
from revisit_cli.policy.firms.phone import number_given, number_rung
from revisit_cli.policy.problems.clock import with_clock
from revisit_cli.policy.rules import evaluation
from revisit_cli.policy.visits.flag import reasons_of_call
from revisit_cli.records.calls.record import CallRecord, CallRecorded, Earlier
from revisit_cli.records.calls.stored import StoredCall
from revisit_cli.records.code import CallOutcome, CallState, FlagReason
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.firms.person import USABLE
from revisit_cli.records.problems.problem import NewProblem
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import replace
from revisit_cli.records.visits.flag import NewFlag
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import claim as lease_store
from revisit_cli.store.calls import draft as draft_store
from revisit_cli.store.calls import queue as queue_store
from revisit_cli.store.calls import record as attempt_store
from revisit_cli.store.calls import twin
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.file.database import Database
from revisit_cli.store.problems import problem as problem_store
from revisit_cli.store.rules import answer as evaluation_store
from revisit_cli.store.visits import flag as flag_store


def record_call(context: Context, record: CallRecord) -> CallRecorded:
    """Put one attempt on record, whole: answers, state, problems, flags, suspicions.

    Raises RecordedJustNow, CallUnknown, CallIsFinal, CallIsHeld, TokenStale, UnitNotServing,
    ExhaustedTooEarly, CallbackTooSoon, CallbackOffHours, PhoneUnreadable, AnswersOfOneUnit, what
    ``policy.calls.call.check_record`` refuses, ContactAhead, ContactTooEarly and
    MonthIsClosed. A record that came too late is refused, and its answers kept as a draft.
    """
    try:
        with writing(context) as act:
            refuse_again(act, record)
            return act.tell(recorded(act, record))
    except (CallIsFinal, CallIsHeld, CallOnSheet, TokenStale):
        keep_refused(context, record)
        raise


def recorded(act: Act, record: CallRecord) -> CallRecorded:
    """Save one attempt in an act under way, by the act's own clerk; telling it is the caller's.

    Raises as :func:`record_call`; after a refusal the act must be undone, or its savepoint.
    """
    policy.check_record(record, act.context.now, act.context.by)
    row = card.found(act.database, record.call, act.context)
    refuse_final(row)
    refuse_held(act.database, act.context, row, record.token)
    now = act.context.now
    card.check_day(act.database, row, record.at or now, now)
    units = card.units_served(act.database, row)
    check_units(record, units)
    record = replace(record, phone=number_rung(record.phone))
    return _Recording(act, row, record, units).run()


class _Recording:
    """One attempt on its way in."""

    def __init__(
        self, act: Act, row: StoredCall, record: CallRecord, units: Mapping[int, str]
    ) -> None:
        self.act, self.row, self.record, self.units = act, row, record, units
        self.database = act.database
        self.now = act.context.now
        self.at = record.at or self.now
        self.settings = settings_of(self.database)
        self.calendar = calendar_store.load(self.database)
        self.outcome = TABLE[record.outcome]
        self.told = units_told(self.database, record, units)
        self.standing = evaluation_store.standing(self.database, call=record.call)
        if record.outcome in ANSWERED:
            self.standing |= {unit: self._answers_of(unit) for unit in self.told}
        denied = attempt_store.denied_units(self.database, record.call)
        if record.outcome == "denies_service":
            denied |= {*self.told}
        self.left = completion.units_left(units, self.standing, denied)
        self.lacking = completion.lacking_in(self._answers_judged())
        self.kept_as = completion.kept_as(record.outcome, self.lacking)
        contacts = call_store.contacts(self.database, row.firm)
        usable = (each for each in contacts if each.state in USABLE)
        self.numbers = [each.phone for each in usable if each.phone]
        people = {each.name for each in contacts if each.name}
        self.party = policy.party_of(record, people)

    def _answers_judged(self) -> dict[str, Answers]:
        """Return by unit's name the answers that must be whole: all of them once the call ends."""
        units = self.told if self.left else self.standing
        return {
            self.units[unit]: self.standing[unit]
            for unit in units
            if unit in self.units and unit in self.standing
        }

    def run(self) -> CallRecorded:
        """Save everything; return what is to be told."""
        record, call = self.record, self.record.call
        earlier = attempts_standing(self.database, call)
        if record.outcome == "exhausted":
            policy.check_exhausted(call, earlier)
        rest.check_next_try(
            self.outcome.rest, record.callback, self.at, self.calendar, self.settings
        )
        attempt = attempt_store.add(self.database, self._attempt())
        allow_change(self.act, self.row.month, "attempt", attempt)
        self._save_answers(attempt)
        state, next_at = self._move(earlier, has_other_number=self._spoil_number())
        due, problems = self._open_problems(attempt)
        due_on = date.fromisoformat(self.row.due_on)
        return CallRecorded(
            call=call,
            attempt=attempt,
            outcome=self.kept_as,
            problems=problems,
            flags=self._raise_flags(attempt),
            state=state,
            next_at=None if next_at is None else stamp(next_at),
            findings=self._suspect(),
            problem_due=due,
            is_past_due=rest.is_past_due(next_at, due_on),
            asks_number=policy.needs_other_number(record.outcome, self.at, earlier, self.party),
            is_off_hours=next_at is not None and not rest.is_in_hours(next_at, self.calendar),
            resting=self._let_sharing_rest(state, next_at),
            is_kept=self._settle_claim(state),
            missing=self.lacking if self.kept_as != record.outcome else (),
        )

    def _move(
        self, earlier: Sequence[Earlier], *, has_other_number: bool
    ) -> tuple[CallState, datetime | None]:
        """Set the call's new state and return it with when the firm is called again."""
        since = stamp(self.now - AT_WORK)
        by = self.act.context.by
        state, next_at = policy.state_after(
            self.record,
            self.at,
            earlier,
            by=by,
            others_at_work=queue_store.others_at_work(self.database, by, since),
            has_other_number=has_other_number,
            calendar=self.calendar,
            settings=self.settings,
        )
        if state == "done" and completion.goes_on(self.record.outcome, self.left):
            state, next_at = "retry", self.now
        due = None if next_at is None else stamp(next_at)
        outcome = self._outcome_at_end() if state == "done" else None
        call_store.set_state(self.database, self.record.call, state, due, outcome, attempts=1)
        return state, next_at

    def _outcome_at_end(self) -> CallOutcome:
        """Return what the whole call ends with, which may have been answered before."""
        is_of_one = self.record.unit is not None
        said = completion.outcome_at_end(
            self.record.outcome, is_of_one=is_of_one, is_answered=bool(self.standing)
        )
        return completion.kept_as(said, self.lacking)

    def _settle_claim(self, state: CallState) -> bool:
        """Give the firm back, unless it stays with this clerk; say whether it does.

        What was answered before is a draft until the answers are on record.
        """
        call = self.record.call
        if state == "done" or self.record.outcome in ANSWERED:
            draft_store.drop(self.database, call, self.act.context.by)
        if policy.stays_with_clerk(self.record, state):
            hold(self.database, self.act.context, call)
            return True
        lease_store.release(self.database, call)
        return False

    def _let_sharing_rest(self, state: CallState, next_at: datetime | None) -> tuple[int, ...]:
        """Let other firms rest too that only this number reaches; return their calls."""
        phone = self.record.phone or next(iter(self.numbers), None)
        if phone is None or next_at is None:
            return ()
        if not policy.lets_number_rest(self.record.outcome, state, next_at, self.now):
            return ()
        until = stamp(next_at)
        found = queue_store.reached_only_by(
            self.database, phone, self.row.firm, self.row.month, until
        )
        for call in found:
            queue_store.rest(self.database, call, until)
        return tuple(found)

    def _attempt(self) -> dict[str, Any]:
        record = self.record
        return {
            "call": record.call,
            "outcome": self.kept_as,
            "unit": self.told[0] if record.unit is not None else None,
            "by": self.act.context.by,
            "at": stamp(self.at),
            "entered_at": stamp(self.now),
            "is_inbound": int(record.is_inbound),
            "phone": self._dialled(),
            "respondent": record.respondent,
            "words": dict(record.answers.words).get("outcome"),
            "callback_at": None if record.callback is None else stamp(record.callback),
            "callback_with": record.callback_with,
            "callback_by": record.callback_by,
            "callback_party": self.party,
            "second_person": record.second_person,
            "evidence": record.evidence,
            "opened_at": opened_at(self.database, self.act.context, record),
            **policy.texts_kept(record),
        }

    def _answers_of(self, unit: int) -> Answers:
        return evaluation.answers_about(self.record, self.units[unit], self.units.values())

    def _save_answers(self, attempt: int) -> None:
        if self.record.outcome not in ANSWERED:
            return
        firm, month = self.row.firm, self.row.month
        add = partial(evaluation_store.add, self.database, firm=firm, month=month, attempt=attempt)
        for unit in self.told:
            answers = self._answers_of(unit)
            save_answers(self.database, answers, stamp(self.now), partial(add, unit=unit))
        twin.settle_answers(self.database, self.row.twin_of or self.row.id, stamp(self.now))

    def _dialled(self) -> str | None:
        """Return the number dialled, where it is known or must be: one that proved bad."""
        if self.record.phone or not self.outcome.spoils_number:
            return self.record.phone
        return next(iter(self.numbers), None)

    def _spoil_number(self) -> bool:
        """Mark the number that proved bad, note one learnt instead; say whether one is left.

        One that was taken for bad and reaches the firm is good.
        """
        firm = self.row.firm
        if not self.outcome.spoils_number:
            if self.record.phone and reaches(self.record.outcome, self.party):
                attempt_store.trust_phone(self.database, firm, self.record.phone)
            return True
        bad = self._dialled() or ""
        attempt_store.spoil_phone(self.database, firm, bad, self.outcome.spoils_number)
        if self.record.new_phone is not None:
            number = number_given(self.record.new_phone)
            attempt_store.correct_phone(self.database, firm, self.record.new_contact or "", number)
            return True
        return any(phone != bad for phone in self.numbers)

    def _open_problems(self, attempt: int) -> tuple[str | None, tuple[int, ...]]:
        """Open what the firm brought up; return by when it is answered, and the numbers."""
        problems = [
            NewProblem(
                source="call",
                month=self.row.month,
                category=category,
                text=text,
                raised_at=stamp(self.at),
                raised_by=self.act.context.by,
                firm=self.row.firm,
                unit=unit_about(self.database, self.record.about, category, self._only_unit),
                attempt=attempt,
                tags=self.record.tags,
            )
            for category, text in policy.problems_of(self.record)
        ]
        timed = [with_clock(each, self.act.rules, self.calendar) for each in problems]
        numbers = tuple(problem_store.add(self.database, each, stamp(self.now)) for each in timed)
        due = timed[0].due_on if timed else None
        return None if due is None else due.isoformat(), numbers

    @property
    def _only_unit(self) -> int | None:
        """The unit that the record tells of, None where it tells of several or of none."""
        return self.told[0] if len(self.told) == 1 else None

    def _raise_flags(self, attempt: int) -> tuple[int, ...]:
        flags = tuple(
            flag_store.add(
                self.database,
                NewFlag(
                    firm=self.row.firm,
                    month=self.row.month,
                    reason=reason,
                    raised_at=stamp(self.at),
                    unit=unit,
                    attempt=attempt,
                ),
            )
            for unit, reason in self._reasons()
        )
        for flag in flags:
            owe(self.act, flag, self.row.firm)
        return flags

    def _reasons(self) -> Iterator[tuple[int | None, FlagReason]]:
        """Yield what asks for a visit, each with the unit that it was said of.

        However the answers came in: a row for each unit, a sheet, or one record for all.
        """
        numbers = self.act.rules.of(self.row.month)
        for unit in self.told:
            answers = [self._answers_of(unit)]
            yield from (
                (unit, reason) for reason in reasons_of_call(answers, numbers, is_unreachable=False)
            )
        is_unreachable = self.record.outcome == "exhausted"
        yield from (
            (self._only_unit, reason)
            for reason in reasons_of_call([], numbers, is_unreachable=is_unreachable)
        )

    def _suspect(self) -> tuple[int, ...]:
        """Note the suspicion that comes of a firm that says it was never served."""
        if self.record.outcome != "denies_service":
            return ()
        subject, month = f"call:{self.record.call}", self.row.month
        return tuple(
            attempt_store.add_finding(
                self.database, "denied_service", unit, month, subject, stamp(self.now)
            )
            for unit in self.told
        )


def attempts_standing(database: Database, call: int) -> list[Earlier]:
    """Return a call's attempts that stand, oldest first."""
    return [
        Earlier(
            outcome=row.outcome,
            by=row.by,
            at=datetime.fromisoformat(row.at),
            callback_at=datetime.fromisoformat(row.callback_at) if row.callback_at else None,
            party=row.callback_party,
        )
        for row in attempt_store.of_call(database, call)
        if not row.voided_at
    ]
