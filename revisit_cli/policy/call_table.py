"""Reading rows of calls from any table: columns by their headings, answers by their words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from revisit_cli.errors import RevisitError
from revisit_cli.errors.packet import NoCallTable
from revisit_cli.labels import call_entry as words
from revisit_cli.labels.answer import OF_THE_CALL
from revisit_cli.labels.listing import LISTED
from revisit_cli.policy.answer import answer_given, days_given, question_named
from revisit_cli.policy.call import TABLE, outcome_given
from revisit_cli.policy.day_words import moment_given
from revisit_cli.policy.heading import ROWS_SEARCHED, cleaned
from revisit_cli.policy.text import lines, original, says_nothing
from revisit_cli.records.answer import Answers
from revisit_cli.records.call_entry import Entry, Flaw, TableRow
from revisit_cli.records.call_record import CallRecord
from revisit_cli.records.context import BEIJING
from revisit_cli.records.grid import Cell, CellError, Sheet, Workbook

CODED = ("attitude", "one_time_notice", "extra_trips", "integrity", "overall")
# What a clerk fills in; the other columns only say which call it is.
ANSWERS = (
    "outcome", *CODED, "days", "suggestion", "difficulty", "respondent", "phone", "at", "callback",
    "words", "integrity_words", "evidence", "second_person", "tags", "new_phone", "callback_with",
    "callback_by",
)  # fmt: skip
BY_UNIT = (*CODED, "days", "integrity_words")

_MORNING = time(9, 0)
_FIELDS = {
    cleaned(word).casefold(): name for name, found in words.HEADINGS.items() for word in found
}


def read(workbook: Workbook, needed: Sequence[str], told: str) -> tuple[TableRow, ...]:
    """Return the rows of every sheet whose header has the ``needed`` fields; hidden sheets apart.

    A needed field may be one of several, as ``new_phone|phone``.

    Rows with nothing in any known column are none. Raises NoCallTable with what was seen;
    ``told`` names what is needed.
    """
    shown = [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    tables = [(sheet, found) for sheet in shown if (found := _header(sheet, needed))]
    if not tables:
        seen = [text for sheet in shown for text in _seen(sheet)][:12]
        raise NoCallTable(file=workbook.name, needed=told, seen=" ".join(seen) or "-")
    return tuple(row for sheet, found in tables for row in _rows(sheet, *found))


def from_records(records: Sequence[Mapping[str, Any]]) -> tuple[TableRow, ...]:
    """Return rows for records that came as JSON objects, numbered by their lines."""
    rows = []
    for number, record in enumerate(records, start=1):
        cells = {
            field: _plain(value)
            for name, value in record.items()
            if (field := _field(name)) is not None
        }
        unknown = tuple(name for name in record if _field(name) is None)
        if record:
            rows.append(TableRow("", number, cells, {}, unknown))
    return tuple(rows)


def cell_name(row: TableRow, field: str | None) -> str | None:
    """Return the cell of a row's field, such as ``H12``; None where it has no cell."""
    column = row.columns.get(field or "")
    if column is None:
        return None
    return cell_at(column, row.row)


def cell_at(column: int, row: int) -> str:
    """Return a cell's own name from its 0-based column and 1-based row, such as ``H12``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def text_of(row: TableRow, field: str) -> str:
    """Return one cell's text, nothing invisible in it."""
    return lines(original(row.cells.get(field)))


def is_filled(row: TableRow, fields: Sequence[str] = ANSWERS) -> bool:
    """Whether any of these cells of a row holds something."""
    return any(text_of(row, field) for field in fields)


def entry_of(row: TableRow, now: datetime, *, needs_at: bool = False) -> Entry:
    """Return the record a row means, or every flaw of the row at once.

    ``needs_at``: a contact without its date is half-filled.
    """
    flaws = [Flaw(None, words.NAME_UNKNOWN.format(name=name)) for name in row.unknown]
    for field, cell in row.cells.items():
        if isinstance(cell, CellError):
            flaws.append(Flaw(field, words.CELL_ERROR.format(code=cell.code)))

    def given(field: str, read: Callable[[str], Any]) -> Any:
        text = text_of(row, field)
        if not text or isinstance(row.cells.get(field), CellError):
            return None
        try:
            return read(text)
        except RevisitError as refusal:
            flaws.append(Flaw(field, str(refusal)))
            return None

    outcome = given("outcome", outcome_given)
    answers = _answers(row, given)
    record = CallRecord(
        call=_number(row, "call", words.CALL_UNREADABLE, flaws) or 0,
        outcome=outcome or "",
        answers=answers,
        unit=text_of(row, "unit") or None,
        suggestion=_said(row, "suggestion"),
        difficulty=_said(row, "difficulty"),
        respondent=text_of(row, "respondent") or None,
        phone=text_of(row, "phone") or None,
        at=_moment(row, "at", now, flaws),
        callback=_moment(row, "callback", now, flaws),
        token=_number(row, "token", words.MARK_UNREADABLE, flaws),
        callback_with=text_of(row, "callback_with") or None,
        callback_by=text_of(row, "callback_by") or None,
        new_phone=text_of(row, "new_phone") or None,
        new_contact=text_of(row, "contact") or None if text_of(row, "new_phone") else None,
        evidence=text_of(row, "evidence") or None,
        second_person=text_of(row, "second_person") or None,
        tags=tuple(filter(None, text_of(row, "tags").split(LISTED))),
    )
    known = {flaw.column for flaw in flaws}
    missing = (field for field in _missing(record, needs_at=needs_at) if field not in known)
    flaws += [Flaw(each, words.MISSING.format(field=words.NAMES[each])) for each in missing]
    return Entry(None if flaws else record, tuple(flaws))


