"""Refusals about days and times as people type them."""

from revisit_cli.errors import UsageRefused


class DayUnreadable(UsageRefused):
    """A text is not a day."""

    sentence = "“{text}”不是日期，应形如 2026-11-24、11-24、1124、今天、周五。"


class DayAhead(UsageRefused):
    """A day is in the future where only a past one is possible."""

    sentence = "“{text}”是 {day}，还没有到。请写不晚于今天的日期。"


class MomentUnreadable(UsageRefused):
    """A text is not a date-time."""

    sentence = "“{text}”不是时间，应形如 2026-12-05T10:00、12-5 10:00、昨天 15:30、上午9点。"


class ComingMomentUnreadable(MomentUnreadable):
    """A text is not a date-time in the future."""

    sentence = "“{text}”不是时间，应形如 明早、三点半、半小时后、下周三上午、12-08 15:30。"


class PastMomentUnreadable(MomentUnreadable):
    """A text is not a date-time in the past."""

    sentence = "“{text}”不是时间，应形如 现在、昨天17:30、上周五下午、11-24 9:30。"
    row_sentence = "“{text}”不是时间，应形如 11-24 9:30、2026-11-24 15:30。"


class MomentOfWriting(UsageRefused):
    """A date-time in a file is relative to the day on which the file is read."""

    sentence = "“{text}”是哪一天，要看是哪天写的。请写月日和时间，如 11-26 9:30。"


class MomentAhead(UsageRefused):
    """A date-time is in the future where only a past one is possible."""

    sentence = "“{text}”是 {moment}，还没有到。请写不晚于现在的时间。"
