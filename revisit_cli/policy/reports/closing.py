"""What stands in the way of clearing a month, what is carried over, what may change after it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.command import HalfUnreadable, MonthUnreadable
from revisit_cli.errors.reports.closing import (
    AcceptedByRequired,
    CarryNotOpen,
    CarryUnreadable,
    ClosedBefore,
    MonthNotCleared,
    MonthNotOver,
)
from revisit_cli.labels.reports import closing as words
from revisit_cli.pattern import pattern
from revisit_cli.policy.days.cycle import half_given, month_given
from revisit_cli.policy.problems.clock import STOPPED
from revisit_cli.policy.problems.in_time import history
from revisit_cli.policy.reports.count import filing_counts
from revisit_cli.policy.reports.in_time import call_verdict
from revisit_cli.policy.visits.in_time import verdict as visit_verdict
from revisit_cli.records.code import CarryKind, CarryVerdict, ObstacleKind, Timing
from revisit_cli.records.reports.closing import (
    CallItem,
    Carried,
    Carry,
    Certificate,
    ClosingFacts,
    Item,
    Obstacle,
    Tally,
)
from revisit_cli.records.reports.facts import CallFact, MonthFacts, ProblemFact, VisitFact
from revisit_cli.records.value import replace
from revisit_cli.rulebook.periods import Period
from revisit_cli.rulebook.rules import Rules

Verdicts = Mapping[int, CarryVerdict | None]
CARRIABLE: tuple[ObstacleKind, ...] = ("call", "recheck", "visit", "problem", "symposium")
_CARRY = pattern(r"(call|visit|problem):(?:P-?)?0*([1-9]\d{0,8})|(symposium|recheck):(\S+)")


@clause("四3", "R15", "三(一)1", "三(三)1", "四4", "三(二)3")
def obstacles(facts: ClosingFacts, rules: Rules) -> tuple[Obstacle, ...]:
    """Return what stands in the way of 「每月一清零」, in the document's order.

    「有电话未得最终结果、有问题未答复的月份不予清零」; nor is one with a unit that neither filed
    nor is named for it, an open list, a visit not signed, or, in the half-year's last month, a
    half-year without its symposium. What was done while no notice said until when waits for its
    verdict, and so does the month, unless it is carried over. Undecided suspicions do not: they
    are decided when they are decided, and no month waits for a verdict on anybody.
    """
    return tuple(_obstacles(facts, rules))


def _obstacles(facts: ClosingFacts, rules: Rules) -> Iterator[Obstacle]:
    if facts.fault_count:
        yield _obstacle(facts, "log", "", "", "broken")
    for unit in facts.missing:
        if not unit.is_named:
            yield _obstacle(facts, "ledger", "", unit.name, "missing")
    if facts.locked_at is None:
        yield _obstacle(facts, "list", "", "", "open")
    calls = [
        Item(each.id, each.firm, each.state, each.is_carried_in, each.verdict)
        for each in facts.calls
        if not each.is_merged
    ]
    ends: tuple[tuple[CarryKind, Sequence[Item], Collection[str]], ...] = (
        ("call", calls, {"done"}),
        ("visit", facts.visits, {"done"}),
        ("problem", facts.problems, STOPPED),
    )
    for kind, items, ended in ends:
        for item in items:
            if item.state not in ended or item.verdict == "pending":
                subject, verdict = str(item.id), item.verdict
                yield _obstacle(facts, kind, subject, item.name, item.state, verdict)
        if kind == "call" and _lacks_recheck(facts, rules):
            state = facts.recheck.state if facts.recheck else "none"
            yield _obstacle(facts, "recheck", facts.month, "", state)
    half = rules.half_of_month(facts.month)
    if rules.months_of_half(half)[-1] == facts.month and not facts.symposium_count:
        yield _obstacle(
            facts, "symposium", half, "", "none", "late" if facts.is_half_over else "not_due"
        )


@clause("三(一)", "R37")
def _lacks_recheck(facts: ClosingFacts, rules: Rules) -> bool:
    """Whether a month that must be re-checked has completed calls that nobody has checked."""
    is_due = rules.of(facts.month).recheck == "required"
    is_done = facts.recheck is not None and facts.recheck.state == "done"
    return is_due and not is_done and any(each.outcome == "completed" for each in facts.calls)


def _obstacle(
    facts: ClosingFacts,
    kind: ObstacleKind,
    subject: str,
    name: str,
    state: str,
    verdict: CarryVerdict | None = None,
) -> Obstacle:
    command = words.COMMANDS["returned" if state == "returned" else kind]
    if verdict == "pending" and state in words.ENDED[kind]:
        command = words.COMMANDS["pending"]
    return Obstacle(
        clause=words.CLAUSES[kind],
        kind=kind,
        subject=subject,
        name=name,
        state=words.STATES[kind][state].format(count=facts.fault_count),
        command=command.format(month=facts.month, subject=subject, name=name),
        verdict=verdict,
    )


@clause("四3", "R15", "R21")
def with_month(facts: ClosingFacts, month: MonthFacts, now: datetime, rules: Rules) -> ClosingFacts:
    """Return a month's facts with its calls, visits, problems and ledgers as the report has them.

    What it handed on itself is not in its way any more. 「转出时分已超期、未到期」.
    """
    calls = _call_verdicts(month, now, rules)
    visits = {
        each.id: _known(
            visit_verdict(each.task, now, rules).timing, is_pending=each.task.due_on is None
        )
        for each in month.visit_tasks
    }
    return replace(
        facts,
        calls=tuple(
            CallItem(
                each.id,
                each.name,
                each.state,
                each.outcome,
                each.is_listed,
                each.is_carried_in,
                each.is_merged,
                calls.get(each.id),
            )
            for each in month.calls
            if each.state != "carried"
        ),
        visits=_items(month.visits, month.carried_visits, visits),
        problems=_items(
            month.problems,
            month.carried_problems,
            {
                each.id: _of_problem(each, now, rules)
                for each in (*month.problems, *month.carried_problems)
            },
        ),
        filings=tuple(
            (kind, count) for kind, count in filing_counts(month) if count and kind != "missing"
        ),
    )


def _call_verdicts(month: MonthFacts, now: datetime, rules: Rules) -> Verdicts:
    """Return the verdict on each call; one that was carried in is judged as the call it was.

    One carried in more than once was due long ago.
    """
    tasks = {each.id: each for each in month.call_tasks}
    first = {target: source for source, target in month.carried_calls}

    def judged(call: CallFact) -> CarryVerdict | None:
        task = tasks.get(first.get(call.id, call.id))
        if task is None:
            return "late" if call.is_carried_in else None
        return _known(call_verdict(task, now, rules).timing, is_pending=False)

    return {each.id: judged(each) for each in month.calls}


def _of_problem(problem: ProblemFact, now: datetime, rules: Rules) -> CarryVerdict | None:
    """Return the verdict on the clock that runs; that of an earlier one may be undecided too."""
    if not problem.events:
        return None
    clocks = history(problem.month, problem.events, now, rules).clocks
    waiting = any(each.is_pending and each.timing == "not_due" for each in clocks)
    return _known(clocks[-1].timing, is_pending=waiting)


def _known(timing: Timing, *, is_pending: bool) -> CarryVerdict | None:
    if timing == "late":
        return "late"
    if timing == "not_due":
        return "pending" if is_pending else "not_due"
    return None


def _items(
    own: Iterable[VisitFact | ProblemFact],
    came: Iterable[VisitFact | ProblemFact],
    verdicts: Verdicts,
) -> tuple[Item, ...]:
    found = [
        Item(each.id, each.firm or "", each.state, is_carried_in, verdicts.get(each.id))
        for facts, is_carried_in in ((own, False), (came, True))
        for each in facts
        if each.state != "carried"
    ]
    return tuple(sorted(found, key=lambda item: item.id))


@clause("四3", "R15")
def carries_given(texts: Sequence[str]) -> tuple[Carry, ...]:
    """Return what is typed to be carried over, each once. Raises CarryUnreadable."""
    found = []
    for text in texts:
        match = _CARRY.fullmatch(normalize("NFKC", text).strip())
        if not match:
            raise CarryUnreadable(text=text)
        kind = next(each for each in CARRIABLE if each in (match[1], match[3]))
        found.append(Carry(kind, match[2] or _period(kind, text, match[4])))
    return tuple(dict.fromkeys(found))


def _period(kind: ObstacleKind, text: str, typed: str) -> str:
    try:
        return month_given(typed) if kind == "recheck" else half_given(typed)
    except (HalfUnreadable, MonthUnreadable) as error:
        raise CarryUnreadable(text=text) from error


@clause("四3", "R15")
def carried_over(
    facts: ClosingFacts, carries: Sequence[Carry], accepted_by: str | None, to: str, rules: Rules
) -> tuple[Carried, ...]:
    """Return the carry-overs with who accepts them: 「除非逐户写明结转」.

    Raises AcceptedByRequired without a name, CarryNotOpen for what stands in nobody's way.
    """
    if carries and not (accepted_by or "").strip():
        raise AcceptedByRequired
    standing = {(each.kind, each.subject): each for each in obstacles(facts, rules)}
    found = []
    for carry in carries:
        obstacle = standing.get((carry.kind, carry.subject))
        if obstacle is None:
            raise CarryNotOpen(carry=carry, month=facts.month)
        found.append(
            Carried(
                carry.kind,
                carry.subject,
                obstacle.name,
                obstacle.state,
                to,
                (accepted_by or "").strip(),
                obstacle.verdict,
            )
        )
    return tuple(found)


@clause("四3")
def check_moment(facts: ClosingFacts, cycle: Period, today: date) -> None:
    """Refuse to clear a month twice or while its ledgers come in.

    Raises ClosedBefore or MonthNotOver.
    """
    if facts.closed_at is not None:
        raise ClosedBefore(month=facts.month, day=facts.closed_at[:10])
    if today <= cycle.last_on:
        raise MonthNotOver(month=facts.month, last=cycle.last_on)


@clause("四3", "R15")
def check_close(facts: ClosingFacts, carried: Sequence[Carried], rules: Rules) -> None:
    """Refuse to clear a month with anything in the way that nobody accepts to carry over.

    Raises MonthNotCleared naming each thing with the command that clears it.
    """
    accepted = {(each.kind, each.subject) for each in carried}
    left = [each for each in obstacles(facts, rules) if (each.kind, each.subject) not in accepted]
    if left:
        raise MonthNotCleared(
            month=facts.month,
            count=len(left),
            lines="\n".join(words.obstacle_lines(facts.month, left)),
            advice=words.advice(facts.month, left, CARRIABLE),
        )


@clause("四3", "R15", "R12")
def certificate_of(
    facts: ClosingFacts, carried: Sequence[Carried], half: str, closed_at: str, by: str
) -> Certificate:
    """Return the certificate of a month that nothing stands in the way of.

    Every firm of N has one outcome, or is carried over by name. Raises AssertionError where the
    parts do not sum to the whole, for then the program counted wrongly.
    """
    gone = {(each.kind, each.subject) for each in carried}
    own = [call for call in facts.calls if not call.is_carried_in]
    calls = tally(_outcome(call, gone) for call in own if call.is_listed)
    if calls.total != facts.list_size:
        raise AssertionError((calls.total, facts.list_size))
    return Certificate(
        month=facts.month,
        closed_at=closed_at,
        by=by,
        locked_at=facts.locked_at or "",
        list_size=facts.list_size,
        list_sha256=facts.list_sha256,
        has_added=True,
        calls=calls,
        unlisted=tally(_outcome(call, gone) for call in own if not call.is_listed),
        carried_in=tally(_outcome(call, gone) for call in facts.calls if call.is_carried_in),
        visits=tally(_state("visit", each, gone) for each in facts.visits),
        problems=tally(_state("problem", each, gone) for each in facts.problems),
        filings=Tally(sum(count for _, count in facts.filings), facts.filings),
        missing=tuple(unit.name for unit in facts.missing),
        half=half,
        symposium_count=facts.symposium_count,
        undecided_count=facts.undecided_count,
        held_count=facts.held_count,
        carried=tuple(carried),
        recheck=facts.recheck.sentence if facts.recheck else None,
    )


def tally(kinds: Iterable[str]) -> Tally:
    """Return how many there are of each kind, the most frequent first, and of all."""
    counts = Counter(kinds)
    parts = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Tally(counts.total(), tuple(parts))


def _outcome(call: CallItem, gone: Collection[tuple[str, str]]) -> str:
    if ("call", str(call.id)) in gone:
        return "carried"
    return "merged" if call.is_merged else call.outcome or call.state


def _state(kind: str, each: Item, gone: Collection[tuple[str, str]]) -> str:
    return "carried" if (kind, str(each.id)) in gone else each.state
