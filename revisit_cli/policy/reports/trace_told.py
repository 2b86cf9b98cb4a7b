"""The rows behind a figure as they are told: one form for all of them, numbers masked."""

from collections.abc import Iterable

from revisit_cli.labels.firms.masking import masked
from revisit_cli.policy.recheck.entry import class_of
from revisit_cli.records.calls.not_served import NotServed
from revisit_cli.records.file.audit_shown import TimeFlag
from revisit_cli.records.file.undo import Retraction
from revisit_cli.records.ledgers.filing import AfterClose
from revisit_cli.records.ledgers.number import GivenNumber
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.recheck.doubt import Doubt
from revisit_cli.records.recheck.entry import RecheckEntry
from revisit_cli.records.recheck.sample import CompletedCall, PooledCall
from revisit_cli.records.reports.facts import (
    CallFact,
    Correction,
    ProblemFact,
    ServiceFact,
    VisitFact,
)
from revisit_cli.records.reports.question import AnswerFact, TagFact
from revisit_cli.records.reports.task import CallTask, VisitTask
from revisit_cli.records.reports.trace import FigureRow
from revisit_cli.records.rules.setting import RuleMoved


def calls(found: Iterable[CallFact]) -> tuple[FigureRow, ...]:
    """Return calls, with their outcome or state."""
    return tuple(
        FigureRow("call", each.id, each.name, state=each.outcome or each.state) for each in found
    )


def carried_calls(found: Iterable[tuple[int, CallFact | None]]) -> tuple[FigureRow, ...]:
    """Return calls of earlier months, each with the call that it was carried to."""
    return tuple(
        FigureRow("call", source)
        if to is None
        else FigureRow("call", source, to.name, state=to.outcome or to.state, see=f"call:{to.id}")
        for source, to in found
    )


def services(found: Iterable[ServiceFact]) -> tuple[FigureRow, ...]:
    """Return rows of ledgers, with the matter."""
    return tuple(
        FigureRow("service", each.id, each.firm_name, each.unit, each.matter or None)
        for each in found
    )


def firms(found: Iterable[ServiceFact]) -> tuple[FigureRow, ...]:
    """Return the firms of some rows of ledgers, under the unit of each row."""
    return tuple(FigureRow("firm", each.firm, each.firm_name, each.unit) for each in found)


def evaluations(found: Iterable[AnswerFact], state: str | None = None) -> tuple[FigureRow, ...]:
    """Return evaluations, each with the call or the visit that it was given in."""
    return tuple(
        FigureRow(
            "evaluation",
            each.id,
            each.firm_name,
            each.unit,
            state,
            f"{'visit' if each.is_of_visit else 'call'}:{each.contact}",
        )
        for each in found
    )


def problems(found: Iterable[ProblemFact]) -> tuple[FigureRow, ...]:
    """Return problems, with their state."""
    return tuple(FigureRow("problem", each.id, each.firm, each.unit, each.state) for each in found)


def visits(found: Iterable[VisitFact | VisitTask]) -> tuple[FigureRow, ...]:
    """Return visits, with their state where they are a month's own."""
    return tuple(
        FigureRow("visit", each.id, each.firm, state=getattr(each, "state", None)) for each in found
    )


def tasks(found: Iterable[CallTask]) -> tuple[FigureRow, ...]:
    """Return calls by when they were due and made, with their last outcome."""
    return tuple(
        FigureRow(
            "call",
            each.id,
            each.firm,
            state=each.attempts[-1].outcome if each.attempts else None,
        )
        for each in found
    )


def units(found: Iterable[str], ids: dict[str, int], state: str | None) -> tuple[FigureRow, ...]:
    """Return the filings of units, or the units themselves where they have none."""
    return tuple(
        FigureRow("filing", ids[unit], None, unit, state)
        if unit in ids
        else FigureRow("unit", None, None, unit, state)
        for unit in found
    )


def roster_changes(found: Iterable[RosterChange]) -> tuple[FigureRow, ...]:
    """Return the units that were put on a month's roster afterwards or taken off, with the time."""
    return tuple(
        FigureRow("unit", each.id, None, each.unit, each.change, each.at) for each in found
    )


