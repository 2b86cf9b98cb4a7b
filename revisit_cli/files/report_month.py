"""The month's workbook, set up for A4, for an office to sign."""

from datetime import datetime
from pathlib import Path
from typing import Any

from revisit_cli.document import FORM_3, READINGS, clause
from revisit_cli.files.mark import mark
from revisit_cli.labels import report as words
from revisit_cli.labels.ledger import FILING_STATES
from revisit_cli.records.cycle import Cycle
from revisit_cli.records.rate import Rate
from revisit_cli.records.report import MonthFacts, MonthReported
from revisit_cli.records.setting import Settings

FORM_WIDTHS = (6, 12, 9, 12, 10, 16, 12, 28, 10, 18, 12)


@clause("四3", "附表3")
def write_report(
    path: Path,
    facts: MonthFacts,
    figures: MonthReported,
    cycle: Cycle,
    settings: Settings,
    now: datetime,
) -> None:
    """Write the workbook of 「每月一统计」: figures, 附表3 of all units, names, readings.

    The log's size and head stand on the first sheet and in every footer. Raises OSError.
    """
    import xlsxwriter

    with path.open("wb") as stream:
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        mark(book, "report", now)
        _Report(book, facts, figures, cycle, settings).write()
        book.close()


class _Report:
    """One workbook under way."""

    def __init__(
        self,
        book: Any,
        facts: MonthFacts,
        figures: MonthReported,
        cycle: Cycle,
        settings: Settings,
    ) -> None:
        self.book, self.facts, self.figures = book, facts, figures
        self.cycle, self.settings = cycle, settings
        base = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": words.SONG}
        add = book.add_format
        self.text = add({**base, "num_format": "@"})
        self.centre = add({**base, "align": "center", "num_format": "@"})
        self.number = add({**base, "align": "center", "num_format": "0"})
        self.rate = add({**base, "align": "center", "num_format": "0.0%"})
        self.head = add({**base, "align": "center", "bold": True, "bg_color": "#E7EEF7"})
        self.title = add(
            {
                "bold": True,
                "font_size": 18,
                "align": "center",
                "valign": "vcenter",
                "font_name": words.HEI,
            }
        )
        self.plain = add({"font_name": words.SONG, "valign": "vcenter"})
        self.wrapped = add({"font_name": words.SONG, "valign": "top", "text_wrap": True})

    def write(self) -> None:
        """Write every sheet."""
        self._summary()
        self._form()
        self._units()
        self._not_done()
        self._problems()
        self._notes()

    def _sheet(self, key: str, widths: tuple[int, ...], *, landscape: bool = False) -> Any:
        sheet = self.book.add_worksheet(words.SHEETS[key])
        sheet.set_default_row(20)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        head = self.figures.log
        sheet.set_footer(f"&L{head.size} · {head.head}&C&P / &N&R{self.figures.month}")
        sheet.merge_range(0, 0, 0, len(widths) - 1, "", self.title)
        title = words.TITLE.format(bureau=self.settings.bureau)
        sheet.write_string(0, 0, f"{title}　{words.SHEETS[key]}", self.title)
        sheet.set_row(0, 34)
        period = words.PERIOD.format(
            month=self.figures.month, first=self.cycle.first_on, last=self.cycle.last_on
        )
        sheet.write_string(1, 0, period, self.plain)
        return sheet

    def _headings(self, sheet: Any, row: int, headings: tuple[str, ...]) -> int:
        for column, heading in enumerate(headings):
            sheet.write_string(row, column, heading, self.head)
        sheet.set_row(row, 24)
        return row + 1

    def _summary(self) -> None:
        figures = self.figures
        sheet = self._sheet("summary", (38, 14, 14, 16))
        locked = words.LOCKED if figures.is_locked else words.NOT_LOCKED
        sheet.write_string(1, 2, locked, self.plain)
        row = self._headings(sheet, 2, words.COLUMNS["summary"])
        for name, count in (
            ("firms", figures.firms),
            ("sole_traders", figures.sole_traders),
            ("unlisted", figures.unlisted),
            ("services", figures.services),
            ("late_entries", figures.late_entries),
        ):
            row = self._count(sheet, row, words.LINES[name], count)
        for name, rate in (
            ("coverage", figures.coverage),
            ("contact_rate", figures.contact_rate),
            ("effective_rate", figures.effective_rate),
            ("satisfaction", figures.satisfaction),
        ):
            row = self._rate(sheet, row, words.LINES[name], rate)
        row = self._count(sheet, row, words.LINES["unrated"], figures.unrated_firms)
        for answer, told in figures.integrity:
            label = words.INTEGRITY_LINE.format(words.INTEGRITY[answer])
            row = self._count(sheet, row, label, told)
        for code, count in figures.dispositions:
            row = self._rate(sheet, row, words.CLASSES[code], Rate(count, figures.firms))
        for name, rate in figures.aapor:
            row = self._rate(sheet, row, words.AAPOR.format(name), rate)
        for name, count in figures.problems:
            row = self._count(sheet, row, words.PROBLEM_LINE.format(words.PROBLEMS[name]), count)
        for name, count in figures.visits:
            row = self._count(sheet, row, words.VISIT_LINE.format(words.VISITS[name]), count)
        for name, count in figures.filings:
            row = self._count(sheet, row, words.FILING_LINE.format(FILING_STATES[name]), count)
        for column, sign in enumerate(words.SIGNS):
            sheet.write_string(row + 1, column, sign, self.plain)
        sheet.set_row(row + 1, 36)
        line = words.HEAD_LINE.format(
            size=figures.log.size, head=figures.log.head, origin=figures.origin
        )
        sheet.write_string(row + 2, 0, line, self.plain)
        sheet.fit_to_pages(1, 1)

    def _count(self, sheet: Any, row: int, label: str, count: int | None) -> int:
        sheet.write_string(row, 0, label, self.text)
        if count is None:
            sheet.write_string(row, 1, words.NOT_LISTED, self.centre)
        else:
            sheet.write_number(row, 1, count, self.number)
        self._blank(sheet, row, 2, 4)
        return row + 1

    def _rate(self, sheet: Any, row: int, label: str, rate: Rate) -> int:
        sheet.write_string(row, 0, label, self.text)
        sheet.write_number(row, 1, rate.n, self.number)
        sheet.write_number(row, 2, rate.of, self.number)
        if rate.value is None:
            sheet.write_string(row, 3, words.NOT_APPLICABLE, self.centre)
        else:
            sheet.write_number(row, 3, rate.value, self.rate)
        return row + 1

    def _blank(self, sheet: Any, row: int, first: int, last: int) -> None:
        for column in range(first, last):
            sheet.write_blank(row, column, None, self.text)

    def _form(self) -> None:
        sheet = self._sheet("form", FORM_WIDTHS, landscape=True)
        row = self._headings(sheet, 2, FORM_3.headings[:11])
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 0)
        for number, service in enumerate(self.facts.services, 1):
            cells = (
                str(number),
                service.unit,
                service.officer,
                service.served_on,
                service.place,
                service.matter,
                service.completion,
                service.firm_name,
                service.contact,
                service.phone,
                service.remark,
            )
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text or "", self.text)
            row += 1

    def _units(self) -> None:
        widths = (22, 10, 8, 8, 8, 8, 8, 8, 12, 12, 18)
        sheet = self._sheet("units", widths, landscape=True)
        row = self._headings(sheet, 2, words.COLUMNS["units"])
        sheet.repeat_rows(2)
        for unit in self.figures.units:
            sheet.write_string(row, 0, unit.unit, self.text)
            sheet.write_string(row, 1, FILING_STATES[unit.filing], self.centre)
            counts = (unit.services, unit.firms, unit.evaluations, unit.satisfied)
            for column, count in enumerate((*counts, unit.dissatisfied, unit.unrated), 2):
                sheet.write_number(row, column, count, self.number)
            sheet.write_string(row, 8, shown(unit.satisfaction), self.centre)
            sheet.write_string(row, 9, shown(unit.bad_numbers), self.centre)
            ranked = words.RANKED if unit.is_ranked else words.NOT_RANKED
            sheet.write_string(row, 10, ranked, self.centre)
            row += 1

    def _not_done(self) -> None:
        sheet = self._sheet("not_done", (8, 50, 20))
        row = self._headings(sheet, 2, words.COLUMNS["not_done"])
        sheet.repeat_rows(2)
        for number, (firm, state) in enumerate(self.figures.not_done, 1):
            sheet.write_number(row, 0, number, self.number)
            sheet.write_string(row, 1, firm, self.text)
            sheet.write_string(row, 2, words.CALL_STATES[state], self.centre)
            row += 1

    def _problems(self) -> None:
        sheet = self._sheet("problems", (30, 16, 12, 44, 10, 12), landscape=True)
        row = self._headings(sheet, 2, words.COLUMNS["problems"])
        for each in self.facts.problems:
            cells = (
                each.firm or "",
                each.unit or "",
                words.CATEGORIES[each.category],
                each.text,
                words.PROBLEM_STATES[each.state],
                each.due_on,
            )
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text, self.text)
            row += 1
        row = self._headings(sheet, row + 1, words.COLUMNS["visits"])
        for visit in self.facts.visits:
            told = (visit.firm, words.VISIT_STATES[visit.state], visit.due_on)
            for column, text in enumerate(told):
                sheet.write_string(row, column, text, self.text)
            row += 1

    def _notes(self) -> None:
        sheet = self._sheet("notes", (8, 92))
        sheet.write_string(2, 0, words.READINGS_TITLE, self.plain)
        for row, reading in enumerate(READINGS, 3):
            sheet.write_string(row, 0, reading.id, self.wrapped)
            sheet.write_string(row, 1, reading.text, self.wrapped)
            # Neither program fits a row to its text unasked: 45 characters stand on a line.
            sheet.set_row(row, 16 * (1 + len(reading.text) // 45))


def shown(rate: Rate) -> str:
    """Return a rate as text with its denominator, such as ``9/10 90.0%``."""
    if rate.value is None:
        return words.NOT_APPLICABLE
    return f"{rate.n}/{rate.of} {rate.value:.1%}"
