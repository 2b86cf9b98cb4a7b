"""Refusals about working days."""

from revisit_cli.errors import Forbidden, InputRefused


class YearUnknown(Forbidden):
    """No holiday notice is known for the year, so no working day can be counted in it."""

    sentence = (
        "{year} 年的放假安排尚未载入，无法推算工作日。请载入国务院办公厅放假通知："
        "revisit calendar import 通知.csv"
    )


class NoticeUnreadable(InputRefused):
    """A holiday notice is not one this program reads."""

    sentence = "{file} 不是可用的放假安排：{what}。应为 CSV（日期,是否上班,名称）或 JSON。"
