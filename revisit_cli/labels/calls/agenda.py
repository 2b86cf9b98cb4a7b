"""Words of the day's appointments."""

from datetime import datetime

from revisit_cli.records.calls.agenda import Appointment

AGENDA_HEADINGS = ("号", "企业", "时间", "还有多久", "和谁约的", "由谁来拨")
AGENDA_EMPTY = "今天没有约好的"
_AN_HOUR = 60


def wait_words(promised: Appointment, now: datetime) -> str:
    """Return how near an appointment is: within the hour, past, or nothing."""
    minutes = int((datetime.fromisoformat(promised.at) - now).total_seconds() // 60)
    if minutes < 0:
        return "过了"
    return f"{minutes}分钟后" if minutes <= _AN_HOUR else ""
