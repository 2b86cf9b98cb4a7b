"""Recording one attempt, and what it opens: problems, visits, suspicions."""

from datetime import datetime, timedelta
from typing import Any

from revisit_cli.errors.call import CallUnknown, UnitNotServing
from revisit_cli.operations.act import Act, writing
from revisit_cli.operations.call import refuse_final, refuse_held
from revisit_cli.operations.closing import allow_change
from revisit_cli.policy import call as policy
from revisit_cli.policy.choice import chosen_unit
from revisit_cli.policy.confidence import parted
from revisit_cli.policy.cycle import cycle_of_month
from revisit_cli.policy.flag import reasons_of_call
from revisit_cli.policy.problem import calendar_version, due_on
from revisit_cli.policy.setting import settings_of
from revisit_cli.records.call import Answers, CallRecord, CallRecorded
from revisit_cli.records.context import Context
from revisit_cli.records.flag import NewFlag
from revisit_cli.records.problem import NewProblem
from revisit_cli.store import attempt as attempt_store
from revisit_cli.store import calendar as calendar_store
from revisit_cli.store import call as call_store
from revisit_cli.store import choice as choice_store
from revisit_cli.store import confidence
from revisit_cli.store import flag as flag_store
from revisit_cli.store import problem as problem_store
from revisit_cli.store import setting as setting_store
from revisit_cli.store.database import Row


def record_call(context: Context, record: CallRecord) -> CallRecorded:
    """Put one attempt on record, whole: answers, state, problems, flags, suspicions.

    Raises CallUnknown, CallIsFinal, CallIsHeld, TokenStale, UnitNotServing, what
    ``policy.call.check_record`` refuses, MonthIsClosed, and YearUnknown
    where a problem's due day needs a year that is not announced.
    """
    policy.check_record(record, context.now)
    with writing(context) as act:
        return act.tell(recorded(act, record))


def recorded(act: Act, record: CallRecord) -> CallRecorded:
    """Save one attempt in an act under way, by the act's own clerk; telling it is the caller's.

    Raises as :func:`record_call`; after a refusal the act must be undone, or its savepoint.
    """
    policy.check_record(record, act.context.now)
    row = call_store.find(act.database, record.call, _iso(act.context.now))
    if row is None:
        raise CallUnknown(call=record.call)
    refuse_final(row)
    refuse_held(act.context, row, record.token)
    return _Recording(act, row, record).run()


