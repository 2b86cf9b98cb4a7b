"""A month's calls: the list of them, and one call."""

from collections import defaultdict
from datetime import datetime
from pathlib import Path

from revisit_cli.labels.calls import answers as labels
from revisit_cli.operations.calls import card
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.firms.phone import note_phones_shown
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.calls.answers import listed, wanted_of
from revisit_cli.policy.calls.call import state_given
from revisit_cli.records.calls.call import AnswersListed, CallsListed
from revisit_cli.records.calls.card import CallShown
from revisit_cli.records.calls.stored import Reachable, ServedMatter
from revisit_cli.records.context import Context
from revisit_cli.records.value import Value
from revisit_cli.store.calls import call as store
from revisit_cli.store.calls import form as form_store
from revisit_cli.store.calls import listing as list_store
from revisit_cli.store.ledgers import unit as unit_store


class AnswersAsked(Value):
    """What a list of answers is asked for by, as typed; ``answers`` are QUESTION=ANSWER."""

    answers: tuple[str, ...] = ()
    unit: str | None = None
    is_dissatisfied: bool = False
    has_said: bool = False


def list_calls(
    context: Context, month: str | None, *, shows_phones: bool, state: str | None = None
) -> CallsListed:
    """Return a month's calls, or those of one state; phones masked unless asked for.

    The asking is told to the log. Raises StateUnknown.
    """
    only = None if state is None else state_given(state)
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        rows = store.of_month(database, wanted, context.at)
        rows = [row for row in rows if only in (None, row.state)]
        served: dict[int, list[ServedMatter]] = defaultdict(list)
        for each in store.services_of_month(database, wanted):
            served[each.firm].append(each)
        contacts: dict[int, list[Reachable]] = defaultdict(list)
        for contact in store.contacts_of_month(database, wanted):
            contacts[contact.firm].append(contact)
        is_locked = list_store.freeze(database, wanted) is not None
    if shows_phones and rows:
        note_phones_shown(context, "calls list", (row.firm for row in rows))
    calls = tuple(
        card.summary(row, served[row.firm], contacts[row.firm], shows_phones=shows_phones)
        for row in rows
    )
    return CallsListed(wanted, is_locked, calls)


def list_answers(
    context: Context, month: str | None, asked: AnswersAsked, output: Path | None, *, force: bool
) -> AnswersListed:
    """Return the answers asked for of a month's calls, none in confidence; or write a workbook.

    Raises QuestionUnknown, AnswerUnreadable, AnswerInConfidence, TargetExists, TargetKindUnknown
    or TargetNotWritable.
    """
    wanted = wanted_of(
        asked.answers,
        asked.unit,
        is_dissatisfied=asked.is_dissatisfied,
        has_said=asked.has_said,
    )
    with reading(context) as database:
        of = month_or_at_hand(context, rules_of(database), month)
        rows = listed(
            store.answers_of_month(database, of),
            form_store.said_in_month(database, of),
            wanted,
            [unit.name for unit in unit_store.all_units(database)],
            form_store.tagged_in_month(database, of),
        )
    if output is not None:
        from revisit_cli.files.workbooks.book import write_list

        cells, now = [labels.row(each) for each in rows], datetime.fromisoformat(context.at)
        write_list(output, labels.TITLE, labels.headings(), cells, now, force=force)
    return AnswersListed(of, rows)


def show_call(context: Context, call: int, *, shows_phones: bool) -> CallShown:
    """Return one call with its attempts. Raises CallUnknown."""
    with reading(context) as database:
        row = card.found(database, call, context)
        shown = card.shown(database, row, context, shows_phones=shows_phones)
    if shows_phones:
        note_phones_shown(context, "calls show", [row.firm])
    return shown
