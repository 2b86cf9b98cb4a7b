"""What stands around a table: the unit and the month that titles, sheets and files name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.labels.ledgers import title as labels
from revisit_cli.labels.ledgers.ledger import SECTION_COUNT, SECTION_NUMBER
from revisit_cli.pattern import pattern
from revisit_cli.policy.ledgers.service_date import in_figures
from revisit_cli.policy.text import folded, lines, plain
from revisit_cli.rulebook.periods import month_id, month_parts
from revisit_cli.rulebook.rules import Rules

_UNIT_LINE = pattern(labels.UNIT_LINE)
_NEXT_LABEL = pattern(labels.NEXT_LABEL)
_UNIT_NAME = pattern(labels.UNIT_NAME)
_BUREAU = pattern(labels.BUREAU)
_BUREAU_FIRST = pattern(rf"(?<![\u4e00-\u9fff])(?:{labels.BUREAU})")
_BUREAU_ALONE = pattern(rf"[\u4e00-\u9fff]{{0,8}}?(?:{labels.BUREAU})")
_LEDGER_WORDS = pattern(labels.LEDGER_WORDS)
_YEAR_MONTH = (pattern(labels.YEAR_MONTH), pattern(labels.YEAR_MONTH_SHORT))
_MONTH = pattern(labels.MONTH)
_YEAR = pattern(labels.YEAR)
_NO_NAME = pattern(labels.NO_NAME)
_GAP = pattern(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")
_NO_UNIT = pattern(labels.NO_UNIT)
_LISTED = pattern(labels.LISTED_WITH)
_SEAL_HERE = pattern(labels.SEAL_HERE)
_SECTION_COUNT = pattern(SECTION_COUNT)
_SECTION_NUMBER = pattern(SECTION_NUMBER)


@clause("附表3")
def unit_in_lines(texts: Iterable[str], units: frozenset[str]) -> str | None:
    """Return the unit that a line above the header names, such as 填报单位：审批科.

    The bureau's own name in a title (附表3's 「市住建局 月份涉企服务主体统计表」) is no unit.
    """
    told = [normalize("NFKC", lines(text)) for text in texts]
    labelled = next(filter(None, map(_unit_labelled, told)), None)
    return labelled or next(filter(None, (unit_in_name(text, units) for text in told)), None)


def unit_at_foot(texts: Iterable[str]) -> str | None:
    """Return the unit that a line under the table says to have filled it in, or None."""
    told = (normalize("NFKC", lines(text)) for text in texts)
    own = (text for text in told if text.startswith(labels.FOOT_LABELS))
    return next(filter(None, map(_unit_labelled, own)), None)


def is_unit_line(text: str) -> bool:
    """Tell whether a line begins with what a unit is named by, such as 填报单位：."""
    return bool(_UNIT_LINE.match(normalize("NFKC", lines(text)).strip()))


def _unit_labelled(text: str) -> str | None:
    found = _UNIT_LINE.search(text)
    while found is not None:
        unit = _GAP.sub("", _NEXT_LABEL.split(found["unit"].strip())[0].strip(" ,;。:_-"))
        unit = _SEAL_HERE.sub("", unit)
        if unit and not _is_bureau(unit) and not _NO_UNIT.fullmatch(unit):
            return plain(unit)
        found = _UNIT_LINE.search(text, found.start("unit"))
    return None


def unit_in_name(text: str, units: frozenset[str]) -> str | None:
    """Return the unit that the name of a sheet or file, or a title, holds, or None.

    Two units named side by side are none: nobody can tell whose the rows are.
    """
    key = in_figures(folded(text))
    known = [unit for unit in units if folded(unit) and folded(unit) in key]
    known = [unit for unit in known if not _is_bureau(unit)] or known
    if known:
        longest = max(known, key=lambda unit: (len(unit), unit))
        return longest if all(folded(unit) in folded(longest) for unit in known) else None
    key = _NO_NAME.sub(" ", _SECTION_NUMBER.sub("", key))
    key = _BUREAU_FIRST.sub("", key)
    for piece in key.split():
        bare = _LEDGER_WORDS.sub("", piece)
        if found := _UNIT_NAME.match(bare):
            unit = found["unit"]
            is_none = (
                _is_bureau(unit) or _NO_UNIT.fullmatch(unit) or _LISTED.match(bare, found.end())
            )
            return None if is_none else unit
    return None


def unit_of_section(text: str, units: frozenset[str]) -> str | None:
    """Return the unit that a section row such as 审批科（2家） names, or None."""
    bare = _SECTION_NUMBER.sub("", _SECTION_COUNT.sub("", normalize("NFKC", lines(text))))
    return unit_in_name(bare, units) if len(bare.strip()) <= 20 else None


def without_bureau(unit: str) -> str:
    """Return a unit's name without the bureau's own before it."""
    return _BUREAU.sub("", unit)


def other_month_said(texts: Sequence[str], given: str) -> str | None:
    """Return the month that the first text to name any names, where it is not the one given.

    A month without a year is the given one by its number, and several are a span of time.
    """
    for told, alone in map(_months_said, texts):
        if told or alone:
            said = [*told, *map(labels.MONTH_SAID.format, alone)]
            return None if _says(given, told, alone) or len(set(said)) > 1 else said[0]
    return None


def _months_said(text: str) -> tuple[list[str], list[str]]:
    """Return the months that a text names, such as 2026-11, and the numbers of those without year.

    A month with a day after it is a date.
    """
    text = in_figures(normalize("NFKC", lines(text)))
    dated = [found for pattern in _YEAR_MONTH for found in pattern.finditer(text)]
    alone = [
        found["month"]
        for found in _MONTH.finditer(text)
        if not any(m.start() <= found.start() < m.end() for m in dated)
    ]
    return [f"{m['year']}-{int(_number_of(m)):02d}" for m in dated], alone


def _says(month: str, told: Sequence[str], alone: Sequence[str]) -> bool:
    return month in told or month_parts(month)[1] in map(int, alone)


@clause("附表3")
def month_disputed(texts: Sequence[str], taken: str | None, sheet: str) -> str | None:
    """Return another month than the one taken that one of the texts says, or None.

    A workbook of several months has a sheet for each: one named by its own month disputes nothing.
    """
    if taken is None or _says(taken, *_months_said(sheet)):
        return None
    return next(filter(None, (other_month_said([text], taken) for text in texts)), None)


def _number_of(found: re.Match[str]) -> str:
    return found["month"] or found.groupdict().get("joined") or ""


def _is_bureau(unit: str) -> bool:
    return _BUREAU_ALONE.fullmatch(unit) is not None


def month_in(
    texts: Sequence[str], days: Sequence[date], given: str | None, rules: Rules
) -> str | None:
    """Return the month such as 2026-11 that texts name, the first text winning, or else the days.

    A month without a year takes it from the days' own months, from another text, or from the
    month ``given``, whichever is the first to tell.
    """
    told = [in_figures(normalize("NFKC", lines(text))) for text in texts]
    by_days = _majority_month(days, rules)
    for text in told:
        dated = next((m for p in _YEAR_MONTH if (m := p.search(text))), None)
        if dated:
            return month_id(int(dated["year"]), int(_number_of(dated)))
        if alone := _MONTH.search(text):
            return _with_year(int(alone["month"]), told, days, given, rules)
    return by_days


def _with_year(
    number: int, told: Sequence[str], days: Sequence[date], given: str | None, rules: Rules
) -> str | None:
    months = Counter(rules.month_of_day(day) for day in days)
    same = [month for month in months if month_parts(month)[1] == number]
    if same:
        return max(same, key=lambda month: (months[month], month))
    written = next((found["year"] for text in told if (found := _YEAR.search(text))), None)
    if written:
        return month_id(int(written), number)
    near = _majority_month(days, rules) or given
    if near is None:
        return None
    year, month = month_parts(near)
    year = min((year - 1, year, year + 1), key=lambda y: abs((y - year) * 12 + number - month))
    return month_id(year, number)


def _majority_month(days: Iterable[date], rules: Rules) -> str | None:
    """Return the month whose cycle most days belong to; the later of two equals."""
    months: Counter[str] = Counter()
    for day, count in Counter(days).items():
        months[rules.month_of_day(day)] += count
    return max(months, key=lambda month: (months[month], month)) if months else None