class _Recording:
    """One attempt on its way in."""

    def __init__(self, act: Act, row: Row, record: CallRecord) -> None:
        self.act, self.row, self.record = act, row, record
        self.database = act.database
        self.now = act.context.now
        self.at = record.at or self.now
        self.settings = settings_of(setting_store.load(self.database))
        self.calendar = calendar_store.load(self.database)
        served = call_store.services(self.database, row["firm"], row["month"])
        self.units: dict[int, str] = {each["unit"]: each["unit_name"] for each in served}

    def run(self) -> CallRecorded:
        """Save everything; return what is to be told."""
        record, call = self.record, self.record.call
        earlier = [a for a in attempt_store.of_call(self.database, call) if not a["voided_at"]]
        attempt = attempt_store.add(self.database, self._attempt())
        allow_change(self.act, self.row["month"], "attempt", attempt)
        units = self._answered_units()
        self._save_answers(attempt, units)
        state, next_at = policy.state_after(
            record,
            self.at,
            [each["outcome"] for each in earlier],
            has_other_number=self._spoil_number(),
            calendar=self.calendar,
            settings=self.settings,
        )
        if state == "done" and record.outcome == "completed":
            answered = attempt_store.evaluated_units(self.database, call)
            if self.units.keys() - answered:
                state, next_at = "retry", self.now
        stamp = None if next_at is None else _iso(next_at)
        outcome = record.outcome if state == "done" else None
        call_store.set_state(self.database, call, state, stamp, outcome, 1)
        if state == "retry" and record.outcome == "completed":
            # Other units' answers are still to come: the firm stays with this clerk.
            until = _iso(self.now + timedelta(minutes=self.settings.lease_minutes))
            call_store.claim(self.database, call, self.act.context.by, until)
        else:
            call_store.release(self.database, call)
        due, problems = self._open_problems(attempt, units)
        return CallRecorded(
            call=call,
            attempt=attempt,
            outcome=record.outcome,
            problems=problems,
            flags=self._raise_flags(attempt, units),
            state=state,
            next_at=stamp,
            findings=self._suspect(units),
            problem_due=due,
        )

    def _attempt(self) -> dict[str, Any]:
        record = self.record
        return {
            "call": record.call,
            "outcome": record.outcome,
            "by": self.act.context.by,
            "at": _iso(self.at),
            "entered_at": _iso(self.now),
            "is_inbound": int(record.is_inbound),
            "phone": record.phone,
            "respondent": record.respondent,
            "words": dict(record.answers.words).get("outcome"),
            "callback_at": None if record.callback is None else _iso(record.callback),
            "second_person": record.second_person,
            "evidence": record.evidence,
        }

    def _answered_units(self) -> tuple[int, ...]:
        def find(text: str) -> int | None:
            return chosen_unit(text, choice_store.units(self.database)).id

        units = policy.units_answered(self.record.unit, self.units, find)
        if self.record.unit is not None and not units:
            served = "、".join(self.units.values())
            raise UnitNotServing(unit=self.record.unit, units=served)
        return units

    def _answers_of(self, unit: int) -> Answers:
        return dict(self.record.by_unit).get(self.units[unit], self.record.answers)

    def _save_answers(self, attempt: int, units: tuple[int, ...]) -> None:
        if self.record.outcome not in ("completed", "partial"):
            return
        firm, month = self.row["firm"], self.row["month"]
        for unit in units:
            answers, confided = parted(self._answers_of(unit))
            number = attempt_store.add_evaluation(
                self.database, attempt, firm, unit, month, answers
            )
            if confided:
                confidence.add(self.database, confided, _iso(self.now), evaluation=number)

    def _spoil_number(self) -> bool:
        """Mark the number that proved bad; say whether another is left."""
        spoiled = policy.TABLE[self.record.outcome].spoils_number
        if not spoiled:
            return True
        firm = self.row["firm"]
        good = [
            c["phone"]
            for c in call_store.contacts(self.database, firm)
            if c["phone"] and c["state"] in ("unproven", "good")
        ]
        bad = self.record.phone or (good[0] if good else "")
        attempt_store.spoil_phone(self.database, firm, bad, spoiled)
        return any(phone != bad for phone in good)

    def _open_problems(
        self, attempt: int, units: tuple[int, ...]
    ) -> tuple[str | None, tuple[int, ...]]:
        found = policy.problems_of(self.record)
        if not found:
            return None, ()
        due = due_on(self.at.date(), self.calendar)
        numbers = tuple(
            problem_store.add(
                self.database,
                NewProblem(
                    source="call",
                    month=self.row["month"],
                    category=category,
                    text=text,
                    raised_at=_iso(self.at),
                    raised_by=self.act.context.by,
                    due_on=due,
                    calendar=calendar_version(self.calendar),
                    firm=self.row["firm"],
                    unit=units[0] if len(units) == 1 else None,
                    attempt=attempt,
                    tags=self.record.tags,
                ),
                _iso(self.now),
            )
            for category, text in found
        )
        return due.isoformat(), numbers

    def _raise_flags(self, attempt: int, units: tuple[int, ...]) -> tuple[int, ...]:
        due = cycle_of_month(self.row["month"]).visits_due_on
        return tuple(
            flag_store.add(
                self.database,
                NewFlag(
                    firm=self.row["firm"],
                    month=self.row["month"],
                    reason=reason,
                    raised_at=_iso(self.at),
                    unit=units[0] if len(units) == 1 else None,
                    attempt=attempt,
                ),
                due,
            )
            for reason in reasons_of_call(
                [
                    (answers.overall, answers.extra_trips)
                    for answers in map(self._answers_of, units)
                ],
                self.settings,
                is_unreachable=self.record.outcome == "exhausted",
            )
        )

    def _suspect(self, units: tuple[int, ...]) -> tuple[int, ...]:
        if self.record.outcome != "denies_service":
            return ()
        subject, month = f"call:{self.record.call}", self.row["month"]
        return tuple(
            attempt_store.add_finding(
                self.database, "denied_service", unit, month, subject, _iso(self.now)
            )
            for unit in units
        )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
