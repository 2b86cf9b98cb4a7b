"""An attacker of what is published: it knows the rule, and takes away one number from another.

It gets every issue of every month's public report, and the half-years' counts of what is told in
confidence, and looks for protected cells that can have been but one number: counts of under 3
firms, and those that all but as few are in. It tries every set of numbers that would have been
published in just this way (so it knows the rule as well as the publisher does), takes units from
the bureau, months from the half-year, and an issue from the one that a correction made of it.

By hand: ``python -m tests.policy.reports.attacker 10000``. A short form is in the suite.
Everything comes out of SHA-256 of a running number, so that any month can be made again.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any

from revisit_cli.policy.reports import half, public, suppression
from revisit_cli.policy.reports.month import reported
from revisit_cli.policy.reports.questions import question_figures
from revisit_cli.policy.reports.tally import tallied
from revisit_cli.policy.rules.confidence import SEALED
from revisit_cli.records.context import BEIJING
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.facts import CallFact, Correction, MonthFacts, ServiceFact
from revisit_cli.records.reports.question import AnswerFact, Confided, Feedback, TagFact
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader
from tests.policy.recheck.simulation import Stream

SMALL = 3
UNITS = ("审批科", "燃气办", "质安站", "房管中心", "人防站")
MONTHS = tuple(f"2026-{number:02d}" for number in range(7, 13))
NOW = datetime(2027, 1, 22, 9, tzinfo=BEIJING)
LOG = LogHead(1, "0" * 20)
# Sums beyond this have so many ways of coming about that none is the only one.
MOST_TRIED = 16
Cell = tuple[str, str]


@dataclass
class Said:
    """What one firm said: of each unit the overall answer, of integrity, and whether of 二(二)3."""

    overall: dict[str, str]
    integrity: str | None
    is_tagged: bool


@dataclass
class Issue:
    """One issue of a month's report to publish, and what is true of its protected cells."""

    month: str
    told: dict[str, Any]
    truth: dict[Cell, int]
    overlap: dict[str, int]
    wholes: dict[Cell, int]
    # What the month's own report prints of integrity, for whoever reads that.
    reported: dict[str, int | None]


@dataclass
class HalfYear:
    """Six months as they were published, and the half-year's counts in confidence."""

    issues: list[Issue] = field(default_factory=list)
    integrity: dict[str, int | None] = field(default_factory=dict)


def made(name: str) -> HalfYear:
    """A half-year: firms of few units, a rare complaint, some months open, some corrected."""
    stream = Stream(name)
    found = HalfYear()
    facts, months = [], []
    first = 0
    # Of a half-year without firms that come back the sum of the months is the half-year.
    comes_back = stream.below(3) == 0
    plain = stream.below(2) == 0
    # What is answered in confidence is sealed, and the committee tallies it.
    is_sealed = stream.below(3) == 0
    everything: list[AnswerFact] = []
    for month in MONTHS:
        units = UNITS[: 2 + stream.below(4)]
        size = 4 + stream.below(20)
        said = {first + n: _said(stream, units) for n in range(size)}
        first += 0 if comes_back else size
        kind = 1 if plain else stream.below(4)
        for state in (["open"], ["cleared"], ["open", "cleared"], ["cleared", "corrected"])[kind]:
            if state == "corrected":
                firm = min(said) + stream.below(size)
                said = {**said, firm: _said(stream, units)}
            told, counted = published(month, said, state, is_sealed=is_sealed)
            found.issues.append(_issue(told, counted, said, units))
        facts.append(told)
        months.append(counted)
        everything += answers_of(said)
    answers = [each for month in facts for each in month.answers]
    tally = Confided(tallied(everything, NOW.date()) if is_sealed else None)
    figures = question_figures(answers, ())
    for each in half.confided(figures, tally, Confided(), facts, months):
        if each.code == "integrity":
            found.integrity = dict(each.counts)
    return found


def _said(stream: Stream, units: Sequence[str]) -> Said:
    count = 2 if stream.below(6) == 0 else 1
    first = min(stream.below(len(units)), stream.below(len(units)))
    served = [units[(first + n) % len(units)] for n in range(count)]
    return Said(
        {unit: "dissatisfied" if stream.below(5) == 0 else "satisfied" for unit in served},
        ("yes", "declined", None, "no", "no", "no", "no")[stream.below(7)],
        stream.below(6) == 0,
    )


