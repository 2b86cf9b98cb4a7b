"""The certificate of a cleared month: one A4 page to sign."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged
from revisit_cli.labels.reports import closing as words
from revisit_cli.labels.reports.report import HEI, SONG
from revisit_cli.labels.text import minute
from revisit_cli.records.reports.closing import Certificate
from revisit_cli.rulebook.periods import Period

LAST = 5
WIDTHS = (32, 24, 11, 11, 10, 12)


@clause("四3", "R15")
def write_certificate(path: Path, certificate: Certificate, cycle: Period, bureau: str) -> None:
    """Write the certificate of 「每月一清零」; the same bytes whenever it is printed.

    Whether ``path`` may be written over is looked at before. Raises TargetNotWritable.
    """
    closed_at = datetime.fromisoformat(certificate.closed_at)
    with book(path, "certificate", closed_at, force=True) as made:
        _Page(made, certificate).write(cycle, bureau)


class _Page:
    """The one page under way."""

    def __init__(self, made: Any, certificate: Certificate) -> None:
        self.told = certificate
        base = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": SONG}
        self.text = made.add_format({**base, "num_format": "@"})
        self.head = made.add_format({**base, "bold": True, "bg_color": "#E7EEF7"})
        self.small = made.add_format({**base, "font_size": 9, "num_format": "@"})
        self.plain = made.add_format({"font_name": SONG, "valign": "vcenter"})
        self.title = made.add_format(
            {
                "bold": True,
                "font_size": 18,
                "align": "center",
                "valign": "vcenter",
                "font_name": HEI,
            }
        )
        self.sheet = made.add_worksheet(words.SHEET)
        self.row = 0

    def write(self, cycle: Period, bureau: str) -> None:
        """Write title, figures, carry-overs, the log's head and places to sign."""
        self._set_up()
        merged(self.sheet, (0, 0, 0, LAST), words.TITLE.format(bureau=bureau), self.title)
        self.sheet.set_row(0, 38)
        period = words.PERIOD.format(
            month=self.told.month, first=cycle.first_on, last=cycle.last_on
        )
        self.sheet.write_string(1, 0, period, self.plain)
        self.row = 2
        for label, text in self._lines():
            self._line(label, text)
        self._carried()
        self._foot()

    def _set_up(self) -> None:
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.set_paper(PAPER_A4)
        self.sheet.set_margins(left=0.9, right=0.7, top=0.9, bottom=0.9)
        self.sheet.fit_to_pages(1, 1)
        self.sheet.center_horizontally()
        log = self.told.log
        if log is not None:
            self.sheet.set_footer(f"&L{log.size} · {log.head}&R{self.told.month}")

    def _lines(self) -> Iterator[tuple[str, str]]:
        told = self.told
        yield words.listed(told)
        yield words.HASH, told.list_sha256
        yield words.LOCKED_AT, minute(told.locked_at)
        yield words.CLOSED_AT, minute(told.closed_at)
        yield words.BY, told.by
        for name, tally in told.tallies.items():
            yield words.sections(told)[name], words.balance(tally.parts, tally.total, name)
        if told.recheck is not None:
            yield words.KINDS["recheck"], told.recheck.partition("：")[2]
        yield words.MISSING, words.COMMA.join(told.missing) or words.NONE
        yield words.HELD_ROWS, str(told.held_count)
        yield words.UNDECIDED, str(told.undecided_count)
        held = words.HELD.format(count=told.symposium_count)
        yield (
            words.SYMPOSIUM.format(half=told.half),
            held if told.symposium_count else words.NOT_HELD,
        )

    def _line(self, label: str, text: str) -> None:
        self.sheet.write_string(self.row, 0, label, self.head)
        style = self.small if len(text) > 60 else self.text
        merged(self.sheet, (self.row, 1, self.row, LAST), text, style)
        self.sheet.set_row(self.row, 24 if len(text) <= 30 else 34 if len(text) <= 90 else 48)
        self.row += 1

    def _carried(self) -> None:
        self.row += 1
        for column, heading in enumerate(words.CARRIES):
            self.sheet.write_string(self.row, column, heading, self.head)
        self.row += 1
        if not self.told.carried:
            self.sheet.write_string(self.row, 0, words.NONE, self.text)
            for column in range(1, LAST + 1):
                self.sheet.write_blank(self.row, column, None, self.text)
            self.row += 1
        for each in self.told.carried:
            subject = words.SUBJECT.format(kind=words.KINDS[each.kind], subject=each.subject)
            verdict = "" if each.verdict is None else words.VERDICTS[each.verdict]
            for column, text in enumerate(
                (subject, each.name, each.state, verdict, each.to, each.accepted_by)
            ):
                self.sheet.write_string(self.row, column, text, self.text)
            self.sheet.set_row(self.row, 18 if len(each.name) <= 11 and len(verdict) <= 5 else 34)
            self.row += 1

    def _foot(self) -> None:
        log = self.told.log
        if log is not None:
            line = words.LOG.format(size=log.size, head=log.head)
            self.sheet.write_string(self.row + 1, 0, line, self.plain)
        for column, sign in enumerate(words.SIGNS):
            self.sheet.write_string(self.row + 3, column, sign, self.plain)
        self.sheet.set_row(self.row + 3, 40)
