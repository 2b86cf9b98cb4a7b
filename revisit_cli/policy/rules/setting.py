"""Which values a setting takes, and how they are written down."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.rules.setting import (
    RulesOfClearedMonth,
    SettingNotDated,
    SettingUnknown,
    SettingUnreadable,
)
from revisit_cli.labels.rules.setting import (
    EXPECTED_BOUNDS,
    EXPECTED_TEXT,
    EXPECTED_TIME,
    EXPECTED_YES_NO,
    NO,
    RECHECK_DUTIES,
    YES,
    expected_number,
    expected_one_of,
    value_word,
)
from revisit_cli.policy.days.cycle import month_given
from revisit_cli.policy.word import code_of
from revisit_cli.records.file.undo import LoggedAct
from revisit_cli.records.rules.setting import RuleMoved, SettingRow, Settings, SettingsListed
from revisit_cli.records.value import as_dict
from revisit_cli.rulebook import loader
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.periods import Period, first_day, month_after
from revisit_cli.rulebook.rules import Rules

Value = str | int | bool | time

_BOUNDS = {
    "cycle_last_day": (1, 31),
    "calls_due_day": (1, 31),
    "visits_due_day": (1, 31),
    "answer_workdays": (1, 60),
    "sample_least": (1, 100),
    "sample_most": (1, 100),
    "sample_size": (1, 100),
    "lease_minutes": (1, 480),
    "busy_rest_minutes": (1, 480),
    "no_answer_rest_hours": (1, 48),
    "soft_refusal_rest_days": (1, 10),
    "repeated_findings": (2, 12),
    "recheck_percent": (1, 50),
    "rank_from_evaluations": (1, 100),
    "dead_rate_percent": (1, 100),
}
_CHOICES = {"recheck": RECHECK_DUTIES}
_YES = {YES, "yes", "true", "1", "y"}
_NO = {NO, "no", "false", "0", "n"}


def settings_of(stored: Mapping[str, str]) -> Settings:
    """Return the settings that stored texts by name give; defaults where nothing is stored.

    Raises SettingUnreadable when a stored text does not fit.
    """
    return Settings(**_known(stored, _AT_ONCE))


@clause("R2", "R9", "R16", "R18")
def rules_of(stored: Mapping[str, str], dated: Iterable[tuple[str, str, str]] = ()) -> Rules:
    """Return the rules of the book, with the numbers that stored texts by name give instead.

    ``dated`` are name, month and text of what holds from a month on only. Raises
    SettingUnreadable when a stored text does not fit.
    """
    book = loader.rules()
    held = book.numbers._replace(**_known(stored, _DATED))
    months: dict[str, dict[str, Any]] = {}
    for name, since, text in dated:
        months.setdefault(since, {})[name] = parse_value(name, text)
    rules = book._replace(numbers=held)
    for since in sorted(months, key=first_day):
        held = held._replace(**months[since])
        rules = rules._replace(dated=(*rules.dated, (since, held)))
    return rules


@clause("R26")
def month_from(name: str, given: str | None, rules: Rules, today: date) -> str | None:
    """Return the month from which a value is to hold; None for a setting that holds at once.

    「不写明的自尚未开始的第一个月起」. Raises SettingNotDated or MonthUnreadable.
    """
    if name not in _DATED:
        if given is not None:
            raise SettingNotDated(name=name)
        return None
    return rules.month_to_come(today) if given is None else month_given(given)


@clause("R26")
def check_not_cleared(name: str, since: str, closed: Collection[str]) -> None:
    """Refuse to change the rules of a month that is cleared: 「已清零的月份保留原规则」.

    Raises RulesOfClearedMonth.
    """
    kept = [month for month in closed if first_day(month) >= first_day(since)]
    if kept:
        last = max(kept, key=first_day)
        raise RulesOfClearedMonth(name=name, since=since, month=last, first=month_after(last))


@clause("R26")
def rule_changes(acts: Iterable[LoggedAct], cycle: Period) -> tuple[RuleMoved, ...]:
    """Return the rules of a month that were changed from the first day of its cycle on.

    「不写明的自尚未开始的第一个月起」: whoever says another month changes what is late in it.
    ``acts`` are those that stand, in their order.
    """
    return tuple(
        RuleMoved(name, value_word(getattr(cycle.numbers, name)), since, act.at, act.by)
        for act in acts
        for name, since in ((str(act.facts.get("name")), str(act.facts.get("month"))),)
        if name in _DATED
        and "month" in act.facts
        and first_day(since) <= first_day(cycle.id)
        and datetime.fromisoformat(act.at).date() >= cycle.first_on
    )


@clause("R9", "R26")
def check_draws(name: str, value: Value, since: str, rules: Rules) -> None:
    """Refuse a size that no draw of the month may have, and bounds without a size between them.

    Raises SettingUnreadable.
    """
    numbers = rules.of(since)
    if name == "sample_size" and isinstance(value, int) and not numbers.may_draw(value):
        expected = expected_number(numbers.sample_least, numbers.sample_most)
        raise SettingUnreadable(name=name, value=value_word(value), expected=expected)
    later = [each for month, each in rules.dated if first_day(month) >= first_day(since)]
    if any(each.sample_least > each.sample_most for each in (numbers, *later)):
        raise SettingUnreadable(name=name, value=value_word(value), expected=EXPECTED_BOUNDS)


def _known(stored: Mapping[str, str], names: Collection[str]) -> dict[str, Any]:
    return {name: parse_value(name, text) for name, text in stored.items() if name in names}


def parse_value(name: str, text: str) -> Value:
    """Return the value that a typed text means for the setting ``name``.

    Raises SettingUnknown or SettingUnreadable.
    """
    if name not in _DEFAULTS:
        raise SettingUnknown(name=name)
    cleaned = normalize("NFKC", text).strip()
    default = _DEFAULTS[name]
    if isinstance(default, bool):
        return _parse_yes_no(name, cleaned)
    if isinstance(default, int):
        return _parse_number(name, cleaned)
    if isinstance(default, time):
        return _parse_time(name, cleaned)
    if name in _CHOICES:
        return _parse_choice(name, cleaned)
    if not text.strip() or "\n" in text:
        raise SettingUnreadable(name=name, value=text, expected=EXPECTED_TEXT)
    return text.strip()


def value_of(name: str, settings: Settings, numbers: Numbers) -> Value:
    """Return the value of a setting of either kind; ``numbers`` are those of a month."""
    value: Value = getattr(numbers if name in _DATED else settings, name)
    return value


@clause("R26")
def listed(settings: Settings, rules: Rules, month: str) -> SettingsListed:
    """Return every setting with its value in a month and default, and what was dated, as text."""
    now = rules.of(month)
    return SettingsListed(
        tuple(
            SettingRow(
                name,
                value_word(value_of(name, settings, now)),
                value_word(default),
                tuple(_changes(name, rules)),
            )
            for name, default in _DEFAULTS.items()
        )
    )


def _changes(name: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """Yield each month from which a rule has another value than before, and that value."""
    if name not in _DATED:
        return
    before = getattr(rules.numbers, name)
    for month, numbers in rules.dated:
        value = getattr(numbers, name)
        if value != before:
            yield month, value_word(value)
        before = value


def _parse_yes_no(name: str, text: str) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise SettingUnreadable(name=name, value=text, expected=EXPECTED_YES_NO)


def _parse_number(name: str, text: str) -> int:
    low, high = _BOUNDS[name]
    if not text.isdecimal() or not low <= int(text) <= high:
        raise SettingUnreadable(name=name, value=text, expected=expected_number(low, high))
    return int(text)


def _parse_choice(name: str, text: str) -> str:
    words = _CHOICES[name]
    if code := code_of(text.lower(), words):
        return code
    raise SettingUnreadable(name=name, value=text, expected=expected_one_of(words))


def _parse_time(name: str, text: str) -> time:
    hours, _, minutes = text.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        raise SettingUnreadable(name=name, value=text, expected=EXPECTED_TIME)
    return time(int(hours), int(minutes))


_AT_ONCE: dict[str, Value] = as_dict(Settings())
_DATED: dict[str, Value] = loader.rules().numbers._asdict()
_DEFAULTS: dict[str, Value] = {**_AT_ONCE, **_DATED}
