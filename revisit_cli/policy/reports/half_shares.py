"""How each figure of a half-year is made up of its months: what is counted, and in which month."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from revisit_cli.document import clause
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.problems.clock import STOPPED
from revisit_cli.policy.reports.count import calls_counted, filing_counts
from revisit_cli.policy.reports.disposition import disposition, is_attempted, whole_rates
from revisit_cli.policy.reports.month_rows import ANSWERS, CLASSES, STATES, firm_answers
from revisit_cli.policy.reports.problems import problem_rows_of
from revisit_cli.policy.reports.questions import tag_rows
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import CallFact, MonthFacts, VisitFact
from revisit_cli.records.reports.half import HalfShare
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.value import replace
from revisit_cli.rulebook.rules import Rules

# By a figure's key, how often it counts in each month.
Shares = dict[str, Counter[str]]
T = TypeVar("T", bound=Hashable)
RATES = {"contact_rate": "CON1", "effective_rate": "RR2"}


@clause("R22")
def half_shares(facts: Sequence[MonthFacts], now: datetime, rules: Rules) -> Shares:
    """Return in which month each fact of a half-year counts: 「半年数的是事实」.

    A case counts in the month whose N, or whose duty, it is, with what it came to in the end.
    """
    line = _Line(facts)
    return {
        "services": _counted((each.month, len(each.services)) for each in facts),
        "late_entries": _counted(
            (each.month, sum(row.is_late_entry for row in each.services)) for each in facts
        ),
        **_of_calls(line),
        **_of_firms(line),
        **{
            f"problems.{name}": Counter(month for month, _ in rows)
            for name, rows in problem_rows_of(facts, now, rules).items()
        },
        **_of_visits(facts),
        **_carried(facts, line),
    }


@clause("三(一)1", "R13")
def filing_shares(facts: Sequence[MonthFacts], today: date, rules: Rules) -> Shares:
    """Return the ledgers of the months that have ended, and how many of them came in time."""
    filed = _filed_in_time(facts, today, rules)
    return _rated("filings", {month: (rate.n, rate.of) for month, rate in filed})


def _filed_in_time(
    facts: Sequence[MonthFacts], today: date, rules: Rules
) -> tuple[tuple[str, Rate], ...]:
    """Return how many ledgers of each month that has ended came in time: 「零报告是报送」."""
    ended = [
        (each.month, dict(filing_counts(each)))
        for each in facts
        if each.certificate_format is not None or rules.period(each.month).last_on < today
    ]
    return tuple(
        (month, Rate(counts["on_time"] + counts["zero"], sum(counts.values())))
        for month, counts in ended
    )


def told_shares(
    shares: Shares, facts: Sequence[MonthFacts], months: Sequence[MonthReported]
) -> tuple[HalfShare, ...]:
    """Return the shares as they are told, those of what firms answered in no confidence with them.

    Raises AssertionError where the months' answers are not those of the half-year.
    """
    every = {**shares, **_answered(months), **_tagged(facts)}
    return tuple(
        HalfShare(key, tuple((each.month, counts[each.month]) for each in months))
        for key, counts in every.items()
    )


def _of_calls(line: "_Line") -> Shares:
    ends = [(month, line.end(case)) for month, case in line.cases]
    classes = _by_kind((month, disposition(end)) for month, end in ends)
    firms = Counter(month for month, _ in line.cases)
    rates = {
        month: whole_rates({name: counts[month] for name, counts in classes.items()})
        for month in firms
    }
    answers = _by_kind(line.answers())
    satisfied, dissatisfied = (answers.get(kind, Counter()) for kind in ANSWERS[:2])
    shares = {
        "firms": firms,
        "coverage.n": Counter(month for month, end in ends if is_attempted(end)),
        "coverage.of": firms,
    }
    for name, code in RATES.items():
        told = {month: (rate[code].n, rate[code].of) for month, rate in rates.items()}
        shares |= _rated(name, told)
    shares |= {"satisfaction.n": satisfied, "satisfaction.of": satisfied + dissatisfied}
    shares |= {f"dispositions.{name}": classes.get(name, Counter()) for name in CLASSES}
    names = (*ANSWERS, "settled_later", "merged")
    return shares | {f"answers.{name}": answers.get(name, Counter()) for name in names}


def _of_firms(line: "_Line") -> Shares:
    """Return where each firm counts that counts once: in the first month in which it does."""
    kinds = [(month, case, disposition(line.end(case))) for month, case in line.cases]
    said = [(month, case.firm, told) for month, case in line.cases for told in line.said(case)]
    seen = _firsts((month, case.firm) for month, case, _ in kinds)
    present = {case.firm for _, case, kind in kinds if kind != "NE"}
    bad = _firsts((month, firm) for month, firm, told in said if told == "dissatisfied")
    good = _firsts(
        (month, firm) for month, firm, told in said if told == "satisfied" and firm not in bad
    )
    tried = ((month, case.firm) for month, case in line.cases if is_attempted(line.end(case)))
    reached = ((month, case.firm) for month, case, kind in kinds if kind in ("I", "P"))
    return {
        "distinct_firms": Counter(seen.values()),
        "by_firm.coverage.n": Counter(_firsts(tried).values()),
        "by_firm.coverage.of": Counter(seen.values()),
        "by_firm.effective_rate.n": Counter(_firsts(reached).values()),
        "by_firm.effective_rate.of": Counter(
            month for firm, month in seen.items() if firm in present
        ),
        "by_firm.satisfaction.n": Counter(good.values()),
        "by_firm.satisfaction.of": Counter([*good.values(), *bad.values()]),
    }


def _of_visits(facts: Sequence[MonthFacts]) -> Shares:
    own = {each.id: month.month for month in facts for each in month.visits}
    last = {number: each for number, each in _last_visits(facts).items() if number in own}
    states = _by_kind((own[number], each.state) for number, each in last.items())
    done = states.get("done", Counter())
    refused = Counter(
        own[number] for number, each in last.items() if each.state == "done" and each.is_refused
    )
    shares: Shares = {
        "flagged": Counter(own.values()),
        "dropped": _counted((each.month, len(each.dropped_visits)) for each in facts),
        "done": done,
        "signed": done - refused,
        "refused_signature": refused,
        **{name: states.get(name, Counter()) for name in STATES[1:]},
    }
    return {f"visits.{name}": counts for name, counts in shares.items()}


def _carried(facts: Sequence[MonthFacts], line: "_Line") -> Shares:
    """Return what came from before the first month, by where it came to, and what left the last."""
    months = {each.month for each in facts}
    calls = [(month, line.end(call)) for month, call in line.entered]
    own = {each.id for month in facts for each in month.visits}
    visits = {n: each for n, each in _last_visits(facts).items() if n not in own}
    came = _firsts((month.month, each.id) for month in facts for each in month.carried_visits)
    handed = _firsts((month.month, each.id) for month in facts for each in month.carried_problems)
    last = {each.id: each for month in facts for each in month.carried_problems}
    problems = {n: each for n, each in last.items() if each.month not in months}
    ends = [line.end(call) for _, call in (*line.cases, *line.entered)]
    # One call is carried over for both names of a firm.
    left = {each.id for each in ends if each.state == "carried" and not each.is_merged}
    return {
        "carried_in.calls.n": Counter(month for month, end in calls if end.state == "done"),
        "carried_in.calls.of": Counter(month for month, _ in calls),
        "carried_in.visits.n": Counter(
            came[n] for n, each in visits.items() if each.state == "done"
        ),
        "carried_in.visits.of": Counter(came[n] for n in visits),
        "carried_in.problems.n": Counter(
            handed[n] for n, each in problems.items() if each.state in STOPPED
        ),
        "carried_in.problems.of": Counter(handed[n] for n in problems),
        "carried_out.calls": Counter(line.month_of[number] for number in left),
    }


def _last_visits(facts: Sequence[MonthFacts]) -> dict[int, VisitFact]:
    """Return each visit as the last of the months that has it knows it."""
    return {each.id: each for month in facts for each in (*month.visits, *month.carried_visits)}


def _answered(months: Sequence[MonthReported]) -> Shares:
    """Return how often each answer was given that is not told in confidence."""
    found: Shares = {}
    for month in months:
        for question in month.questions:
            for code, count in question.counts if question.by == "evaluations" else ():
                found.setdefault(f"questions.{question.code}.{code}", Counter())[month.month] = (
                    count or 0
                )
    return found


def _tagged(facts: Sequence[MonthFacts]) -> Shares:
    """Return the contacts, and the firms, that told of what the forms have no field for."""
    rows = [(month.month, tag_rows(month.tags, ())) for month in facts]
    contacts = ((month, each.contact) for month, told in rows for each in told["contacts"])
    firms = ((month, each.firm) for month, told in rows for each in told["firms"])
    return {
        "hidden_approval.contacts": Counter(_firsts(contacts).values()),
        "hidden_approval.firms": Counter(_firsts(firms).values()),
    }


def _counted(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    return Counter(dict(counts))


def _by_kind(found: Iterable[tuple[str, str]]) -> Shares:
    """Return how often each kind was found in each month."""
    kinds: Shares = {}
    for month, kind in found:
        kinds.setdefault(kind, Counter())[month] += 1
    return kinds


def _rated(name: str, rates: Mapping[str, tuple[int, int]]) -> Shares:
    return {
        f"{name}.{part}": _counted((month, rate[place]) for month, rate in rates.items())
        for place, part in enumerate(("n", "of"))
    }


def _firsts(found: Iterable[tuple[str, T]]) -> dict[T, str]:
    """Return each of what was found with the first month that it was found in."""
    months: dict[T, str] = {}
    for month, each in found:
        months.setdefault(each, month)
    return months


class _Line:
    """The calls of several months, and where each of them ended up within them."""

    def __init__(self, facts: Sequence[MonthFacts]) -> None:
        calls = {each.month: calls_counted(each) for each in facts}
        self.by_id = {call.id: call for each in calls.values() for call in each}
        self.told = {
            call.id: answers.get(call.firm)
            for each in facts
            for answers in (firm_answers(each.answers),)
            for call in calls[each.month]
        }
        # Each with the month whose N it is one of.
        self.cases = tuple((month, call) for month, each in calls.items() for call in of_n(each))
        self.month_of = {call.id: month for month, each in calls.items() for call in each}
        # What came from before the first month, with the month that it came to.
        self.entered = tuple(
            (each.month, self.by_id[target])
            for each in facts
            for source, target in each.carried_calls
            if source not in self.by_id and target in self.by_id
        )

    def steps(self, call: CallFact) -> Iterator[CallFact]:
        """Yield a call and those of later months that it was carried to, in order."""
        found: CallFact | None = call
        while found is not None:
            yield found
            found = None if found.target is None else self.by_id.get(found.target)

    def end(self, call: CallFact) -> CallFact:
        """Return the call that a call ended up as; whoever was tried before stays tried."""
        *before, last = self.steps(call)
        tries = [each.last for each in (*before, last) if each.last is not None]
        return replace(last, last=tries[-1] if tries else None)

    def is_merged(self, case: CallFact) -> bool:
        """Whether what a case brought counts under the firm's other name."""
        *_, last = self.steps(case)
        return case.is_twin or last.is_twin

    def said(self, case: CallFact) -> Iterator[str]:
        """Yield the answer that a case brought: that of a later month supersedes.

        None where it counts under the firm's other name.
        """
        if self.is_merged(case):
            return
        told = [self.told[each.id] for each in self.steps(case)]
        yield from [each for each in told if each is not None][-1:]

    def answers(self) -> Iterator[tuple[str, str]]:
        """Yield each case's month and what became of its answer; one call that settled several
        counts once.

        What was said counts under one of a firm's two names: the other is ``merged``.
        """
        settled = {call.id for _, call in self.cases if call.target not in self.by_id}
        for month, case in self.cases:
            *_, last = self.steps(case)
            if self.is_merged(case):
                yield month, "merged"
                continue
            if last.id != case.id and last.id in settled:
                yield month, "settled_later"
                continue
            settled.add(last.id)
            yield month, next(self.said(case), "unrated")
