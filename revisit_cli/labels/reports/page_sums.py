"""The sums of a month's page, N and AAPOR's rates, with parts linked to the firms behind."""

from collections.abc import Iterator, Mapping

from revisit_cli.labels.reports import month as sheets
from revisit_cli.labels.reports import page_front as front
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.page_rows import FIRMS_COUNT
from revisit_cli.labels.text import LISTED
from revisit_cli.pattern import pattern
from revisit_cli.records.reports.page import Named, PageFacts, Rates, Row
from revisit_cli.records.reports.paper import Run
from revisit_cli.records.reports.report import MonthReported

PART_AT, SUM_AT = "k-{}", "s-{}"
# The partitions of N: by list, by outcome, by answer. Each part by its key.
PARTITIONS: tuple[Mapping[str, str], ...] = (
    {"list.frozen": "锁定", "list.added": "补入"},
    {f"dispositions.{code}": word for code, word in words.CLASSES.items()},
    {f"answers.{code}": word for code, word in words.ANSWERS.items()}
    | {"list.merged": words.MERGED_TOO["merged"]},
)
_KEYS = {"N": "firms"} | {word: key for parts in PARTITIONS for key, word in parts.items()}
_PART = pattern(f"({'|'.join(sorted(_KEYS, key=len, reverse=True))}) \\d+")
REST = "N 之中、不在同一算式其他各项之下的。"
# Names of sums of several outcomes; other sums are named by their parts.
WHOLES: Mapping[tuple[str, ...], str] = {
    ("I", "P", "R", "NC", "O", "UH", "UO"): "全部应访",
    ("I", "P", "R", "NC", "O"): "已判定的",
    ("I", "P", "R", "O"): "联系上的",
}


def linked(text: str, places: Mapping[str, str]) -> tuple[Run, ...]:
    """Return a sum with its counts linked to the firms behind them, by anchors of their keys."""
    return front.linked(text, _PART, lambda found: places.get(_KEYS[found[1]], ""))


def places(figures: MonthReported, leads: PageFacts) -> dict[str, str]:
    """Return the anchors of the firms of N and of its parts, by key; none for empty parts."""
    found = {key: "#" + _at(key) for parts in PARTITIONS for key in _kept(parts, figures, leads)}
    return found | ({"firms": front.ROLL_AT} if figures.firms else {})


def listed(figures: MonthReported, leads: PageFacts) -> Iterator[Named]:
    """Yield the firms of each part of N, except the largest part of each sum."""
    units: dict[str, list[str]] = {}
    for line in leads.roll:
        if line.unit is not None:
            units.setdefault(line.firm, []).append(line.unit)
    for parts in PARTITIONS:
        found = _kept(parts, figures, leads)
        rule = max(found, key=lambda key: len(found[key]), default=None)
        for key, firms in found.items():
            rows = tuple((firm, LISTED.join(units.get(firm, ()))) for firm in firms)
            count, is_rule = FIRMS_COUNT.format(count=len(firms)), key == rule
            yield Named(
                _at(key), parts[key], count, () if is_rule else rows, REST if is_rule else ""
            )


def rates(
    figures: MonthReported,
    shares: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]],
    at: Mapping[str, str],
) -> Rates | None:
    """Return AAPOR's rates, with numerator and denominator linked; None if N is zero.

    A part of several outcomes is linked to their sum, one of a single outcome to its firms.
    """
    if not figures.firms:
        return None
    counts, table = dict(figures.dispositions), sheets.aapor(figures)
    sums = dict.fromkeys(
        share for name, _ in figures.aapor for share in shares[name] if len(share) > 1
    )

    def run(share: tuple[str, ...], count: int) -> Run:
        if not count or count != sum(counts.get(code, 0) for code in share):
            return Run(str(count))
        one = at.get(f"dispositions.{share[0]}", "")
        return Run(str(count), "#" + SUM_AT.format("-".join(share)) if len(share) > 1 else one)

    rows = tuple(
        Row(
            "",
            (
                Run(name),
                Run(sheets.EXPLAINED[name]),
                run(shares[name][0], rate.n),
                run(shares[name][1], rate.of),
                Run(words.percent(rate)),
            ),
        )
        for name, rate in figures.aapor
    )
    parts_shown = tuple(
        Row(SUM_AT.format("-".join(share)), tuple(_sum(share, counts, at))) for share in sums
    )
    return Rates(table.title, table.headings, rows, parts_shown, table.remark)


def _sum(share: tuple[str, ...], counts: Mapping[str, int], at: Mapping[str, str]) -> Iterator[Run]:
    """Yield a sum of outcomes: the total, then each outcome with its link."""
    parts = [(words.CLASSES[code], counts.get(code, 0)) for code in share]
    whole = WHOLES.get(share) or "＋".join(word for word, _ in parts)
    told, together, made = words.balance(whole, sum(count for _, count in parts), parts).partition(
        words.EQUALS
    )
    yield Run(told + together)
    yield from linked(made, at)


def _kept(
    parts: Mapping[str, str], figures: MonthReported, leads: PageFacts
) -> dict[str, tuple[str, ...]]:
    """Return the firms of each part of a sum, if they are as many as the figure says."""
    counts = {
        "list.frozen": figures.call_list.frozen,
        "list.added": figures.call_list.added,
        "list.merged": figures.call_list.merged,
    }
    counts |= {f"dispositions.{code}": count for code, count in figures.dispositions}
    counts |= {f"answers.{code}": count for code, count in figures.answers}
    return {
        key: leads.listed[key]
        for key in parts
        if leads.listed.get(key) and len(leads.listed[key]) == counts.get(key)
    }


def _at(key: str) -> str:
    return PART_AT.format(key.replace(".", "-"))