def published(
    month: str, said: Mapping[int, Said], state: str, *, is_sealed: bool
) -> tuple[MonthFacts, MonthReported]:
    calls = tuple(
        CallFact(firm, f"示例{firm}厂", False, True, "done", "completed", "completed", id=firm)
        for firm in said
    )
    services = tuple(
        ServiceFact(unit, firm, f"示例{firm}厂", "", False)
        for firm, each in said.items()
        for unit in each.overall
    )
    answers, confided = answers_of(said), Confided()
    if is_sealed and state != "open":
        confided = Confided(tallied(answers, NOW.date()))
    if is_sealed:
        answers = tuple(_sealed(each) for each in answers)
    tags = tuple(
        TagFact(firm, None, f"call:{firm}", ("隐性审批",))
        for firm, each in said.items()
        if each.is_tagged
    )
    corrections = (Correction(month, "2027-01-21T09:00", "甲", "call", 1, "记错"),)
    facts = MonthFacts(
        month, True, calls, services, tuple((unit, "on_time") for unit in UNITS), (), (), (),
        answers, tags, corrections if state == "corrected" else (),
        certificate_format=None if state == "open" else 9, confided=confided,
    )  # fmt: skip
    figures = reported(facts, LOG, "x", before=Feedback(), now=NOW, rules=loader.rules())
    return facts, figures


def answers_of(said: Mapping[int, Said]) -> tuple[AnswerFact, ...]:
    return tuple(
        AnswerFact(firm, unit, Answers.of(overall=overall, integrity=each.integrity))
        for firm, each in said.items()
        for unit, overall in each.overall.items()
    )


def _sealed(answer: AnswerFact) -> AnswerFact:
    given = dict(answer.answers.given)
    if "integrity" in given:
        given["integrity"] = Answer(SEALED)
    return replace(answer, answers=Answers.of((), **given))


def _issue(
    facts: MonthFacts, figures: MonthReported, said: Mapping[int, Said], units: Sequence[str]
) -> Issue:
    bureau = Counter(
        "dissatisfied" if "dissatisfied" in each.overall.values() else "satisfied"
        for each in said.values()
    )
    truth: dict[Cell, int] = {}
    wholes: dict[Cell, int] = {}
    overlap: dict[str, int] = {}
    for kind in ("satisfied", "dissatisfied"):
        counts = Counter(
            unit
            for each in said.values()
            for unit, overall in each.overall.items()
            if overall == kind
        )
        truth |= {(kind, unit): counts[unit] for unit in units}
        wholes |= {(kind, unit): bureau[kind] for unit in units}
        overlap[kind] = counts.total() - bureau[kind]
    confidence = Counter(each.integrity for each in said.values())
    for answer in ("yes", "declined"):
        truth["integrity", answer] = confidence[answer]
        wholes["integrity", answer] = len(said)
    truth["tag", ""] = sum(each.is_tagged for each in said.values())
    wholes["tag", ""] = len(said)
    told = public.public_reported(facts, figures).as_json()
    asked = next(each for each in figures.questions if each.code == "integrity")
    return Issue(facts.month, told, truth, overlap, wholes, dict(asked.counts))


def disclosed(found: HalfYear) -> Iterator[tuple[str, Cell, int]]:
    """Yield month, cell and count of each protected cell that can have been but one number."""
    for issue in found.issues:
        for cell, value in (*_from_the_bureau(issue), *_as_printed(issue)):
            if _is_protected(issue, cell) and issue.truth[cell] == value:
                yield issue.month, cell, value
    yield from _from_corrections(found)
    yield from _from_the_half(found)


def _is_protected(issue: Issue, cell: Cell) -> bool:
    """Whether few firms are in a cell, or all but few; what the exact totals say is told to all."""
    count, whole = issue.truth[cell], issue.wholes[cell]
    if cell[0] in ("satisfied", "dissatisfied"):
        return whole >= SMALL and min(count, whole - count) < SMALL
    return min(count, whole - count) < SMALL


def _printed(issue: Issue, cell: Cell) -> int | None:
    kind, name = cell
    if kind == "tag":
        return _number(issue.told["hidden_approvals"])
    if kind == "integrity":
        asked = next(each for each in issue.told["questions"] if each["code"] == kind)
        return _number(asked["counts"][name])
    return next((_number(u[kind]) for u in issue.told["units"] if u["unit"] == name), None)


