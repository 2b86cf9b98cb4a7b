"""Refusals about working days."""

from revisit_cli.errors import Forbidden, InputRefused, UsageRefused


class YearUnknown(Forbidden):
    """No holiday notice is known for the year, so no working day can be counted in it."""

    sentence = (
        "{year} 年的放假安排尚未载入，无法推算工作日。请载入国务院办公厅放假通知："
        "revisit calendar import 通知.csv"
    )


class NoticeUnreadable(InputRefused):
    """A file is not a holiday notice in a known form."""

    sentence = "{file} 不是可用的放假安排：{what}。请改好后再载入，未作任何改动。"


class DayToCountUnreadable(UsageRefused):
    """What is to be explained is neither a day nor the id of a problem."""

    sentence = "“{text}”既不是日期，也不是问题号。应形如 2026-11-26 或 P-0012。"
