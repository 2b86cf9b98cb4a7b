"""Figures to publish: no firm, no person, nothing that points at one."""

from collections import Counter
from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.reports.count import calls_counted
from revisit_cli.policy.reports.month_rows import firm_answers
from revisit_cli.policy.reports.questions import (
    IN_WORDS,
    UNASKED,
    answered,
    gravest,
    is_hidden_approval,
    kind_of,
)
from revisit_cli.policy.reports.suppression import listed, listed_parts
from revisit_cli.policy.reports.tally import is_sealed
from revisit_cli.policy.rules.confidence import SEALED
from revisit_cli.records.code import Withheld
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.public import (
    PublicAnswers,
    PublicRecheck,
    PublicReported,
    PublicUnit,
)
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

# Firms that told a number of days.
DAYS = "days"
PROBLEMS = ("raised", "answered", "open", "carried")
VISITS = ("flagged", "done", "unsigned", "to_do", "carried")


@clause("三(四)1", "四3", "R12", "R17")
def public_reported(facts: MonthFacts, figures: MonthReported) -> PublicReported:
    """Return a month's figures to publish: 「严格执行保密纪律」.

    The bureau's own figures are told as they are. What firms told in confidence, of 二(二)3 and of
    single units is protected: by firms, under 3 and all but as few are not listed, nor what they
    follow from; and never while the month is open, nor once it was corrected, since two issues
    that differ by one firm would tell what that firm said.
    """
    withheld = why_withheld(facts)
    return PublicReported(
        month=figures.month,
        firms=figures.firms,
        services=figures.services,
        coverage=figures.coverage,
        contact_rate=figures.contact_rate,
        effective_rate=figures.effective_rate,
        satisfaction=figures.satisfaction,
        answers=figures.answers,
        questions=tuple(_question(question, facts, withheld) for question in form().parts),
        hidden_approvals=None if withheld else _tagged(facts),
        problems=_parts(figures.problems, PROBLEMS),
        visits=_parts(figures.visits, VISITS),
        filings=figures.filings,
        units=_units(figures, is_withheld=withheld is not None),
        recheck=_recheck(figures.recheck),
        is_cleared=facts.certificate_format is not None,
        withheld=withheld,
        log=figures.log,
        origin=figures.origin,
    )


@clause("三(四)1")
def why_withheld(facts: MonthFacts) -> Withheld | None:
    """Return why nothing that is protected is told of the month, None where something may be."""
    if facts.certificate_format is None:
        return "open_month"
    return "corrected" if any(each.corrects(facts.month) for each in facts.corrections) else None


@clause("三(一)", "R38")
def _recheck(found: RecheckFigures | None) -> PublicRecheck | None:
    """Return what is published of a re-check: nothing before it is done."""
    if found is None or found.state != "done":
        return None
    return PublicRecheck(found.answered, found.false)


@clause("三(四)1", "附表1")
def _question(question: Question, facts: MonthFacts, withheld: Withheld | None) -> PublicAnswers:
    """Return the answers of the firms that rated the bureau, each firm once.

    The overall one is told with the rates.
    """
    said, of = _said(facts)
    # How many firms told each number of days would be a list of them.
    cells = Counter(DAYS if kind.isdecimal() else kind for kind in gravest(question, said).values())
    names = [*question.codes, *([] if question.choices else [DAYS, IN_WORDS]), UNASKED]
    names += sorted(cells.keys() - {*names, SEALED})
    if question.is_confidential:
        told = {} if withheld else in_confidence(question, facts)
        counts = tuple((name, told.get(name)) for name in names)
        why = withheld or facts.confided.withheld or "small"
        return PublicAnswers(question.code, counts, of, None, None, why)
    numbers = answered(question, [each for each in said if kind_of(question, each).isdecimal()])
    exact = tuple((name, cells[name]) for name in names)
    return PublicAnswers(question.code, exact, of, numbers.mean, numbers.median, None)


@clause("三(四)1", "二(二)4")
def in_confidence(question: Question, facts: MonthFacts) -> dict[str, int]:
    """Return the answers told in confidence that are listed: those that accuse, or keep silent.

    How many firms had nothing to tell is not, since the few others would follow from it. Of sealed
    ones it is the committee's tally.
    """
    said, left = _said(facts)
    cells = Counter(gravest(question, said).values())
    if any(map(is_sealed, facts.answers)):
        tally = facts.confided.tally
        cells, left = Counter(dict(tally.counts) if tally else {}), tally.firms if tally else 0
    told: dict[str, int] = {}
    for choice in question.choices:
        count = listed(cells[choice.code], left)
        if not choice.accuses_nobody and count is not None:
            told[choice.code] = count
            left -= count
    return told


def _said(facts: MonthFacts) -> tuple[list[AnswerFact], int]:
    """Return what the firms of N that rated the bureau said by telephone, and how many they are."""
    own = {call.firm for call in of_n(calls_counted(facts)) if not call.is_twin}
    rated = own & firm_answers(facts.answers).keys()
    said = [each for each in facts.answers if not each.is_of_visit and each.firm in rated]
    return said, len(rated)


@clause("三(四)1", "二(二)3")
def _tagged(facts: MonthFacts) -> int | None:
    """Return how many firms of N told of 二(二)3, None where they are few or nearly all."""
    named = {call.firm for call in of_n(calls_counted(facts))}
    firms = {each.firm for each in facts.tags if is_hidden_approval(each.tags)} & named
    return listed(len(firms), len(named))


@clause("三(四)1", "R11")
def _units(figures: MonthReported, *, is_withheld: bool) -> tuple[PublicUnit, ...]:
    """Return every unit that served firms, beside the bureau's totals, which all see.

    That a unit is told of says nothing of what firms answered. A single unit's answers are the
    bureau's.
    """
    units = [each for each in figures.units if each.firms or each.beyond]
    if len(units) < 2 or is_withheld:
        return ()
    totals = dict(figures.answers)
    good = listed_parts({each.unit: each.satisfied for each in units}, totals["satisfied"])
    bad = listed_parts({each.unit: each.dissatisfied for each in units}, totals["dissatisfied"])
    return tuple(PublicUnit(each.unit, good[each.unit], bad[each.unit]) for each in units)


def _parts(counts: Sequence[tuple[str, int]], names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    found = dict(counts)
    return tuple((name, found[name]) for name in names)