def _number(found: Any) -> int | None:
    return None if found is None else int(found)


def _as_printed(issue: Issue) -> Iterator[tuple[Cell, int]]:
    for cell in issue.truth:
        value = _printed(issue, cell)
        if value is not None:
            yield cell, value


def _from_the_bureau(issue: Issue) -> Iterator[tuple[Cell, int]]:
    """Take the units that are listed from the bureau's total, whether firms overlap or not."""
    units = [each["unit"] for each in issue.told["units"]]
    for kind in ("satisfied", "dissatisfied"):
        shown = {unit: _printed(issue, (kind, unit)) for unit in units}
        hidden = [unit for unit, count in shown.items() if count is None]
        total = issue.told["answers"][kind]
        left = total + issue.overlap[kind] - sum(count or 0 for count in shown.values())
        if not hidden or left > MOST_TRIED:
            continue
        known = {unit: count for unit, count in shown.items() if count is not None}
        possible: dict[str, set[int]] = {unit: set() for unit in hidden}
        for counts in _sums(left, len(hidden)):
            tried = {**known, **dict(zip(hidden, counts, strict=True))}
            told = suppression.listed_parts({unit: tried[unit] for unit in units}, total)
            if [unit for unit in units if told[unit] is None] == hidden:
                for unit, count in zip(hidden, counts, strict=True):
                    possible[unit].add(count)
        for unit, values in possible.items():
            if len(values) == 1:
                yield (kind, unit), values.pop()
        # All that are not listed are one group, which may be a small one.
        if left < SMALL <= total:
            yield from (((kind, unit), issue.truth[kind, unit]) for unit in hidden)


def _sums(total: int, count: int) -> Iterator[tuple[int, ...]]:
    if count == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _sums(total - first, count - 1):
            yield (first, *rest)


def _from_corrections(found: HalfYear) -> Iterator[tuple[str, Cell, int]]:
    """Compare issues of one month: a correction moves a count by one firm at the most."""
    for before, after in zip(found.issues, found.issues[1:], strict=False):
        if before.month != after.month:
            continue
        for one, other in ((before, after), (after, before)):
            for cell in one.truth:
                value, hidden = _printed(one, cell), _printed(other, cell)
                is_small = other.told["withheld"] is None and hidden is None
                if value is None or not (is_small or hidden is not None):
                    continue
                # The firm that was corrected is in the one count and not in the other.
                near = [n for n in range(SMALL) if abs(n - value) <= 1] if is_small else []
                if hidden is not None and abs(hidden - value) == 1:
                    near = [other.truth[cell]]
                if len(near) == 1 and near[0] == other.truth[cell]:
                    yield other.month, cell, near[0]


def _from_the_half(found: HalfYear) -> Iterator[tuple[str, Cell, int]]:
    """Take the months that are listed from the half-year, as if no firm came back."""
    last = {issue.month: issue for issue in found.issues}
    for answer in ("yes", "declined"):
        total = found.integrity.get(answer)
        if total is None:
            continue
        yield from _less_months(
            total,
            answer,
            last,
            {m: _printed(each, ("integrity", answer)) for m, each in last.items()},
        )
        yield from _less_months(
            total, answer, last, {m: each.reported[answer] for m, each in last.items()}
        )


def _less_months(
    total: int, answer: str, last: Mapping[str, Issue], shown: Mapping[str, int | None]
) -> Iterator[tuple[str, Cell, int]]:
    """Take what months print from what the half-year does."""
    if total is not None:
        cell = ("integrity", answer)
        hidden = [month for month, count in shown.items() if count is None]
        left = total - sum(count or 0 for count in shown.values())
        ways = [
            counts for counts in product(range(SMALL), repeat=len(hidden)) if sum(counts) == left
        ]
        for place, month in enumerate(hidden):
            values = {counts[place] for counts in ways}
            if values == {last[month].truth[cell]} and _is_protected(last[month], cell):
                yield month, cell, values.pop()


def run(count: int, name: str = "issue") -> Iterator[tuple[str, Cell, int]]:
    """Attack so many months; yield what is found out."""
    for number in range(-(-count // len(MONTHS))):
        yield from disclosed(made(f"{name} {number}"))


if __name__ == "__main__":
    months = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    out = list(run(months))
    print(f"{months} months attacked: {len(out)} exact disclosures")
    print(*out[:20], sep="\n")
