"""Reading holiday notices, and writing calendar files (iCalendar, RFC 5545)."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from revisit_cli.errors.days.calendar import NoticeUnreadable
from revisit_cli.files.workbooks.answer import refusal_named
from revisit_cli.files.workbooks.encoding import decoded
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.labels.days.calendar import CALENDAR_NAME, NOT_OPENED, TOO_LARGE
from revisit_cli.records.days.calendar_shown import Deadline

_LARGEST = 1 << 20
_LINE = 75
# Nine o'clock on the day before, and on the day itself.
_ALARMS = ("-PT15H", "PT9H")


def read_notice(path: Path) -> tuple[str, str]:
    """Return a notice's text and SHA-256 in hex. Raises NoticeUnreadable, and what
    ``errors.workbooks.workbook`` says of bytes that are no text.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise NoticeUnreadable(file=path.name or path, what=NOT_OPENED) from error
    if len(data) > _LARGEST:
        raise NoticeUnreadable(file=path.name, what=TOO_LARGE)
    try:
        return decoded(data), hashlib.sha256(data).hexdigest()
    except Refused as error:
        raise refusal_named(error.name, error.what, path.name) from error


def icalendar(deadlines: Sequence[Deadline], stamp: datetime) -> str:
    """Return a calendar file's text: one all-day event for each deadline, with alarms.

    Lines are folded and end in CRLF.
    """
    when = stamp.astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//revisit//revisit//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(CALENDAR_NAME)}",
    ]
    for each in deadlines:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escaped(each.uid)}@revisit.invalid",
            f"DTSTAMP:{when:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{each.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{each.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(each.title)}",
            "TRANSP:TRANSPARENT",
            *(line for trigger in _ALARMS for line in _alarm(trigger, each.title)),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _alarm(trigger: str, title: str) -> tuple[str, ...]:
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(title)}",
        f"TRIGGER:{trigger}",
        "END:VALARM",
    )


def escaped(text: str) -> str:
    """Return a text value as RFC 5545 3.3.11 writes it; other control characters are dropped."""
    for raw, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n")):
        text = text.replace(raw, written)
    text = text.replace("\r", "\n").replace("\n", "\\n")
    return "".join(c for c in text if c == "\t" or (c >= " " and c != "\x7f"))


def folded(line: str) -> str:
    """Return a content line broken so that none is longer than 75 octets (RFC 5545 3.1).

    Characters of several octets stay whole.
    """
    pieces, used = [""], 0
    for character in line:
        size = len(character.encode())
        if used + size > _LINE:
            pieces.append(" ")
            used = 1
        pieces[-1] += character
        used += size
    return "\r\n".join(pieces)