def rule_changes(found: Iterable[RuleMoved]) -> tuple[FigureRow, ...]:
    """Return the rules of a month that were changed once it ran, with the time."""
    return tuple(FigureRow("rule", None, state=each.name, see=each.at) for each in found)


def numbers(found: Iterable[GivenNumber], unit: str) -> tuple[FigureRow, ...]:
    """Return telephone numbers, masked, each with a call that it was given for."""
    return tuple(
        FigureRow("number", masked(each.phone), None, unit, see=f"call:{each.call}")
        for each in found
    )


def contacts(found: Iterable[TagFact]) -> tuple[FigureRow, ...]:
    """Return the contacts in which something was told."""
    return tuple(
        FigureRow("contact", _number(each.contact), each.firm_name, each.unit, see=each.contact)
        for each in found
    )


def _number(contact: str) -> int:
    return int(contact.split(":")[1])


def tagged_firms(found: Iterable[TagFact]) -> tuple[FigureRow, ...]:
    """Return the firms that told of something."""
    return tuple(FigureRow("firm", each.firm, each.firm_name, see=each.contact) for each in found)


def unevaluated(
    found: Iterable[tuple[str, str, str]], ids: dict[str, int]
) -> tuple[FigureRow, ...]:
    """Return firms by unit, with why there is no evaluation."""
    return tuple(
        FigureRow("firm", ids.get(firm), firm, unit, reason) for firm, unit, reason in found
    )


def not_served(found: Iterable[NotServed]) -> tuple[FigureRow, ...]:
    """Return the calls of firms that a unit says it never served."""
    return tuple(FigureRow("call", each.call, each.firm, each.unit, "not_served") for each in found)


def after_close(found: Iterable[AfterClose]) -> tuple[FigureRow, ...]:
    """Return the cleared months that ledgers came for since."""
    return tuple(FigureRow("filing", None, see=each.month) for each in found)


def corrections(found: Iterable[Correction]) -> tuple[FigureRow, ...]:
    """Return corrections of cleared months: what was corrected."""
    return tuple(
        FigureRow("correction", each.subject, state=each.kind, see=each.at) for each in found
    )


def retractions(found: Iterable[Retraction]) -> tuple[FigureRow, ...]:
    """Return what was taken back of a month, with the time."""
    return tuple(
        FigureRow("retraction", each.subject, state=each.kind, see=each.at) for each in found
    )


def odd_times(found: Iterable[TimeFlag]) -> tuple[FigureRow, ...]:
    """Return records whose times do not go together, each once, with the first thing odd."""
    firsts: dict[tuple[str | None, int | None], TimeFlag] = {}
    for each in found:
        firsts.setdefault((each.table, each.row), each)
    return tuple(
        FigureRow("record", row, state=each.what, see=f"{table}:{row}")
        for (table, row), each in firsts.items()
    )


def rechecks(found: Iterable[RecheckEntry]) -> tuple[FigureRow, ...]:
    """Return drawn calls, with what calling them again came to."""
    return tuple(
        FigureRow("recheck", each.rank, each.label, state=class_of(each), see=f"call:{each.call}")
        for each in found
    )


def pooled(found: Iterable[PooledCall]) -> tuple[FigureRow, ...]:
    """Return the calls of a frozen pool."""
    return tuple(FigureRow("call", each.call, each.label) for each in found)


def completed(found: Iterable[CompletedCall]) -> tuple[FigureRow, ...]:
    """Return completed calls that a frozen pool does not know."""
    return tuple(FigureRow("call", each.call, each.name) for each in found)


def doubts(found: Iterable[Doubt]) -> tuple[FigureRow, ...]:
    """Return doubts about records."""
    return tuple(
        FigureRow("doubt", each.id, each.firm, state=each.kind, see=f"call:{each.call}")
        for each in found
    )


def any_of(
    found: Iterable[tuple[int, CallFact | None] | CallFact | VisitFact | ProblemFact],
) -> tuple[FigureRow, ...]:
    """Return what was carried over, of whatever kind."""
    rows: list[FigureRow] = []
    for each in found:
        if isinstance(each, CallFact):
            rows += calls((each,))
        elif isinstance(each, VisitFact):
            rows += visits((each,))
        elif isinstance(each, ProblemFact):
            rows += problems((each,))
        else:
            rows += carried_calls((each,))
    return tuple(rows)