def answers_of(row: TableRow) -> tuple[Answers, tuple[Flaw, ...]]:
    """Return a further unit's answers and what is wrong with them."""
    flaws: list[Flaw] = []

    def given(field: str, read: Callable[[str], Any]) -> Any:
        text = text_of(row, field)
        try:
            return read(text) if text else None
        except RevisitError as refusal:
            flaws.append(Flaw(field, str(refusal)))
            return None

    answers = _answers(row, given)
    for field in ANSWERS:
        if field not in BY_UNIT and text_of(row, field):
            told = words.FURTHER_UNIT_WRONG.format(field=words.NAMES[field])
            flaws.append(Flaw(field, told))
    return answers, tuple(flaws)


def _answers(row: TableRow, given: Callable[[str, Callable[[str], Any]], Any]) -> Answers:
    coded = {
        question: given(question, lambda text, q=question: answer_given(q, text))  # type: ignore[misc]
        for question in CODED
    }
    days, days_text = days_given(text_of(row, "days") or None)
    return Answers(**coded, days=days, days_text=days_text, words=tuple(_words(row).items()))


def _words(row: TableRow) -> dict[str, str]:
    """Return what was said by question: a line ``question=text``, any other line the outcome's.

    A question goes by any of its names, or words on integrity would be seen by everybody.
    """
    found: dict[str, list[str]] = {}
    for line in text_of(row, "words").split("\n"):
        asked, mark, text = line.replace("＝", "=", 1).partition("=")
        question = "outcome" if asked.strip() in OF_THE_CALL else question_named(asked)
        name, said = (question, text) if mark and question else ("outcome", line)
        if said.strip():
            found.setdefault(name, []).append(said.strip())
    if confided := text_of(row, "integrity_words"):
        found.setdefault("integrity", []).append(confided)
    return {name: "\n".join(said) for name, said in found.items()}


def _missing(record: CallRecord, *, needs_at: bool) -> Iterator[str]:
    """Yield the fields that a record's outcome cannot do without."""
    if not record.call:
        yield "call"
    if not record.outcome:
        yield "outcome"
        return
    if needs_at and record.at is None:
        yield "at"
    if record.outcome == "completed" and record.answers.overall is None:
        yield "overall"
    if record.outcome == "appointment" and record.callback is None:
        yield "callback"
    said = dict(record.answers.words)
    if TABLE[record.outcome].needs_words and not said.get("outcome"):
        yield "words"
    if record.outcome == "firm_gone":
        yield from (name for name in ("evidence", "second_person") if not getattr(record, name))


def _number(row: TableRow, field: str, unreadable: str, flaws: list[Flaw]) -> int | None:
    text = text_of(row, field).lstrip("#№")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 12:
        flaws.append(Flaw(field, unreadable.format(text=text)))
        return None
    return int(text)


def _moment(row: TableRow, field: str, now: datetime, flaws: list[Flaw]) -> datetime | None:
    cell = row.cells.get(field)
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=BEIJING, microsecond=0)
    if isinstance(cell, date):
        return _at(field, datetime(cell.year, cell.month, cell.day, tzinfo=BEIJING))
    text = text_of(row, field)
    if not text:
        return None
    try:
        # An appointment written down days ago may be past by now.
        return _at(field, moment_given(text, now, "past" if field == "at" else "near"))
    except RevisitError as refusal:
        flaws.append(Flaw(field, str(refusal)))
        return None


def _at(field: str, found: datetime) -> datetime:
    """Return a moment; a day alone on which somebody is to be called means a decent hour."""
    is_day = field == "callback" and found.time() == time()
    return datetime.combine(found.date(), _MORNING, found.tzinfo) if is_day else found


def _said(row: TableRow, field: str) -> str | None:
    text = text_of(row, field)
    return None if says_nothing(text) else text


def _header(sheet: Sheet, needed: Sequence[str]) -> tuple[int, dict[str, int]] | None:
    best: tuple[int, dict[str, int]] | None = None
    for number, row in enumerate(sheet.rows[:ROWS_SEARCHED], 1):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            if isinstance(cell, str) and (name := _field(cell)):
                columns.setdefault(name, column)
        has_all = all(columns.keys() & set(each.split("|")) for each in needed)
        if has_all and (best is None or len(columns) > len(best[1])):
            best = number, columns
    return best


def _rows(sheet: Sheet, header: int, columns: dict[str, int]) -> Iterator[TableRow]:
    for number, row in enumerate(sheet.rows[header:], header + 1):
        cells = {
            name: row[column] if column < len(row) else None for name, column in columns.items()
        }
        found = TableRow(sheet.name, number, cells, columns)
        if is_filled(found, tuple(name for name in columns if name != "number")):
            yield found


def _field(heading: str) -> str | None:
    return _FIELDS.get(cleaned(heading.replace("-", "_")).casefold())


def _seen(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:ROWS_SEARCHED]:
        texts = [text for cell in row if (text := lines(original(cell)))]
        if len(texts) > 1:
            yield from texts
            return


def _plain(value: Any) -> Cell:
    if isinstance(value, list):
        return LISTED.join(str(each) for each in value)
    if isinstance(value, dict):
        return "\n".join(f"{name}={text}" for name, text in value.items())
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
