"""What stands behind each figure of a month's report, by its key: rows, or a formula.

Keys are those of ``--json`` with dots between; a part of a list goes by the name it bears there.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase

from revisit_cli.document import clause
from revisit_cli.errors.reports.report import FigureUnknown
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.reports.disposition import RATES
from revisit_cli.policy.reports.problems import TIMINGS
from revisit_cli.policy.reports.trace_front import front_formulas
from revisit_cli.policy.reports.trace_rows import UNNAMED, TraceSource, rows_of
from revisit_cli.policy.reports.units import REASONS
from revisit_cli.records.code import Untold
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.reports.trace import FigureExplained, Formula, Term
from revisit_cli.records.value import Json
from revisit_cli.rulebook.loader import form

# The lists among the figures whose items are figures themselves, by what names an item. The items
# of every other list are the rows.
_NAMED = {"units": "unit", "questions": "code", "later_rechecks": "month", "earlier": "nth_draw",
          "calls_left": "on", "figures": "code", "undone": "kind", "next": "kind",
          "states": "code"}  # fmt: skip
# Keys that tell what no rows are counted for: a text, a day, a setting, a place in an order.
_NO_COUNT = (
    "month", "locked", "file", "list.early", "list.locked_at", "list.reason",
    "log.size", "log.head",
    "units.*.unit", "units.*.filing", "calls_left.*.on", "calls_left.*.rest",
    "questions.*.code", "questions.*.by", "questions.*.withheld", "questions.*.units.*.unit",
    "hidden_approval.units.*.unit", "days.*", "states.*", "words", "before.month",
    "before.cleared", "before.rules", "figures.*.code", "undone.*.kind", "undone.*.came_on",
    "next.*.kind", "next.*.due", "next.*.year", "next.ledgers.count", "next.symposium.count",
    *(f"{above}.{key}" for above in ("recheck", "later_rechecks.*") for key in (
        "state", "month", "nth_draw", "percent", "size", "sentence", "earlier.*.nth_draw")),
)  # fmt: skip
# How many keys a refusal names.
_NEAR = 6


@clause("四3", "三(四)1")
def explained(source: TraceSource, typed: str) -> FigureExplained:
    """Return what stands behind a figure of a month: 「每月一统计」 that anybody can count again.

    What is told in confidence has no rows: 「严格执行保密纪律」. Raises FigureUnknown.
    """
    keys, aliases = keys_of(source.document)
    key = aliases.get(typed.strip(), typed.strip())
    if key not in keys and key in aliases.values() and _is_secret(key):
        return _without_rows(source, key, None, "confidential")
    if key not in keys:
        raise FigureUnknown(key=typed, near=LISTED.join(_near(key, keys)))
    return all_explained(source)[key]


def all_explained(source: TraceSource) -> dict[str, FigureExplained]:
    """Return what stands behind every figure of a month, by its key."""
    keys, _ = keys_of(source.document)
    made, counted = formulas(source), rows_of(source)
    month, found = source.facts.month, {}
    for key, figure in keys.items():
        untold = _untold(source, key, figure, made)
        if untold is not None:
            found[key] = _without_rows(source, key, figure, untold)
        elif key in made:
            formula = made[key]
            terms = [Term(each, keys[each]) for each in formula.keys]
            terms += [] if formula.number is None else [Term("", formula.number)]
            kind = formula.kind
            found[key] = FigureExplained(month, key, figure, kind, tuple(terms), None, None, ())
        elif key in counted:
            rows = counted[key]
            found[key] = FigureExplained(month, key, figure, None, (), None, None, rows)
    return found


def _without_rows(source: TraceSource, key: str, figure: Json, why: Untold) -> FigureExplained:
    return FigureExplained(source.facts.month, key, figure, None, (), why, None, ())


def keys_of(document: Mapping[str, Json]) -> tuple[dict[str, Json], dict[str, str]]:
    """Return every key with its figure, and further ways to write keys.

    A rate goes by its own key too; a list of rows counts for how long it is.
    """
    found: dict[str, Json] = {}
    aliases: dict[str, str] = {}

    def walk(held: Json, key: str, alias: str) -> None:
        aliases[alias] = key
        if isinstance(held, dict):
            if held.keys() >= {"n", "of", "value"}:
                found[key] = held["value"]
            for name, each in held.items():
                walk(each, f"{key}.{name}", f"{alias}.{name}")
        elif isinstance(held, list):
            named = _NAMED.get(key.rpartition(".")[2])
            items = [each for each in held if isinstance(each, dict) and named in each]
            if named is None or len(items) < len(held):
                found[key] = len(held)
                return
            for number, each in enumerate(items):
                walk(each, f"{key}.{each[named] or UNNAMED}", f"{alias}.{number}")
        else:
            found[key] = held

    for name, each in document.items():
        walk(each, name, name)
    return found, aliases


def _near(key: str, keys: Mapping[str, Json]) -> list[str]:
    below = [each for each in keys if each.startswith(f"{key}.")]
    alike = [each for each in keys if key and key in each.split(".")]
    close = get_close_matches(key, keys, _NEAR, 0.5)
    top = [each for each in keys if "." not in each]
    return list(dict.fromkeys((*below, *alike, *close) or top))[:_NEAR]


def _untold(
    source: TraceSource, key: str, figure: Json, made: Mapping[str, Formula]
) -> Untold | None:
    """Return why nothing is told behind a key, None where something is."""
    if _is_secret(key):
        return "confidential"
    kept = ("calls.in_time", "visits.in_time", "late_calls")
    is_kept = source.figures.keeps_what_it_printed and any(map(key.startswith, kept))
    if is_kept or (key == "list.missing" and figure is None):
        return "kept"
    absent = ("calls_left.*.left", "before", "figures.*.previous*", "figures.*.change", "recheck")
    is_absent = figure is None and any(fnmatchcase(key, each) for each in absent)
    if is_absent and key not in made:
        return "no_count"
    if any(fnmatchcase(key, each) for each in _NO_COUNT):
        return "no_count"
    return None


def _is_secret(key: str) -> bool:
    secret = ("integrity", *(f"questions.{each.code}" for each in form().confidential))
    return any(key == each or key.startswith(f"{each}.") for each in secret)


def formulas(source: TraceSource) -> dict[str, Formula]:
    """Return the formula of every figure that is made of others."""
    found = dict(
        _formulas(source.figures, source.rules.of(source.facts.month).rank_from_evaluations)
    )
    found |= dict(front_formulas(source.page))
    keys, _ = keys_of(source.document)
    numbers: dict[str, list[str]] = {}
    for key in keys:
        above, _, last = key.rpartition(".")
        if last.isdecimal():
            numbers.setdefault(above, []).append(key)
    for key in keys:
        if key.endswith(".value"):
            rate = key.removesuffix(".value")
            found[rate] = found[key] = Formula("ratio", (f"{rate}.n", f"{rate}.of"))
        elif key.endswith((".mean", ".median")):
            above, _, kind = key.rpartition(".")
            counted = tuple(numbers.get(f"{above}.counts", ()))
            found[key] = Formula("mean" if kind == "mean" else "median", counted)
    return found


def _formulas(figures: MonthReported, rank_from: int) -> Iterator[tuple[str, Formula]]:
    def total(*keys: str) -> Formula:
        return Formula("sum", keys)

    yield "coverage.of", total("firms")
    yield "unrated", total("answers.unrated")
    yield "hidden_approvals", total("hidden_approval.contacts")
    yield "satisfaction.n", total("answers.satisfied")
    yield "satisfaction.of", total("answers.satisfied", "answers.dissatisfied")
    for key, rate in (("contact_rate", "CON1"), ("effective_rate", "RR2")):
        for part in ("n", "of"):
            yield f"{key}.{part}", total(f"aapor.{rate}.{part}")
    for name, (top, bottom, _) in RATES.items():
        yield f"aapor.{name}.n", total(*(f"dispositions.{each}" for each in top))
        yield f"aapor.{name}.of", total(*(f"dispositions.{each}" for each in bottom))
    decided = [each for each in TIMINGS if each != "not_due" and each in dict(figures.problems)]
    yield "problems_in_time.n", total("problems.in_time")
    yield "problems_in_time.of", total(*(f"problems.{each}" for each in decided))
    for each in figures.units:
        unit = f"units.{each.unit}"
        yield f"{unit}.satisfaction.n", total(f"{unit}.satisfied")
        yield f"{unit}.satisfaction.of", total(f"{unit}.satisfied", f"{unit}.dissatisfied")
        yield f"{unit}.not_rated", total(*(f"{unit}.{reason}" for reason in REASONS))
        yield f"{unit}.ranked", Formula("at_least", (f"{unit}.satisfaction.of",), rank_from)
    own = () if figures.recheck is None else (("recheck", figures.recheck),)
    later = ((f"later_rechecks.{each.month}", each) for each in figures.later_rechecks)
    for above, _ in (*own, *later):
        parts = ("pool", "drawn", "waiting", "answered", "not_as_recorded")
        known = tuple(f"{above}.{part}" for part in parts)
        yield f"{above}.most", Formula("most_false", known)
        yield f"{above}.most_percent", Formula("percent", (f"{above}.most", f"{above}.pool"))
        yield f"{above}.too_many", Formula("next_up", (f"{above}.most", f"{above}.pool"))
        yield f"{above}.most_with_unreached", Formula("most_false", (*known, f"{above}.unreached"))
