"""The month's figures, each rate with its denominator."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from revisit_cli.document import clause
from revisit_cli.policy.calls.listing import list_of
from revisit_cli.policy.days.cycle import told_in
from revisit_cli.policy.reports.count import (
    calls_counted,
    carried_in,
    carried_out,
    counts_of,
    filing_counts,
)
from revisit_cli.policy.reports.disposition import whole_rates
from revisit_cli.policy.reports.in_time import (
    call_rows,
    in_time_of,
    late_calls,
    visit_rows,
)
from revisit_cli.policy.reports.month_rows import (
    ANSWERS,
    CLASSES,
    listed_rows,
    service_rows,
    visit_state_rows,
)
from revisit_cli.policy.reports.problems import (
    counts_as_printed,
    in_time_rate,
    problem_figures,
)
from revisit_cli.policy.reports.questions import (
    question_figures,
    tag_figures,
)
from revisit_cli.policy.reports.tally import with_confided
from revisit_cli.policy.reports.units import (
    LISTED_REASONS,
    unevaluated,
    unit_balances,
    unit_figures,
)
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import Correction, MonthFacts
from revisit_cli.records.reports.question import Feedback
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.rulebook.rules import Rules

# Of what a month did not count when it was cleared.
NONE = Rate(0, 0)


@clause("四3", "二(一)", "R4", "R12", "R13", "R15")
def reported(
    facts: MonthFacts,
    log: LogHead,
    origin: str,
    *,
    before: Feedback,
    now: datetime,
    rules: Rules,
) -> MonthReported:
    """Return a month's figures: 「每月一统计」.

    「N＝本期台账上的全部企业」; calls carried over from a month before are counted apart, and
    before the freeze N is everyone so far. Late entries stand on a line of their own. ``before``
    is what the month before is compared by. Raises AssertionError where parts and whole differ.
    """
    calls = calls_counted(facts)
    listed = listed_rows(facts)
    count = dict(counts_of(listed))
    services = dict(counts_of(service_rows(facts, listed["firms"])))
    aapor = whole_rates({name: count[f"dispositions.{name}"] for name in CLASSES})
    rated = {name: count[f"answers.{name}"] for name in ANSWERS}
    counted = question_figures(facts.answers, before.answers, facts.roster)
    questions = with_confided(counted, facts.confided, before.confided)
    pairs = unevaluated(facts)
    units = unit_figures(facts, pairs, rules.of(facts.month).rank_from_evaluations)
    problems = problem_figures(facts, now, rules)
    figures = MonthReported(
        month=facts.month,
        is_locked=facts.is_locked,
        firms=count["firms"],
        sole_traders=count["sole_traders"],
        call_list=list_of(calls, facts.freeze, rules.period(facts.month).last_on),
        unlisted=count["unlisted"],
        services=services["services"],
        late_entries=services["late_entries"],
        late_entry_firms=services["late_entry_firms"],
        overdue=services["overdue"],
        coverage=Rate(count["coverage.n"], count["firms"]),
        contact_rate=aapor["CON1"],
        effective_rate=aapor["RR2"],
        aapor=tuple(aapor.items()),
        satisfaction=Rate(rated["satisfied"], rated["satisfied"] + rated["dissatisfied"]),
        unrated_firms=rated["unrated"],
        dispositions=tuple((name, count[f"dispositions.{name}"]) for name in CLASSES),
        answers=tuple(rated.items()),
        filings=filing_counts(facts),
        units=units,
        unevaluated=tuple(line for line in pairs if line[2] in LISTED_REASONS),
        not_done=tuple((call.name, call.state) for call in listed["not_done"]),
        problems=problems,
        problems_in_time=in_time_rate(problems),
        **_done_in_time(facts, now, rules),
        integrity=next((each.counts for each in questions if each.by == "firms"), ()),
        hidden_approvals=tag_figures(facts.tags, before.tags, facts.roster),
        questions=questions,
        carried_in=carried_in(facts),
        carried_out=carried_out(facts),
        corrections=corrections_of(facts.month, facts.corrections, rules),
        retractions=facts.retractions,
        doubtful_times=facts.doubtful_times,
        undated_units=facts.undated_units,
        roster_changes=facts.roster_changes,
        back_filed=facts.back_filed,
        rule_changes=facts.rule_changes,
        not_served=facts.not_served,
        after_close=facts.after_close,
        log=log,
        origin=origin,
    )
    check_balance(figures, done=sum(call.state == "done" for call in listed["firms"]))
    return figures


def _done_in_time(facts: MonthFacts, now: datetime, rules: Rules) -> dict[str, Any]:
    """Return what calls and visits came to in time, by field of the figures.

    A month that was cleared before this was counted keeps what it printed, and has none of it.
    """
    if counts_as_printed(facts):
        return {
            "visits": counts_of(visit_state_rows(facts, None, now)),
            "visits_in_time": NONE,
            "calls": (),
            "calls_in_time": NONE,
            "late_calls": (),
            "keeps_what_it_printed": True,
        }
    made = call_rows(facts.month, facts.call_tasks, now, rules)
    paid = visit_rows(facts.month, facts.visit_tasks, now, rules)
    calls = in_time_of(made)
    return {
        "visits": counts_of(visit_state_rows(facts, paid, now)),
        "visits_in_time": in_time_of(paid).rate,
        "calls": calls.counts,
        "calls_in_time": calls.rate,
        "late_calls": late_calls(facts.month, made, rules),
        "keeps_what_it_printed": False,
    }


@clause("四3")
def check_balance(figures: MonthReported, *, done: int) -> None:
    """Hold every whole to the sum of its parts. Raises AssertionError naming what differs."""
    problems, visits = dict(figures.problems), dict(figures.visits)
    wholes = (
        ("list", figures.firms, [figures.call_list.frozen, figures.call_list.added]),
        ("dispositions", figures.firms, [count for _, count in figures.dispositions]),
        (
            "answers",
            figures.firms,
            [*(count for _, count in figures.answers), figures.call_list.merged],
        ),
        ("not_done", figures.firms, [done, len(figures.not_done)]),
        ("problems", problems["raised"], [problems[n] for n in ("answered", "open", "carried")]),
        *_carried_over(figures),
        (
            "visits",
            visits["flagged"],
            [visits[n] for n in ("done", "unsigned", "to_do", "carried")],
        ),
        *(balance for unit in figures.units for balance in unit_balances(unit)),
        *_question_balances(figures),
    )
    wrong = [name for name, whole, parts in wholes if whole != sum(parts)]
    if wrong:
        raise AssertionError(wrong)


def _question_balances(
    figures: MonthReported,
) -> Iterator[tuple[str, int, list[int]]]:
    """Yield of each question asked of units that its units' evaluations are all there are."""
    evaluations = [unit.evaluations + unit.visited for unit in figures.units]
    for each in figures.questions:
        if each.by == "evaluations":
            yield each.code, each.of, evaluations
            yield each.code, each.of, [unit.of for unit in each.units]


def _carried_over(figures: MonthReported) -> Iterator[tuple[str, int, list[int]]]:
    """Yield the problems handed on, late or not; months cleared long ago did not part them."""
    counts = dict(figures.problems)
    if "carried_late" in counts:
        parts = [counts["carried_late"], counts["carried_not_due"]]
        yield "carried_out", dict(figures.carried_out)["problems"], parts


@clause("四3", "R15")
def corrections_of(
    month: str, corrections: Sequence[Correction], rules: Rules
) -> tuple[Correction, ...]:
    """Return the corrections that a month's report tells of: those made to it, and since then.

    A correction to an earlier month shows once more, in the report of the month that was at hand
    when it was made, or of the next month where that was the corrected one itself.
    """
    return tuple(
        each
        for each in corrections
        if month in (each.month, told_in(each.month, date.fromisoformat(each.at[:10]), rules))
    )
