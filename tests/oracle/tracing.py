"""Every figure of a month held to what the program says stands behind it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from statistics import mean, median
from typing import Any

from revisit_cli.operations.reports.trace import trace_month
from revisit_cli.policy.recheck.chance import most_false
from revisit_cli.policy.reports.trace import all_explained, keys_of
from revisit_cli.records.context import BEIJING, Context
from revisit_cli.records.reports.trace import FigureExplained
from tests.conftest import Revisit
from tests.oracle.days import month_after


def untraced(
    revisit: Revisit, month: str, now: str, document: dict[str, Any] | None = None
) -> Iterator[str]:
    """Yield each key of a month's JSON whose figure is not what stands behind it."""
    at = datetime.fromisoformat(now).replace(tzinfo=BEIJING)
    context = Context(str(revisit.db), revisit.by, at, is_back_entry=True)
    told = all_explained(trace_month(context, month))
    before: dict[str, Any] = {}
    if any(each.formula == "month_before" for each in told.values()):
        earlier = month_after(month, -1)
        before, _ = keys_of(revisit("report", "month", earlier, "--json", now=now).json)
    for key in leaves(document or revisit("report", "month", month, "--json", now=now).json):
        found = told.get(key)
        if found is None:
            yield f"{month} {key}: neither rows nor a formula"
        elif found.untold is None and found.figure != behind(found, before):
            yield f"{month} {key}: {found.figure} but behind it {behind(found, before)}"
        elif found.untold == "confidential" and (found.rows or found.terms):
            yield f"{month} {key}: told in confidence, yet with rows"
        elif found.untold == "no_count" and is_count(key, found.figure):
            yield f"{month} {key}: a count without rows"


def leaves(document: Any, above: str = "") -> Iterator[str]:
    """Yield the key of every figure, text and list of rows of a document."""
    for name, held in document.items():
        key = f"{above}{name}"
        if isinstance(held, dict):
            yield from leaves(held, f"{key}.")
        elif is_figures(name, held):
            for each in held:
                yield from leaves(each, f"{key}.{each[NAMES[name]] or '-'}.")
        else:
            yield key


def is_figures(name: str, held: Any) -> bool:
    is_named = isinstance(held, list) and name in NAMES
    return is_named and all(isinstance(each, dict) for each in held)


# What names an item of a list of figures; the items of other lists are rows.
NAMES = {
    "units": "unit", "questions": "code", "later_rechecks": "month", "earlier": "nth_draw",
    "calls_left": "on", "figures": "code", "undone": "kind", "next": "kind", "states": "code",
}  # fmt: skip
# Numbers that nobody counts: a setting, a place in an order, days, the size of the log.
SET = (
    "log.size", "recheck.percent", "recheck.size", "nth_draw", "days.calls_left",
    "days.calls_over", "days.visits_over", "next.ledgers.count", "next.symposium.count",
)  # fmt: skip


# Lists of sentences, and of rules that are others than the month before's.
TEXTS = ("words", "before.rules")


def is_count(key: str, figure: Any) -> bool:
    is_number = isinstance(figure, int | float) and not isinstance(figure, bool)
    if key.startswith("later_rechecks."):
        key = f"recheck.{key.split('.', 2)[2]}"
    return is_number and key not in TEXTS and not key.endswith(SET)


def behind(found: FigureExplained, before: Mapping[str, Any]) -> Any:
    """What a figure comes to by its rows or its formula; ``before`` is the month before's."""
    if found.formula is None:
        return len(found.rows)
    terms: list[Any] = [each.figure for each in found.terms]
    if found.formula == "month_before":
        return before[found.terms[0].key]
    if found.formula in ("mean", "median"):
        days = [
            int(each.key.rpartition(".")[2])
            for each, count in zip(found.terms, terms, strict=True)
            for _ in range(count)
        ]
        average = mean if found.formula == "mean" else median
        return round(average(days), 2) if days else None
    return FORMULAS[found.formula](*terms)


def ratio(n: int, of: int) -> float | None:
    return round(n / of, 4) if of else None


def percent(n: int | None, of: int, least: int = 1) -> float | None:
    """To one place, half up; 100 and nought are said of all and of none alone."""
    if n is None or of < least:
        return None
    told = (Decimal(100 * n) / of).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if 0 < n < of:
        told = min(max(told, Decimal("0.1")), Decimal("99.9"))
    return float(told)


def bound(
    pool: int, drawn: int, waiting: int, answered: int, false: int, unreached: int = 0
) -> int | None:
    if not drawn or waiting:
        return None
    return most_false(pool, answered + unreached, false + unreached)


FORMULAS: Mapping[str, Callable[..., Any]] = {
    "sum": lambda *terms: sum(terms),
    "difference": lambda whole, part: round(whole - part, 1),
    "ratio": ratio,
    "percent": percent,
    "at_least": lambda count, least: count >= least,
    "most_false": bound,
    "next_up": lambda most, pool: None if most is None or most >= pool else most + 1,
}
