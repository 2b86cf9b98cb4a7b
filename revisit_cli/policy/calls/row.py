"""What a row of a table of calls means: the record it makes, or every flaw of it at once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import TypeVar

from revisit_cli.errors import RevisitError
from revisit_cli.labels.calls import entry as words
from revisit_cli.labels.rules.answer import OF_THE_CALL
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.calls.call import missing, outcome_given, party_given
from revisit_cli.policy.calls.table import is_filled, text_of
from revisit_cli.policy.days.words import Side, moment_given, moment_written
from revisit_cli.policy.rules.answer import answer_given, question_named
from revisit_cli.policy.rules.confidence import is_in_confidence
from revisit_cli.policy.text import says_nothing
from revisit_cli.records.calls.entry import Entry, Flaw, TableRow
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.context import BEIJING
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.workbooks.grid import CellError
from revisit_cli.rulebook.loader import form

# What a clerk fills in besides the answers; the other columns only say which call it is.
_ABOUT_CALL = (
    "outcome", "respondent", "phone", "at", "callback", "words", "evidence", "second_person",
    "tags", "new_phone", "callback_with", "callback_by", "callback_party",
)  # fmt: skip
_MORNING = time(9, 0)
Meaning = TypeVar("Meaning")


def by_unit() -> tuple[str, ...]:
    """Return the columns that a further unit's own row may fill in."""
    asked = form().of_units
    apart = [each.words_field for each in asked if each.words_field]
    return (*(each.code for each in asked), "words", *apart)


def _filled_in() -> tuple[str, ...]:
    """Return every column that a clerk fills in."""
    return tuple(dict.fromkeys((*_ABOUT_CALL, *by_unit(), *(each.code for each in form().of_call))))


def is_filled_in(row: TableRow) -> bool:
    """Whether a clerk has filled anything in."""
    return is_filled(row, _filled_in())


def entry_of(row: TableRow, now: datetime, *, needs_at: bool = False) -> Entry:
    """Return the record a row means, or every flaw of the row at once.

    ``needs_at``: a contact without its date is half-filled.
    """
    reading = _Reading(row)
    reading.note_unknown_names()
    reading.note_errors(row.cells)
    outcome = reading.meaning("outcome", outcome_given)
    at = reading.moment("at", now, is_fixed=needs_at)
    record = CallRecord(
        # A row that says none is flawed, and no record comes of it.
        outcome=outcome or "no_answer",
        answers=reading.answers(),
        call=reading.number("call", words.CALL_UNREADABLE) or 0,
        unit=reading.text("unit"),
        suggestion=reading.remark("suggestion"),
        difficulty=reading.remark("difficulty"),
        respondent=reading.text("respondent"),
        phone=reading.text("phone"),
        at=at,
        # Tomorrow is the day after the call, whenever the file is taken in.
        callback=reading.moment("callback", at or now),
        token=reading.number("token", words.MARK_UNREADABLE),
        callback_with=reading.text("callback_with"),
        callback_by=reading.text("callback_by"),
        callback_party=reading.meaning("callback_party", party_given),
        new_phone=reading.text("new_phone"),
        new_contact=reading.text("contact") if reading.text("new_phone") else None,
        evidence=reading.text("evidence"),
        second_person=reading.text("second_person"),
        tags=tuple(filter(None, text_of(row, "tags").split(LISTED))),
    )
    reading.note_missing(_missing(record, outcome, needs_at=needs_at))
    return Entry(None if reading.flaws else record, tuple(reading.flaws))


def answers_of(row: TableRow) -> tuple[Answers, tuple[Flaw, ...]]:
    """Return a further unit's answers and what is wrong with them."""
    reading = _Reading(row)
    own = by_unit()
    reading.note_errors(own)
    answers = reading.answers()
    wrong = [each for each in _filled_in() if each not in own and text_of(row, each)]
    # Words to a question are said of the unit; those on the call belong to the firm's row.
    wrong += ["words"] if "outcome" in dict(answers.words) else []
    reading.flaws += [
        Flaw(field, words.FURTHER_UNIT_WRONG.format(field=words.names()[field])) for field in wrong
    ]
    return answers, tuple(reading.flaws)


