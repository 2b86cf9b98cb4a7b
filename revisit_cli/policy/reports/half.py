"""The half-year's figures: six months side by side, summed, and the way they go."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.policy.reports.questions import question_figures, tag_figures
from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.half import HalfReported
from revisit_cli.records.reports.question import Asked
from revisit_cli.records.reports.report import MonthReported


@clause("四3", "三(二)3", "R8")
def half_reported(
    half: str,
    months: Sequence[MonthReported],
    symposium: HalfDuty,
    asked: Asked,
    before: Asked,
    log: LogHead,
    origin: str,
) -> HalfReported:
    """Return a half-year's figures: every rate the sum of its months' numerators over theirs.

    The symposium is the half-year's own duty: 「原则上每半年召开1次」.
    """
    counts = (
        ("firms", sum(each.firms for each in months)),
        ("services", sum(each.services for each in months)),
        ("late_entries", sum(each.late_entries for each in months)),
        *(
            (f"problems_{name}", sum(dict(each.problems)[name] for each in months))
            for name in ("raised", "answered", "open")
        ),
        *(
            (f"visits_{name}", sum(dict(each.visits)[name] for each in months))
            for name in ("flagged", "done")
        ),
    )
    rates = (
        ("coverage", _sum([each.coverage for each in months])),
        ("contact_rate", _sum([each.contact_rate for each in months])),
        ("effective_rate", _sum([each.effective_rate for each in months])),
        ("satisfaction", _sum([each.satisfaction for each in months])),
    )
    return HalfReported(
        half,
        tuple(months),
        counts,
        rates,
        trend([each.satisfaction for each in months]),
        symposium,
        question_figures(asked.answers, before.answers),
        tag_figures(asked.tags, before.tags),
        log,
        origin,
    )


@clause("R17")
def trend(rates: Sequence[Rate]) -> tuple[int | None, ...]:
    """Return each rate's change since the last one that had a denominator, in 1/10,000."""
    changes: list[int | None] = []
    before: float | None = None
    for value in (rate.value for rate in rates):
        if value is None or before is None:
            changes.append(None)
        else:
            changes.append(round((value - before) * 10000))
        before = before if value is None else value
    return tuple(changes)


def _sum(rates: Sequence[Rate]) -> Rate:
    return Rate(sum(rate.n for rate in rates), sum(rate.of for rate in rates))
