"""Figures to publish: no firm, no person, nothing that points at one."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.reports.count import calls_counted
from revisit_cli.policy.reports.disposition import disposition
from revisit_cli.policy.reports.month import firm_answers
from revisit_cli.policy.reports.questions import (
    IN_WORDS,
    UNASKED,
    answered,
    gravest,
    is_hidden_approval,
    kind_of,
)
from revisit_cli.policy.reports.suppression import hidden_cells, told_sum
from revisit_cli.policy.rules.confidence import SMALL_CELL, suppressed
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.public import (
    PublicAnswers,
    PublicRate,
    PublicRecheck,
    PublicReported,
)
from revisit_cli.records.reports.question import AnswerFact
from revisit_cli.records.reports.report import CallFact, MonthFacts, MonthReported
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

RATED = ("satisfied", "dissatisfied")
# Firms that told a number of days.
DAYS = "days"
Cell = tuple[str, str]


@clause("三(四)1", "四3", "R12", "R17")
def public_reported(facts: MonthFacts, figures: MonthReported) -> PublicReported:
    """Return a month's figures to publish: 「严格执行保密纪律」.

    Every firm of N lies in one cell of outcome by answer; every figure is a sum of such cells,
    and is told only where it tells of no small cell, nor lets one be worked out.
    """
    answers = firm_answers(facts.answers)
    listed = of_n(calls_counted(facts))
    whole = _Whole(Counter((_group(call), _answer(call, answers)) for call in listed))
    size = whole.told(lambda _: True)
    eligible = whole.told(lambda cell: cell[0] != "gone")
    rated = whole.told(lambda cell: cell[1] in RATED)
    return PublicReported(
        month=figures.month,
        firms=size,
        services=None if 0 < figures.services < SMALL_CELL else figures.services,
        rates=(
            ("coverage", whole.rate(lambda cell: cell[0] != "untried", size)),
            ("contact_rate", whole.rate(lambda c: c[0] in ("reached", "contacted"), eligible)),
            ("effective_rate", whole.rate(lambda cell: cell[0] == "reached", eligible)),
            ("satisfaction", whole.rate(lambda cell: cell[1] == "satisfied", rated)),
        ),
        answers=(
            ("satisfied", whole.told(lambda cell: cell[1] == "satisfied")),
            ("dissatisfied", whole.told(lambda cell: cell[1] == "dissatisfied")),
            ("unrated", whole.told(lambda cell: cell[1] == "unrated")),
        ),
        questions=_questions(facts, [call.firm for call in listed if call.firm in answers], rated),
        hidden_approvals=_tagged(facts, {call.firm for call in listed}),
        problems=_parts(dict(figures.problems), "raised", ("answered", "open", "carried")),
        visits=_parts(dict(figures.visits), "flagged", ("done", "unsigned", "to_do", "carried")),
        filings=figures.filings,
        recheck=_recheck(figures.recheck),
        log=figures.log,
        origin=figures.origin,
    )


@clause("三(一)", "R38")
def _recheck(found: RecheckFigures | None) -> PublicRecheck | None:
    """Return what is published of a re-check: nothing before it is done."""
    if found is None or found.state != "done":
        return None
    return PublicRecheck(found.answered, found.false)


@clause("三(四)1", "附表1")
def _questions(
    facts: MonthFacts, rated: Collection[int], of: int | None
) -> tuple[PublicAnswers, ...]:
    """Return the answers of the firms that rated the bureau, each firm once, question by question.

    The overall one is told with the rates. Nothing is told where their number is kept back.
    """
    return tuple(
        _question(
            question,
            [each for each in facts.answers if not each.is_of_visit and each.firm in rated],
            of,
        )
        for question in form().parts
    )


def _question(question: Question, said: Sequence[AnswerFact], of: int | None) -> PublicAnswers:
    # How many firms told each number of days would be a list of them.
    cells = Counter(DAYS if kind.isdecimal() else kind for kind in gravest(question, said).values())
    names = [*question.codes, *([] if question.choices else [DAYS, IN_WORDS]), UNASKED]
    names += sorted(cells.keys() - set(names))
    shown: Sequence[int | None] = suppressed([cells[name] for name in names])
    counts = tuple(zip(names, shown if of is not None else [None] * len(names), strict=True))
    numbers = answered(question, [each for each in said if kind_of(question, each).isdecimal()])
    is_told = (dict(counts).get(DAYS) or 0) >= SMALL_CELL
    mean, median = (numbers.mean, numbers.median) if is_told else (None, None)
    return PublicAnswers(question.code, counts, of, mean, median)


@clause("三(四)1", "二(二)3")
def _tagged(facts: MonthFacts, listed: Collection[int]) -> int | None:
    """Return how many firms of N told of 二(二)3, None where they are few or nearly all."""
    firms = {each.firm for each in facts.tags if is_hidden_approval(each.tags)} & {*listed}
    told, _ = suppressed([len(firms), len(listed) - len(firms)])
    return told


def _answer(call: CallFact, answers: Mapping[int, str]) -> str:
    """Return a firm's answer; a second name of it has none of its own."""
    return "merged" if call.is_twin else answers.get(call.firm, "unrated")


def _group(call: CallFact) -> str:
    groups = {"I": "reached", "P": "reached", "R": "contacted", "O": "contacted", "NE": "gone"}
    found = disposition(call)
    if found == "UH":
        return "untried"
    return groups.get(found, "tried")


class _Whole:
    """The firms of N by cell, and which cells are kept back."""

    def __init__(self, cells: Mapping[Cell, int]) -> None:
        self.cells = cells
        self.hidden = hidden_cells(cells)

    def told(self, belongs: Callable[[Cell], bool]) -> int | None:
        """Return how many firms lie in the cells asked for, None when that is kept back."""
        return told_sum([cell for cell in self.cells if belongs(cell)], self.cells, self.hidden)

    def rate(self, belongs: Callable[[Cell], bool], of: int | None) -> PublicRate:
        """Return a rate over a denominator; neither is told without the other."""
        n = self.told(belongs)
        return PublicRate(None, None) if n is None or of is None else PublicRate(n, of)


def _parts(
    counts: Mapping[str, int], whole: str, parts: tuple[str, ...]
) -> tuple[tuple[str, int | None], ...]:
    cells = {name: counts[name] for name in parts}
    hidden = hidden_cells(cells)
    return (
        (whole, told_sum(parts, cells, hidden)),
        *((name, told_sum([name], cells, hidden)) for name in parts),
    )
