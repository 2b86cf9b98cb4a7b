"""What the facts propose against a ledger, and what a person's decision leads to."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from revisit_cli.document import clause
from revisit_cli.errors.discipline.duty import (
    AdmonishedBefore,
    AdmonitionTooEarly,
    DecisionIncomplete,
    DismissalIncomplete,
    FindingDecidedBefore,
    FindingNotConfirmed,
    KindUnknown,
    StateUnknown,
)
from revisit_cli.labels.discipline.duty import KINDS, STATES
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.calls.bad_number import number_counts, verdicts
from revisit_cli.policy.days.cycle import late_after
from revisit_cli.policy.word import Code, code_of
from revisit_cli.records.code import Escalation, FindingKind, FindingState, TalkRole
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.discipline.duty import DutyFacts, Finding, Suspicion
from revisit_cli.records.rules.setting import Settings
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.periods import Period, first_day, month_before


@clause("三(四)2", "R13")
def suspicions(
    facts: DutyFacts, now: datetime, calendar: Calendar, cycle: Period, settings: Settings
) -> tuple[Suspicion, ...]:
    """Return what a month's facts propose against units: 「刻意隐瞒、不按时上报」.

    Suspicions only: a named person decides. 「零报告是报送，不报不是」; silence is a suspicion
    from the moment a ledger would be late. Raises YearUnknown.
    """
    month = facts.month
    found = [
        Suspicion("late", each.unit, month, f"filing:{each.filing}")
        for each in facts.filings
        if each.state == "late"
    ]
    if now > late_after(cycle, calendar):
        found += [Suspicion("missing", unit, month, f"month:{month}") for unit in facts.missing]
    found += [Suspicion("concealed", unit, month, f"firm:{firm}") for unit, firm in facts.concealed]
    found += [Suspicion("concealed", unit, month, f"month:{month}") for unit in held_back(facts)]
    found += [
        Suspicion("denied_service", unit, month, f"call:{call}") for unit, call in facts.denied
    ]
    found += [
        Suspicion("dead_numbers", unit, month, f"month:{month}")
        for unit in over_dead_rate(facts, settings.dead_rate_percent)
    ]
    return tuple(found)


@clause("三(四)2", "R29")
def held_back(facts: DutyFacts) -> tuple[int, ...]:
    """Return the units whose rows came after the day, after a zero report or more than in time.

    「零报告以后又有这样的行，或一期台账里这样的行多于按时报的行」; of a ledger whose first version
    was late that is said already, by its being late.
    """
    late = {each.unit for each in facts.filings if each.state == "late"}
    return tuple(
        each.unit
        for each in facts.arrivals
        if each.is_after_zero or (each.overdue > each.others and each.unit not in late)
    )


@clause("三(四)2", "R12", "R28")
def over_dead_rate(facts: DutyFacts, percent: int) -> tuple[int, ...]:
    """Return the units of whose numbers more than ``percent`` in 100 are bad.

    「号码错误或停机不算“不适用”：退回单位补号，计入该单位台账质量」.
    """
    counts = number_counts(facts.numbers, verdicts(facts.rung), lambda each: each.unit)
    return tuple(unit for unit, each in counts.items() if 100 * each.bad > percent * each.given)


@clause("三(四)2")
def check_decision(
    finding: Finding, decided_by: str | None, grounds: str | None, *, is_confirmed: bool
) -> None:
    """Refuse a decision without a name or grounds, or on what has been decided before.

    Raises DecisionIncomplete, DismissalIncomplete or FindingDecidedBefore.
    """
    if not (decided_by and decided_by.strip()) or not (grounds and grounds.strip()):
        raise DecisionIncomplete if is_confirmed else DismissalIncomplete
    if finding.state != "suspected":
        raise FindingDecidedBefore(
            finding=finding.id,
            state=STATES[finding.state],
            decided_by=finding.decided_by,
            decided_on=(finding.decided_at or "")[:10],
        )


@clause("三(四)2", "R16")
def escalation(kind: FindingKind, nth: int, numbers: Numbers) -> Escalation:
    """Return who is talked to about the ``nth`` finding in 12 months: the deputy or the chief.

    「由机关纪委约谈单位分管负责人或科室承办人」; 「多次违反回访纪律或者私下要求、威胁企业给与“好
    评”的，由局党组指定专人约谈局属单位（机关科室）主要负责人」.
    ``nth`` is counted 「至所报月份为止的12个月内」.
    """
    return "chief" if kind == "forced_praise" or is_repeated(nth, numbers) else "deputy"


@clause("三(四)2")
def whom_to_talk_to(finding: Finding) -> tuple[TalkRole, str | None]:
    """Return who is to be talked to over a confirmed finding: a role's code, and the name known.

    「单位分管负责人或科室承办人」: the deputy of a 局属单位, the officer of an office; either where
    the unit's kind is not known. 「局属单位（机关科室）主要负责人」 where it has gone that far.
    """
    if finding.escalation == "chief":
        return "chief", finding.leader
    if finding.unit_kind == "office":
        return "officer", finding.contact
    if finding.unit_kind == "bureau_unit":
        return "deputy", finding.deputy
    return "either", finding.deputy or finding.contact


@clause("三(四)2")
def check_admonition(finding: Finding, held_on: date) -> None:
    """Refuse a talk over what nobody has confirmed, a second one, or one before the decision.

    Raises FindingNotConfirmed, AdmonishedBefore or AdmonitionTooEarly.
    """
    if finding.state != "confirmed":
        raise FindingNotConfirmed(finding=finding.id, state=STATES[finding.state])
    if finding.admonished_on is not None:
        raise AdmonishedBefore(finding=finding.id, day=finding.admonished_on)
    decided = (finding.decided_at or "")[:10]
    if held_on.isoformat() < decided:
        raise AdmonitionTooEarly(finding=finding.id, decided=decided, day=held_on)


@clause("R16")
def in_twelve_months(found_in: Sequence[str], month: str) -> int:
    """Return how many findings fall in the twelve months that end with ``month``.

    ``found_in`` are the months whose ledgers they are about: 「至所报月份为止的12个月」.
    """
    first, last = first_day(month_before(month, 11)), first_day(month)
    return sum(first <= first_day(each) <= last for each in found_in)


@clause("R16")
def is_repeated(count: int, numbers: Numbers) -> bool:
    """Whether so many findings in twelve months are 「多次」: 「认定3次（可按月设定）」."""
    return count >= numbers.repeated_findings


def kind_given(text: str | None) -> FindingKind | None:
    """Return a kind's code by its code or Chinese word. Raises KindUnknown."""
    return None if text is None else _given(text, KINDS, KindUnknown)


def state_given(text: str | None) -> FindingState | None:
    """Return a state's code by its code or Chinese word. Raises StateUnknown."""
    return None if text is None else _given(text, STATES, StateUnknown)


def _given(
    text: str, words: Mapping[Code, str], refusal: type[KindUnknown] | type[StateUnknown]
) -> Code:
    if code := code_of(text, words):
        return code
    raise refusal(text=text, known=LISTED.join(words.values()))