class _Reading:
    """A row under reading: what its cells mean, and every flaw met on the way."""

    def __init__(self, row: TableRow) -> None:
        self.row = row
        self.flaws: list[Flaw] = []

    def note_unknown_names(self) -> None:
        """Note the names that no field goes by."""
        self.flaws += [
            Flaw(None, words.NAME_UNKNOWN.format(name=name)) for name in self.row.unknown
        ]

    def note_errors(self, fields: Iterable[str]) -> None:
        """Note the cells among these that hold a formula's error."""
        for field in fields:
            cell = self.row.cells.get(field)
            if isinstance(cell, CellError):
                self.flaws.append(Flaw(field, words.CELL_ERROR.format(code=cell.code)))

    def note_missing(self, fields: Iterable[str]) -> None:
        """Note fields that lack; one with a flaw of its own is not told twice."""
        known = {flaw.column for flaw in self.flaws}
        self.flaws += [
            Flaw(field, words.MISSING.format(field=words.names()[field]))
            for field in fields
            if field not in known
        ]

    def text(self, field: str) -> str | None:
        """Return a cell's text, None for an empty one or a formula's error."""
        is_error = isinstance(self.row.cells.get(field), CellError)
        return None if is_error else text_of(self.row, field) or None

    def remark(self, field: str) -> str | None:
        """Return a cell's text, None where it is a word for nothing."""
        text = self.text(field)
        return None if text is None or says_nothing(text) else text

    def meaning(self, field: str, meant: Callable[[str], Meaning]) -> Meaning | None:
        """Return what a cell's text is ``meant`` to say; its refusal becomes a flaw."""
        text = self.text(field)
        if text is None:
            return None
        try:
            return meant(text)
        except RevisitError as refusal:
            self.flaws.append(Flaw(field, refusal.of_row))
            return None

    def number(self, field: str, unreadable: str) -> int | None:
        """Return a cell's whole number; ``unreadable`` is the flaw's sentence."""
        text = (self.text(field) or "").lstrip("#№")
        if not text:
            return None
        if not text.isdecimal() or len(text) > 12:
            self.flaws.append(Flaw(field, unreadable.format(text=text)))
            return None
        return int(text)

    def moment(self, field: str, now: datetime, *, is_fixed: bool = False) -> datetime | None:
        """Return the moment of a date cell or of a text, as it is typed at a prompt.

        ``is_fixed``: it may be read days after it was written.
        """
        cell = self.row.cells.get(field)
        if isinstance(cell, datetime):
            return cell if cell.tzinfo else cell.replace(tzinfo=BEIJING, microsecond=0)
        if isinstance(cell, date):
            found: datetime | None = datetime(cell.year, cell.month, cell.day, tzinfo=BEIJING)
        else:
            # An appointment written down days ago may be past by now.
            side: Side = "past" if field == "at" else "near"
            found = self.meaning(
                field,
                lambda text: (
                    moment_written(text, now) if is_fixed else moment_given(text, now, side)
                ),
            )
        return found and _decent(field, found)

    def answers(self) -> Answers:
        """Return the answers to the form's questions."""
        given = {
            each.code: self.meaning(each.code, partial(answer_given, each.code))
            for each in form().of_units
        }
        return Answers.of(tuple(self._words().items()), **given)

    def _words(self) -> dict[str, str]:
        """Return what was said by question: a line ``question=text`` and those that go on with it.

        What stands before any is the outcome's. A question goes by any of its names, or words on
        integrity would be seen by everybody.
        """
        found: dict[str, list[str]] = {}
        name = "outcome"
        for line in text_of(self.row, "words").split("\n"):
            about, mark, text = line.replace("＝", "=", 1).partition("=")
            question = _question_of(about) if mark else None
            name, said = (question, text) if question else (name, line)
            if said.strip():
                found.setdefault(name, []).append(said.strip())
        for asked in form().of_units:
            if asked.words_field and (confided := text_of(self.row, asked.words_field)):
                found.setdefault(asked.code, []).append(confided)
        return {name: "\n".join(said) for name, said in found.items()}


def _question_of(about: str) -> str | None:
    """Return the question that words are about, None where its name is nobody's."""
    if about.strip() in OF_THE_CALL:
        return "outcome"
    confided = form().confidential[0].code if is_in_confidence(about) else None
    return question_named(about) or confided


def _missing(record: CallRecord, outcome: CallOutcome | None, *, needs_at: bool) -> Iterator[str]:
    """Yield the fields that a record's outcome cannot do without."""
    if not record.call:
        yield "call"
    if outcome is None:
        yield "outcome"
        return
    if needs_at and record.at is None:
        yield "at"
    yield from missing(record)


def _decent(field: str, found: datetime) -> datetime:
    """Return a moment; a day alone on which somebody is to be called means a decent hour."""
    is_day = field == "callback" and found.time() == time()
    return datetime.combine(found.date(), _MORNING, found.tzinfo) if is_day else found
