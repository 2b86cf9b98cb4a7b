"""The states of a month that its first page shows: a word in a box, and the reason."""

from collections.abc import Callable, Mapping

from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.text import LISTED
from revisit_cli.records.code import MonthState
from revisit_cli.records.reports.front import MonthTold, StateShown

TITLES: Mapping[MonthState, str] = {
    "forecast": "预告",
    "cleared": "已清零",
    "unlocked": "未锁定",
    "early": "提前锁定",
    "unchecked": "未复核",
    "corrected": "更正{count}处",
}
FORECAST = "截至{when}，尚未清零，各数还会变动。"
CLEARED = "{day}清零，各数为清零时所知。"
UNLOCKED = "名单未锁定，应回访企业数还会变动。"
EARLY = "{day}锁定名单，{missing}；理由：{reason}。"
MISSING, NOBODY_MISSING, MISSING_UNKNOWN = (
    "当时{units}台账未到",
    "当时应报的都已报",
    "当时未到的不详",
)
NO_REASON = "未说明"
UNCHECKED, UNCHECKED_YET = "本期未复核。", "本期尚未复核。"
FROZEN_ONLY, RUNNING = "复核名单已封，尚未抽取。", "复核还没有做完。"
CORRECTED = "清零以后更正{count}处，逐处见附件。"


def states(told: MonthTold) -> tuple[StateShown, ...]:
    """Return the states of a month in words, in order."""
    count = corrections(told)
    return tuple(
        StateShown(code, TITLES[code].format(count=count), _TEXTS[code](told))
        for code in told.state_codes
    )


def corrections(told: MonthTold) -> int:
    """Return how many corrections the month had after it was cleared."""
    return sum(each.corrects(told.month.month) for each in told.month.corrections)


def _forecast(told: MonthTold) -> str:
    return FORECAST.format(when=w.hour(told.days.as_of, told.month.month))


def _cleared(told: MonthTold) -> str:
    return CLEARED.format(day=w.day_of(told.days.as_of, told.month.month))


def _early(told: MonthTold) -> str:
    frozen = told.month.call_list
    if frozen.missing is None:
        missing = MISSING_UNKNOWN
    else:
        missing = MISSING.format(units=LISTED.join(frozen.missing))
    return EARLY.format(
        day=w.day_of(frozen.locked_at or told.days.as_of, told.month.month),
        missing=missing if frozen.missing != () else NOBODY_MISSING,
        reason=frozen.reason or NO_REASON,
    )


def _unchecked(told: MonthTold) -> str:
    found = told.month.recheck
    if found is None or found.state == "none":
        return UNCHECKED_YET if told.days.is_open else UNCHECKED
    return FROZEN_ONLY if found.state == "frozen" else RUNNING


_TEXTS: Mapping[MonthState, Callable[[MonthTold], str]] = {
    "forecast": _forecast,
    "cleared": _cleared,
    "unlocked": lambda _: UNLOCKED,
    "early": _early,
    "unchecked": _unchecked,
    "corrected": lambda told: CORRECTED.format(count=corrections(told)),
}
